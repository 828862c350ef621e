"""A document before it is a file: pieces with the spots in their texts, and what a fault does to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from mingzhang.facts.publication import BODY, TABLE, Piece, Publication
from mingzhang.facts.report import Cell, Paragraph, Table
from suite.slots import Spot

SENTENCES, COMPOSED = "sentences", "composed"  # wordings of the suite; the outlines of the program
EASY, HARD = "easy", "hard"


@dataclass(frozen=True)
class Part:
    """A piece of the document; ``topic`` says what a paragraph is about."""

    piece: Piece
    spots: tuple[Spot, ...] = ()
    topic: str = ""

    @property
    def text(self) -> str:
        """Its text, ``""`` for a table."""
        return self.piece.block.text if isinstance(self.piece.block, Paragraph) else ""

    @property
    def table(self) -> Table | None:
        """Its table, if it is one."""
        return self.piece.block if isinstance(self.piece.block, Table) else None

    def saying(self, text: str) -> Part:
        """The same piece with another text; nothing is known of what stands in it."""
        before = self.piece.block
        assert isinstance(before, Paragraph)
        return Part(replace(self.piece, block=Paragraph(text, level=before.level)), (), self.topic)

    def showing(self, cells: Mapping[tuple[int, int], str]) -> Part:
        """The same table with other texts in some cells; no cell adds up others any more."""
        table = self.piece.block
        assert isinstance(table, Table)
        changed = [replace(cell, text=cells.get((cell.row, cell.column), cell.text)) for cell in table.cells]
        piece = replace(self.piece, block=replace(table, cells=changed), sums={}, exact={})
        return Part(piece, self.spots, self.topic)


@dataclass(frozen=True)
class Manuscript:
    """A whole document: ``kind`` account or budget, ``voice`` whose wording, ``facts`` for planting."""

    parts: tuple[Part, ...]
    unit: str
    title: str
    year: int
    place: str
    kind: str
    voice: str
    facts: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def publication(self) -> Publication:
        """What writers take."""
        return Publication(self.unit, self.title, self.year, [p.piece for p in self.parts], self.place)

    def bodies(self) -> Iterator[tuple[int, Part]]:
        """The paragraphs of the body, by their position."""
        return ((n, p) for n, p in enumerate(self.parts) if p.piece.role == BODY and p.text)

    def tables(self) -> Iterator[tuple[int, Part, Table]]:
        """The tables, by their position."""
        for number, part in enumerate(self.parts):
            if part.table is not None and part.piece.role == TABLE:
                yield number, part, part.table

    def spots(self, *roles: str) -> list[tuple[int, Spot]]:
        """The spots of some roles with the positions of their paragraphs."""
        return [(n, spot) for n, part in self.bodies() for spot in part.spots if spot.role in roles]

    def put(self, number: int, *parts: Part) -> Manuscript:
        """With other parts in the place of one; with none, without it."""
        return replace(self, parts=(*self.parts[:number], *parts, *self.parts[number + 1 :]))


@dataclass(frozen=True)
class Fault:
    """What was planted: the place in words, what stands there now, what stood there before.

    ``near`` is the sentence or row around it as printed, ``others`` what else may rightly be blamed.
    """

    manuscript: Manuscript
    where: str
    near: str
    printed: str
    right: str
    difficulty: str
    way: str
    others: tuple[str, ...] = ()


def replaced(manuscript: Manuscript, number: int, span: tuple[int, int], new: str) -> tuple[Manuscript, str]:
    """The document with some characters of a paragraph changed, and the sentence around them as it is now."""
    part = manuscript.parts[number]
    text = part.text[: span[0]] + new + part.text[span[1] :]
    return manuscript.put(number, part.saying(text)), sentence(text, span[0], span[0] + len(new))


def sentence(text: str, start: int, end: int) -> str:
    """The sentence around some characters.

    >>> sentence("甲。乙增长5%。丙", 3, 5)
    '乙增长5%。'
    """
    first = max(text.rfind("。", 0, start), text.rfind("\n", 0, start)) + 1
    last = text.find("。", end)
    return text[first : len(text) if last < 0 else last + 1].strip()


def heading_of(manuscript: Manuscript, number: int) -> str:
    """The heading above a part, or the caption of a table: the place in words."""
    for part in reversed(manuscript.parts[: number + 1]):
        if part.piece.role in ("caption", "part", "section", "subsection"):
            return part.text
    return manuscript.title


def labels(table: Table, cell: Cell, heads: int) -> tuple[str, str]:
    """The row and the column of a cell in words: a name to its left, the head above it."""
    named = [
        c.text.strip()
        for c in table.row(cell.row)
        if c.column < cell.column and c.text.strip() and not _figure(c.text)
    ]
    above = [table.at(row, cell.column) for row in range(heads)]
    heads_of = [c.text.strip() for c in above if c is not None and c.text.strip()]
    return (named[-1] if named else f"第{cell.row + 1}行", heads_of[-1] if heads_of else "")


def _figure(text: str) -> bool:
    return not text.strip().strip("0123456789.,%-—")


def is_figure(text: str) -> bool:
    """Whether a cell shows an amount with decimals.

    >>> is_figure("1,234.50"), is_figure("2010301"), is_figure("合计")
    (True, False, False)
    """
    return _figure(text) and "." in text
