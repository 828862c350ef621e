"""Files that appear whole or not at all, and never in the place of another one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from mingzhang.facts.refusal import RefusalError, disk_reason
from mingzhang.writers.staging import Staging

TAKEN = "文件已存在，确要覆盖请加 --force"


class UnwritableError(RefusalError):
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
            raise UnwritableError(path, TAKEN)
        if not os.access(target.parent, os.W_OK):
            raise UnwritableError(path, "没有写入这个文件夹的权限")
    except OSError:  # a name that is too long
        raise UnwritableError(path, "文件名无法使用") from None
    return target


def made_folder(path: str | Path) -> Path:
    """A folder to write files into, made where it is not there; raises :class:`UnwritableError`.

    >>> import tempfile
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

    Until then the bytes are in a folder beside it, which goes away when something fails, or by the next run
    that writes there where this one is killed.  Raises :class:`UnwritableError`: the name is taken and
    ``force`` is not given, no such folder, no right, disk full.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with written(Path(folder) / "a.txt") as stream:
    ...         _ = stream.write(b"1")
    ...     (Path(folder) / "a.txt").read_bytes()
    b'1'
    """
    with written_together([Path(path)], force) as (place,), told_of(path), place.open("w+b") as stream:
        yield stream


@contextmanager
def written_together(paths: Sequence[Path], force: bool = False) -> Iterator[list[Path]]:
    """Places to write several files to; all of them appear under their names when the block ends, or none.

    What stood there before comes back when one of the files cannot be put in its place.  They change together
    even where the program is killed: the next run that writes into one of their folders finishes what was
    begun.  Raises :class:`UnwritableError`.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with written_together([Path(folder) / "a.txt", Path(folder) / "b.txt"]) as places:
    ...         for place in places:
    ...             _ = place.write_bytes(b"1")
    ...     sorted(path.name for path in Path(folder).iterdir())
    ['a.txt', 'b.txt']
    """
    targets = [writable(path, force) for path in paths]
    by_folder: dict[Path, list[Path]] = {}
    for target in targets:
        by_folder.setdefault(target.parent, []).append(target)
    stages: dict[Path, Staging] = {}
    try:
        for folder in by_folder:
            stages[folder] = Staging(folder)
        places = [stages[target.parent].place(target.name) for target in targets]
        yield places
        for folder, stage in stages.items():
            stage.prepare(by_folder[folder], force, list(stages.values()))
        _committed(list(stages.values()), force)
    except FileExistsError as fault:
        raise UnwritableError(fault.filename2 or fault.filename, TAKEN) from fault
    except OSError as fault:
        raise UnwritableError(targets[0].parent, _reason(fault)) from fault
    finally:
        for stage in reversed(stages.values()):  # the first has the journal of all
            stage.close()


@contextmanager
def told_of(path: str | Path) -> Iterator[None]:
    """Name the file that the user knows where one that is on its way cannot be written.

    >>> with told_of("清单.xlsx"):
    ...     raise OSError(28, "No space left on device")
    Traceback (most recent call last):
    mingzhang.writers.written.UnwritableError: 清单.xlsx：写入时出错（磁盘已满），未写出。
    """
    try:
        yield
    except UnwritableError as fault:
        raise UnwritableError(path, fault.reason) from fault
    except OSError as fault:
        raise UnwritableError(path, _reason(fault)) from fault


def _committed(stages: Sequence[Staging], force: bool) -> None:
    """Put the files of all folders in place; when those of one cannot be, those of the others come back."""
    done: list[Staging] = []
    for first in stages[:1]:
        first.decide()
    try:
        for stage in stages:
            stage.commit(force)
            done.append(stage)
    except BaseException:
        for stage in done:
            stage.undo()
        raise


def _reason(fault: OSError) -> str:
    if isinstance(fault, PermissionError):
        return "没有写入的权限"
    return f"写入时出错（{disk_reason(fault)}）"
