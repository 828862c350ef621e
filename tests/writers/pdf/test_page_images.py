"""Pages become small PNGs, turned as their text is."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.reader import read_pdf
from mingzhang.writers.pdf.page_images import DPI, Pictures, _png, data_uri, printed_words
from tests.readers.pdf.drawing import LOCKED, Sheet, pdf


def decoded(png: bytes) -> list[list[int]]:
    """Rows of grey values 0…15 of a PNG with four bits for each dot."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    parts, at = {}, 8
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        kind, data = png[at + 4 : at + 8], png[at + 8 : at + 8 + length]
        assert struct.unpack(">I", png[at + 8 + length : at + 12 + length])[0] == zlib.crc32(kind + data)
        parts[kind], at = data, at + 12 + length
    width, height, depth, colour = struct.unpack(">IIBB", parts[b"IHDR"][:10])
    assert (depth, colour) == (4, 0)
    raw, step = zlib.decompress(parts[b"IDAT"]), (width + 1) // 2 + 1
    rows = [raw[row * step : (row + 1) * step] for row in range(height)]
    assert all(row[0] == 0 for row in rows)
    return [[v for byte in row[1:] for v in (byte >> 4, byte & 15)][:width] for row in rows]


@given(st.integers(1, 9), st.integers(1, 5), st.integers(0, 3), st.data())
def test_sixteen_greys_are_kept(width: int, height: int, spare: int, data: st.DataObject) -> None:
    stride = width + spare
    grey = data.draw(st.binary(min_size=stride * height, max_size=stride * height))
    expected = [[(grey[y * stride + x] * 15 + 127) // 255 for x in range(width)] for y in range(height)]
    assert decoded(_png(width, height, stride, grey)) == expected


def ink(rows: list[list[int]], x0: float, y0: float, x1: float, y1: float) -> int:
    """Dark dots in a box given in points."""
    a, b, c, d = (round(value * DPI / 72) for value in (x0, y0, x1, y1))
    return sum(value < 8 for row in rows[b:d] for value in row[a:c])


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("sideways", [False, True])
def test_the_text_stands_where_its_box_is(tmp_path: Path, rotate: int, sideways: bool) -> None:
    """Boxes are those of upright text, whatever the page says about its rotation."""
    sheet = Sheet(400, 600, rotate=rotate, sideways=sideways).text(60, 120, "本年收入合计2946.25万元")
    sheet.text(60, 160, "其中财政拨款收入2940.05万元")
    path = tmp_path / "a.pdf"
    path.write_bytes(pdf(sheet))
    report = read_pdf(path, Limits())
    words = printed_words(report)[1]
    pictures = Pictures(path.read_bytes())
    png, width, height = pictures.picture(1, words)
    pictures.close()
    assert (width, height) == (400, 600)
    rows = decoded(png)
    inside = sum(ink(rows, *box) for box, _ in words)
    assert inside > 100
    assert sum(value < 8 for row in rows for value in row) - inside < inside * 0.05


def test_a_page_without_words_is_shown_as_it_lies() -> None:
    pictures = Pictures(pdf(Sheet(400, 600, rotate=90).fill(10, 10, 50, 50)))
    assert pictures.picture(1)[1:] == (600, 400)
    with pytest.raises(ValueError, match="page 2"):
        pictures.picture(2)
    pictures.close()


def test_a_poster_is_shown_coarser() -> None:
    pictures = Pictures(pdf(Sheet(6000, 3000)))
    rows = decoded(pictures.picture(1)[0])
    pictures.close()
    assert (len(rows[0]), len(rows)) == (2400, 1200)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.4", pdf(Sheet(), encrypt=LOCKED)])
def test_what_is_no_pdf_or_locked_is_refused(data: bytes) -> None:
    with pytest.raises(ValueError, match="not a PDF that can be opened"):
        Pictures(data)


def test_the_same_page_gives_the_same_picture() -> None:
    data = pdf(Sheet().text(72, 100, "收入"))
    first, second = (Pictures(data).picture(1)[0] for _ in range(2))
    assert data_uri(first) == data_uri(second)
