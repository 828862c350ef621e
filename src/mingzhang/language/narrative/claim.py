"""Claims: what a sentence asserts about amounts, whoever wrote it and whatever it is about.

A claim has a subject and a level (收入合计 10 万元), changes against a base (比上年减少 1 万元，下降 9.09%),
shares of a whole (占 5%), completions of a budget (完成年初预算的 98%) and a whole it is part of (其中：…).
Claims do not change: what is learnt later makes a new one (:func:`renewed`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace

from mingzhang.facts.number import Printed
from mingzhang.facts.place import Place
from mingzhang.facts.report import Paragraph

# How a list of parts was opened: words inside the sentence, items with marks, a bracket, “主要”.
WORDS, ITEMS, BRACKET, MAINLY = "其中", "分项", "括号", "主要"


@dataclass(frozen=True, eq=False, slots=True)
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


@dataclass(frozen=True, eq=False, slots=True)
class Share:
    """A percentage of a whole; ``whole`` is its printed name, empty where the sentence does not name it.

    ``guessed``: it stands in brackets behind an amount, and no word says that it is a share.
    """

    percent: Printed
    whole: str
    guessed: bool = False


@dataclass(frozen=True, eq=False, slots=True)
class Completion:
    """A percentage of a budget; ``base`` as in :class:`Change`."""

    percent: Printed
    base: str


@dataclass(frozen=True, eq=False, slots=True)
class UnitSlip:
    """A figure whose unit is missing or impossible: what stands there and what should follow it."""

    figure: Printed
    expected: str
    before: str


@dataclass(frozen=True, eq=False)
class Claim:
    """What a passage says about one subject.

    ``subject`` is the flat printed name without ornaments; ``path`` the 类/款/项 names where given;
    ``role`` tells whether the level is the outturn (决算) or unmarked (``""``); ``bases`` holds printed
    budget or prior-year levels; ``parent`` is the whole that the claim is part of, ``listed`` how its list
    was opened, ``among`` which of several lists of that whole it is in; ``aside`` marks claims inside a
    stated reason; ``fact`` is the name a phrase gave to the level, ``""`` where no phrase knows the subject;
    ``code`` the functional code printed with the subject; ``year`` is given where the level is of another
    year.
    """

    subject: str
    section: str
    block: int
    paragraph: Paragraph
    place: Place
    level: Printed | None = None
    context: str = ""  # the flat sentence up to and with the first figure
    sentence: int = 0  # where the sentence begins in the flat paragraph
    role: str = ""
    path: tuple[str, ...] = ()
    code: str = ""
    bases: Mapping[str, Printed] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()
    shares: tuple[Share, ...] = ()
    completions: tuple[Completion, ...] = ()
    parent: Claim | None = None
    listed: str = ""
    among: int = 0
    reason: str | None = None
    reason_place: Place | None = None
    aside: bool = False
    fact: str = ""
    year: int | None = None

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


@dataclass(frozen=True)
class Reading:
    """What the running text of a document says."""

    claims: list[Claim]
    slips: list[UnitSlip]


def renewed(claims: Iterable[Claim], learn: Callable[[Claim], Claim]) -> list[Claim]:
    """The claims with what was learnt of each; parts keep knowing their whole, which stands before them.

    >>> whole = Claim("收入", "", 0, Paragraph(""), Place())
    >>> part = Claim("事业收入", "", 0, Paragraph(""), Place(), parent=whole)
    >>> new = renewed([whole, part], lambda claim: replace(claim, fact=f"总表.{claim.subject}"))
    >>> new[1].fact, new[1].parent is new[0]
    ('总表.事业收入', True)
    """
    found: dict[int, Claim] = {}
    made = []
    for claim in claims:
        parent = found.get(id(claim.parent), claim.parent) if claim.parent is not None else None
        known = claim if parent is claim.parent else replace(claim, parent=parent)
        found[id(claim)] = new = learn(known)
        made.append(new)
    return made
