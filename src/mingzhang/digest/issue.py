"""An issue of the digest: its items, its course from the desk to the reader, and what may not come again.

::

    组稿 —送审→ 审核 —签发→ 签发 —报送→ 报送 —批示→ 批示 —归档→ 归档
      ↑———退回———┘                    └————————归档————————↑

Only the leader signs; what was sent never changes, and nothing that was sent comes again in the same kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum

from mingzhang.digest.article import Article


class IssueKind(StrEnum):
    """What an issue is: of the day, on one event for leaders, on one topic."""

    DAILY = "日报"
    SPECIAL = "专报"
    TOPICAL = "专题"


class IssueStage(StrEnum):
    """Where an issue stands."""

    GATHERED = "组稿"
    CHECKED = "审核"
    SIGNED = "签发"
    SENT = "报送"
    INSTRUCTED = "批示"
    FILED = "归档"


class IssueStep(StrEnum):
    """What is done with an issue."""

    HAND_IN = "送审"
    RETURN = "退回"
    SIGN = "签发"
    SEND = "报送"
    FILE = "归档"


class Choice(StrEnum):
    """What the editor makes of an article."""

    TAKEN = "入选"
    SPARE = "备选"
    DROPPED = "弃用"


class ItemUrgency(StrEnum):
    """How pressing an item is."""

    TOP = "特急"
    URGENT = "急"
    USUAL = "一般"


CLASSES = ("本地动态", "外地经验", "领导参阅", "网民诉求", "媒体评论", "风险提示")


class UnlawfulIssueError(ValueError):
    """A step that the stage of an issue does not allow, or an item that may not stand in it."""


@dataclass(frozen=True, slots=True)
class DigestItem:
    """An article as the editor made it fit: title, short text, class, urgency; ``place`` is its order."""

    article: Article
    heading: str
    text: str
    class_: str = CLASSES[0]
    urgency: ItemUrgency = ItemUrgency.USUAL
    topic: str = ""


@dataclass(frozen=True)
class Issue:
    """One issue: ``count`` is its number of the year in its kind, ``readers`` the posts that it goes to."""

    number: str
    kind: IssueKind
    count: int
    day: date
    items: tuple[DigestItem, ...] = ()
    readers: tuple[str, ...] = ()
    topic: str = ""
    checked: date | None = None
    checked_by: str = ""
    signed: date | None = None
    signed_by: str = ""
    sent: date | None = None
    filed: date | None = None
    instructed: bool = False
    row: int | None = field(default=None, compare=False)

    @property
    def stage(self) -> IssueStage:
        """Where it stands; it follows from the days, nobody sets it."""
        if self.filed:
            return IssueStage.FILED
        if self.sent:
            return IssueStage.INSTRUCTED if self.instructed else IssueStage.SENT
        return (
            IssueStage.SIGNED if self.signed else IssueStage.CHECKED if self.checked else IssueStage.GATHERED
        )

    @property
    def title(self) -> str:
        """What it is called.

        >>> Issue("RB-1", IssueKind.DAILY, 12, date(2026, 9, 1)).title
        '日报第12期'
        """
        return f"{self.kind}第{self.count}期"

    @property
    def open(self) -> bool:
        """Whether its items may still change."""
        return self.stage is IssueStage.GATHERED


_AFTER = {
    IssueStep.HAND_IN: (IssueStage.GATHERED,),
    IssueStep.RETURN: (IssueStage.CHECKED,),
    IssueStep.SIGN: (IssueStage.CHECKED,),
    IssueStep.SEND: (IssueStage.SIGNED,),
    IssueStep.FILE: (IssueStage.SENT, IssueStage.INSTRUCTED),
}


def steps(issue: Issue) -> list[IssueStep]:
    """What may be done with an issue now.

    >>> [step.value for step in steps(Issue("RB-1", IssueKind.DAILY, 1, date(2026, 9, 1)))]
    ['送审']
    """
    return [step for step, after in _AFTER.items() if issue.stage in after]


def moved(issue: Issue, step: IssueStep, day: date, by: str = "") -> Issue:
    """The issue after a step; raises :class:`UnlawfulIssueError`.

    >>> issue = Issue("RB-1", IssueKind.DAILY, 1, date(2026, 9, 1))
    >>> moved(issue, IssueStep.SIGN, date(2026, 9, 1), "分管领导")
    Traceback (most recent call last):
    mingzhang.digest.issue.UnlawfulIssueError: 日报第1期现在是“组稿”，不能“签发”
    """
    if issue.stage not in _AFTER[step]:
        raise UnlawfulIssueError(f"{issue.title}现在是“{issue.stage}”，不能“{step}”")
    last = max(each for each in (issue.day, issue.checked, issue.signed, issue.sent) if each)
    if step in (IssueStep.SIGN, IssueStep.SEND, IssueStep.FILE) and day < last:
        raise UnlawfulIssueError(f"{issue.title}的“{step}”日期早于前一步")
    if step is IssueStep.HAND_IN:
        if not issue.items:
            raise UnlawfulIssueError(f"{issue.title}还没有稿件，不能送审")
        if not issue.readers:
            raise UnlawfulIssueError(f"{issue.title}没有写明报送对象，不能送审")
        for item in issue.items:
            _worded(item)
        return replace(issue, checked=day, checked_by=by)
    if step is IssueStep.RETURN:
        return replace(issue, checked=None, checked_by="")
    if step is IssueStep.SIGN:
        if not by:
            raise UnlawfulIssueError(f"{issue.title}没有写明签发人（岗位）")
        return replace(issue, signed=day, signed_by=by)
    return replace(issue, sent=day) if step is IssueStep.SEND else replace(issue, filed=day)


def taken_before(issue: Issue, article: Article, others: Iterable[Issue]) -> Issue | None:
    """The other issue of the same kind in which the same story stands already.

    A topical issue gathers what others have brought: it is held against topical ones alone.
    """
    for other in others:
        apart = other.number != issue.number and other.kind is issue.kind
        if apart and any(item.article.group == article.group for item in other.items):
            return other
    return None


def with_items(issue: Issue, items: Sequence[DigestItem], others: Iterable[Issue]) -> Issue:
    """The issue with these items; raises :class:`UnlawfulIssueError` where one may not stand in it.

    >>> article = Article("00001", "积水", "已排除。", "某报", date(2026, 9, 1))
    >>> first = Issue("RB-1", IssueKind.DAILY, 1, date(2026, 9, 1))
    >>> first = with_items(first, [DigestItem(article, "积水", "已排除。")], [])
    >>> with_items(replace(first, number="RB-2", count=2, items=()), first.items, [first])
    Traceback (most recent call last):
    mingzhang.digest.issue.UnlawfulIssueError: “积水”与日报第1期里的稿件是同一件事，报送过的不再报送
    """
    if not issue.open:
        raise UnlawfulIssueError(f"{issue.title}现在是“{issue.stage}”，稿件不能再改")
    others, seen = list(others), dict[str, str]()
    for item in items:
        _worded(item)
        if item.article.group in seen:
            raise UnlawfulIssueError(f"“{item.heading}”与本期“{seen[item.article.group]}”是同一件事")
        seen[item.article.group] = item.heading
        if before := taken_before(issue, item.article, others):
            raise UnlawfulIssueError(f"“{item.heading}”与{before.title}里的稿件是同一件事，报送过的不再报送")
    return replace(issue, items=tuple(items))


def _worded(item: DigestItem) -> None:
    if not item.heading.strip() or not item.text.strip():
        raise UnlawfulIssueError(f"稿件“{item.article.number}”没有摘编标题或正文")


def next_count(issues: Iterable[Issue], kind: IssueKind, year: int) -> int:
    """The number of the next issue of a kind in a year.

    >>> next_count([Issue("1", IssueKind.DAILY, 7, date(2026, 1, 5))], IssueKind.DAILY, 2026)
    8
    """
    return max((each.count for each in issues if each.kind is kind and each.day.year == year), default=0) + 1
