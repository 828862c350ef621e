"""A document under examination: what the rules work out from it, once, and lose with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import cached_property, wraps
from typing import Any, Concatenate, ParamSpec, TypeVar

from mingzhang.facts.finding import Finding
from mingzhang.facts.report import Paragraph
from mingzhang.language.document.claim_checks import assertions
from mingzhang.language.document.document import Document
from mingzhang.language.document.passage import Passages, passages
from mingzhang.language.document.performance_summary import PerformanceSummary, summaries
from mingzhang.language.document.sections import ContentsLine, contents
from mingzhang.language.narrative.listing import Listing, listings
from mingzhang.language.narrative.phrase import Wordings

Words = ParamSpec("Words")
Made = TypeVar("Made")


@dataclass
class Examined(Document):
    """A document with what several rules ask of it.  Whoever examines it makes one and drops it afterwards.

    >>> from mingzhang.work.examples import text
    >>> examined = Examined.of(text("一、支出决算情况说明", "本年支出合计10.00万元。"))
    >>> [passage.text for passage in examined.passages]
    ['一、支出决算情况说明', '本年支出合计10.00万元。']
    >>> Examined.of(examined) is examined
    True
    """

    @classmethod
    def of(cls, document: Document) -> Examined:
        """The document itself when it is under examination already."""
        if isinstance(document, Examined):
            return document
        return cls(**{each.name: getattr(document, each.name) for each in fields(Document)})

    @cached_property
    def passages(self) -> Passages:
        """The running text, broken paragraphs joined."""
        return Passages(passages(self))

    @cached_property
    def _body(self) -> list[tuple[int, Paragraph]]:
        return super().body()

    def body(self) -> list[tuple[int, Paragraph]]:
        """The paragraphs that are running text, with their block index, listed once."""
        return self._body

    @cached_property
    def contents(self) -> list[ContentsLine]:
        """The entries of its contents page."""
        return contents(self.report)

    @cached_property
    def made(self) -> dict[tuple[Any, ...], Any]:
        """What functions marked :func:`once` have made of it."""
        return {}

    @cached_property
    def summaries(self) -> tuple[PerformanceSummary, ...]:
        """What the narrative counts of projects."""
        return tuple(summaries(self))

    @cached_property
    def listings(self) -> list[Listing]:
        """The lists of parts that the running text states."""
        return listings(self.claims)

    @cached_property
    def assertions(self) -> dict[str, list[Finding]]:
        """Every finding of the claims, by the id of its rule."""
        return assertions(self, Wordings.of(self.notation.phrases_of(self.kind)))


def once(work: Callable[Concatenate[Examined, Words], Made]) -> Callable[Concatenate[Document, Words], Made]:
    """A function that is worked out once for each document under examination, whoever asks; never change it.

    >>> from mingzhang.work.examples import text
    >>> asked = once(lambda document, word: print(word) or [word])
    >>> examined = Examined.of(text("收入1万元。"))
    >>> asked(examined, "三公") is asked(examined, "三公")
    三公
    True
    """

    @wraps(work)
    def kept(document: Document, /, *words: Words.args, **named: Words.kwargs) -> Made:
        examined = Examined.of(document)
        key = (work, *words, *named.items())
        if key not in examined.made:
            examined.made[key] = work(examined, *words, **named)
        found: Made = examined.made[key]
        return found

    return kept
