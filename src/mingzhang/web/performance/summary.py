"""The district's summary: all projects of a year by unit, with scores, grades, money and lost marks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import Count, F, Q, Sum

from mingzhang.facts.workbook import Slot, SlotLook, Workbook, Worksheet
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, Visitor, where
from mingzhang.web.performance.listing import (
    FundLine,
    ProjectLine,
    line_of,
    total_of,
    totals_by_unit,
    within,
    year_of,
)
from mingzhang.web.performance.models import ProjectQuerySet, ProjectStage, RegisteredProject, RowScore
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import now
from mingzhang.writers.spreadsheet.form import workbook_file

_ROWS, _MOST = 100, 1_000_000  # projects on one page; in a workbook
HEADS = (
    "单位", "项目编码", "项目", "状态", "年初预算（万元）", "全年预算（万元）", "全年执行（万元）", "执行率", "自评得分",
    "最终得分", "等级", "失分", "失分指标", "公布",
)  # fmt: skip
_WIDTHS = (26, 12, 30, 8, 14, 14, 14, 10, 10, 10, 8, 8, 60, 14)


@dataclass(frozen=True)
class SummaryLine:
    """A project with what it lost: names with marks, the largest first."""

    line: ProjectLine
    lost: list[tuple[str, Decimal]]

    @property
    def project(self) -> RegisteredProject:
        """The project."""
        return self.line.project

    @property
    def lost_in_all(self) -> Decimal | None:
        """What is short of full marks; of a settled project by its final score."""
        score = self.project.score if self.project.score is not None else self.project.self_score
        return None if score is None else Decimal(100) - score


@dataclass(frozen=True)
class UnitSummary:
    """A unit with those of its projects that are on the page; its figures are those of all its projects."""

    organisation: Organisation
    count: int
    funds: FundLine
    mean: Decimal | None  # of the scores that are settled
    lines: list[SummaryLine]


@dataclass(frozen=True)
class DistrictSummary:
    """One page of the projects of a year by unit; the figures are those of all projects."""

    year: int
    years: list[int]
    units: list[UnitSummary]
    pages: Page[RegisteredProject]
    grades: list[tuple[str, int]]
    funds: FundLine
    mean: Decimal | None
    settled: int
    count: int
    waiting: int  # settled and not yet published


def _rounded(total: Decimal | None, count: int) -> Decimal | None:
    if total is None or not count:
        return None
    return (total / count).quantize(Decimal("0.01"), rounding="ROUND_HALF_UP")


def summary_of(visitor: Visitor, asked: Mapping[str, str], whole: bool = False) -> DistrictSummary:
    """The summary of a year within the visitor's reach, in a number of queries that does not grow.

    ``whole`` has all projects on its page, for a workbook.
    """
    year = year_of(asked)
    every = within(visitor, year, Action.SEE_SCORES)
    reach = Organisation.objects.below(*where(visitor, Action.SEE_SCORES))
    pages = Paginator(every.shown(), _MOST if whole else _ROWS).get_page(asked.get("page"))
    settled = Q(stage=ProjectStage.SETTLED)
    told = every.order_by().aggregate(
        count=Count("pk"),
        settled=Count("pk", filter=settled),
        waiting=Count("pk", filter=settled & Q(published=None)),
        total=Sum("score"),
        scored=Count("score"),
    )
    graded = every.exclude(score=None).order_by().values_list("grade").annotate(count=Count("pk"))
    known = RegisteredProject.objects.filter(organisation__in=reach).order_by().values_list("year", flat=True)
    return DistrictSummary(
        year,
        sorted({year, *known.distinct()}, reverse=True),
        _units(every, list(pages)),
        pages,
        sorted(graded, key=lambda pair: -pair[1]),
        total_of(every),
        _rounded(told["total"], told["scored"]),
        told["settled"],
        told["count"],
        told["waiting"],
    )


def _units(every: ProjectQuerySet, projects: list[RegisteredProject]) -> list[UnitSummary]:
    """The units of the projects of a page, each with its lines and with the figures of all its projects."""
    lost: dict[int, list[tuple[str, Decimal]]] = {}
    for row in RowScore.objects.filter(project__in=[each.pk for each in projects], score__lt=F("full")):
        lost.setdefault(row.project_id, []).append((row.name, row.lost))
    lines: dict[Organisation, list[SummaryLine]] = {}
    for project in projects:
        mine = sorted(lost.get(project.pk, ()), key=lambda pair: -pair[1])
        lines.setdefault(project.organisation, []).append(SummaryLine(line_of(project), mine))
    whole = every.filter(organisation__in=lines).order_by()
    told = {
        row["organisation"]: row
        for row in whole.values("organisation").annotate(
            count=Count("pk"), total=Sum("score"), scored=Count("score")
        )
    }
    funds = totals_by_unit(whole)
    return [
        UnitSummary(
            unit,
            told[unit.pk]["count"],
            funds.get(unit.pk, FundLine(None, None, None)),
            _rounded(told[unit.pk]["total"], told[unit.pk]["scored"]),
            some,
        )
        for unit, some in lines.items()
    ]


def summary_book(shown: DistrictSummary) -> bytes:
    """The summary as a workbook: amounts and marks are figures, texts stay texts."""
    leaf = Worksheet(f"{shown.year}年度", still=(1, 3), heads=0, wide=True, locked=False)
    leaf.widths = dict(enumerate(_WIDTHS))
    leaf.slots = [Slot((0, column), SlotLook.HEAD, head) for column, head in enumerate(HEADS)]
    lines = [line for unit in shown.units for line in unit.lines]
    for number, line in enumerate(lines, 1):
        for column, cell in enumerate(_cells(line)):
            figure = isinstance(cell, Decimal)
            look = SlotLook.COUNT if figure else SlotLook.LABEL
            leaf.slots.append(Slot((number, column), look, cell, decimals=2 if figure else 0))
    return workbook_file(Workbook(f"{shown.year}年度项目绩效汇总", [leaf]))


def _cells(line: SummaryLine) -> list[str | Decimal | None]:
    project, funds = line.project, line.line.funds
    return [
        project.organisation.name, project.code, project.name, project.get_stage_display(), funds.original,
        funds.budget, funds.outturn, funds.rate, project.self_score, project.score, project.grade,
        line.lost_in_all, "；".join(f"{name} {lost.normalize():f}" for name, lost in line.lost),
        f"{project.published:%Y-%m-%d}" if project.published else "",
    ]  # fmt: skip


@transaction.atomic
def publish_year(who: Person, year: int) -> int:
    """公布: the settled projects of a year are shown to the public from now on; how many they are."""
    found = within(who, year, Action.RUN_PANELS).filter(stage=ProjectStage.SETTLED, published=None)
    projects = list(found.select_for_update(of=("self",)).select_related("organisation"))
    moment = now()
    for project in projects:
        project.published = moment
        project.save(update_fields=["published"])
        score = f"{project.score.normalize():f} 分" if project.score is not None else "没有得分"
        record(who, "公布绩效", project, f"公布{project}：{score}，{project.grade}")
    return len(projects)
