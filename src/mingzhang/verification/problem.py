"""A problem from where it was found to where it is closed; closing is not mending."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mingzhang.facts.refusal import RefusalError
from mingzhang.verification.standard import CheckItem


class ProblemState(StrEnum):
    """Where a problem stands."""

    FOUND = "发现"
    TOLD = "告知"
    OWNED = "认领"
    DISPUTED = "异议"
    MENDING = "整改"
    REPORTED = "已报完成"
    MENDED = "合格销号"
    WITHDRAWN = "异议成立"
    UNMENDED = "不整改销号"


class ProblemAct(StrEnum):
    """What is done about a problem; looking back comes from a visit, all else from a row of its history."""

    TELL = "告知"
    OWN = "认领"
    DISPUTE = "异议"
    WITHDRAW = "异议成立"
    REJECT = "异议不成立"
    MEND = "整改"
    REPORT = "报完成"
    CLOSE = "不整改销号"
    PASSED = "回头看合格"
    FAILED = "回头看不合格"


_S, _A = ProblemState, ProblemAct
_LOOKED = {_S.FOUND, _S.TOLD, _S.DISPUTED, _S.OWNED, _S.MENDING, _S.REPORTED}
# From which states an act may be done, where it leads, and what its row must say.
_WAYS: dict[ProblemAct, tuple[set[ProblemState], ProblemState, tuple[str, ...]]] = {
    _A.TELL: ({_S.FOUND}, _S.TOLD, ()),
    _A.OWN: ({_S.TOLD}, _S.OWNED, ()),
    _A.DISPUTE: ({_S.TOLD}, _S.DISPUTED, ("text",)),
    _A.WITHDRAW: ({_S.DISPUTED}, _S.WITHDRAWN, ("by", "text")),
    _A.REJECT: ({_S.DISPUTED}, _S.OWNED, ("by", "text")),
    _A.MEND: ({_S.OWNED, _S.MENDING}, _S.MENDING, ("text",)),
    _A.REPORT: ({_S.OWNED, _S.MENDING}, _S.REPORTED, ("text", "evidence")),
    _A.CLOSE: ({_S.TOLD, _S.OWNED, _S.MENDING, _S.REPORTED}, _S.UNMENDED, ("by", "text")),
    _A.PASSED: (_LOOKED, _S.MENDED, ()),
    _A.FAILED: (_LOOKED, _S.MENDING, ("text",)),
}
NEEDED = {"by": "签批人（岗位）", "text": "内容或理由", "evidence": "佐证材料"}
CLOSED = frozenset({_S.MENDED, _S.WITHDRAWN, _S.UNMENDED})


SIGNED = frozenset(act for act, (_, _, needs) in _WAYS.items() if "by" in needs)


class UnlawfulMoveError(RefusalError, ValueError):
    """A step that a problem may not take now, or that says too little; the sentence names both."""

    def __init__(self, problem: str, act: str, why: str) -> None:
        self.why = why
        super().__init__(f"问题“{problem}”的“{act}”：{why}。")


@dataclass(frozen=True, slots=True)
class ProblemEvent:
    """One step: ``by`` is the post that signs, or the inspector who looked back.

    ``turn`` orders what happened on one day, for whoever keeps the moment of it.
    """

    problem: str
    day: date
    act: ProblemAct
    by: str = ""
    text: str = ""
    evidence: str = ""
    turn: int = 0
    row: int | None = field(default=None, compare=False)


@dataclass
class FieldProblem:
    """What was found wrong at a point, with all that happened since.

    ``number`` joins the point and the item.

    >>> from fractions import Fraction
    >>> item = CheckItem("1", "围挡", "完整", "照片", "一般", Fraction(1, 2))
    >>> problem = FieldProblem("A-001-1", "A-001", item, "某局", date(2026, 9, 1), "围挡倒伏")
    >>> problem.take(ProblemEvent("A-001-1", date(2026, 9, 2), ProblemAct.TELL))
    >>> problem.state.value, problem.open
    ('告知', True)
    """

    number: str
    point: str
    item: CheckItem
    unit: str
    found: date
    text: str
    matter: str = ""
    phase: str = ""
    state: ProblemState = ProblemState.FOUND
    events: list[ProblemEvent] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether it is neither mended nor closed otherwise."""
        return self.state not in CLOSED

    @property
    def able(self) -> list[ProblemAct]:
        """The acts that may be done now, looking back among them.

        >>> from fractions import Fraction
        >>> item = CheckItem("1", "围挡", "完整", "照片", "一般", Fraction(1, 2))
        >>> FieldProblem("A-001-1", "A-001", item, "某局", date(2026, 9, 1), "围挡倒伏").able[0].value
        '告知'
        """
        return [act for act, (after, _, _) in _WAYS.items() if self.state in after]

    @property
    def reopened(self) -> int:
        """How often it was looked back at and not found mended."""
        return sum(event.act is ProblemAct.FAILED for event in self.events)

    def take(self, event: ProblemEvent) -> None:
        """Add a step; raises :class:`UnlawfulMoveError` and changes nothing where it is not allowed."""
        after, to, needs = _WAYS[event.act]
        if self.state not in after:
            able = "、".join(act.value for act in self.able)
            way = f"；可以：{able}" if able else ""
            raise UnlawfulMoveError(self.number, event.act, f"现在是“{self.state}”，不能做这一步{way}")
        missing = [NEEDED[name] for name in needs if not getattr(event, name)]
        if missing:
            raise UnlawfulMoveError(self.number, event.act, f"没有填写{'、'.join(missing)}")
        before = self.events[-1].day if self.events else self.found
        if event.day < before:
            raise UnlawfulMoveError(self.number, event.act, "日期早于上一步")
        self.events.append(event)
        self.state = to
