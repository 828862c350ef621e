"""Which figures of a scanned page are certain; the confidence of the engine alone does not tell.

An engine is sure of what it found: it says nothing of the digits that a seal hid from it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby

from mingzhang.facts.place import Box
from mingzhang.readers.pdf.grid import RuledGrid
from mingzhang.readers.pdf.shapes import Segment
from mingzhang.readers.pdf.tuning import SNAP
from mingzhang.readers.scan.engine import Character
from mingzhang.readers.scan.ink import Ink, uncovered

SURE = 0.9  # confidence from which a character counts as read
WEAK = 0.6  # of the darkness of the page's dark figures: what is fainter may not be of this page
_DARK = 0.75  # share of the figures that are not darker than the dark ones
_GLYPH = 0.62  # height of a digit in the box that is put around its line
_BESIDE = 0.2  # of its width by which the box of a character may be off
_NEAR = 0.5  # heights of a line from the end of a table within which a figure may be cut
_LINE = 14.0  # points; how high a line is where nothing was read
_MANY = 3  # figures from which a column has a habit
_NUMBER = re.compile(r"[-+−]?\d[\d.,，．]*")
_ALONE = re.compile(r"[-+−]?\d[\d.,，．]*[%％]?")
_WHOLE = re.compile(r"[1-9]\d?", re.ASCII)
_TOKEN = re.compile(r"[-+−]?\d[\d.,，．]*[%％]?|[^\d]+?(?=[-+−]?\d|$)", re.DOTALL)
_INKED = frozenset("0123456789")  # characters that have enough ink to tell how dark it is
UNSURE, COLOUR, FAINT, MIXED, EDGE, DECIMALS, BESIDE, BLANK = (
    "字迹看不清",
    "压着印章或颜色",
    "字迹比别处淡",
    "与淡的字迹混在一起",
    "在纸边上，可能缺字",
    "小数位数与同栏不同",
    "旁边有没认出的墨迹",
    "有墨迹而没有认出字",
)


@dataclass(slots=True)
class Word:
    """Characters read together: their box, and why they are doubtful, ``""`` where they are not.

    ``alone`` tells that nothing else was read with them.
    """

    marks: list[Character]
    box: Box
    alone: bool = False
    doubt: str = ""
    confidence: float = 1.0
    cell: tuple[int, int] | None = None  # number of the grid, of the cell in it

    @property
    def text(self) -> str:
        """What was read."""
        return "".join(mark.text for mark in self.marks)

    @property
    def is_figure(self) -> bool:
        """Whether there is a figure in it."""
        return _NUMBER.match(self.text) is not None

    def suspect(self, reason: str, confidence: float) -> None:
        """Doubt it; the first reason is kept."""
        self.doubt = self.doubt or reason
        self.confidence = min(self.confidence, confidence)


@dataclass
class ReadLeaf:
    """What was read of a page: words, ruled grids, and the ``silent`` cells whose ink nobody read.

    ``dim`` are cells that hold nothing but ink which seems to be another page's.
    ``columns`` are the vertical rulings that were seen: a grid may end where there is none.
    """

    words: list[Word]
    grids: list[RuledGrid]
    silent: list[Box] = field(default_factory=list)
    columns: list[Segment] | None = None
    dim: list[Box] = field(default_factory=list)

    def figures(self) -> list[Word]:
        """The words that hold a figure."""
        return [word for word in self.words if word.is_figure]


def words(marks: list[Character]) -> Iterator[Word]:
    """Characters that stand together as words: figures, and what stands between them.

    >>> marks = [Character(c, 5 * n, 0, 5 * n + 5, 9, 1) for n, c in enumerate("收入6.20万元")]
    >>> [one.text for one in words(marks)]
    ['收入', '6.20', '万元']
    """
    text = "".join(mark.text for mark in marks)
    where = [index for index, mark in enumerate(marks) for _ in mark.text]
    tokens = [token.span() for token in _TOKEN.finditer(text)]
    for start, end in tokens:
        held = sorted({*where[start:end]})
        yield _word([marks[index] for index in held], len(tokens) == 1)


def box_of(marks: list[Character]) -> Box:
    """The box around characters.

    >>> box_of([Character("6", 0, 0, 6, 10, 1), Character("2", 5, 0, 11, 12, 1)])
    (0, 0, 11, 12)
    """
    x0s, y0s, x1s, y1s = zip(*(mark[1:5] for mark in marks), strict=True)
    return min(x0s), min(y0s), max(x1s), max(y1s)


def _word(marks: list[Character], alone: bool) -> Word:
    """Characters as one word, doubtful where the engine is of one of them."""
    made = Word(marks, box_of(marks), alone)
    least = min(mark.confidence for mark in marks)
    if least < SURE:
        made.suspect(UNSURE, least)
    return made


def weigh(leaf: ReadLeaf, ink: Ink) -> None:
    """Find what is doubtful on a page, and the cells that hold ink and no text."""
    _place(leaf)
    usual = _by_look(leaf, ink)
    _by_edge(leaf)
    _by_decimals(leaf)
    _by_blots(leaf, ink, usual)


def _place(leaf: ReadLeaf) -> None:
    for one in leaf.words:
        x, y = (one.box[0] + one.box[2]) / 2, (one.box[1] + one.box[3]) / 2
        for number, grid in enumerate(leaf.grids):
            cell = grid.cell_at(x, y)
            if cell >= 0:
                one.cell = number, cell


def _by_look(leaf: ReadLeaf, ink: Ink) -> float:
    """Doubt what is coloured or faint; the darkness of the page's dark figures."""
    figures = leaf.figures() or leaf.words
    shades = {id(one): ink.darkness(one.box) for one in figures}
    ordered = sorted(shades.values())
    usual = ordered[int(_DARK * (len(ordered) - 1))] if ordered else 255.0
    for one in leaf.words:
        if ink.coloured(one.box):
            one.suspect(COLOUR, 0.5)
        if shades.get(id(one), usual) < WEAK * usual:
            one.doubt, one.confidence = FAINT, min(one.confidence, 0.5)  # before any other reason
    _by_neighbours(leaf, ink, usual)
    return usual


def _by_neighbours(leaf: ReadLeaf, ink: Ink, usual: float) -> None:
    """Doubt the figures of which a part is faint, and those beside which something faint stands.

    What shines through from another page may have been read with them.
    """
    faint = {one.cell for one in leaf.words if one.doubt == FAINT and one.cell}
    for one in leaf.figures():
        if one.doubt == FAINT:
            continue
        parts = (_wider(mark) for mark in one.marks if mark.text in _INKED)
        if one.cell in faint or any(ink.darkness(box) < WEAK * usual for box in parts):
            one.doubt, one.confidence = one.doubt if one.doubt == COLOUR else MIXED, min(one.confidence, 0.5)


def _by_edge(leaf: ReadLeaf) -> None:
    """Doubt figures at the end of a table that ends without a ruling: the paper may have ended there."""
    drawn = [x for x, _, _ in leaf.columns or ()]
    for one in leaf.figures() if leaf.columns is not None else ():
        if one.cell is None:
            continue
        xs, near = leaf.grids[one.cell[0]].xs, _NEAR * (one.box[3] - one.box[1])
        for side, at in ((xs[0], one.box[0]), (xs[-1], one.box[2])):
            if abs(side - at) < near and all(abs(side - x) > SNAP for x in drawn):
                one.suspect(EDGE, 0.5)


def _wider(mark: Character) -> Box:
    """The box of a character and a little beside it: the engine knows only roughly where one begins."""
    more = _BESIDE * (mark.x1 - mark.x0)
    return mark.x0 - more, mark.y0, mark.x1 + more, mark.y1


def _by_decimals(leaf: ReadLeaf) -> None:
    """Doubt figures in cells with other decimals than their column has, or, of a short column, the page."""
    own = [one for one in leaf.words if one.cell and one.alone and one.doubt != FAINT]
    alone = [one for one in own if _ALONE.fullmatch(one.text)]
    page = Counter(map(_decimals, alone))
    usual = page.most_common(1)[0][0] if page else 0
    columns: dict[tuple[int, int], list[Word]] = {}
    for one in alone:
        assert one.cell is not None
        columns.setdefault((one.cell[0], leaf.grids[one.cell[0]].spans[one.cell[1]][1]), []).append(one)
    numbering = _numbering(leaf, alone)
    for (grid, at), column in columns.items():
        counted = Counter(map(_decimals, column)) if len(column) >= _MANY else page
        habits = {places for places, count in counted.items() if count == max(counted.values())}
        if at == len(leaf.grids[grid].xs) - 2:  # the paper may have ended there, and all have lost a digit
            habits -= {places for places in habits if 0 < places < usual}
        for one in column:
            if _decimals(one) not in habits and id(one) not in numbering:
                one.suspect(DECIMALS, 0.5)


def _numbering(leaf: ReadLeaf, alone: list[Word]) -> set[int]:
    """The figures of rows that number the columns: 1, 2, 3, each in its place; a misread one is none."""
    rows: dict[tuple[int, int], list[Word]] = {}
    for one in alone:
        assert one.cell is not None
        rows.setdefault((one.cell[0], leaf.grids[one.cell[0]].spans[one.cell[1]][0]), []).append(one)
    found = set()
    for row in rows.values():
        row.sort(key=lambda one: one.box[0])
        whole = [one for one in row if _WHOLE.fullmatch(one.text)]
        if len(row) > 1 and [one.text for one in row] == [str(n + 1) for n in range(len(row))]:
            found |= {id(one) for one in row}
            continue
        # A number that was not read leaves the others in their places, counted from the left.
        apart = Counter(int(one.text) - (one.cell or (0, 0))[1] for one in whole)
        usual, count = apart.most_common(1)[0] if apart else (0, 0)
        if 1 < count == len(row) or (count >= _MANY and 2 * count > len(row)):
            found |= {id(one) for one in whole if int(one.text) - (one.cell or (0, 0))[1] == usual}
    return found


def _decimals(one: Word) -> int:
    text = one.text.rstrip("%％").replace("．", ".")
    return len(text.rpartition(".")[2]) if "." in text else 0


def _by_blots(leaf: ReadLeaf, ink: Ink, usual: float) -> None:
    """Doubt cells with ink beside what was read of them; find those of which nothing was read."""
    heights = sorted(one.box[3] - one.box[1] for one in leaf.figures() or leaf.words) or [_LINE]
    letter = _GLYPH * heights[len(heights) // 2]
    held: dict[tuple[int, int], list[Word]] = {}
    for one in leaf.words:
        if one.cell:
            held.setdefault(one.cell, []).append(one)
    for cell, blots in _by_cell(leaf, ink.blots(letter, usual)):
        words = held.get(cell, [])
        loose = uncovered(blots, [one.box for one in words], 0.35 * letter)
        behind = [blot for blot in loose if ink.cleared and ink.darkness(blot) < WEAK * usual]
        box = leaf.grids[cell[0]].box(leaf.grids[cell[0]].spans[cell[1]])
        for one in words if loose else ():
            if len(behind) < len(loose):
                one.suspect(BESIDE, 0.5)
            elif len(uncovered(behind, [one.box], 1.5 * letter)) < len(behind):
                one.suspect(MIXED, 0.5)
        if loose and not words:
            (leaf.dim if len(behind) == len(loose) else leaf.silent).append(box)


def overlooked(leaf: ReadLeaf, marks: Iterable[Character]) -> None:
    """Keep unknown the cells of which only ink that was taken out as another page's was read before."""
    held = {one.cell for one in leaf.words}
    for mark in marks:
        x, y = (mark.x0 + mark.x1) / 2, (mark.y0 + mark.y1) / 2
        for number, grid in enumerate(leaf.grids):
            cell = grid.cell_at(x, y)
            if cell >= 0 and (number, cell) not in held:
                held.add((number, cell))
                box = grid.box(grid.spans[cell])
                if box not in leaf.silent and box not in leaf.dim:
                    leaf.dim.append(box)


def _by_cell(leaf: ReadLeaf, blots: Iterable[Box]) -> Iterator[tuple[tuple[int, int], list[Box]]]:
    """The blots of each cell."""
    found: list[tuple[tuple[int, int], Box]] = []
    for blot in blots:
        x, y = (blot[0] + blot[2]) / 2, (blot[1] + blot[3]) / 2
        for number, grid in enumerate(leaf.grids):
            cell = grid.cell_at(x, y)
            if cell >= 0:
                found.append(((number, cell), blot))
    found.sort(key=lambda one: one[0])
    for cell, group in groupby(found, key=lambda one: one[0]):
        yield cell, [blot for _, blot in group]
