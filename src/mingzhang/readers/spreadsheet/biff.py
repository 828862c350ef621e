"""What a legacy Excel workbook (BIFF8) says of its cells besides their values: formats, errors, borders.

Record layouts: [MS-XLS] 2.4.  The values themselves are read by a library that drops all this.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from mingzhang.readers.spreadsheet.number_format import BUILT_IN

BOF, EOF, LOCKED, DATE1904, SHEET = 0x0809, 0x000A, 0x002F, 0x0022, 0x0085
FORMAT, STYLE = 0x041E, 0x00E0
NUMBER, RK, TEXT, LABEL, FORMULA, ERROR, BLANK = 0x0203, 0x027E, 0x00FD, 0x0204, 0x0006, 0x0205, 0x0201
SEVERAL, BLANKS, ROW, COLUMN = 0x00BD, 0x00BE, 0x0208, 0x007D
BIFF8 = 0x0600
ERRORS = {
    0: "#NULL!",
    7: "#DIV/0!",
    15: "#VALUE!",
    23: "#REF!",
    29: "#NAME?",
    36: "#NUM!",
    42: "#N/A",
}
_SINGLE = {NUMBER, RK, TEXT, LABEL, FORMULA, ERROR, BLANK}


@dataclass
class Looks:
    """How the cells of one sheet look: style numbers and errors by row and column from 0."""

    styles: dict[tuple[int, int], int] = field(default_factory=dict)
    errors: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: int = 0
    hidden_columns: int = 0


@dataclass
class BookLooks:
    """How the cells of a workbook look: ``formats`` and ``ruled`` (has a border) by style number.

    ``locked`` tells of a password, ``known`` that the workbook is of a version we can look into.

    >>> BookLooks(formats=["0.00"]).format(0), BookLooks().format(7)
    ('0.00', 'General')
    """

    formats: list[str] = field(default_factory=list)
    ruled: list[bool] = field(default_factory=list)
    sheets: dict[str, Looks] = field(default_factory=dict)
    date1904: bool = False
    locked: bool = False
    known: bool = False

    def format(self, style: int | None) -> str:
        """The format code of a style; ``General`` where it is not known."""
        return self.formats[style] if style is not None and style < len(self.formats) else "General"


def looks(stream: bytes) -> BookLooks:
    """Look through the ``Workbook`` stream of a legacy workbook; damage ends the look, it raises nothing.

    >>> looks(b"").known
    False
    """
    book = BookLooks()
    try:
        offsets = _globals(stream, book)
        for name, offset in offsets.items() if book.known and not book.locked else ():
            book.sheets[name] = _sheet(stream, offset)
    except (struct.error, IndexError, ValueError):
        book.known = False
    return book


def _records(stream: bytes, offset: int) -> Iterator[tuple[int, bytes]]:
    """The records of one part of the stream, those of charts inside it left out."""
    depth = 0
    while offset + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, offset)
        data = stream[offset + 4 : offset + 4 + length]
        offset += 4 + length
        depth += (kind == BOF) - (kind == EOF)
        if depth == 1:
            yield kind, data
        elif depth < 1:
            return


def _globals(stream: bytes, book: BookLooks) -> dict[str, int]:
    """Fill in what holds for all sheets; returns where each sheet begins."""
    offsets: dict[str, int] = {}
    codes: dict[int, str] = {}
    for kind, data in _records(stream, 0):
        if kind == BOF:
            book.known = struct.unpack_from("<H", data)[0] == BIFF8
        elif kind == LOCKED:
            book.locked = True
            break
        elif not book.known:
            break
        elif kind == DATE1904:
            book.date1904 = data[:1] == b"\1"
        elif kind == SHEET:
            offsets[_text(data[6], data[7:])] = struct.unpack_from("<I", data)[0]
        elif kind == FORMAT:
            number, length = struct.unpack_from("<HH", data)
            codes[number] = _text(length, data[4:])
        elif kind == STYLE:
            number, borders = struct.unpack_from("<2xH", data)[0], struct.unpack_from("<10xH", data)[0]
            book.formats.append(codes.get(number) or BUILT_IN.get(number, "General"))
            book.ruled.append(borders != 0)
    return offsets


def _text(length: int, data: bytes) -> str:
    """A string that begins with its options: one or two bytes for a character."""
    if data[0] & 1:
        return data[1 : 1 + 2 * length].decode("utf-16-le", "replace")
    return data[1 : 1 + length].decode("latin-1")


def _sheet(stream: bytes, offset: int) -> Looks:
    sheet = Looks()
    for kind, data in _records(stream, offset):
        if kind in _SINGLE:
            row, column, style = struct.unpack_from("<HHH", data)
            sheet.styles[row, column] = style
            if kind == ERROR and data[7]:
                sheet.errors[row, column] = ERRORS.get(data[6], "#ERROR")
            elif kind == FORMULA and data[12:14] == b"\xff\xff" and data[6] == 2:
                sheet.errors[row, column] = ERRORS.get(data[8], "#ERROR")
        elif kind in (SEVERAL, BLANKS):
            row, column = struct.unpack_from("<HH", data)
            step = 6 if kind == SEVERAL else 2
            for at in range(4, len(data) - 2, step):
                sheet.styles[row, column + (at - 4) // step] = struct.unpack_from("<H", data, at)[0]
        elif kind == ROW:
            sheet.hidden_rows += bool(data[12] & 0x20)
        elif kind == COLUMN:
            first, last, _, _, options = struct.unpack_from("<5H", data)
            sheet.hidden_columns += (last - first + 1) * (options & 1) if last - first < 255 else 0
    return sheet
