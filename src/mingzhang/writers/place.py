"""Files that appear whole or not at all, and never in the place of another one."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class Unwritable(Exception):
    """An output that cannot be made; the message is one Chinese sentence naming file and reason.

    >>> str(Unwritable("决算.pdf", "文件有数字签名，标注会使签名失效"))
    '决算.pdf：文件有数字签名，标注会使签名失效，未写出。'
    """

    def __init__(self, path: str | Path, reason: str) -> None:
        self.path, self.reason = str(path), reason
        super().__init__(f"{path}：{reason}，未写出。")


def writable(path: Path, force: bool = False) -> None:
    """Raise :class:`Unwritable` unless a file may be written there; ``force`` allows to replace one.

    >>> writable(Path("无此文件夹/a.pdf"))
    Traceback (most recent call last):
    mingzhang.writers.place.Unwritable: 无此文件夹/a.pdf：文件夹不存在，未写出。
    """
    try:
        if "\0" in str(path):
            raise Unwritable(str(path).replace("\0", "?"), "文件名无法使用")
        if path.is_dir():
            raise Unwritable(path, "这是一个文件夹")
        if not path.parent.is_dir():
            raise Unwritable(path, "文件夹不存在")
        if not force and os.path.lexists(path):
            raise Unwritable(path, "文件已存在，确要覆盖请加 --force")
    except OSError:
        raise Unwritable(path, "文件名无法使用") from None


@contextmanager
def written(path: Path, force: bool) -> Iterator[Path]:
    """A temporary path beside ``path``; what is written there takes its name when the block ends well.

    When the block fails, nothing is left behind.  Raises :class:`Unwritable`: the name is taken and
    ``force`` is not given, no such folder, no right, disk full.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with written(Path(folder) / "a.txt", force=False) as temporary:
    ...         _ = temporary.write_text("1")
    ...     os.listdir(folder)
    ['a.txt']
    """
    writable(path, force)
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=".mingzhang-", suffix=path.suffix, dir=path.parent)
        os.close(descriptor)
        temporary = Path(name)
        yield temporary
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_mask())
        writable(path, force)  # somebody may have taken the name meanwhile
        os.replace(temporary, path)
    except OSError as fault:
        raise Unwritable(path, f"写入时出错（{fault.strerror or type(fault).__name__}）") from fault
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


def _mask() -> int:
    """What a new file of this user may not be; a temporary file is readable by its owner only."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
