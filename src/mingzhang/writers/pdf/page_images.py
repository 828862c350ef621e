"""Pictures of PDF pages, small enough to travel inside a report."""

from __future__ import annotations

import base64
import struct
import zlib
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from mingzhang.facts.place import Box
from mingzhang.facts.report import Paragraph, Report
from mingzhang.formats import pdfium

DPI = 120  # 16 greys at 120 dots per inch: 36 KB for a page of text or tables; JPEG takes three times that
_POINTS = 72
_LARGEST = 2400  # dots; a poster is shown coarser
# A printed page is grey on white.  16 levels keep the edges of letters smooth and halve the file, and the
# coloured boxes of the findings stand out.
_HIGH = bytes((value * 15 + 127) // 255 << 4 for value in range(256))
_LOW = bytes(value >> 4 for value in _HIGH)


class Pictures:
    """The pages of a PDF as pictures; needs PDFium, which must not be used by two threads at once.

    Raises ``ValueError`` when the data cannot be opened.

    >>> Pictures(b"no pdf")
    Traceback (most recent call last):
    ValueError: not a PDF that can be opened
    """

    def __init__(self, data: bytes) -> None:
        pypdfium2 = pdfium.documents()
        try:
            self._document: Any = pypdfium2.PdfDocument(data)
        except pypdfium2.PdfiumError:
            raise ValueError("not a PDF that can be opened") from None

    def close(self) -> None:
        """Give the document's memory back."""
        self._document.close()

    def picture(self, number: int, words: Iterable[tuple[Box, str]] = ()) -> tuple[bytes, float, float]:
        """Page ``number`` (from 1) as a PNG, with its width and height in points.

        The page is turned so that ``words``, known to be printed in these boxes, stand in them: boxes of a
        report refer to upright text.  Raises ``ValueError`` when the page is damaged.
        """
        pypdfium2 = pdfium.documents()
        try:
            page = self._document[number - 1]
        except (pypdfium2.PdfiumError, IndexError):
            raise ValueError(f"page {number} cannot be read") from None
        left, bottom, right, top = page.get_bbox()
        turn = _turn(page, (left, bottom, right, top), list(words)[:24])
        wide, high = right - left, top - bottom
        width, height = (high, wide) if turn % 2 else (wide, high)
        scale = min(DPI / _POINTS, _LARGEST / max(width, height, 1.0))
        bitmap = page.render(scale=scale, grayscale=True, rotation=(turn * 90 - page.get_rotation()) % 360)
        try:
            return _png(bitmap.width, bitmap.height, bitmap.stride, bytes(bitmap.buffer)), width, height
        finally:
            bitmap.close()
            page.close()


def printed_words(report: Report) -> dict[int, list[tuple[Box, str]]]:
    """Some printed words of every page with their boxes: by them a page is turned upright.

    >>> dict(printed_words(Report("a.txt", "txt", [Paragraph("文")])))
    {}
    """
    words: dict[int, list[tuple[Box, str]]] = defaultdict(list)
    for block in report.blocks:
        if isinstance(block, Paragraph):
            for line, after in zip(block.lines, [*block.lines[1:], None], strict=False):
                end = after.start if after else len(block.text)
                box = (line.xs[0], line.y0, line.xs[-1], line.y1)
                words[line.page].append((box, block.text[line.start : end]))
        else:
            for cell in block.cells[:40]:
                if cell.page is not None and cell.bbox is not None and cell.text.strip():
                    words[cell.page].append((cell.bbox, cell.text))
    return words


def _turn(page: Any, frame: Box, words: list[tuple[Box, str]]) -> int:
    """Quarter turns clockwise under which most of the words stand in their boxes."""
    if not words:
        return int(page.get_rotation()) // 90
    text = page.get_textpage()
    votes = [0, 0, 0, 0]
    for turn in range(4):
        for box, printed in words:
            inside = text.get_text_bounded(*_unturned(turn, frame, box))
            votes[turn] += len(set(inside) & set(printed))
        if turn == 0 and votes[0] >= sum(len(set(printed)) for _, printed in words) * 0.8:
            break
    text.close()
    return votes.index(max(votes))


def _unturned(turn: int, frame: Box, box: Box) -> Box:
    """From the upright page back to the page as it is stored: left, bottom, right, top."""
    left, bottom, right, top = frame
    x0, y0, x1, y1 = box
    if turn == 0:
        return left + x0, top - y1, left + x1, top - y0
    if turn == 1:
        return left + y0, bottom + x0, left + y1, bottom + x1
    if turn == 2:
        return right - x1, bottom + y0, right - x0, bottom + y1
    return right - y1, top - x1, right - y0, top - x0


def _png(width: int, height: int, stride: int, grey: bytes) -> bytes:
    """A PNG of 16 greys from one byte for each dot."""
    rows = bytearray()
    packed = (width + 1) // 2
    for start in range(0, stride * height, stride):
        row = grey[start : start + width] + b"\xff" * (width % 2)
        left, right = row[0::2].translate(_HIGH), row[1::2].translate(_LOW)
        rows += b"\0" + (int.from_bytes(left) | int.from_bytes(right)).to_bytes(packed)
    head = struct.pack(">IIBBBBB", width, height, 4, 0, 0, 0, 0)
    body = _chunk(b"IHDR", head) + _chunk(b"IDAT", zlib.compress(rows, 7)) + _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def data_uri(png: bytes) -> str:
    """A picture as an address that carries it.

    >>> data_uri(b"x")
    'data:image/png;base64,eA=='
    """
    return "data:image/png;base64," + base64.b64encode(png).decode("ascii")
