"""Two figures about the same thing: groups and their people, an amount and what it was spent on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar

from mingzhang.facts.fact import Fact
from mingzhang.language.document.document import Document

What = TypeVar("What")


def stated_pairs(
    document: Document, pairs: Mapping[tuple[str, str], What]
) -> Iterator[tuple[Fact, Fact, What]]:
    """The pairs of names of which a document states both, each with what is known of it.

    >>> from mingzhang.work.examples import facts
    >>> document = facts("说明.接待批次 23批次", "说明.接待人次 180人次", "说明.团组数 0个")
    >>> pairs = {("说明.接待批次", "说明.接待人次"): "国内", ("说明.团组数", "说明.出国人次"): "出国"}
    >>> [(one.figure.text, two.figure.text, what) for one, two, what in stated_pairs(document, pairs)]
    [('23', '180', '国内')]
    """
    for (first, second), what in pairs.items():
        one, two = document.facts.get(first), document.facts.get(second)
        if one is not None and two is not None:
            yield one, two, what
