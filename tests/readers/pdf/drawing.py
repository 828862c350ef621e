"""Small PDFs drawn by hand: a page of text and rulings whose every position the test knows.

Positions are points from the top left corner, as the reader gives them.  Chinese is set in the standard
font STSong-Light, which nobody needs to embed: 1 em for each Chinese character, half an em for ASCII.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

ASCENT, HALF = 0.88, 0.5


def width(text: str, size: float = 12.0) -> float:
    """Width of a text as it is set, in points.

    >>> width("收入12.5", 10)
    40.0
    """
    return sum(HALF if char.isascii() else 1.0 for char in text) * size


@dataclass
class Sheet:
    """One page under construction; every method returns the sheet so that calls can be chained."""

    wide: float = 595.0
    high: float = 842.0
    rotate: int = 0
    sideways: bool = False
    codec: str = "utf-16-be"
    operators: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, text: str, size: float = 12.0, spacing: float = 0.0) -> Sheet:
        """Text whose baseline is ``y``; ``spacing`` widens every character, as justified lines do."""
        codes = text.encode(self.codec).hex()
        place = f"1 0 0 1 {x:.3f} {self.high - y:.3f} Tm"
        if self.sideways:
            place = f"0 1 -1 0 {y:.3f} {x:.3f} Tm"
        self.operators.append(f"BT /F {size} Tf {spacing} Tc {place} <{codes}> Tj ET")
        return self

    def right(self, x: float, y: float, text: str, size: float = 12.0) -> Sheet:
        """Text that ends at ``x``."""
        return self.text(x - width(text, size), y, text, size)

    def stroke(self, x0: float, y0: float, x1: float, y1: float, thick: float = 0.5) -> Sheet:
        """A stroked line."""
        a, b = self._point(x0, y0), self._point(x1, y1)
        self.operators.append(f"{thick} w {a[0]:.3f} {a[1]:.3f} m {b[0]:.3f} {b[1]:.3f} l S")
        return self

    def fill(self, x: float, y: float, wide: float, high: float) -> Sheet:
        """A filled rectangle, top left corner given."""
        a = self._point(x, y)
        if self.sideways:
            self.operators.append(f"{a[0]:.3f} {a[1]:.3f} {high:.3f} {wide:.3f} re f")
        else:
            self.operators.append(f"{a[0]:.3f} {a[1] - high:.3f} {wide:.3f} {high:.3f} re f")
        return self

    def frame(self, x: float, y: float, wide: float, high: float) -> Sheet:
        """A stroked rectangle, top left corner given."""
        a = self._point(x, y)
        self.operators.append(f"0.5 w {a[0]:.3f} {a[1] - high:.3f} {wide:.3f} {high:.3f} re S")
        return self

    def image(self, x: float, y: float, wide: float, high: float) -> Sheet:
        """A one-pixel picture stretched over a rectangle, as a scan covers its page."""
        a = self._point(x, y)
        self.operators.append(
            f"q {wide:.3f} 0 0 {high:.3f} {a[0]:.3f} {a[1] - high:.3f} cm "
            "BI /W 1 /H 1 /CS /G /BPC 8 ID \x80 EI Q"
        )
        return self

    def _point(self, x: float, y: float) -> tuple[float, float]:
        return (y, x) if self.sideways else (x, self.high - y)

    # the three ways office programs draw the same table

    def ruled(self, xs: Sequence[float], ys: Sequence[float], style: str = "wps") -> Sheet:
        """A full grid over the given edges: ``wps`` long strokes, ``word`` thin filled pieces cut at every
        crossing, ``onlyoffice`` each cell side on its own.
        """
        if style == "wps":
            for y in ys:
                self.stroke(xs[0], y, xs[-1], y)
            for x in xs:
                self.stroke(x, ys[0], x, ys[-1])
            return self
        for x0, x1 in pairwise(xs):
            for y0, y1 in pairwise(ys):
                self.cell(x0, y0, x1, y1, style)
        return self

    def cell(self, x0: float, y0: float, x1: float, y1: float, style: str = "onlyoffice") -> Sheet:
        """The four sides of one cell; neighbours draw their common side twice."""
        if style == "word":
            self.fill(x0 + 0.5, y0, x1 - x0 - 0.5, 0.5).fill(x0 + 0.5, y1, x1 - x0 - 0.5, 0.5)
            self.fill(x0, y0 + 0.5, 0.5, y1 - y0 - 0.5).fill(x1, y0 + 0.5, 0.5, y1 - y0 - 0.5)
            return self.fill(x0, y0, 0.5, 0.5).fill(x1, y1, 0.5, 0.5)
        self.stroke(x0, y0, x1, y0).stroke(x0, y1, x1, y1)
        return self.stroke(x0, y0, x0, y1).stroke(x1, y0, x1, y1)


IDENTITY = "Identity-H"
UNICODE = (
    "/CIDInit/ProcSet findresource begin 12 dict begin begincmap/CMapName/U def/CMapType 2 def "
    "1 begincodespacerange<0000><FFFF>endcodespacerange "
    + "".join(f"1 beginbfrange<{i:02X}00><{i:02X}FF><{i:02X}00>endbfrange " for i in range(256))
    + "endcmap end end"
)


def pdf(*sheets: Sheet, encrypt: str = "", encoding: str = "UniGB-UCS2-H") -> bytes:
    """The sheets as a PDF file; ``encrypt`` adds a dictionary that asks for an unknown password.

    ``encoding`` names how the codes of the text (the ``codec`` of the sheets) are to be read; with
    ``IDENTITY`` they are glyph numbers, and the font says which characters they stand for.
    """
    own = encoding == IDENTITY
    kids = " ".join(f"{5 + 2 * i} 0 R" for i in range(len(sheets)))
    objects = [
        "<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(sheets)}/Kids[{kids}]>>",
        f"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/{encoding}/DescendantFonts[4 0 R]"
        f"{f'/ToUnicode {5 + 2 * len(sheets)} 0 R' if own else ''}>>",
        "<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/DW 1000"
        f"/W{'[32 126 500]' if own else '[1 95 500 814 939 500]'}"
        "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
        "/FontDescriptor<</Type/FontDescriptor/FontName/STSong-Light/Flags 4/FontBBox[-25 -254 1000 880]"
        "/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93>>>>",
    ]
    for index, sheet in enumerate(sheets):
        size = (sheet.high, sheet.wide) if sheet.sideways else (sheet.wide, sheet.high)
        content = "\n".join(sheet.operators)
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {size[0]} {size[1]}]/Rotate {sheet.rotate}"
            f"/Contents {6 + 2 * index} 0 R/Resources<</Font<</F 3 0 R>>>>>>"
        )
        objects.append(f"<</Length {len(content)}>>stream\n{content}\nendstream")
    if own:
        objects.append(f"<</Length {len(UNICODE)}>>stream\n{UNICODE}\nendstream")
    return _file(objects, encrypt)


def _file(objects: list[str], encrypt: str) -> bytes:
    data, offsets = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        offsets.append(len(data))
        data += f"{number} 0 obj\n{body}\nendobj\n".encode("latin-1")
    start = len(data)
    entries = "".join(f"{offset:010d} 00000 n \n" for offset in offsets)
    locked = f"/Encrypt {encrypt}/ID[<{'00' * 16}><{'00' * 16}>]" if encrypt else ""
    data += (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{entries}"
        f"trailer<</Size {len(objects) + 1}/Root 1 0 R{locked}>>\nstartxref\n{start}\n%%EOF\n"
    ).encode("latin-1")
    return data


LOCKED = f"<</Filter/Standard/V 2/R 3/Length 128/P -4/O<{'5a' * 32}>/U<{'a5' * 32}>>>"


def written(path: Path, *sheets: Sheet, encrypt: str = "") -> Path:
    """The sheets written to a file of the test's own folder."""
    path.write_bytes(pdf(*sheets, encrypt=encrypt))
    return path
