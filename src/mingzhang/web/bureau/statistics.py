"""What was found in a season, over all units: by rule, by unit, and who makes the same mistake again.

Of every submission its current version counts: each finding once, whatever versions it is in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from mingzhang.web.people.rights import Action, Visitor, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.season.models import Season
from mingzhang.web.submission.models import Answer, AnswerKind, Found, Submission

RULE_HEADS = ("规则", "事项", "问题数", "涉及单位", "上年问题数", "两年都有的单位")
_COUNTED = ("error", "warning")


@dataclass
class RuleRow:
    """One rule: how often it failed, and in whose documents."""

    rule: str
    title: str
    count: int = 0
    units: set[str] = field(default_factory=set)
    former: int = 0  # how often in the season before
    repeated: set[str] = field(default_factory=set)  # units in which it failed in both


@dataclass
class UnitRow:
    """One unit: how many findings, and what became of them."""

    submission: Submission
    errors: int = 0
    warnings: int = 0
    explained: int = 0
    disputed: int = 0


@dataclass
class SeasonFindings:
    """The findings of a season; ``unchecked`` are units without a checked version."""

    rules: list[RuleRow]
    units: list[UnitRow]
    unchecked: int
    former: Season | None


def within(season: Season, visitor: Visitor) -> list[Submission]:
    """The submissions of a season that the visitor may see in sum."""
    reach = Organisation.objects.below(*where(visitor, Action.SEE_STATISTICS))
    return list(season.submissions.shown().filter(organisation__in=reach))


def former_of(season: Season) -> Season | None:
    """The season of the same kind a year before."""
    return Season.objects.filter(
        organisation=season.organisation, kind=season.kind, year=season.year - 1
    ).first()


def findings_of(season: Season, visitor: Visitor) -> SeasonFindings:
    """All of it, in a number of queries that does not grow."""
    submissions = within(season, visitor)
    former = former_of(season)
    rules: dict[str, RuleRow] = {}
    units = {each.pk: UnitRow(each) for each in submissions}
    for found, submission in _failed(submissions):
        row = rules.setdefault(found.rule, RuleRow(found.rule, found.title))
        row.count += 1
        row.units.add(submission.organisation.name)
        if found.severity == "error":
            units[submission.pk].errors += 1
        else:
            units[submission.pk].warnings += 1
    for found, submission in _failed(within(former, visitor)) if former else ():
        if found.rule in rules:
            row, name = rules[found.rule], submission.organisation.name
            row.former += 1
            row.repeated |= row.units & {name}
    for answer in Answer.objects.filter(submission__in=submissions).exclude(kind=AnswerKind.CORRECTED):
        told = units[answer.submission_id]
        told.explained += answer.kind == AnswerKind.EXPLAINED
        told.disputed += answer.kind == AnswerKind.DISPUTED
    unchecked = sum(1 for each in submissions if each.current is None or each.current.result_id is None)
    return SeasonFindings(
        sorted(rules.values(), key=lambda row: (-row.count, row.rule)),
        sorted(
            units.values(), key=lambda row: (-row.errors, -row.warnings, row.submission.organisation.path)
        ),
        unchecked,
        former,
    )


def _failed(submissions: Iterable[Submission]) -> Iterable[tuple[Found, Submission]]:
    """The errors and warnings of the current versions, with whose they are."""
    by_version = {each.current_id: each for each in submissions if each.current_id}
    found = Found.objects.filter(version__in=by_version, verdict="fails", severity__in=_COUNTED).only(
        "version", "rule", "title", "severity"
    )
    for each in found:
        yield each, by_version[each.version_id]


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


def by_kind(shown: SeasonFindings) -> list[tuple[str, int]]:
    """How many findings each family of rules has: the letters before the number."""
    counted: dict[str, int] = defaultdict(int)
    for row in shown.rules:
        counted[row.rule.partition("-")[0]] += row.count
    return sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
