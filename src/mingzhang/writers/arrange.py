"""How a publication stands on paper, the same for every format: what goes together, what is on its own page.

A table stands with its caption, number, unit and notes; the contents list parts and sections, and the tables
of a part that has no sections.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from mingzhang.facts.publication import (
    BODY,
    CAPTION,
    LEVELS,
    NOTE,
    NUMBER,
    PART,
    SECTION,
    SIGNED,
    TABLE,
    UNITS,
    Piece,
    Publication,
)
from mingzhang.facts.report import Paragraph
from mingzhang.writers.measure import HEIGHTS, PORTRAIT, WHOLE, Measure, lies, measured
from mingzhang.writers.once import once
from mingzhang.writers.words import ems, printable

_LINE = PORTRAIT / 16 - 2  # em in a line of the text, whose first line is indented
_CLOSED = re.compile(r"[。；：！？…）]$")  # a line without is a heading, whatever its role


@dataclass
class Spread:
    """Pieces that belong on one page as far as it holds them: a table with all about it, or one other piece.

    ``wide`` says that it lies, ``listed`` that its caption stands in the contents, ``fresh`` that it begins a
    page, ``keep`` that it stays on one page with what follows, ``whole`` that its table is not divided.
    """

    pieces: list[Piece]
    wide: bool = False
    listed: bool = False
    fresh: bool = False
    keep: bool = False
    whole: bool = False

    @cached_property
    def measure(self) -> Measure:
        """How its table is set, if there is one."""
        return measured(self.pieces, self.wide, self.fresh)

    @property
    def table(self) -> Piece | None:
        """The table in it."""
        return next((piece for piece in self.pieces if piece.role == TABLE), None)


@once
def spreads(publication: Publication) -> list[Spread]:
    """The pieces in order, tables with what stands around them.

    A table that the contents list, a wide one and a form have their own pages; so has a part.

    >>> from mingzhang.facts.report import Cell, Table
    >>> pieces = [Piece(Paragraph("第一部分 表"), PART), Piece(Paragraph("甲表"), CAPTION),
    ...           Piece(Table([Cell("1", 0, 0)]), TABLE), Piece(Paragraph("注：略。"), NOTE)]
    >>> [(len(s.pieces), s.listed, s.fresh) for s in spreads(Publication("某局", "决算", 2024, pieces))]
    [(4, True, True)]
    """
    found: list[Spread] = []
    waiting: list[Piece] = []  # headings and captions: they go with what follows
    sectioned = False
    for piece in publication.pieces:
        sectioned = piece.role == SECTION or (sectioned and piece.role != PART)
        if piece.role == NOTE and not waiting and found and found[-1].table:
            found[-1].pieces.append(piece)
        elif piece.role in (*LEVELS, CAPTION, NUMBER, UNITS):
            if piece.role in LEVELS and any(each.role not in LEVELS for each in waiting):
                found += map(_alone, waiting)
                waiting = []
            waiting.append(piece)
        elif piece.role == TABLE:
            found.append(_about_table([*waiting, piece], sectioned))
            waiting = []
        else:
            found += map(_alone, [*waiting, piece])
            waiting = []
    found += map(_alone, waiting)
    for before, after in pairwise(found):
        after.fresh = after.fresh or before.listed or bool(before.table and before.table.wide)
    for spread in found:
        _stand(spread)
    _hold(found)
    return found


def _alone(piece: Piece) -> Spread:
    return Spread([piece], fresh=piece.role == PART)


def _about_table(pieces: list[Piece], sectioned: bool) -> Spread:
    roles = {piece.role for piece in pieces}
    table, listed = pieces[-1], CAPTION in roles and not sectioned
    return Spread(pieces, listed=listed, fresh=listed or table.wide or bool(table.labels) or PART in roles)


def _stand(spread: Spread) -> None:
    """Decide whether a table lies, and whether it is short enough to be kept whole in the text."""
    if spread.table is not None:
        spread.wide = lies(spread.pieces)
        spread.whole = not spread.fresh and spread.measure.height <= HEIGHTS[spread.wide] / WHOLE


def _hold(found: list[Spread]) -> None:
    """Keep headings with what they head, and the last line of a part with the paragraph before it."""
    for number, (spread, after) in enumerate(pairwise(found)):
        said = text(spread.pieces[0])
        spread.keep = after.pieces[0].role == SIGNED  # a signature never stands alone on a page
        if spread.pieces[0].role != BODY or after.fresh:
            continue
        ends = number + 2 == len(found) or found[number + 2].fresh
        last = ends and after.table is None and ems(text(after.pieces[0])) <= _LINE
        spread.keep = spread.keep or last or (ems(said) <= _LINE and not _CLOSED.search(said))


@once
def entries(publication: Publication) -> list[tuple[int, Piece]]:
    """What the contents list, with levels: parts, sections, and tables where a part has no sections."""
    return [
        (LEVELS.get(piece.role, 2), piece)
        for spread in spreads(publication)
        for piece in spread.pieces
        if piece.role in (PART, SECTION) or (piece.role == CAPTION and spread.listed)
    ]


def pitch(count: int) -> float:
    """Points from line to line in contents of so many entries: one page where that reads well.

    >>> pitch(12), pitch(29), pitch(80)
    (26.0, 19.6, 18.0)
    """
    return max(18.0, min(26.0, round(HEIGHTS[False] * 0.9 / max(1, count), 1)))


def text(piece: Piece) -> str:
    """The printable text of a paragraph; charts and tables have none."""
    return printable(piece.block.text) if isinstance(piece.block, Paragraph) else ""
