"""A page of counts, charts and lists over many documents, which opens without a network."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from mingzhang.facts.publication import Chart
from mingzhang.writers.chart import picture
from mingzhang.writers.html.attributes import described
from mingzhang.writers.html.templates import policy, render, resource


@dataclass(frozen=True, slots=True)
class Headline:
    """A count at the head of the page: what, how many, what it means; ``grade`` gives it a colour."""

    label: str
    value: str
    told: str = ""
    grade: str = ""


@dataclass(frozen=True, slots=True)
class CorpusBoard:
    """A part of the page: its heading, a sentence, charts, a table, and what is left out of the table.

    ``left`` are the columns that hold words; all others are figures and stand at the right.
    """

    title: str
    told: str
    charts: Sequence[Chart] = ()
    heads: Sequence[str] = ()
    rows: Sequence[Sequence[str]] = ()
    left: frozenset[int] = frozenset({0})
    more: str = ""


@dataclass(frozen=True, slots=True)
class _Shown:
    """A board with its anchor and its drawings."""

    anchor: str
    board: CorpusBoard
    charts: list[Markup]


def corpus_page(
    title: str, told: str, headlines: Sequence[Headline], boards: Sequence[CorpusBoard], edition: str
) -> str:
    """The page as HTML; words of documents are text there, never markup.

    >>> page = corpus_page("汇总", "共 1 份。", [Headline("文件", "1")], [CorpusBoard("<b>", "甲")], "明账")
    >>> "&lt;b&gt;" in page, "http" in page.partition("<body>")[2]
    (True, False)
    """
    shown = [
        _Shown(
            f"part-{number}",
            board,
            [Markup(described(picture(chart), chart.told)) for chart in board.charts],  # noqa: S704 - our own
        )
        for number, board in enumerate(boards, 1)
    ]
    known = {"title": title, "told": told, "headlines": headlines, "boards": shown, "edition": edition}
    return str(render("corpus_page", policy=policy(""), style=resource("corpus_page.css"), **known))
