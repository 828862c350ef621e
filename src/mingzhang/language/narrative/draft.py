"""Claims while they are being read: more may still be said of them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from mingzhang.facts.number import Printed, number_of
from mingzhang.facts.place import Place
from mingzhang.facts.report import Paragraph
from mingzhang.language.narrative.claim import ITEMS, Change, Claim, Completion, Share
from mingzhang.language.text.subject import BOTH_SIDES, same_subject

_NEAR = 12  # claims among which one that is spoken of by its name is looked for
_SIDE_TOTAL = re.compile(r"(?:收入|支出|收、支)总计(?:（[^（）]*）)?$")
_YEAR = re.compile(r"(20\d\d)年(?!初)")
Again = Callable[[Printed], None]  # takes in the next figure of a pair


@dataclass(eq=False)
class DraftClaim:
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
    parent: DraftClaim | None = None
    listed: str = ""
    among: int = 0
    reason: str | None = None
    reason_place: Place | None = None
    aside: bool = False
    year: int | None = None
    twin: DraftClaim | None = None
    doubtful: list[Change] = field(default_factory=list)  # that fit neither a part nor its whole

    @property
    def figure(self) -> Printed | None:
        """Its level; the plan where a budget tells no more."""
        return self.level or self.bases.get("预算")

    def borrow_plan(self, before: list[DraftClaim]) -> None:
        """Take over the budget that was told last, where it has none of its own."""
        plans = ("年初预算", "全年预算", "预算")
        if not any(plan in self.bases for plan in plans):
            told = [(plan, draft.bases[plan]) for draft in before for plan in plans if plan in draft.bases]
            self.bases |= dict(told[-1:])

    def against(self, base: str) -> str:
        """What a change is measured by: 同比 is with the budget of last year where only that was told."""
        return "上年预算" if base == "上年" and "上年预算" in self.bases and base not in self.bases else base

    @property
    def root(self) -> DraftClaim:
        """The outermost draft this one is part of."""
        return self if self.parent is None else self.parent.root

    def side(self, subject: str, sentence: int) -> DraftClaim:
        """The claim itself; its whole where a new sentence says only 收入 or 支出, the side that it is of.

        >>> whole = DraftClaim("支出预算", "", 0, Paragraph(""), Place())
        >>> part = DraftClaim("住房保障支出", "", 0, Paragraph(""), Place(), parent=whole)
        >>> part.side("支出", 30) is whole, part.side("支出", part.sentence) is part
        (True, True)
        """
        anew = subject in ("收入", "支出") and self.sentence != sentence
        return self.root if anew and self.root.subject.startswith((f"本年{subject}", subject)) else self

    def moved_by(self, change: Change) -> None:
        """Take in an amount of change, which may complete a percentage told before it: 增长 5%，增收 2 万元.

        >>> from mingzhang.facts.number import printed
        >>> draft = DraftClaim("收入", "", 0, Paragraph(""), Place())
        >>> draft.moved_by(Change("上年", 1, Place(), rate=printed("5", "%")))
        >>> draft.moved_by(Change("上年", 1, Place(), printed("2", "万元")))
        >>> [(change.amount.text, change.rate.text) for change in draft.changes]
        [('2', '5')]
        """
        last = self.changes[-1] if self.changes else None
        if (
            last is None
            or last.amount is not None
            or last.rate is None
            or last.way != change.way
            or last.base != change.base
        ):
            self.changes.append(change)
        else:
            self.changes[-1] = replace(last, amount=change.amount)

    def rated(self, rate: Printed, way: int | None) -> None:
        """Take in the percentage of the last change."""
        if self.changes and self.changes[-1].rate is None:
            self.changes[-1] = replace(self.changes[-1], rate=rate, rate_way=way)


def levels_of(drafts: list[DraftClaim]) -> list[DraftClaim]:
    """Those that have a level which is no percentage."""
    return [draft for draft in drafts if draft.level is not None and draft.level.unit != "%"]


def named(drafts: list[DraftClaim], name: str) -> DraftClaim | None:
    """The last claim of that name with a figure of its own, among the nearest."""
    near = (draft for draft in reversed(drafts[-_NEAR:]) if draft.level or draft.bases)
    return next((draft for draft in near if same_subject(name, draft.subject)), None)


def known(drafts: list[DraftClaim], since: int, title: str, subject: str) -> DraftClaim | None:
    """The last claim of a subject in the passage; 收支 alone is the total of either side told before it.

    >>> from mingzhang.facts.number import printed
    >>> side = DraftClaim("收入总计", "", 0, Paragraph(""), Place(section="总体"), level=printed("9", "万元"))
    >>> known([side], 1, "总体", "收支") is side, known([side], 1, "总体", "支出") is None
    (True, True)
    """
    near = [draft for draft in reversed(drafts[since:]) if same_subject(subject, draft.subject)]
    if not near and BOTH_SIDES.fullmatch(subject):
        last = [draft for draft in reversed(drafts[-_NEAR:]) if (draft.place.section or "") == title]
        near = [draft for draft in last if draft.level and _SIDE_TOTAL.search(draft.subject)]
    return next((draft for draft in near if not draft.aside), None)


def dated(claim: DraftClaim, before: DraftClaim | None, lead: str, year: int | None) -> DraftClaim:
    """Give a level the year before it where it is not the fiscal year; whom the next words speak of.

    Of two levels of one subject, of this year and the year before, in either order, it is this year's, and it
    gets the other as its level of last year: 2023年收入 9 万元，2022年收入 8 万元，增加 1 万元.
    """
    found = _YEAR.findall(lead)
    if len(found) == 1 and year is not None and int(found[0]) != year:
        claim.year = int(found[0])
    last = (year or 0) - 1
    if before is None or (last not in (before.year, claim.year)):
        return claim
    now, prior = (claim, before) if before.year == last else (before, claim)
    if now.year is not None or prior.level is None or now.level is None or now.level.unit != prior.level.unit:
        return claim
    if not same_subject(now.subject, prior.subject):
        return claim
    now.bases.setdefault("上年", prior.level)
    return now


def second_of(claim: DraftClaim, change: Change) -> Again:
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


def _follows(level: Printed | None, change: Change) -> bool:
    """Whether a change can be one of this level: its percentage follows, and nothing was below zero.

    >>> from mingzhang.facts.number import printed
    >>> change = Change("上年", 1, Place(), printed("10", "万元"), printed("11.11", "%"))
    >>> _follows(printed("100.00", "万元"), change), _follows(printed("40.00", "万元"), change)
    (True, False)
    """
    amount, rate = change.amount, change.rate
    if level is None or amount is None or not change.way or level.unit != amount.unit:
        return True
    now, by = number_of(level), number_of(amount)
    base = now - by if change.way > 0 else now + by
    if rate is None or abs(base.value) <= base.slack:
        return base.high >= 0
    true = by.percent_of(base)
    return abs(abs(true.value) - abs(rate.value)) <= true.slack + rate.half


def _before(change: Change, draft: DraftClaim) -> bool:
    """Whether a change was told before the level of another part: every part tells its own."""
    told, level = change.word.span, draft.level.place.span if draft.level is not None else None
    return told is not None and level is not None and told[0] < level[0]


def _cut(change: Change, draft: DraftClaim) -> bool:
    """Whether a new sentence begins between a level and a change, which then is that of the whole."""
    told, level = change.word.span, draft.level.place.span if draft.level is not None else None
    return told is not None and level is not None and "。" in draft.paragraph.text[level[1] : told[0]]


def _rebound(drafts: list[DraftClaim]) -> None:
    """Give back to a whole the change that follows the last of its parts: 甲 100，其中：乙 60，丙 40，比上年增加….

    Nothing but the figures tells whose it is; where they fit neither, nobody can say what is wrong.
    """
    for draft in drafts:
        whole = draft.parent
        if whole is None or draft.listed == ITEMS or not draft.changes or draft.aside:
            continue
        if draft.figure is not None and whole.figure is not None and draft.figure.value == whole.figure.value:
            continue  # all of the whole: its change is the same
        siblings = [d for d in drafts if d.parent is whole and d is not draft and d.listed == draft.listed]
        if (
            any(_before(c, draft) for d in siblings for c in d.changes)
            or draft.paragraph is not whole.paragraph
        ):
            continue
        for change in list(draft.changes):
            if _follows(draft.figure, change) or any(c.base == change.base for c in whole.changes):
                continue
            cut, fits = _cut(change, draft), _follows(whole.figure, change)
            if not siblings and not cut and not fits:
                continue  # …，其中本年收入 9 万元，较上年增加 1 万元: of the one part that is named
            if not fits and any(_before(change, other) for other in siblings):
                continue  # another part comes behind it, and the whole did not move so
            draft.changes.remove(change)
            if fits or cut:
                whole.changes.append(change)
            else:
                draft.doubtful.append(change)


def frozen(drafts: list[DraftClaim]) -> list[Claim]:
    """The drafts as claims; a whole stands before its parts.

    >>> whole = DraftClaim("收入", "", 0, Paragraph(""), Place())
    >>> claims = frozen([whole, DraftClaim("事业收入", "", 0, Paragraph(""), Place(), parent=whole)])
    >>> claims[1].parent is claims[0]
    True
    """
    _rebound(drafts)
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
            among=draft.among,
            reason=draft.reason,
            reason_place=draft.reason_place,
            aside=draft.aside,
            year=draft.year,
        )
    return list(made.values())
