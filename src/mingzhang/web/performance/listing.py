"""The list of projects within one's reach: filtered, with totals and execution rates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, Q, Sum

from mingzhang.scoring.precision import rounded_rate
from mingzhang.web.people.rights import Action, Visitor, where
from mingzhang.web.performance.models import ProjectFund, ProjectQuerySet, ProjectStage, RegisteredProject
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today

_ROWS = 100  # on one page
TEN_THOUSAND = Decimal(10_000)


@dataclass(frozen=True)
class FundLine:
    """Amounts in 万元 and the execution rate; ``None`` where nobody states any.

    >>> FundLine(Decimal(40), Decimal(50), Decimal(45)).rate
    '90%'
    >>> FundLine(None, None, Decimal(45)).rate, FundLine(None, Decimal(0), Decimal(0)).rate
    ('', '')
    """

    original: Decimal | None
    budget: Decimal | None
    outturn: Decimal | None

    @property
    def rate(self) -> str:
        """What was spent of the budget, in per cent."""
        if self.budget is None or self.outturn is None:
            return ""
        return rounded_rate(Fraction(self.outturn), Fraction(self.budget))


@dataclass(frozen=True)
class ProjectLine:
    """A project in the list; ``sources`` names where its money comes from."""

    project: RegisteredProject
    funds: FundLine
    sources: str


@dataclass(frozen=True)
class ProjectList:
    """One page of projects, the totals over all that were chosen, and what can be chosen."""

    pages: Page[RegisteredProject]
    lines: list[ProjectLine]
    total: FundLine
    tiles: list[tuple[str, str, int]]
    year: int
    years: list[int]


def year_of(asked: Mapping[str, str]) -> int:
    """The year that is asked for, otherwise the one before this.

    >>> year_of({"year": "2023"})
    2023
    """
    said = asked.get("year", "")
    return int(said) if said.isdecimal() and len(said) == 4 else today().year - 1


def within(visitor: Visitor, year: int, action: Action = Action.SEE_PROJECTS) -> ProjectQuerySet:
    """The projects of a year that the visitor may see."""
    reach = Organisation.objects.below(*where(visitor, action))
    return RegisteredProject.objects.filter(year=year, organisation__in=reach)


def projects_of(visitor: Visitor, asked: Mapping[str, str]) -> ProjectList:
    """The page of the list that is asked for, in a number of queries that does not grow."""
    year, words = year_of(asked), asked.get("q", "").strip()
    every = within(visitor, year)
    named = every.filter(Q(name__contains=words) | Q(organisation__name__contains=words))
    counted = dict(named.order_by().values_list("stage").annotate(count=Count("pk")))
    chosen = named.filter(stage=asked["stage"]) if asked.get("stage") in ProjectStage.values else named
    pages = Paginator(chosen.shown(), _ROWS).get_page(asked.get("page"))
    reach = RegisteredProject.objects.filter(
        organisation__in=Organisation.objects.below(*where(visitor, Action.SEE_PROJECTS))
    )
    years = sorted({year, *reach.order_by().values_list("year", flat=True).distinct()}, reverse=True)
    tiles = [(stage.value, str(stage.label), counted.get(stage.value, 0)) for stage in ProjectStage]
    lines = [line_of(project) for project in pages]
    return ProjectList(pages, lines, total_of(chosen), tiles, year, years)


def line_of(project: RegisteredProject) -> ProjectLine:
    """A project with its amounts added up over the sources."""
    funds = list(project.funds.all())
    stages = [[getattr(fund, name) for fund in funds] for name in ("original", "budget", "outturn")]
    return ProjectLine(
        project, FundLine(*map(_wan, map(_sum, stages))), "、".join(fund.source for fund in funds)
    )


def total_of(chosen: ProjectQuerySet) -> FundLine:
    """The money of projects together, where any is stated."""
    funds = ProjectFund.objects.filter(project__in=chosen.order_by().values("pk"))
    added: dict[str, Any] = funds.aggregate(Sum("original"), Sum("budget"), Sum("outturn"))
    return FundLine(*(_wan(added[f"{name}__sum"]) for name in ("original", "budget", "outturn")))


def totals_by_unit(chosen: ProjectQuerySet) -> dict[int, FundLine]:
    """The money of projects together, by the key of their unit."""
    funds = ProjectFund.objects.filter(project__in=chosen.order_by().values("pk")).order_by()
    added = funds.values("project__organisation").annotate(
        original=Sum("original"), budget=Sum("budget"), outturn=Sum("outturn")
    )
    return {
        row["project__organisation"]: FundLine(
            _wan(row["original"]), _wan(row["budget"]), _wan(row["outturn"])
        )
        for row in added
    }


def _sum(amounts: list[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _wan(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else amount / TEN_THOUSAND
