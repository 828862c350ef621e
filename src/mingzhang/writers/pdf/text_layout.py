"""Setting Chinese text in a PDF that is not ours, in a font that is embedded with just the letters it needs.

Text is written as Unicode; a map of the font's own says which of its glyphs that is, so that the same words
look the same in a viewer without any Chinese font.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from mingzhang.writers.pdf.typst import compiled

FONT = "/MzT"
SOURCE = "letters.typ"
Colour = tuple[float, float, float]
_UNKNOWN = "□"  # for what the font does not have
_ALWAYS = "0123456789" + _UNKNOWN  # the numbers of marks stand on the pages of the document too
_MAP = "MzCharacters"
_SET = re.compile(rb"<((?:[0-9a-f]{4})+)> Tj")
_GLYPH = re.compile(r"<([0-9A-F]{4})> <([0-9A-F]{4})>")  # a glyph of a subset and its character
# Widths of Noto Sans SC from the blank to the tilde, in thousandths of the size; no other letter is wider.
_WIDTHS = (
    224, 323, 474, 555, 555, 921, 680, 278, 338, 338, 467, 555, 278, 347, 278, 392, 555, 555, 555, 555, 555,
    555, 555, 555, 555, 555, 278, 278, 555, 555, 555, 474, 946, 608, 657, 638, 688, 589, 552, 689, 728, 293,
    535, 646, 543, 812, 723, 742, 633, 742, 635, 596, 599, 721, 575, 878, 573, 531, 603, 338, 392, 338, 555,
    559, 606, 563, 618, 510, 620, 554, 325, 564, 607, 275, 275, 552, 284, 926, 610, 606, 620, 620, 388, 468,
    377, 607, 521, 802, 498, 521, 475, 338, 270, 338, 555,
)  # fmt: skip
_NO_START = "，。；：、！？）】》”’%％…"  # a line does not begin with these
_NO_END = "（【《“‘"


def width(text: str, size: float) -> float:
    """Width of one line in points.

    >>> width("合计12", 10)
    31.1
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
    """Drawing operators that set one line with its baseline at ``y``; a ``bold`` one is outlined as well.

    >>> line("合1", 10, 20, 9, (0, 0, 0)).decode()
    'BT 0 0 0 rg 10.00 20.00 Td /MzT 9 Tf <54080031> Tj ET\\n'
    """
    ink = " ".join(map("{:g}".format, colour))
    codes = "".join(c if ord(c) < 0x10000 else _UNKNOWN for c in text).encode("utf-16-be", "replace").hex()
    shown = f"{x:.2f} {y:.2f} Td {FONT} {size:g} Tf <{codes}> Tj"
    if bold:
        return f"BT {ink} rg {ink} RG 2 Tr {size * 0.035:.2f} w {shown} 0 Tr ET\n".encode("ascii")
    return f"BT {ink} rg {shown} ET\n".encode("ascii")


def letters(drawings: Iterable[bytes]) -> str:
    """The letters that drawings set, each once, with those of numbers.

    >>> letters([line("合计1", 0, 0, 9, (0, 0, 0))])
    '0123456789□合计'
    """
    codes = (match[1] for drawing in drawings for match in _SET.finditer(drawing))
    found = "".join(bytes.fromhex(each.decode("ascii")).decode("utf-16-be", "replace") for each in codes)
    return "".join(sorted({*_ALWAYS, *found}))


def font(pdf: Any, text: str) -> Any:
    """The font that :func:`line` names, with the letters of ``text`` and no others, as an object of a PDF.

    Raises :class:`~mingzhang.writers.written.UnwritableError` where our fonts are not installed.
    """
    import pikepdf
    from pikepdf import Array, Dictionary, Name

    made = compiled(SOURCE, {"letters": text}, format="pdf")
    with pikepdf.open(io.BytesIO(made)) as source:
        (own,) = source.pages[0].Resources.Font.values()
        known = _GLYPH.findall(own.ToUnicode.read_bytes().decode("ascii"))
        glyphs = {code: int(glyph, 16) for glyph, code in known}
        inner = pdf.copy_foreign(own.DescendantFonts[0])
        name = f"{inner.BaseFont}-{_MAP}"
    other = glyphs[f"{ord(_UNKNOWN):04X}"]
    codes = {f"{ord(each):04X}": glyphs.get(f"{ord(each):04X}", other) for each in text}
    return pdf.make_indirect(
        Dictionary(
            Type=Name.Font,
            Subtype=Name.Type0,
            BaseFont=Name(name),
            Encoding=_stream(pdf, "cid", {code: str(glyph) for code, glyph in codes.items()}),
            DescendantFonts=Array([inner]),
            ToUnicode=_stream(pdf, "bf", {code: f"<{code}>" for code in codes}),
        )
    )


def _stream(pdf: Any, kind: str, pairs: Mapping[str, str]) -> Any:
    """A map of characters as a stream: to glyphs (``cid``) or to the Unicode that is copied (``bf``)."""
    from pikepdf import Dictionary, Name

    entries = sorted(pairs.items())
    blocks = [entries[start : start + 100] for start in range(0, len(entries), 100)]  # more are not allowed
    listed = "\n".join(
        f"{len(block)} begin{kind}char\n"
        + "\n".join(f"<{code}> {meant}" for code, meant in block)
        + f"\nend{kind}char"
        for block in blocks
    )
    name = _MAP if kind == "cid" else "MzUnicode"
    text = (
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo 3 dict dup begin\n/Registry (Adobe) def /Ordering (Identity) def\n"
        "/Supplement 0 def\nend def\n"
        f"/CMapName /{name} def\n/CMapType {1 if kind == 'cid' else 2} def\n/WMode 0 def\n"
        f"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n{listed}\n"
        "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n"
    )
    stream = pdf.make_stream(text.encode("ascii"))
    if kind == "cid":
        stream.Type, stream.CMapName, stream.WMode = Name.CMap, Name(f"/{name}"), 0
        stream.CIDSystemInfo = Dictionary(Registry=b"Adobe", Ordering=b"Identity", Supplement=0)
    return pdf.make_indirect(stream)


def _latin(character: str) -> bool:
    return " " <= character <= "~"
