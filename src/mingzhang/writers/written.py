"""Files that appear whole or not at all, and never in the place of another one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO


class UnwritableError(Exception):
    """A file that cannot be written; the message is one Chinese sentence naming file and reason.

    >>> str(UnwritableError("清单.xlsx", "文件夹不存在"))
    '清单.xlsx：文件夹不存在，未写出。'
    """

    def __init__(self, path: str | Path, reason: str) -> None:
        self.path, self.reason = str(path), reason
        super().__init__(f"{path}：{reason}，未写出。")


def writable(path: str | Path, force: bool = False, source: Path | None = None) -> Path:
    """The path, if a file may be written there; raises :class:`UnwritableError` otherwise.

    To be asked before the work begins; :func:`written` asks again.  ``force`` allows to replace a file, but
    never ``source``, the one that is read.

    >>> writable("无此文件夹/清单.xlsx")
    Traceback (most recent call last):
    mingzhang.writers.written.UnwritableError: 无此文件夹/清单.xlsx：文件夹“无此文件夹”不存在，未写出。
    """
    target = Path(path)
    if "\0" in str(path):
        raise UnwritableError(path, "文件名无法使用")
    try:
        if not target.parent.is_dir():
            raise UnwritableError(path, f"文件夹“{target.parent}”不存在")
        if target.is_dir():
            raise UnwritableError(path, "这是一个文件夹")
        if source is not None and target.exists() and source.exists() and target.samefile(source):
            raise UnwritableError(path, "这是要检查的文件本身，请另起文件名")
        if not force and os.path.lexists(target):
            raise UnwritableError(path, "文件已存在，确要覆盖请加 --force")
        if not os.access(target.parent, os.W_OK):
            raise UnwritableError(path, "没有写入这个文件夹的权限")
    except OSError:  # a name that is too long
        raise UnwritableError(path, "文件名无法使用") from None
    return target


def made_folder(path: str | Path) -> Path:
    """A folder to write files into, made where it is not there; raises :class:`UnwritableError`.

    >>> with tempfile.TemporaryDirectory() as name:
    ...     made_folder(Path(name) / "自评表" / "2024").is_dir()
    True
    """
    folder = Path(path)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as fault:
        raise UnwritableError(folder, "不能建立这个文件夹") from fault
    return folder


@contextmanager
def written(path: str | Path, force: bool = False) -> Iterator[BinaryIO]:
    """A stream to write a file into; the file appears under its name when the block ends without error.

    Until then the bytes are in a file beside it, which goes away when something fails.  Raises
    :class:`UnwritableError`: the name is taken and ``force`` is not given, no such folder, no right, disk
    full.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with written(Path(folder) / "a.txt") as stream:
    ...         _ = stream.write(b"1")
    ...     (Path(folder) / "a.txt").read_bytes()
    b'1'
    """
    target = writable(path, force)
    temporary: Path | None = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=".mingzhang-", suffix=".tmp", dir=target.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "w+b") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        os.chmod(temporary, _usual_mode(target))
        _into_place(temporary, target, force)
    except OSError as fault:
        raise UnwritableError(path, _reason(fault)) from fault
    finally:
        if temporary is not None:
            with suppress(OSError):
                temporary.unlink()


@contextmanager
def written_together(paths: Sequence[Path], force: bool = False) -> Iterator[list[Path]]:
    """Places to write several files to; all of them appear under their names when the block ends, or none.

    The paths are in one folder.  What stood there before comes back when one of the files cannot be put in
    its place.  Raises :class:`UnwritableError`.

    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with written_together([Path(folder) / "a.txt", Path(folder) / "b.txt"]) as places:
    ...         for place in places:
    ...             _ = place.write_bytes(b"1")
    ...     sorted(path.name for path in Path(folder).iterdir())
    ['a.txt', 'b.txt']
    """
    targets = [writable(path, force) for path in paths]
    if not targets:
        yield []
        return
    try:
        with tempfile.TemporaryDirectory(prefix=".mingzhang-", dir=targets[0].parent) as name:
            places = [Path(name) / target.name for target in targets]
            yield places
            _all_into_place(places, targets, force, Path(name))
    except OSError as fault:
        raise UnwritableError(targets[0].parent, _reason(fault)) from fault


def _all_into_place(places: list[Path], targets: list[Path], force: bool, aside: Path) -> None:
    """Move all files to their targets; when one fails, put back what stood there before."""
    undo: list[tuple[Path, Path | None]] = []
    try:
        for number, (place, target) in enumerate(zip(places, targets, strict=True)):
            before = None
            if force and target.exists():
                before = aside / f"{number}.before"
                shutil.copy2(target, before)
            os.chmod(place, _usual_mode(target))
            _into_place(place, target, force)
            undo.append((target, before))
    except BaseException:
        for target, before in reversed(undo):
            with suppress(OSError):
                if before is None:
                    target.unlink()
                else:
                    os.replace(before, target)
        raise


def _usual_mode(target: Path) -> int:
    """What an ordinary new file may do; a temporary file is readable by its owner only."""
    with suppress(OSError):
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _into_place(temporary: Path, target: Path, force: bool) -> None:
    if force:
        os.replace(temporary, target)
        return
    try:
        os.link(temporary, target)  # unlike a rename it fails when somebody took the name meanwhile
    except FileExistsError:
        raise UnwritableError(target, "文件已存在，确要覆盖请加 --force") from None
    except OSError:  # a file system without links
        writable(target)
        os.replace(temporary, target)


def _reason(fault: OSError) -> str:
    if isinstance(fault, PermissionError):
        return "没有写入的权限"
    return f"写入时出错（{fault.strerror or type(fault).__name__}）"
