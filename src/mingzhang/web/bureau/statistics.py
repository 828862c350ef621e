"""What was found in a season, over all units: by rule, by unit, and who makes the same mistake again.

Of every submission its current version counts: each finding once, whatever versions it is in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.core.paginator import Page, Paginator
from django.db.models import Count

from mingzhang.web.people.rights import Action, Visitor, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.season.models import Season
from mingzhang.web.submission.models import (
    Answer,
    AnswerKind,
    Found,
    Submission,
    SubmissionQuerySet,
)

UNIT_HEADS = ("单位", "错误", "警告", "说明不改", "有异议", "上年问题数", "两年都有的规则")
RULE_HEADS = ("规则", "事项", "问题数", "涉及单位", "上年问题数", "两年都有的单位")
_COUNTED = ("error", "warning")
_ON_A_PAGE, _SOME = 100, 3


@dataclass
class RuleRow:
    """One rule: how often it failed, and in whose documents."""

    rule: str
    title: str
    count: int = 0
    units: set[str] = field(default_factory=set)
    former: int = 0  # how often in the season before
    repeated: set[str] = field(default_factory=set)  # units in which it failed in both

    @property
    def some(self) -> list[str]:
        """A few of the units, for a page on which not all have room."""
        return sorted(self.units)[:_SOME]


@dataclass
class UnitRow:
    """One unit: how many findings, and what became of them; ``rules`` are those that failed."""

    pk: int  # of its submission
    name: str
    path: str
    errors: int = 0
    warnings: int = 0
    explained: int = 0
    disputed: int = 0
    rules: set[str] = field(default_factory=set)
    former: int = 0  # errors and warnings of the season before
    again: set[str] = field(default_factory=set)  # rules that failed in both


@dataclass
class SeasonFindings:
    """The findings of a season; ``unchecked`` are units without a checked version."""

    rules: list[RuleRow]
    units: list[UnitRow]
    unchecked: int
    former: Season | None


def within(season: Season, visitor: Visitor) -> SubmissionQuerySet:
    """The submissions of a season that the visitor may see in sum."""
    reach = Organisation.objects.below(*where(visitor, Action.SEE_STATISTICS))
    return season.submissions.filter(organisation__in=reach)


def former_of(season: Season) -> Season | None:
    """The season of the same kind a year before."""
    return Season.objects.filter(
        organisation=season.organisation, kind=season.kind, year=season.year - 1
    ).first()


def findings_of(season: Season, visitor: Visitor) -> SeasonFindings:
    """All of it, in a number of queries that does not grow; a row of the database is never an object here."""
    submissions = within(season, visitor)
    former = former_of(season)
    rules: dict[str, RuleRow] = {}
    units = {
        key: UnitRow(key, name, path)
        for key, name, path in submissions.values_list("pk", "organisation__name", "organisation__path")
    }
    for rule, title, severity, key, _ in _failed(submissions):
        row, unit = rules.setdefault(rule, RuleRow(rule, title)), units[key]
        row.count += 1
        row.units.add(unit.name)
        unit.rules.add(rule)
        unit.errors += severity == "error"
        unit.warnings += severity != "error"
    named = {unit.name: unit for unit in units.values()}
    for rule, _, _, _, name in _failed(within(former, visitor)) if former else ():
        if name in named:
            named[name].former += 1
            named[name].again |= named[name].rules & {rule}
        if rule in rules:
            rules[rule].former += 1
            rules[rule].repeated |= rules[rule].units & {name}
    _count_answers(submissions, units)
    return SeasonFindings(
        sorted(rules.values(), key=lambda row: (-row.count, row.rule)),
        sorted(units.values(), key=lambda row: (-row.errors, -row.warnings, row.path)),
        submissions.filter(current__result=None).count(),
        former,
    )


def _failed(submissions: SubmissionQuerySet) -> Iterable[tuple[str, str, str, int, str]]:
    """The errors and warnings of the current versions: rule, title, grade, submission, name of the unit."""
    found = Found.objects.filter(
        version__in=submissions.order_by().values("current"), verdict="fails", severity__in=_COUNTED
    )
    of = "version__submission"
    told = ("rule", "title", "severity", of, f"{of}__organisation__name")
    return found.order_by().values_list(*told)


def _count_answers(submissions: SubmissionQuerySet, units: dict[int, UnitRow]) -> None:
    given = Answer.objects.filter(submission__in=submissions.order_by()).exclude(kind=AnswerKind.CORRECTED)
    for key, kind, count in given.values_list("submission", "kind").annotate(count=Count("pk")):
        units[key].explained += count if kind == AnswerKind.EXPLAINED else 0
        units[key].disputed += count if kind == AnswerKind.DISPUTED else 0


def unit_page(shown: SeasonFindings, rule: str, number: str | None) -> Page[UnitRow]:
    """A page of the units, of those alone in which ``rule`` failed where one is named."""
    return Paginator([each for each in shown.units if not rule or rule in each.rules], _ON_A_PAGE).get_page(
        number
    )


def with_submissions(rows: Iterable[UnitRow]) -> list[tuple[UnitRow, Submission]]:
    """Rows with the submissions they are about."""
    listed = list(rows)
    found = Submission.objects.listed().in_bulk([row.pk for row in listed])
    return [(row, found[row.pk]) for row in listed]


def rule_cells(shown: SeasonFindings) -> list[list[object]]:
    """The rows by rule as cells under :data:`RULE_HEADS`."""
    return [
        [
            row.rule,
            row.title,
            row.count,
            "、".join(sorted(row.units)),
            row.former,
            "、".join(sorted(row.repeated)),
        ]
        for row in shown.rules
    ]


def unit_cells(shown: SeasonFindings) -> list[list[object]]:
    """The rows by unit as cells under :data:`UNIT_HEADS`."""
    return [
        [u.name, u.errors, u.warnings, u.explained, u.disputed, u.former, "、".join(sorted(u.again))]
        for u in shown.units
    ]


#: What the rules of a letter look at, as the manual lists them.
KINDS = {
    "T": "表内等式",
    "X": "表与表之间",
    "H": "科目与编码",
    "Y": "与上年比较",
    "B": "与预算比较",
    "N": "文字说明与表",
    "P": "绩效",
    "S": "结构与文字规范",
    "C": "部门与所属单位",
    "W": "已说明的差异",
}


def by_kind(shown: SeasonFindings) -> list[tuple[str, int]]:
    """How many findings each kind of rules has, by what they look at."""
    counted: dict[str, int] = defaultdict(int)
    for row in shown.rules:
        counted[KINDS.get(row.rule[:1], row.rule.partition("-")[0])] += row.count
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
