"""A supervised matter, what is done about it, and in which order: the acts and what each of them needs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Source(StrEnum):
    """Where a matter comes from."""

    INSTRUCTION = "领导批示"
    MEETING = "会议决定"
    DECISION = "决策部署"
    CITY = "上级交办"
    MEDIA = "媒体反映"
    PROPOSAL = "建议提案"
    VERIFICATION = "察访核验"
    APPRAISAL = "考评反馈"
    SURVEY = "满意度调查"


class Urgency(StrEnum):
    """How pressing a matter is; the table of time limits has a row for each."""

    TOP = "特急"
    URGENT = "急"
    USUAL = "一般"
    HARD = "疑难"


class Period(StrEnum):
    """How often the units of a long-term matter tell how far they are."""

    NONE = ""
    MONTH = "每月"
    QUARTER = "每季"
    HALF = "每半年"


class MatterStage(StrEnum):
    """Where a matter stands."""

    REGISTERED = "登记"
    PROPOSED = "拟办"
    DECLINED = "不立项"
    OPENED = "立项"
    ASSIGNED = "交办"
    SIGNED = "签收"
    WORKED = "办理"
    ANSWERED = "反馈"
    RETURNED = "退回"
    ACCEPTED = "审核通过"
    CLOSED = "办结"
    REPORTED = "报告"
    FILED = "归档"
    SUSPENDED = "中止"
    HANDED = "移交"


class Act(StrEnum):
    """What is done about a matter; each is one row of its history."""

    PROPOSE = "拟办"
    OPEN = "立项"
    DECLINE = "不立项"
    ASSIGN = "交办"
    SIGN = "签收"
    PROGRESS = "进展"
    EXTEND = "延期"
    URGE = "催办"
    ANSWER = "反馈"
    RETURN = "退回"
    ACCEPT = "通过"
    WAIVE = "免予反馈"
    CLOSE = "办结"
    REPORT = "报告"
    FILE = "归档"
    SUSPEND = "中止"
    RESUME = "恢复"
    HAND = "移交"
    OBJECT = "申请复核"
    UPHOLD = "复核维持"
    CORRECT = "复核更正"


LEAD, SUPPORT = "牵头", "协办"
ROLES = (LEAD, SUPPORT)
_HANDS = frozenset(
    {
        MatterStage.ASSIGNED,
        MatterStage.SIGNED,
        MatterStage.WORKED,
        MatterStage.ANSWERED,
        MatterStage.RETURNED,
        MatterStage.ACCEPTED,
    }
)
_ENDED = frozenset({MatterStage.CLOSED, MatterStage.REPORTED})


@dataclass(frozen=True)
class ActRule:
    """When an act may be done and what its row must say: ``by`` is the post that signs."""

    after: frozenset[MatterStage]
    needs: tuple[str, ...] = ()


def _step(after: Iterable[MatterStage], *needs: str) -> ActRule:
    return ActRule(frozenset(after), needs)


STEPS = {
    Act.PROPOSE: _step({MatterStage.REGISTERED}, "text"),
    Act.OPEN: _step({MatterStage.PROPOSED}, "by"),
    Act.DECLINE: _step({MatterStage.PROPOSED}, "by", "text"),
    Act.ASSIGN: _step({MatterStage.OPENED} | _HANDS, "unit", "role"),
    Act.SIGN: _step(_HANDS, "unit"),
    Act.PROGRESS: _step(_HANDS, "unit", "text"),
    Act.EXTEND: _step(_HANDS, "unit", "by", "text", "due"),
    Act.URGE: _step(_HANDS, "unit"),
    Act.ANSWER: _step(_HANDS, "unit", "by", "text"),
    Act.RETURN: _step(_HANDS, "unit", "by", "text"),
    Act.ACCEPT: _step(_HANDS, "unit", "by"),
    Act.WAIVE: _step(_HANDS, "unit", "by", "text"),
    Act.CLOSE: _step({MatterStage.OPENED} | _HANDS, "by", "text"),
    Act.REPORT: _step({MatterStage.CLOSED}, "text"),
    Act.FILE: _step({MatterStage.REPORTED, MatterStage.DECLINED, MatterStage.HANDED}),
    Act.SUSPEND: _step({MatterStage.OPENED} | _HANDS, "by", "text"),
    Act.RESUME: _step({MatterStage.SUSPENDED}, "by"),
    Act.HAND: _step({MatterStage.OPENED, MatterStage.SUSPENDED} | _HANDS, "unit", "by", "text"),
    Act.OBJECT: _step(_ENDED, "unit", "text"),
    Act.UPHOLD: _step(_ENDED, "by", "text"),
    Act.CORRECT: _step(_ENDED, "by", "text"),
}
NEEDED = {
    "unit": "单位",
    "role": "角色（牵头或协办）",
    "by": "签批人（岗位）",
    "text": "内容或理由",
    "due": "新的期限",
}


@dataclass(frozen=True, slots=True)
class Matter:
    """One matter as it was registered: nothing in it changes afterwards, what happens is its history.

    ``asked_by`` is the post that asked for it, ``parent`` the number of the matter it was split from,
    ``line`` the number of the line of a task book it answers to, ``period`` how often the units of a
    long-term matter report.

    >>> Matter("DC-1", "治理积水点", Source.INSTRUCTION, date(2026, 8, 3)).quarter
    3
    """

    number: str
    text: str
    source: Source
    received: date
    basis: str = ""
    asked_by: str = ""
    secrecy: str = ""
    urgency: Urgency = Urgency.USUAL
    parent: str = ""
    line: str = ""
    period: Period = Period.NONE
    row: int | None = field(default=None, compare=False)

    @property
    def quarter(self) -> int:
        """The quarter in which it was received."""
        return (self.received.month + 2) // 3


@dataclass(frozen=True, slots=True)
class Event:
    """One act about one matter: a row of its history.

    ``by`` is the post that signs, ``text`` the content or the reason, ``due`` a new day by which to answer,
    ``reference`` the number of the notice or slip.
    """

    matter: str
    day: date
    act: Act
    unit: str = ""
    role: str = ""
    by: str = ""
    text: str = ""
    due: date | None = None
    reference: str = ""
    row: int | None = field(default=None, compare=False)

    def missing(self) -> list[str]:
        """What its act needs and the row does not say.

        >>> Event("DC-1", date(2026, 8, 3), Act.DECLINE).missing()
        ['签批人（岗位）', '内容或理由']
        """
        said = {"unit": self.unit, "role": self.role, "by": self.by, "text": self.text, "due": self.due}
        return [NEEDED[name] for name in STEPS[self.act].needs if not said[name]]
