"""Claims: what a sentence asserts about amounts, whoever wrote it and whatever it is about.

A claim has a subject and a level (收入合计 10 万元), changes against a base (比上年减少 1 万元，下降 9.09%),
shares of a whole (占 5%), completions of a budget (完成年初预算的 98%) and parts (其中：…).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from mingzhang.facts.number import Printed
from mingzhang.facts.place import Place
from mingzhang.facts.report import Paragraph


@dataclass(eq=False, slots=True)
class Change:
    """A movement against ``base`` (上年, 年初预算, 全年预算, 预算, 上年预算).

    ``way`` is +1, −1, 0 for unchanged, ``None`` where the author left both directions standing; ``rate_way``
    is the direction word before the percentage; ``word`` is the direction word's place.
    """

    base: str
    way: int | None
    word: Place
    amount: Printed | None = None
    rate: Printed | None = None
    rate_way: int | None = None


@dataclass(eq=False, slots=True)
class Share:
    """A percentage of a whole; ``whole`` is its printed name, empty where the sentence does not name it."""

    percent: Printed
    whole: str


@dataclass(eq=False, slots=True)
class Completion:
    """A percentage of a budget; ``base`` as in :class:`Change`."""

    percent: Printed
    base: str


@dataclass(eq=False, slots=True)
class Slip:
    """A figure whose unit is missing or impossible: what stands there and what should follow it."""

    figure: Printed
    expected: str
    before: str


@dataclass(eq=False)
class Claim:
    """What a passage says about one subject.

    ``subject`` is the flat printed name without ornaments; ``path`` the 类/款/项 names where given;
    ``role`` tells whether the level is the outturn (决算) or unmarked (``""``); ``bases`` holds printed
    budget or prior-year levels; ``aside`` marks claims inside a stated reason; ``fact`` is the name a
    phrase gave to the level, ``""`` where no phrase knows the subject.
    """

    subject: str
    section: str
    block: int
    paragraph: Paragraph
    place: Place
    level: Printed | None = None
    context: str = ""  # the flat sentence up to and with the first figure
    role: str = ""
    path: tuple[str, ...] = ()
    bases: dict[str, Printed] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    completions: list[Completion] = field(default_factory=list)
    parts: list[Claim] = field(default_factory=list)
    parent: Claim | None = None
    reason: str | None = None
    reason_place: Place | None = None
    aside: bool = False
    twin: Claim | None = None  # the second subject of a paired statement (收、支总计各是 A、B)
    fact: str = ""

    @property
    def name(self) -> str:
        """The subject in quotation marks, without whose and which year's it is.

        >>> Claim("某局2023年度收入总计", "总体", 0, Paragraph(""), Place()).name
        '“收入总计”'
        """
        words = re.sub(r"^.*(?:20\d\d年度?)", "", self.subject)
        return f"“{self.path[-1] if self.path else words or self.section or '本句'}”"

    @property
    def root(self) -> Claim:
        """The outermost claim this one is part of."""
        return self if self.parent is None else self.parent.root

    def change(self, base: str) -> Change | None:
        """The first change against a base, ``None`` where the passage states none."""
        return next((change for change in self.changes if change.base == base), None)
