"""The catalogue of a fonds: its items, boxes, objects, and everything about them that cannot be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from mingzhang.archive.codes import ArchivalCode, WrongCodeError, code_of, series_faults
from mingzhang.archive.course import (
    CustodyEvent,
    ItemCourse,
    ItemStep,
    UnlawfulStepError,
    custody_faults,
)
from mingzhang.archive.retention import CODES, RetentionChange, outdated, suggested
from mingzhang.scoring.tree import ScoringProblem

SECURITY = ("", "公开", "内部", "秘密", "机密", "绝密")


@dataclass(frozen=True)
class CatalogueItem:
    """One item 件: what DA/T 22 asks a catalogue to say of it.

    ``period`` is the period now, ``old`` the one before the rule of 2006, ``pages`` ``None`` where not
    counted yet, ``box`` its box.
    """

    code: str
    title: str
    author: str = ""
    number: str = ""
    day: date | None = None
    security: str = ""
    pages: int | None = None
    period: str = ""
    old: str = ""
    box: str = ""
    note: str = ""
    row: int | None = field(default=None, compare=False)

    @property
    def parsed(self) -> ArchivalCode:
        """The code in its parts; raises :class:`~mingzhang.archive.codes.WrongCodeError`."""
        return code_of(self.code)


@dataclass(frozen=True)
class PhysicalObject:
    """An object 实物: certificate, flag, seal; photographed, never paged."""

    code: str
    name: str
    kind: str = ""
    origin: str = ""
    day: date | None = None
    count: int = 1
    where: str = ""
    note: str = ""
    row: int | None = field(default=None, compare=False)


@dataclass
class Catalogue:
    """A fonds with all that is known of it.

    >>> fonds = Catalogue("0123", "某区政府办公室", categories={"WS": "文书"}, departments={"BGS": "办公室"})
    >>> fonds.items.append(CatalogueItem("0123-WS·2019-Y-CWK-0001", "年度总结", pages=3, period="永久"))
    >>> [fault.message for fault in fonds.faults()]
    ['机构（问题）代码“CWK”不在“机构”表里']
    """

    fonds: str = ""
    name: str = ""
    first: int = 0
    last: int = 0
    place: str = ""
    categories: dict[str, str] = field(default_factory=dict)
    departments: dict[str, str] = field(default_factory=dict)
    items: list[CatalogueItem] = field(default_factory=list)
    changes: list[RetentionChange] = field(default_factory=list)
    objects: list[PhysicalObject] = field(default_factory=list)
    steps: list[ItemStep] = field(default_factory=list)
    custody: list[CustodyEvent] = field(default_factory=list)

    @property
    def pages(self) -> int:
        """The pages that the catalogue counts."""
        return sum(item.pages or 0 for item in self.items)

    def faults(self) -> Iterator[ScoringProblem]:
        """Everything that cannot be right, by item."""
        for head, filled in (("全宗号", self.fonds), ("全宗名称", self.name)):
            if not filled:
                yield ScoringProblem("封面", "", head, "没有填写", kind="工作表")
        codes: list[ArchivalCode] = []
        for item in self.items:
            try:
                code = item.parsed
            except WrongCodeError as fault:
                yield _fault(item.code, "档号", str(fault), item.row)
                continue
            codes.append(code)
            yield from self._of_item(item, code)
        for subject, why in series_faults(codes):
            yield _fault(subject, "档号", why)
        yield from self._of_changes()
        for event, why in custody_faults(self.custody):
            yield ScoringProblem(event.box, "", "步骤", why, event.row, kind="盒")
        yield from self._of_objects()

    def _of_item(self, item: CatalogueItem, code: ArchivalCode) -> Iterator[ScoringProblem]:
        """What is wrong with one item."""
        if str(code) != item.code:
            yield _fault(item.code, "档号", f"写法不规范，应为 {code}", item.row)
        for why in self._outside(code):
            yield _fault(item.code, "档号", why, item.row)
        if not item.title:
            yield _fault(item.code, "题名", "没有填写", item.row)
        if item.pages is not None and item.pages < 1:
            yield _fault(item.code, "页数", "应至少为 1", item.row)
        if outdated(item.period):
            why = f"“{item.period}”是 2006 年以前的期限，应鉴定调整（通常为{suggested(item.period)}）"
            yield _fault(item.code, "保管期限", why, item.row)
        elif item.period and CODES.get(item.period) != code.period:
            why = f"“{item.period}”与档号里的期限代码“{code.period}”不一致"
            yield _fault(item.code, "保管期限", why, item.row)
        if item.day and item.day.year > code.year:
            yield _fault(item.code, "日期", f"文件日期晚于归档年度 {code.year}", item.row)

    def _outside(self, code: ArchivalCode) -> Iterator[str]:
        """How a code lies outside the fonds."""
        if self.fonds and code.fonds != self.fonds:
            yield f"全宗号“{code.fonds}”不是本全宗的“{self.fonds}”"
        if self.categories and code.category not in self.categories:
            yield f"门类代码“{code.category}”不在“门类”表里"
        if self.departments and code.department not in self.departments:
            yield f"机构（问题）代码“{code.department}”不在“机构”表里"
        if (self.first and code.year < self.first) or (self.last and code.year > self.last):
            yield f"年度 {code.year} 不在本全宗的起止年度 {self.first}—{self.last} 之内"

    def _of_changes(self) -> Iterator[ScoringProblem]:
        """Changes of retention that are none, and old periods that were changed without one."""
        known = {item.code: item for item in self.items}
        changed = {change.code for change in self.changes}
        for change in self.changes:
            for why in change.flaws():
                yield _fault(change.code, "期限调整", why, change.row)
            item = known.get(change.code)
            if item is None:
                yield _fault(change.code, "期限调整", "档号不在目录里", change.row)
            elif item.old and item.old != change.old and change == self._first(change.code):
                why = f"原保管期限“{change.old}”与目录里的“{item.old}”不一致"
                yield _fault(change.code, "期限调整", why, change.row)
            elif item.period and item.period != self._last(change.code).new:
                why = f"调整为“{self._last(change.code).new}”，目录里却是“{item.period}”"
                yield _fault(change.code, "期限调整", why, change.row)
        for item in self.items:
            if item.old and item.old != item.period and item.code not in changed:
                why = f"由“{item.old}”改为“{item.period}”，“期限调整”表里没有理由和批准人"
                yield _fault(item.code, "保管期限", why, item.row)

    def _first(self, code: str) -> RetentionChange:
        return min((change for change in self.changes if change.code == code), key=lambda each: each.day)

    def _last(self, code: str) -> RetentionChange:
        """The last change; of two on one day the one that stands below."""
        return sorted((one for one in self.changes if one.code == code), key=lambda each: each.day)[-1]

    def _of_objects(self) -> Iterator[ScoringProblem]:
        seen: set[str] = set()
        for each in self.objects:
            if each.code in seen:
                yield ScoringProblem(each.code, "", "编号", "实物编号重复", each.row, kind="实物")
            seen.add(each.code)

    def courses(self) -> tuple[dict[str, ItemCourse], list[ScoringProblem]]:
        """The course of every item by its code, and the steps that could not be taken."""
        return courses_of([item.code for item in self.items], self.steps)


def courses_of(
    codes: Iterable[str], steps: Iterable[ItemStep]
) -> tuple[dict[str, ItemCourse], list[ScoringProblem]]:
    """The courses of items by code, and the steps that could not be taken.

    >>> courses, faults = courses_of(["甲"], [ItemStep("甲", date(2026, 3, 2), "扫描")])
    >>> courses["甲"].stage.value, faults[0].message
    ('待鉴定', '现在是“待鉴定”，不能“扫描”；下一步应为“鉴定”')
    """
    courses = {code: ItemCourse(code) for code in codes}
    problems: list[ScoringProblem] = []
    for step in steps:
        course = courses.get(step.code)
        if course is None:
            problems.append(_fault(step.code, "步骤", "档号不在目录里", step.row))
            continue
        try:
            course.take(step)
        except UnlawfulStepError as fault:
            problems.append(_fault(step.code, "步骤", fault.why, step.row))
    return courses, problems


def _fault(code: str, head: str, message: str, row: int | None = None) -> ScoringProblem:
    return ScoringProblem(code, "", head, message, row, kind="档号")
