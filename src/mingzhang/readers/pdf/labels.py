"""Text that does not run with its page: labels on their side, upside down, or written downwards."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from mingzhang.facts.place import Box
from mingzhang.readers.pdf.tuning import ASCENT, NEXT, SAME


@dataclass(frozen=True, slots=True)
class Letter:
    """One character: where its baseline starts on the upright page, its size in points, and ``turn``, the
    quarter turns, clockwise, that would make it upright: 0 for a character of vertical writing.

    No font box is asked: what a font says of a character differs from machine to machine.
    """

    char: str
    x: float
    y: float
    em: float
    turn: int

    @property
    def along(self) -> float:
        """How far down its direction of writing the character stands, in points."""
        return (self.y, -self.y, -self.x, self.y)[self.turn]

    @property
    def across(self) -> float:
        """Where its line of writing stands, in points."""
        return self.y if self.turn == 2 else self.x

    @property
    def box(self) -> Box:
        """The square of the character on the upright page.

        >>> Letter("费", 100.0, 300.0, 10.0, 1).box
        (91.2, 290.0, 101.2, 300.0)
        """
        x, y, em, up, down = self.x, self.y, self.em, ASCENT * self.em, (1 - ASCENT) * self.em
        if self.turn == 0:
            return (x, y - up, x + em, y + down)
        if self.turn == 1:
            return (x - up, y - em, x + down, y)
        if self.turn == 2:
            return (x - em, y - down, x, y + up)
        return (x - down, y, x + up, y + em)


def labels(letters: Iterable[Letter]) -> list[tuple[str, Box]]:
    """The texts that the letters spell, each with its upright box; PDFium's own order is not trusted.

    >>> up = [Letter("经", 100.0, 300.0, 10.0, 1), Letter("费", 100.0, 290.0, 10.0, 1)]
    >>> labels(reversed(up))
    [('经费', (91.2, 280.0, 101.2, 300.0))]
    """
    columns: list[list[Letter]] = []
    for letter in sorted(letters, key=lambda item: (item.turn, item.across)):
        last = columns[-1][-1] if columns else None
        if last and last.turn == letter.turn and letter.across - last.across < SAME * max(last.em, 1.0):
            columns[-1].append(letter)
        else:
            columns.append([letter])
    return [_spelt(part) for column in columns for part in _parts(column)]


def _parts(column: list[Letter]) -> list[list[Letter]]:
    """The letters of one column in order of writing, cut where a wide step shows another label."""
    column.sort(key=lambda item: item.along)
    parts = [[column[0]]]
    for before, letter in pairwise(column):
        if letter.along - before.along > NEXT * max(before.em, letter.em):
            parts.append([])
        parts[-1].append(letter)
    return parts


def _spelt(part: list[Letter]) -> tuple[str, Box]:
    x0, y0, x1, y1 = zip(*(letter.box for letter in part), strict=True)
    return "".join(letter.char for letter in part), (min(x0), min(y0), max(x1), max(y1))
