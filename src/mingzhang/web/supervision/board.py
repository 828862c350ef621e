"""The board of matters and the list of what units have to do: filtered, counted and paged by the database.

Lights are comparisons of days: red is before today, yellow until so many working days from now.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, QuerySet

from mingzhang.supervision.lights import Light
from mingzhang.supervision.matter import MatterStage, Source
from mingzhang.web.people.rights import Action, Visitor, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.keyed import KeyedPaginator
from mingzhang.web.shared.lists import list_workbook
from mingzhang.web.shared.today import today
from mingzhang.web.supervision.folding import limits_of
from mingzhang.web.supervision.models import (
    MatterDraft,
    MatterDuty,
    MatterQuerySet,
    SupervisedMatter,
    Turn,
)
from mingzhang.web.supervision.numbers import region_of, units_of
from mingzhang.working_days import after, between

_ROWS = 100  # on one page
_MOST_LISTED = 20_000  # rows of a workbook
_MARKS = {Light.RED: "overdue", Light.YELLOW: "soon", Light.GREEN: "ample"}  # how a light is drawn
LIGHTS = {"red": Light.RED, "yellow": Light.YELLOW, "green": Light.GREEN}


@dataclass(frozen=True)
class LightSigns:
    """The days between the colours on one day, as the place has them."""

    today: date
    warn: int

    @property
    def first_green(self) -> date:
        """The first day that is far enough not to be yellow."""
        return after(self.today, self.warn + 1).day

    def of(self, light: Light) -> Q:
        """What is expected on a day of this light."""
        if light is Light.RED:
            return Q(expected__lt=self.today)
        if light is Light.YELLOW:
            return Q(expected__gte=self.today, expected__lt=self.first_green)
        return Q(expected__gte=self.first_green)

    def light(self, expected: date | None) -> Light:
        """The light of a day, none without one."""
        if expected is None:
            return Light.NONE
        if expected < self.today:
            return Light.RED
        return Light.YELLOW if expected < self.first_green else Light.GREEN

    def words(self, expected: date | None) -> str:
        """What the light means."""
        if expected is None:
            return ""
        left = between(self.today, expected)
        if expected < self.today:
            return f"逾期{-left}个工作日" if left < 0 else "逾期"
        return f"还有{left}个工作日" if left else "今天到期"


@dataclass(frozen=True)
class LitLine:
    """A matter or a duty of a list with its light: words and how it is drawn."""

    row: Any
    light: Light
    words: str

    @property
    def mark(self) -> str:
        """The class of the light."""
        return _MARKS.get(self.light, "")


@dataclass(frozen=True)
class MatterBoard:
    """One page of matters, the counts of everything, and what can be chosen."""

    pages: Page[SupervisedMatter]
    lines: list[LitLine]
    tiles: list[tuple[str, str, int]]
    stages: list[tuple[str, int]]
    sources: list[str]
    units: list[Organisation]
    asked: Mapping[str, str]
    signing: int
    region: Organisation


def signs_of(region: Organisation) -> LightSigns:
    """The signs of a region today."""
    day = today()
    return LightSigns(day, limits_of(region, day.year).warn)


def board_of(visitor: Visitor, asked: Mapping[str, str]) -> MatterBoard:
    """The page of the board that is asked for, in a number of queries that does not grow."""
    region = region_of(visitor, Action.SEE_MATTERS)
    every, signs = SupervisedMatter.objects.filter(organisation=region), signs_of(region)
    stages = dict(every.order_by().values_list("stage").annotate(count=Count("pk")))
    states = state_filters(signs)
    tiles = [(key, words, every.filter(where).count()) for key, (words, where) in states.items()]
    chosen = chosen_of(every, asked, signs)
    pages = KeyedPaginator(chosen.shown(), _ROWS).get_page(asked.get("page"))
    lines = lit(pages, signs)
    waiting = MatterDraft.objects.filter(matter__organisation=region, turn=Turn.LEADER).count()
    kept = [(stage.value, stages[stage]) for stage in MatterStage if stages.get(stage)]
    units = list(units_of(region))
    return MatterBoard(pages, lines, tiles, kept, list(Source), units, asked, waiting, region)


_HEADS = (
    "事项编号", "事项内容", "来源", "来源依据", "交办领导", "收到日期", "急缓", "状态", "牵头单位", "期限", "灯", "待审核",
)  # fmt: skip


def matter_list(visitor: Visitor, asked: Mapping[str, str]) -> tuple[bytes, str]:
    """The matters that are asked for as a workbook, and its name."""
    region = region_of(visitor, Action.SEE_MATTERS)
    signs = signs_of(region)
    chosen = chosen_of(SupervisedMatter.objects.filter(organisation=region), asked, signs).shown()
    rows = [
        (
            row.number, row.text, row.source, row.basis, row.asked_by, row.received, row.urgency, row.stage,
            row.lead or "", row.expected or "", signs.light(row.expected).value, row.pending or "",
        )
        for row in chosen[:_MOST_LISTED]
    ]  # fmt: skip
    return list_workbook("督查事项", _HEADS, rows), f"督查事项{today():%Y%m%d}.xlsx"


def state_filters(signs: LightSigns) -> dict[str, tuple[str, Q]]:
    """What the tiles count and filter by."""
    lights = {key: (light.value, signs.of(light)) for key, light in LIGHTS.items()}
    return lights | {
        "pending": ("待审核", Q(pending__gt=0)),
        "report": ("待报告", Q(report_due__isnull=False)),
        "review": ("复核中", Q(review=True)),
    }


def chosen_of(every: MatterQuerySet, asked: Mapping[str, str], signs: LightSigns) -> MatterQuerySet:
    """The matters that are asked for: by light or state, stage, source, lead unit and words."""
    states = state_filters(signs)
    chosen = every
    if asked.get("state") in states:
        chosen = chosen.filter(states[asked["state"]][1])
    if asked.get("state") == "signing":
        waiting = MatterDraft.objects.filter(turn=Turn.LEADER)
        chosen = chosen.filter(pk__in=waiting.values("matter"))
    if asked.get("state") in LIGHTS:
        chosen = chosen.order_by("expected", "pk")
    if asked.get("stage") in set(MatterStage):
        chosen = chosen.filter(stage=asked["stage"])
    if asked.get("source") in set(Source):
        chosen = chosen.filter(source=asked["source"])
    unit = asked.get("unit", "")
    if unit.isdecimal() and len(unit) < 18:
        chosen = chosen.filter(pk__in=MatterDuty.objects.filter(organisation=int(unit)).values("matter"))
    if words := asked.get("q", "").replace("\0", "").strip():
        chosen = chosen.filter(Q(number__contains=words) | Q(text__contains=words) | Q(basis__contains=words))
    return chosen


def lit(rows: Iterable[Any], signs: LightSigns) -> list[LitLine]:
    """Rows with their lights; a duty of which nothing is awaited has none."""
    found = []
    for row in rows:
        expected = row.expected if getattr(row, "awaited", True) else None
        found.append(LitLine(row, signs.light(expected), signs.words(expected)))
    return found


@dataclass(frozen=True)
class DutyList:
    """What the visitor's units have to do: one page, and what is in their hands."""

    pages: Page[MatterDuty]
    lines: list[LitLine]
    tiles: list[tuple[str, str, int]]
    drafts: list[MatterDraft]
    asked: Mapping[str, str]


def duties_of(visitor: Visitor, asked: Mapping[str, str]) -> DutyList:
    """The duties of the visitor's units, the most pressing first."""
    own = where(visitor, Action.SEE_DUTIES)
    every = MatterDuty.objects.filter(organisation__in=own)
    signs = signs_of(own[0].region)
    states = {
        "owed": ("要办的", Q(awaited=True)),
        "red": (Light.RED.value, Q(awaited=True) & signs.of(Light.RED)),
        "unsigned": ("未签收", Q(awaited=True, signed=False)),
        "pending": ("待审核", Q(pending=True)),
        "done": ("已通过", Q(accepted=True)),
    }
    tiles = [(key, words, every.filter(where).count()) for key, (words, where) in states.items()]
    chosen: QuerySet[MatterDuty] = (
        every.filter(states[asked["state"]][1]) if asked.get("state") in states else every
    )
    if words := asked.get("q", "").replace("\0", "").strip():
        chosen = chosen.filter(Q(matter__number__contains=words) | Q(matter__text__contains=words))
    shown = chosen.select_related("matter", "organisation").order_by("-awaited", "expected", "pk")
    pages = Paginator(shown, _ROWS).get_page(asked.get("page"))
    drafts = MatterDraft.objects.filter(by_unit=True, duty__organisation__in=own)
    waiting = drafts.filter(turn__in=(Turn.PREPARER, Turn.APPROVER)).select_related(
        "matter", "duty", "made_by"
    )
    return DutyList(pages, lit(pages, signs), tiles, list(waiting[:_ROWS]), asked)
