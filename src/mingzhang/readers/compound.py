"""The container of legacy Office files, looked over before a library is let into it.

Only what could lead a reader astray is refused: chains of sectors that run in circles or out of the file, and
streams larger than the file.  Source: [MS-CFB].
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from pathlib import Path

from mingzhang.readers.watch import Watch

_MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER = struct.Struct("<8s16sHHHHH6s9I")
_ENTRY = struct.Struct("<64sHBB12s16s4s16sIII")
_LAST = 0xFFFFFFFA  # from here on a number of a sector is none
_SMALL = 4096  # bytes; smaller streams lie in a stream of their own
_STREAM, _ROOT = 2, 5


class _DamageError(Exception):
    """What is wrong, in Chinese."""


def check_compound(path: Path, watch: Watch) -> None:
    """Refuse a file whose container is damaged, by :class:`~mingzhang.readers.limits.UnreadableError`."""
    try:
        _Container(path.read_bytes(), watch).check()
    except (_DamageError, struct.error) as fault:
        what = str(fault) if isinstance(fault, _DamageError) else "不完整"
        raise watch.refusal(
            f"旧版 Office 文件的内部结构已损坏（{what}），请用 Office 或 WPS 打开后另存为 .docx 或 .xlsx"
        ) from fault


class _Container:
    def __init__(self, data: bytes, watch: Watch) -> None:
        self._data, self._watch = data, watch
        fields = _HEADER.unpack_from(data)
        if fields[0] != _MAGIC or fields[5] not in (9, 12) or fields[6] != 6:
            raise _DamageError("文件头不对")
        self._size = 1 << fields[5]
        self._sectors = max(0, (len(data) - self._size + self._size - 1) // self._size)
        self._directory, self._small, self._more = fields[10], fields[13], fields[15]
        if max(fields[9], fields[14], fields[16]) > self._sectors:
            raise _DamageError("扇区数多于文件所能容纳")
        self._table = self._table_of_sectors()

    def check(self) -> None:
        """Every stream lies in the file, and no chain runs in circles."""
        small: list[int] = []
        streams = []
        for sector in self._chain(self._directory, self._table):
            for at in range(0, self._size, _ENTRY.size):
                entry = self._sector(sector)[at : at + _ENTRY.size]
                if len(entry) == _ENTRY.size:
                    kind, start, size = _entry(entry)
                    if kind == _ROOT:
                        small = list(self._chain(start, self._table))
                    elif kind == _STREAM and size:
                        streams.append((start, size))
        self._streams(streams, len(small))

    def _streams(self, streams: list[tuple[int, int]], small: int) -> None:
        """No stream is longer than the file, and its chain ends."""
        inner: list[int] | None = None
        if sum(size for _, size in streams) > 2 * len(self._data):
            raise _DamageError("其中的内容比文件还大")
        for start, size in streams:
            self._watch.tick()
            if size > len(self._data):
                raise _DamageError("其中的内容比文件还大")
            if size >= _SMALL:
                if sum(1 for _ in self._chain(start, self._table)) * self._size + self._size <= size:
                    raise _DamageError("其中的内容不完整")
            else:
                if inner is None:
                    inner = self._numbers(self._chain(self._small, self._table))
                list(self._chain(start, inner, small * self._size // 64 + 1))

    def _table_of_sectors(self) -> list[int]:
        """The table that says of each sector which one follows."""
        listed = list(struct.unpack_from("<109I", self._data, 76))
        seen: set[int] = set()
        sector = self._more
        while sector < _LAST:
            if sector in seen or sector >= self._sectors:
                raise _DamageError("扇区表成环或越界")
            seen.add(sector)
            *more, sector = self._numbers(iter([sector]))
            listed += more
        return self._numbers(s for s in listed if s < self._sectors)

    def _numbers(self, sectors: Iterator[int]) -> list[int]:
        data = b"".join(map(self._sector, sectors))
        return list(struct.unpack_from(f"<{len(data) // 4}I", data))

    def _chain(self, start: int, table: list[int], most: int | None = None) -> Iterator[int]:
        """The sectors of a chain; refuses one that runs in circles or out of the file."""
        bound = self._sectors if most is None else most
        sector, count = start, 0
        while sector < _LAST:
            if sector >= bound or sector >= len(table) or count > bound:
                raise _DamageError("扇区链成环或越界")
            yield sector
            sector, count = table[sector], count + 1

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]


def _entry(entry: bytes) -> tuple[int, int, int]:
    """Kind, first sector and size of what an entry of the directory names."""
    fields = _ENTRY.unpack(entry)
    return fields[2], fields[8], fields[9]
