"""The page on which a person settles doubtful figures of a scan: crop beside reading, all by keyboard."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from mingzhang.facts.days import day_words
from mingzhang.facts.place import Box
from mingzhang.writers.html.templates import policy, render, resource

Answer = tuple[int, Box, str]


@dataclass(frozen=True, slots=True)
class OpenFigure:
    """A doubtful figure: where it stands, what was read, why it is doubtful, and its picture (PNG).

    ``proposed`` is what two sums ask for in its place.
    """

    page: int
    box: Box
    read: str
    reason: str
    picture: bytes
    proposed: str = ""

    @property
    def image(self) -> str:
        """The picture as an address that holds it.

        >>> OpenFigure(1, (0, 0, 1, 1), "6.20", "", b"").image
        'data:image/png;base64,'
        """
        return "data:image/png;base64," + base64.b64encode(self.picture).decode()

    @property
    def place(self) -> str:
        """Page and box as data for the script."""
        return json.dumps([self.page, *(round(value, 1) for value in self.box)])


def settling_page(
    file: str,
    answers: str,
    day: date,
    figures: Sequence[OpenFigure],
    before: Sequence[Answer] = (),
    document: str = "",
) -> str:
    """The page on ``file``; it hands out the file ``answers``, with those given ``before``.

    ``document`` is the hash of the file that is looked at: answers count for no other.

    >>> one = OpenFigure(2, (0, 0, 9, 9), "6.20", "字迹看不清", b"")
    >>> page = settling_page("甲.pdf", "甲.pdf.readings.toml", date(2026, 1, 5), [one])
    >>> page.count("<li"), "第 2 页" in page, "6.20" in page
    (1, True, True)
    """
    script = resource("settling_page.js")
    return render(
        "settling_page",
        file=file,
        answers=answers,
        day=day_words(day),
        document=document,
        pages=[(page, [*own]) for page, own in groupby(enumerate(figures, 1), lambda one: one[1].page)],
        count=len(figures),
        before=json.dumps([[page, *box, text] for page, box, text in before], ensure_ascii=False),
        style=resource("settling_page.css"),
        script=script,
        policy=policy(script),
    )
