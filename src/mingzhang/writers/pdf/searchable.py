"""Pictures of pages with what was read on them as text that is searched and copied, but not seen.

The letters of that text are empty boxes of a font of two glyphs made here, one em wide: every viewer finds
the text where it stands in the picture.  It is a PDF, not PDF/A.
"""

from __future__ import annotations

import struct
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, BinaryIO

UNITS = 1000  # of the font to an em
_ASCENT, _DESCENT = 880, -120
_CMAP = """/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def
/CMapName /Adobe-Identity-UCS def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
{ranges}
endcmap CMapName currentdict /CMap defineresource pop end end"""
_BLOCK = 64  # ranges that one block of a map may have, at most a hundred; a range keeps its first byte


@dataclass(frozen=True)
class SearchablePage:
    """A page: its JPEG with the dots of it, its size in points, and its words.

    A word is its text, the left edges of its characters and the right edge of the last, its baseline from
    the top, and its size, all in points.
    """

    jpeg: bytes
    dots: tuple[int, int]
    wide: float
    high: float
    marks: Sequence[tuple[str, Sequence[float], float, float]]


def write_searchable(pages: Sequence[SearchablePage], stream: BinaryIO, title: str = "") -> None:
    """Write pages as a PDF that can be searched.

    >>> import io
    >>> stream = io.BytesIO()
    >>> write_searchable([SearchablePage(b"", (1, 1), 595, 842, [("决算", [72, 84, 96], 100, 12)])], stream)
    >>> stream.getvalue()[:5]
    b'%PDF-'
    """
    import pikepdf

    with pikepdf.new() as pdf:
        font = _font(pdf, pikepdf)
        for page in pages:
            pdf.pages.append(_page(pdf, pikepdf, page, font))
        pdf.docinfo["/Title"] = title
        pdf.save(stream, deterministic_id=True)


def _page(pdf: Any, pikepdf: Any, page: SearchablePage, font: Any) -> Any:
    """One page: the picture, and over it the text."""
    name = pikepdf.Name
    picture = pikepdf.Stream(
        pdf, page.jpeg, Type=name.XObject, Subtype=name.Image, Width=page.dots[0], Height=page.dots[1],
        ColorSpace=name.DeviceRGB, BitsPerComponent=8, Filter=name.DCTDecode,
    )  # fmt: skip
    drawn = f"q {page.wide:.2f} 0 0 {page.high:.2f} 0 0 cm /I Do Q\n"
    content = pikepdf.Stream(pdf, (drawn + _text(page)).encode())
    fonts = pikepdf.Dictionary(F=font)
    return pikepdf.Page(
        pikepdf.Dictionary(
            Type=name.Page,
            MediaBox=[0, 0, round(page.wide, 2), round(page.high, 2)],
            Resources=pikepdf.Dictionary(XObject=pikepdf.Dictionary(I=picture), Font=fonts),
            Contents=content,
        )
    )


def _text(page: SearchablePage) -> str:
    """The words of a page, none of them painted: each as wide as it is in the picture.

    >>> _text(SearchablePage(b"", (1, 1), 100, 100, [("决", [10, 20], 90, 10)]))
    'BT 3 Tr\\n/F 10.00 Tf 100.00 Tz 1 0 0 1 10.00 10.00 Tm <51b3> Tj\\nET'
    """
    lines = []
    for text, edges, base, size in page.marks:
        data = text.encode("utf-16-be", "replace")
        natural = size * len(data) / 2  # every code unit is an em wide
        across = 100 * (edges[-1] - edges[0]) / natural if natural else 0.0
        if across > 0:
            at = f"1 0 0 1 {edges[0]:.2f} {page.high - base:.2f} Tm"
            lines.append(f"/F {size:.2f} Tf {across:.2f} Tz {at} <{data.hex()}> Tj")
    return "\n".join(["BT 3 Tr", *lines, "ET"])


def _font(pdf: Any, pikepdf: Any) -> Any:
    """The font: every code is the same empty box, and means the character of that code."""
    name, stream, dictionary = pikepdf.Name, pikepdf.Stream, pikepdf.Dictionary
    program = glyphless()
    file = pdf.make_indirect(stream(pdf, program, Length1=len(program)))
    descriptor = dictionary(
        Type=name.FontDescriptor, FontName=name.GlyphLess, Flags=5, FontBBox=[0, _DESCENT, UNITS, _ASCENT],
        ItalicAngle=0, Ascent=_ASCENT, Descent=_DESCENT, CapHeight=_ASCENT, StemV=80, FontFile2=file,
    )  # fmt: skip
    system = dictionary(Registry=pikepdf.String("Adobe"), Ordering=pikepdf.String("Identity"), Supplement=0)
    glyphs = pdf.make_indirect(stream(pdf, b"\0\1" * 65536))
    descendant = dictionary(
        Type=name.Font, Subtype=name.CIDFontType2, BaseFont=name.GlyphLess, CIDSystemInfo=system,
        FontDescriptor=pdf.make_indirect(descriptor), DW=UNITS, CIDToGIDMap=glyphs,
    )  # fmt: skip
    return pdf.make_indirect(
        dictionary(
            Type=name.Font, Subtype=name.Type0, BaseFont=name.GlyphLess, Encoding=name("/Identity-H"),
            DescendantFonts=[pdf.make_indirect(descendant)],
            ToUnicode=pdf.make_indirect(stream(pdf, _codes())),
        )
    )  # fmt: skip


def _codes() -> bytes:
    """The map by which every code means the character of that code."""
    ranges = [f"<{high:02X}00> <{high:02X}FF> <{high:02X}00>" for high in range(256)]
    blocks = [
        "\n".join((f"{_BLOCK} beginbfrange", *ranges[at : at + _BLOCK], "endbfrange"))
        for at in range(0, len(ranges), _BLOCK)
    ]
    return _CMAP.format(ranges="\n".join(blocks)).encode()


def glyphless() -> bytes:
    """A TrueType font of two glyphs: nothing, and a box one em wide.

    >>> glyphless()[:4]
    b'\\x00\\x01\\x00\\x00'
    """
    box = _box()
    tables = {
        b"cmap": struct.pack(">HHHHIHHH", 0, 1, 3, 1, 12, 6, 12, 0) + struct.pack(">HHH", 0, 1, 1),
        b"glyf": box,
        b"head": struct.pack(
            ">IIIIHHqqhhhhHHhhh",
            0x10000, 0x10000, 0, 0x5F0F3CF5, 11, UNITS, 0, 0, 0, _DESCENT, UNITS, _ASCENT, 0, 8, 2, 0, 0,
        ),
        b"hhea": struct.pack(">IhhhHhhhhhhhhhhhH", 0x10000, _ASCENT, _DESCENT, 0, UNITS, *[0] * 11, 2),
        b"hmtx": struct.pack(">HhHh", UNITS, 0, UNITS, 0),
        b"loca": struct.pack(">HHH", 0, 0, len(box) // 2),
        b"maxp": struct.pack(">IHHHHHHHHHHHHHH", 0x10000, 2, 4, 1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0),
        b"post": struct.pack(">IIhhIIIII", 0x30000, 0, 0, 0, 1, 0, 0, 0, 0),
    }  # fmt: skip
    head = struct.pack(">IHHHH", 0x10000, len(tables), 128, 3, len(tables) * 16 - 128)
    at, rows, body = 12 + 16 * len(tables), b"", b""
    for tag, data in sorted(tables.items()):
        padded = data + b"\0" * (-len(data) % 4)
        check = sum(struct.unpack(f">{len(padded) // 4}I", padded)) & 0xFFFFFFFF
        rows += tag + struct.pack(">III", check, at, len(data))
        at, body = at + len(padded), body + padded
    return head + rows + body


def _box() -> bytes:
    """The glyph that is a box."""
    head = struct.pack(">hhhhhHH", 1, 0, _DESCENT, UNITS, _ASCENT, 3, 0)
    tall = _ASCENT - _DESCENT
    made = head + bytes([1] * 4) + struct.pack(">hhhh", 0, UNITS, 0, -UNITS)
    made += struct.pack(">hhhh", _DESCENT, 0, tall, 0)
    return made + b"\0" * (-len(made) % 4)
