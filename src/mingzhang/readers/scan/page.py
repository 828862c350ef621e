"""One scanned page: made upright, read, and weighed; what a reader of PDFs knows of a page comes out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from importlib import import_module
from typing import Any

from mingzhang.facts.page_scan import PageScan
from mingzhang.facts.place import Box
from mingzhang.facts.report import Doubt
from mingzhang.readers.pdf.grid import RuledGrid, grids
from mingzhang.readers.pdf.page import PageContent, Run
from mingzhang.readers.pdf.shapes import Segment
from mingzhang.readers.printed import UNKNOWN
from mingzhang.readers.scan.certainty import (
    BLANK,
    COLOUR,
    FAINT,
    WEAK,
    ReadLeaf,
    Word,
    box_of,
    overlooked,
    weigh,
    words,
)
from mingzhang.readers.scan.engine import Character
from mingzhang.readers.scan.geometry import Warp, flattened, halves, levelled, quarter, squared, whole
from mingzhang.readers.scan.ink import Ink
from mingzhang.readers.scan.kept import lines_of
from mingzhang.readers.scan.marks import evened, groups, run
from mingzhang.readers.scan.rulings import outside, rulings
from mingzhang.readers.scan.shape import misshapen
from mingzhang.readers.scan.upright import good, is_large, letters, turns

DOTS = 200  # dots per inch at which a page is rendered: finer gains nothing, coarser loses digits
_LONG_SIDE = 11.69  # inches of an A4 page
MOST = 3400  # dots of the longer side of a picture that are worth looking at
_LARGE = 2400  # of a page
_GOOD = 0.8  # share of the characters read with certainty from which a page stands as it should
_FEW = 20  # characters from which a page says how it stands
_LETTER = 20  # dots; about as high as a letter is at the usual size
_AMOUNT = re.compile(r"[-+−]?\d{1,3}(?:[,，]?\d{3})*[.．]\d{1,4}")
_LONE = 6  # amounts outside of all tables, or too faint, from which a page has lost something


@dataclass
class ScannedPage:
    """A page as it was read: its content, what is doubtful, and how it lies in the picture."""

    content: PageContent
    doubts: list[Doubt]
    scans: list[PageScan]


@dataclass
class _Part:
    """A page of its own on the picture, read; the dots of its sheet are ``finer`` times as many."""

    warp: Warp
    ink: Ink
    lines: list[list[Character]]
    finer: float
    left: int
    behind: list[Character]  # was read before ink of another page was taken out


def scanned(image: Any, dots: float | None, page: int) -> ScannedPage:
    """A picture (height × width × 3 bytes, blue first) of a page, or of two side by side.

    ``dots`` go to an inch; ``None`` where nobody knows: then each page is taken for A4.
    """
    import_module("cv2").setNumThreads(1)  # the cores are for pages, and threads do not outlive a fork
    base = flattened(whole(image, MOST), image)
    sheet, parts = _read(base, image)
    stands = _stands(parts)
    if not stands and (turned := turns(parts[0].ink.image, parts[0].lines)):
        sheet, parts = _read(quarter(base, turned), image)
        stands = _stands(parts)
    two = len(parts) > 1
    points = 72 * (max(image.shape[:2]) / dots if dots else _LONG_SIDE * (2**0.5 if two else 1.0))
    scale = points / max(sheet.wide, sheet.high)
    made = [_made(part, scale, page, stands) for part in parts]
    return _side_by_side(*made) if two else made[0]


def _read(base: Warp, image: Any) -> tuple[Warp, list[_Part]]:
    """The sheet on a picture made upright, and its pages read."""
    sheet = squared(levelled(base, image), image)
    parts = []
    for half in halves(sheet, image):
        fitted = half.fitted(_LARGE)
        ink = Ink(fitted.image(image))
        finer = half.high / fitted.high
        lines = lines_of(ink.image)
        behind: list[Character] = []
        if faintest := ink.clear([box_of(line) for line in lines]):
            behind = [mark for line in lines for mark in line if ink.darkness(mark[1:5]) < faintest]
            lines = lines_of(ink.image)
        parts.append(_Part(fitted, ink, lines, finer, half.left, behind))
    return sheet, parts


def _stands(parts: list[_Part]) -> bool:
    """Whether most of the text was read with certainty, in lines that run across; or there is none."""
    lines = [line for part in parts for line in _own(part)]
    count = letters(lines)
    if count >= _FEW:
        return good(lines) > _GOOD * count
    return sum(len(part.ink.blots(_LETTER, 255.0)) for part in parts) < _FEW + 2 * count


def _own(part: _Part) -> Iterator[list[Character]]:
    """The lines of a page without those that shine through from another: they are fainter."""
    shades = [part.ink.darkness(box_of(line)) for line in part.lines]
    dark = [shade for shade, line in zip(shades, part.lines, strict=True) for _ in line]
    usual = sorted(dark)[len(dark) // 2] if dark else 0.0
    return (line for line, shade in zip(part.lines, shades, strict=True) if shade >= WEAK * usual)


def _made(part: _Part, sheet_scale: float, page: int, stands: bool) -> ScannedPage:
    """A page that was read, in points: its words weighed, the cells of which nothing was read marked."""
    part.ink.scale = scale = sheet_scale * part.finer
    warp, left = part.warp, part.left * sheet_scale
    content = PageContent(warp.wide * scale, warp.high * scale, scanned=True)
    lines = [[_scaled(mark, scale) for mark in line] for line in part.lines]
    large = [*map(box_of, filter(is_large, lines))]
    rows, columns = rulings(part.ink.grey, 72 / scale)
    content.rows, content.columns = outside(rows, large, down=False), outside(columns, large, down=True)
    pieces = [piece for line in lines for piece in groups(line, content.columns)]
    leaf = ReadLeaf([one for piece in pieces for one in words(piece)], *_ruled(content))
    weigh(leaf, part.ink)
    overlooked(leaf, (_scaled(mark, scale) for mark in part.behind))
    content.runs = [*evened([*map(run, pieces)]), *map(_unknown, [*leaf.silent, *leaf.dim])]
    doubtful = [one for one in leaf.words if one.doubt]
    doubts = [
        Doubt(page, one.box, round(one.confidence, 3), None, one.doubt, _counts(one)) for one in doubtful
    ]
    doubts += [
        Doubt(page, box, 0.0, reason=COLOUR if part.ink.coloured(box) else BLANK) for box in leaf.silent
    ]
    doubts += [Doubt(page, box, 0.0, reason=FAINT, figure=False) for box in leaf.dim]
    figures = sum(_counts(one) for one in leaf.words) + len(leaf.silent)
    refused = _refused(leaf, stands)
    lies = PageScan(page, warp.matrix, warp.wide, warp.high, scale, left, refused, figures)
    return ScannedPage(content, doubts, [lies])


def _ruled(content: PageContent) -> tuple[list[RuledGrid], list[Box], list[Segment]]:
    """The ruled tables of a page, no silent cell yet, and the rulings down the page."""
    return grids(content.rows, content.columns)[0], [], content.columns


def _counts(one: Word) -> bool:
    """Whether a word is a figure that matters: numbers of pages, years and 公开03表 are none.

    Nor is what is faint: it may shine through from another page.
    """
    return (
        one.is_figure
        and one.doubt != FAINT
        and (one.cell is not None or any(mark in one.text for mark in ".．,，%％"))
    )


def _refused(leaf: ReadLeaf, stands: bool) -> str:
    """Why nothing on a page is to be trusted; ``""`` where there is no such reason."""
    if not stands:
        return "字大多认不出" if leaf.words else "没有认出文字"
    if any(grid.broken for grid in leaf.grids):
        return "表格线有缺损，格子分不清"
    every = [one for one in leaf.words if one.alone and _AMOUNT.fullmatch(one.text)]
    amounts = [one for one in every if one.doubt != FAINT]
    faint = len(every) - len(amounts)
    if faint >= _LONE and 2 * faint > len(every):  # the page is faint, or another shines through all of it
        return "多数金额太淡，分不清是不是本页的字"
    outside = sum(one.cell is None for one in amounts)
    if outside >= _LONE and 2 * outside > len(amounts):
        return "表格没有认出来，多数金额没有落进格子"
    return "表格线与数对不上，可能少认或多认了行列" if misshapen(leaf) else ""


def _scaled(mark: Character, scale: float) -> Character:
    x0, y0, x1, y1 = (value * scale for value in mark[1:5])
    return Character(mark.text, x0, y0, x1, y1, mark.confidence)


def _unknown(box: Box) -> Run:
    """A character that nobody can tell, in the middle of a cell."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return Run(UNKNOWN, [x - 2.0, x + 2.0], y + 2.0, 6.0)


def _side_by_side(first: ScannedPage, second: ScannedPage) -> ScannedPage:
    """Two pages as the sheet that they stand on."""
    left = second.scans[0].left
    one, two = first.content, second.content
    runs = [Run(r.text, [x + left for x in r.xs], r.base, r.em) for r in two.runs]
    rows: list[Segment] = [(y, x0 + left, x1 + left) for y, x0, x1 in two.rows]
    columns: list[Segment] = [(x + left, y0, y1) for x, y0, y1 in two.columns]
    content = PageContent(
        left + two.width,
        max(one.height, two.height),
        [*one.runs, *runs],
        [*one.rows, *rows],
        [*one.columns, *columns],
        scanned=True,
    )
    moved = [
        replace(d, bbox=(d.bbox[0] + left, d.bbox[1], d.bbox[2] + left, d.bbox[3])) for d in second.doubts
    ]
    return ScannedPage(content, [*first.doubts, *moved], [*first.scans, *second.scans])
