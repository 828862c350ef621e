"""The document that another program passes on: standard input as a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO

from mingzhang.readers.limits import Limits, UnreadableError

STANDARD_INPUT = "-"
_NAME = "标准输入"
_FOLDER = "mingzhang-stdin-"  # how the names of the folders begin that hold it
_PIECE = 1 << 20


def is_standard_input(path: Path) -> bool:
    """Whether a path is that of a document that was passed on.

    >>> is_standard_input(Path("决算.pdf"))
    False
    """
    return path.name == _NAME and path.parent.name.startswith(_FOLDER)


@contextmanager
def saved(paths: Sequence[str], stream: BinaryIO, limits: Limits) -> Iterator[list[str]]:
    """The paths, ``-`` among them replaced by a file with what the stream holds, for as long as it is needed.

    Raises :class:`~mingzhang.readers.limits.UnreadableError` where it is larger than a file may be, or
    cannot be
    kept.

    >>> import io
    >>> with saved(["-", "决算.pdf"], io.BytesIO("收入合计6.20万元。".encode()), Limits()) as paths:
    ...     Path(paths[0]).name, Path(paths[0]).read_text(encoding="utf-8"), paths[1]
    ('标准输入', '收入合计6.20万元。', '决算.pdf')
    """
    if STANDARD_INPUT not in paths:
        yield list(paths)
        return
    with TemporaryDirectory(prefix=_FOLDER) as folder:
        path = Path(folder) / _NAME
        try:
            _copy(stream, path, limits.file_bytes)
        except OSError as fault:
            raise UnreadableError(_NAME, "临时文件夹写不进去（可能是磁盘已满）") from fault
        yield [str(path) if name == STANDARD_INPUT else name for name in paths]


def _copy(stream: BinaryIO, path: Path, most: int) -> None:
    with path.open("wb") as target:
        while piece := stream.read(_PIECE):
            target.write(piece)
            if target.tell() > most:
                raise UnreadableError(_NAME, f"超过上限 {most / 2**20:g} MB")
