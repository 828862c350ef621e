"""The course of an item from appraisal to the store, and of a box out of the store and back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from mingzhang.facts.refusal import RefusalError


class ItemStage(StrEnum):
    """Where an item stands; the stages follow one another."""

    WAITING = "待鉴定"
    APPRAISED = "鉴定"
    ARRANGED = "整理"
    CATALOGUED = "编目"
    SCANNED = "扫描"
    PROCESSED = "处理"
    RECOGNISED = "识别"
    INSPECTED = "质检"
    ATTACHED = "挂接"
    ACCEPTED = "验收"
    STORED = "入库"


STAGES = tuple(ItemStage)
BACK = "退回"
STEPS = (*(stage.value for stage in STAGES[1:]), BACK)


class UnlawfulStepError(RefusalError, ValueError):
    """A step that may not be taken now, or says too little; one Chinese sentence."""

    def __init__(self, subject: str, why: str) -> None:
        self.why = why
        super().__init__(f"“{subject}”：{why}。")


@dataclass(frozen=True)
class ItemStep:
    """One step of an item: the stage reached, or 退回 with the stage it goes back to and the reason."""

    code: str
    day: date
    step: str
    by: str = ""
    text: str = ""
    back_to: str = ""
    row: int | None = field(default=None, compare=False)


@dataclass
class ItemCourse:
    """An item's steps so far.  A defect sends it back; that it was sent back stays countable.

    >>> course = ItemCourse("甲")
    >>> course.take(ItemStep("甲", date(2026, 3, 2), "鉴定", "档案员"))
    >>> course.stage.value, course.returned
    ('鉴定', 0)
    """

    code: str
    stage: ItemStage = ItemStage.WAITING
    steps: list[ItemStep] = field(default_factory=list)

    @property
    def returned(self) -> int:
        """How often it was sent back."""
        return sum(step.step == BACK for step in self.steps)

    @property
    def next(self) -> ItemStage | None:
        """The stage that comes next, ``None`` at the end."""
        place = STAGES.index(self.stage) + 1
        return STAGES[place] if place < len(STAGES) else None

    def take(self, step: ItemStep) -> None:
        """Add a step; raises :class:`UnlawfulStepError` and changes nothing where it is not allowed."""
        if self.steps and step.day < self.steps[-1].day:
            raise UnlawfulStepError(self.code, f"“{step.step}”的日期早于上一步")
        if step.step == BACK:
            to = self._back(step)
        elif self.next is None or step.step != self.next:
            wanted = f"下一步应为“{self.next}”" if self.next else "已经入库，只能退回"
            raise UnlawfulStepError(self.code, f"现在是“{self.stage}”，不能“{step.step}”；{wanted}")
        else:
            to = self.next
        if to is ItemStage.ACCEPTED and not step.by:
            raise UnlawfulStepError(self.code, "验收没有填写签批人（岗位）")
        self.steps.append(step)
        self.stage = to

    def _back(self, step: ItemStep) -> ItemStage:
        if not step.text:
            raise UnlawfulStepError(self.code, "退回没有填写理由")
        if step.back_to not in tuple(ItemStage):
            raise UnlawfulStepError(self.code, "退回没有写明退到哪一步")
        to = ItemStage(step.back_to)
        if STAGES.index(to) >= STAGES.index(self.stage):
            raise UnlawfulStepError(self.code, f"现在是“{self.stage}”，不能退回到“{to}”")
        return to


class CustodyAct(StrEnum):
    """What happens to a box of originals while it is digitised."""

    OUT = "出库"
    UNBOUND = "拆装"
    SCANNED = "扫描"
    REBOUND = "还原装订"
    RETURNED = "归还"


_AFTER: dict[CustodyAct, tuple[CustodyAct | None, ...]] = {
    CustodyAct.OUT: (None, CustodyAct.RETURNED),
    CustodyAct.UNBOUND: (CustodyAct.OUT,),
    CustodyAct.SCANNED: (CustodyAct.OUT, CustodyAct.UNBOUND, CustodyAct.SCANNED),
    CustodyAct.REBOUND: (CustodyAct.UNBOUND, CustodyAct.SCANNED),
    CustodyAct.RETURNED: (CustodyAct.OUT, CustodyAct.SCANNED, CustodyAct.REBOUND),
}
_BOUND = (CustodyAct.OUT, CustodyAct.REBOUND)  # after one of these the originals are bound as they were


@dataclass(frozen=True)
class CustodyEvent:
    """One line of the custody log: which box, when, what, by whom, how many pages were in it."""

    box: str
    day: date
    act: CustodyAct
    by: str
    pages: int | None = None
    text: str = ""
    row: int | None = field(default=None, compare=False)


def custody_refusal(before: Sequence[CustodyEvent], event: CustodyEvent) -> str:
    """Why an event cannot follow those of its box, empty where it can.

    >>> acts = map(CustodyAct, ("出库", "拆装", "扫描"))
    >>> log = [CustodyEvent("1", date(2026, 3, 2), act, "档案员") for act in acts]
    >>> custody_refusal(log, CustodyEvent("1", date(2026, 3, 9), CustodyAct.RETURNED, "档案员"))
    '拆装以后还没有“还原装订”，不能“归还”'
    """
    last = before[-1] if before else None
    if (last.act if last else None) not in _AFTER[event.act]:
        now = f"上一步是“{last.act}”" if last else "还没有出库"
        return f"{now}，不能“{event.act}”"
    if last and event.day < last.day:
        return f"日期早于上一步“{last.act}”"
    unbound = _unbound(before)
    if event.act is CustodyAct.RETURNED and unbound:
        return f"{CustodyAct.UNBOUND}以后还没有“{CustodyAct.REBOUND}”，不能“{event.act}”"
    if event.act is CustodyAct.REBOUND and not unbound:
        return f"没有{CustodyAct.UNBOUND}过，不能“{event.act}”"
    return ""


def _unbound(before: Sequence[CustodyEvent]) -> bool:
    """Whether what lies in the box was unbound and is not bound again."""
    for event in reversed(before):
        if event.act in (*_BOUND, CustodyAct.UNBOUND):
            return event.act is CustodyAct.UNBOUND
    return False


def custody_faults(events: Iterable[CustodyEvent]) -> list[tuple[CustodyEvent, str]]:
    """What cannot have been: a box returned that was not out, fewer pages back than were taken.

    >>> out = CustodyEvent("1", date(2026, 3, 2), CustodyAct.OUT, "档案员", 200)
    >>> back = CustodyEvent("1", date(2026, 3, 9), CustodyAct.RETURNED, "档案员", 199)
    >>> [why for _, why in custody_faults([out, back])]
    ['出库 200 页，归还 199 页，少 1 页']
    """
    logs: dict[str, list[CustodyEvent]] = {}
    faults: list[tuple[CustodyEvent, str]] = []
    for event in events:
        log = logs.setdefault(event.box, [])
        why = custody_refusal(log, event)
        if not why:
            log.append(event)
            why = miscount(log)
        if why:
            faults.append((event, why))
    return faults


def miscount(log: Sequence[CustodyEvent]) -> str:
    """How the pages of a box that was just returned differ from those that were taken, empty where not.

    >>> miscount([])
    ''
    """
    if not log or log[-1].act is not CustodyAct.RETURNED:
        return ""
    back = log[-1].pages
    taken = next((event.pages for event in reversed(log) if event.act is CustodyAct.OUT), None)
    if taken is None or back is None or taken == back:
        return ""
    way = f"少 {taken - back}" if taken > back else f"多 {back - taken}"
    return f"出库 {taken} 页，归还 {back} 页，{way} 页"


def out_of_store(events: Iterable[CustodyEvent]) -> dict[str, CustodyEvent]:
    """The boxes that are not back, with when they were last seen.

    >>> list(out_of_store([CustodyEvent("1", date(2026, 3, 2), CustodyAct.OUT, "档案员")]))
    ['1']
    """
    last = {event.box: event for event in events}
    return {box: event for box, event in last.items() if event.act is not CustodyAct.RETURNED}
