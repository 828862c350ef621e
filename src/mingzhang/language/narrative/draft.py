"""Claims while they are being read: more may still be said of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from mingzhang.facts.number import Printed
from mingzhang.facts.place import Place
from mingzhang.facts.report import Paragraph
from mingzhang.language.narrative.claim import Change, Claim, Completion, Share

Again = Callable[[Printed], None]  # takes in the next figure of a pair


@dataclass(eq=False)
class Draft:
    """A claim that is not finished; ``twin`` is the second subject of a paired statement (总计各是 A、B)."""

    subject: str
    section: str
    block: int
    paragraph: Paragraph
    place: Place
    level: Printed | None = None
    context: str = ""
    sentence: int = 0
    role: str = ""
    path: tuple[str, ...] = ()
    code: str = ""
    bases: dict[str, Printed] = field(default_factory=dict)
    changes: list[Change] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    completions: list[Completion] = field(default_factory=list)
    parent: Draft | None = None
    listed: str = ""
    reason: str | None = None
    reason_place: Place | None = None
    aside: bool = False
    year: int | None = None
    twin: Draft | None = None

    @property
    def root(self) -> Draft:
        """The outermost draft this one is part of."""
        return self if self.parent is None else self.parent.root


def second_of(claim: Draft, change: Change) -> Again:
    """各减少 A、B万元，各下降 P%、Q%: the second figure belongs to the second subject."""

    def again(value: Printed) -> None:
        twin = claim.twin
        if twin is None:
            return
        if value.unit != "%":
            twin.changes.append(Change(change.base, change.way, change.word, amount=value))
            return
        for index, known in enumerate(twin.changes):
            if known.base == change.base:
                twin.changes[index] = replace(known, rate=value, rate_way=change.rate_way)
                break

    return again


def frozen(drafts: list[Draft]) -> list[Claim]:
    """The drafts as claims; a whole stands before its parts.

    >>> whole = Draft("收入", "", 0, Paragraph(""), Place())
    >>> claims = frozen([whole, Draft("事业收入", "", 0, Paragraph(""), Place(), parent=whole)])
    >>> claims[1].parent is claims[0]
    True
    """
    made: dict[int, Claim] = {}
    for draft in drafts:
        made[id(draft)] = Claim(
            draft.subject,
            draft.section,
            draft.block,
            draft.paragraph,
            draft.place,
            level=draft.level,
            context=draft.context,
            sentence=draft.sentence,
            role=draft.role,
            path=draft.path,
            code=draft.code,
            bases=dict(draft.bases),
            changes=tuple(draft.changes),
            shares=tuple(draft.shares),
            completions=tuple(draft.completions),
            parent=made[id(draft.parent)] if draft.parent is not None else None,
            listed=draft.listed,
            reason=draft.reason,
            reason_place=draft.reason_place,
            aside=draft.aside,
            year=draft.year,
        )
    return list(made.values())
