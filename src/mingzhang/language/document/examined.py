"""A document under examination: what the rules work out from it, once, and lose with it."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import cached_property

from mingzhang.facts.finding import Finding
from mingzhang.language.document.claim_checks import assertions
from mingzhang.language.document.document import Document
from mingzhang.language.document.passage import Passage, passages
from mingzhang.language.document.performance_summary import Summary, summaries
from mingzhang.language.narrative.listing import Listing, listings
from mingzhang.language.narrative.phrase import Wordings


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
    def passages(self) -> tuple[Passage, ...]:
        """The running text, broken paragraphs joined."""
        return tuple(passages(self))

    @cached_property
    def summaries(self) -> tuple[Summary, ...]:
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
