"""Where a finding's place stands in the report: which block, which cell, which characters."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from mingzhang.facts.place import Place
from mingzhang.facts.report import Cell, Paragraph, Report, Table

_CAPTION = 4  # blocks before a table in which its name may stand
_INSIDE = re.compile("“([^”]+)”")


@dataclass(frozen=True, slots=True)
class Spot:
    """A block of the report, by its index, and in it either a cell (its top left corner) or characters."""

    block: int
    cell: tuple[int, int] | None = None
    span: tuple[int, int] = (0, 0)


class Spots:
    """Finds places again in the report they came from.

    Lines and boxes decide where the format has them.  A Word file has neither: there the printed words
    decide, and among equal ones the heading above, or the names of table, row and column.

    >>> report = Report("a.docx", "docx", [Paragraph("一、收入"), Paragraph("收入合计6.20万元。")])
    >>> Spots(report).find(report.blocks[1].place(4, 10))
    Spot(block=1, cell=None, span=(4, 10))
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._cells: dict[str, list[tuple[int, Cell]]] = defaultdict(list)
        self._texts: list[tuple[int, Paragraph]] = []
        for index, block in enumerate(report.blocks):
            if isinstance(block, Table):
                for cell in block.cells:
                    self._cells[cell.text.strip()].append((index, cell))
            else:
                self._texts.append((index, block))
        self._all = "\0".join(text.text for _, text in self._texts)
        self._starts = [0, *accumulate(len(text.text) + 1 for _, text in self._texts)]
        self._caption = lru_cache(maxsize=None)(self._caption_of)

    def find(self, place: Place) -> Spot | None:
        """The spot of a place; ``None`` when the report has no such words."""
        if place.table and (place.span is None or place.row or place.column):
            return self._in_table(place) or self._in_text(place)
        return self._in_text(place) or self._in_table(place)

    def _in_text(self, place: Place) -> Spot | None:
        """The spot in a paragraph that quotes the place; of several, the one below the section it names."""
        if not place.printed or not place.quote:
            return None
        found = [
            (index, span)
            for index, text in self._quoting(place.quote)
            if _on(text.page, place.page) and (span := _span(text, place)) is not None
        ]
        if not found:
            return None
        index, span = max(found, key=lambda spot: self._under(spot[0], place.section))
        return Spot(index, None, span)

    def _quoting(self, quote: str) -> Iterator[tuple[int, Paragraph]]:
        """The paragraphs that hold these words, found in the text as a whole: it may have thousands."""
        at = self._all.find(quote)
        while at >= 0:
            number = bisect_right(self._starts, at) - 1
            yield self._texts[number]
            at = self._all.find(quote, self._starts[number + 1])

    def _under(self, block: int, section: str | None) -> bool:
        """Whether the last heading above a block is the one named."""
        wanted = _flat(section or "")
        for index in range(block, max(-1, block - 60), -1):
            above = self._report.blocks[index]
            if wanted and isinstance(above, Paragraph) and len(above.text) > 2:
                words = _flat(above.text)
                if wanted.endswith(words):
                    return True
        return False

    def _in_table(self, place: Place) -> Spot | None:
        candidates = self._cells.get(place.printed.strip(), [])
        exact = [(i, c) for i, c in candidates if place.bbox is not None and c.bbox == place.bbox]
        lined = [(i, c) for i, c in candidates if place.line is not None and c.line == place.line]
        found = exact or lined or [(i, c) for i, c in candidates if _on(c.page, place.page)]
        if not found or not (place.table or exact or lined):
            return None
        index, cell = (
            max(found, key=lambda item: self._fit(item[0], item[1], place)) if len(found) > 1 else found[0]
        )
        return Spot(index, (cell.row, cell.column))

    def _fit(self, index: int, cell: Cell, place: Place) -> float:
        """How well the names around a cell agree with those of a place."""
        table = self._report.blocks[index]
        assert isinstance(table, Table)
        beside = [other.text for other in table.row(cell.row) if other is not cell]
        above = [
            other.text
            for row in range(min(cell.row, 12))
            if (other := table.at(row, cell.column)) is not None and other is not cell
        ]
        fit = 4 * _named(place.row, beside) + 2 * _named(place.column, above)
        return fit + 4 * _named(place.table, self._caption(index))

    def _caption_of(self, index: int) -> tuple[str, ...]:
        """The texts in which the name of a table may stand."""
        table = self._report.blocks[index]
        assert isinstance(table, Table)
        words = [table.name]
        for block in reversed(self._report.blocks[max(0, index - _CAPTION) : index]):
            if isinstance(block, Table):
                break
            words.append(block.text)
        return (*words, *(cell.text for cell in table.cells if cell.row < 4))


def _flat(text: str) -> str:
    return "".join(text.split())


def _on(page: int | None, wanted: int | None) -> bool:
    return wanted is None or page is None or page == wanted


def _span(text: Paragraph, place: Place) -> tuple[int, int] | None:
    """Where the words of a place stand in this paragraph."""
    if place.line is not None and text.line is not None:
        below = place.line - text.line
        if not 0 <= below <= text.text.count("\n"):
            return None
    if place.span is not None:
        start, end = place.span
        if text.text[start:end] == place.printed:
            return start, end
    at = text.text.find(place.quote)
    inside = place.quote.find(place.printed)
    if at < 0 or inside < 0:  # words quoted from a cell, or put together from several lines
        return None
    return at + inside, at + inside + len(place.printed)


def _named(name: str | None, texts: tuple[str, ...] | list[str]) -> float:
    """1 when one of the texts is the name, less when it only holds the name or a part of it."""
    if not name:
        return 0.0
    best = 0.0
    words = [_flat(name), *map(_flat, name.split()), *map(_flat, _INSIDE.findall(name))]
    for rank, word in enumerate(words):
        weight = 1.0 if rank == 0 else 0.6
        for text in map(_flat, texts):
            if word and word in text:
                best = max(best, weight * (0.5 + 0.5 * len(word) / len(text)))
            elif len(text) > 2 and text in word:
                best = max(best, 0.4 * weight)
    return best
