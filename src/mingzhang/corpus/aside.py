"""Documents that are safe on disk until they are taken in: each is there as soon as it was examined.

They stand one behind the other in files that only grow, a length and a checksum before each; what a run that
was killed has left half written at the end of one does not count.
"""

from __future__ import annotations

import os
import shutil
import time
import zlib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from mingzhang.corpus.packed import ArrowTable, Packed, unpacked

_EVERY = 5.0  # seconds after which what was written is made safe from a power cut as well
_LENGTH, _SUM = 8, 4  # bytes


@dataclass(frozen=True, slots=True)
class SetAside:
    """A document that stands aside: what it is, and where its tables are."""

    document: str
    key: str
    place: str
    year: int | None
    path: Path
    start: int
    length: int

    def table(self, name: str) -> ArrowTable:
        """Its rows of a table."""
        with self.path.open("rb") as stream:
            stream.seek(self.start)
            return unpacked(stream.read(self.length)).table(name)


class Aside:
    """The documents that stand aside in a folder.

    >>> import tempfile
    >>> from mingzhang.corpus.packed import packed
    >>> from mingzhang.corpus.record import refused
    >>> folder = tempfile.TemporaryDirectory()
    >>> aside = Aside(Path(folder.name) / "旁")
    >>> _ = aside.add(unpacked(packed(refused("坏.pdf", "k", "", "文件是空的。"))))
    >>> aside.close(); [each.document for each in aside.left()]
    ['坏.pdf']
    >>> folder.cleanup()
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file, self._path, self._safe = -1, folder, 0.0

    def add(self, record: Packed) -> SetAside:
        """Write one down."""
        if self._file < 0:
            self._folder.mkdir(exist_ok=True)
            self._path = self._folder / f"{len(list(self._folder.iterdir())):06}"
            self._file = os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND)
        content = record.content
        told = _head(content) + content
        start = os.fstat(self._file).st_size
        written = os.write(self._file, told)
        while written < len(told):  # a full disk raises at the next piece
            written += os.write(self._file, told[written:])
        if time.monotonic() - self._safe > _EVERY:
            os.fsync(self._file)
            self._safe = time.monotonic()
        return _known(record, self._path, start + _LENGTH + _SUM)

    def left(self) -> Iterator[SetAside]:
        """What earlier runs have left, in the order in which it was written."""
        for path in sorted(self._folder.glob("*")):
            with path.open("rb") as stream:
                while len(head := stream.read(_LENGTH + _SUM)) == _LENGTH + _SUM:
                    start, length = stream.tell(), int.from_bytes(head[:_LENGTH], "big")
                    content = stream.read(min(length, path.stat().st_size))
                    if _head(content) != head:
                        break
                    yield _known(unpacked(content), path, start)

    def clear(self) -> None:
        """Let go of all, once it is taken in."""
        self.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def close(self) -> None:
        """Write no more for now."""
        if self._file >= 0:
            with suppress(OSError):
                os.close(self._file)
            self._file = -1


def latest(records: Sequence[SetAside]) -> list[SetAside]:
    """Of documents that were examined more than once, the last of each."""
    return list({record.document: record for record in records}.values())


def _head(content: bytes) -> bytes:
    return len(content).to_bytes(_LENGTH, "big") + zlib.crc32(content).to_bytes(_SUM, "big")


def _known(record: Packed, path: Path, start: int) -> SetAside:
    told = record.document, record.key, record.place, record.year
    return SetAside(*told, path, start, len(record.content))
