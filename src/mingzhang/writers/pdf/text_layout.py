"""Setting Chinese text in a PDF without embedding a font.

Chinese characters use the standard font STSong-Light, which every viewer replaces by a Chinese font of the
machine; letters and figures use Helvetica.  Both have known widths, so that lines can be broken here.
"""

from __future__ import annotations

import itertools
from typing import Any

CHINESE, LATIN, BOLD = "/MzC", "/MzL", "/MzB"
Colour = tuple[float, float, float]
# Widths of Helvetica from the blank to the tilde, in thousandths of the size; its bold figures are as wide.
_WIDTHS = (
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722,
    278, 500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278,
    469, 556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333,
    500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
)  # fmt: skip
_NO_START = "，。；：、！？）】》”’%％…"  # a line does not begin with these
_NO_END = "（【《“‘"


def width(text: str, size: float) -> float:
    """Width of one line in points.

    >>> width("合计12", 10)
    31.12
    """
    return round(sum(_WIDTHS[ord(c) - 32] if _latin(c) else 1000 for c in text) * size / 1000, 6)


def wrapped(text: str, size: float, room: float, most: int) -> list[str]:
    """The text in lines no wider than ``room`` points, at most ``most`` of them, the rest cut off with “…”.

    Figures and words are not broken where they fit into a line.

    >>> wrapped("本年收入合计1234.56万元。", 10, 80, 9)
    ['本年收入合计', '1234.56万元。']
    >>> wrapped("一二三四五六", 10, 30, 1)
    ['一二…']
    """
    lines, line = [], ""
    for word in _words(text):
        for piece in [word] if width(word, size) <= room else word:
            if line and width(line + piece, size) > room:
                lines.append(line)
                line = piece.lstrip()
            else:
                line += piece
    lines = [*lines, line] if line else lines
    if len(lines) > most:
        last = lines[most - 1]
        while last and width(last + "…", size) > room:
            last = last[:-1]
        lines = [*lines[: most - 1], last + "…"]
    return lines


def _words(text: str) -> list[str]:
    """The parts between which a line may be broken."""
    words: list[str] = []
    for character in text:
        glued = words and (
            (character.isascii() and not character.isspace() and words[-1][-1:].isascii())
            or character in _NO_START
            or words[-1][-1:] in _NO_END
        )
        if glued:
            words[-1] += character
        else:
            words.append(character)
    return words


def line(text: str, x: float, y: float, size: float, colour: Colour, bold: bool = False) -> bytes:
    """Drawing operators that set one line with its baseline at ``y``; ``bold`` is for letters and figures.

    >>> line("合1", 10, 20, 9, (0, 0, 0)).decode()
    'BT 0 0 0 rg 10.00 20.00 Td /MzC 9 Tf <5408> Tj /MzL 9 Tf <31> Tj ET\\n'
    """
    parts = ["BT", *map("{:g}".format, colour), "rg", f"{x:.2f} {y:.2f} Td"]
    for latin, run in itertools.groupby(text, _latin):
        word = "".join(run)
        if latin:
            parts.append(f"{BOLD if bold else LATIN} {size:g} Tf <{word.encode('ascii').hex()}> Tj")
        else:
            codes = "".join(c if ord(c) < 0x10000 else "□" for c in word).encode("utf-16-be", "replace")
            parts.append(f"{CHINESE} {size:g} Tf <{codes.hex()}> Tj")
    return " ".join([*parts, "ET\n"]).encode("ascii")


def fonts(pdf: Any) -> Any:
    """The font resources of an open PDF that :func:`line` needs."""
    from pikepdf import Array, Dictionary, Name

    descriptor = Dictionary(
        Type=Name.FontDescriptor,
        FontName=Name("/STSong-Light"),
        Flags=4,
        FontBBox=Array([-25, -254, 1000, 880]),
        ItalicAngle=0,
        Ascent=880,
        Descent=-120,
        CapHeight=880,
        StemV=70,
    )
    inner = Dictionary(
        Type=Name.Font,
        Subtype=Name.CIDFontType0,
        BaseFont=Name("/STSong-Light"),
        CIDSystemInfo=Dictionary(Registry=b"Adobe", Ordering=b"GB1", Supplement=4),
        DW=1000,
        FontDescriptor=pdf.make_indirect(descriptor),
    )
    chinese = Dictionary(
        Type=Name.Font,
        Subtype=Name.Type0,
        BaseFont=Name("/STSong-Light"),
        Encoding=Name("/UniGB-UCS2-H"),
        DescendantFonts=Array([pdf.make_indirect(inner)]),
    )
    found = Dictionary()
    found[CHINESE] = pdf.make_indirect(chinese)
    for name, base in ((LATIN, "/Helvetica"), (BOLD, "/Helvetica-Bold")):
        latin = Dictionary(
            Type=Name.Font, Subtype=Name.Type1, BaseFont=Name(base), Encoding=Name.WinAnsiEncoding
        )
        found[name] = pdf.make_indirect(latin)
    return pdf.make_indirect(found)


def _latin(character: str) -> bool:
    return " " <= character <= "~"
