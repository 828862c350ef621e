"""What the page of the ranking shows: as things stand, or as sealed."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from mingzhang.appraisal.courses import ADDED_UP, CORRECTED, DELIBERATED, PUBLISHED, SEALED
from mingzhang.appraisal.ranking import rankings
from mingzhang.appraisal.tables import fixed
from mingzhang.scoring.tree import told_once
from mingzhang.web.appraisal.assembling import appraised, set_aside
from mingzhang.web.appraisal.cycle_page import ROWS
from mingzhang.web.appraisal.models import AppraisalCycle, FiledAppeal, SealedResult, UnitResult
from mingzhang.web.appraisal.sealing import open_marks
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.portal.addresses import ranking_address

HEADS = ("名次", "单位编码", "单位", "指标得分", "加分", "减分", "总分", "等次")


def ranking_page(cycle: AppraisalCycle, who: Person) -> dict[str, Any]:
    """The ranking of every kind."""
    last = cycle.seals.select_related("by", "archive").last()
    appeals = FiledAppeal.objects.filter(unit__cycle=cycle).select_related("unit__organisation")
    told: dict[str, Any] = {"cycle": cycle, "sealed": last, "seals": list(cycle.seals.select_related("by"))}
    told["appeals"] = list(appeals[:ROWS])
    told |= _as_it_stands(cycle) if cycle.ranking == ADDED_UP or last is None else _as_sealed(last)
    signs, able = may(who, Action.SIGN_APPRAISAL, cycle), may(who, Action.RUN_APPRAISAL, cycle)
    corrected = any(appeal.state == CORRECTED for appeal in told["appeals"])
    told["may_seal"] = signs and (cycle.ranking == ADDED_UP or (cycle.ranking == PUBLISHED and corrected))
    told["may_deliberate"] = able and cycle.ranking == SEALED
    told["may_reopen"] = able and cycle.ranking == DELIBERATED
    told["may_publish"] = signs and cycle.ranking == DELIBERATED
    told["needs_reason"] = last is not None
    told["public"] = shown = cycle.public_rankings.filter(withdrawn=None).first()
    told["public_address"] = ranking_address(cycle.organisation, cycle.year)
    same = shown is not None and last is not None and shown.sealed_id == last.pk
    told["may_public"] = signs and cycle.ranking == PUBLISHED and not same
    return told


def _as_it_stands(cycle: AppraisalCycle) -> dict[str, Any]:
    """Worked out now, with what is open."""
    made = appraised(cycle)
    units = {unit.code: unit.pk for unit in cycle.units.all()}
    kinds = [
        (ranking.kind, fixed(ranking.mean), [
            (units.get(one.score.unit.code), one.place, one.score.unit.code, one.score.unit.name,
             fixed(one.score.base), fixed(one.score.bonus[1]), fixed(one.score.deduction[1]),
             fixed(one.score.total), one.score.grade)
            for one in ranking.places
        ])
        for ranking in rankings(made)
    ]  # fmt: skip
    problems = told_once(made.problems)
    return {
        "kinds": kinds, "problems": problems[:ROWS], "problem_count": len(problems),
        "open_marks": open_marks(cycle), "notes": [*made.plan.notes(), *set_aside(cycle)],
    }  # fmt: skip


def _as_sealed(last: SealedResult) -> dict[str, Any]:
    """As it was sealed."""
    kinds: dict[str, list[Any]] = {}
    for one in last.results.select_related("unit__organisation"):
        kinds.setdefault(one.unit.kind, []).append(_sealed_row(one))
    ordered = [
        (kind, "", sorted(rows, key=lambda row: (row[1] is None, row[1], row[2])))
        for kind, rows in kinds.items()
    ]
    return {"kinds": ordered, "problems": [], "problem_count": 0, "open_marks": 0, "notes": []}


def _sealed_row(one: UnitResult) -> tuple[Any, ...]:
    told = one.opened
    base, more, less = map(_under, (told["指标得分"], told["加分"]["计入"], told["减分"]["计入"]))
    return one.unit_id, one.place, one.unit.code, told["单位"], base, more, less, one.total, one.grade


def _under(mark: str | None) -> str:
    """Sealed marks with the decimals of the totals beside which they stand."""
    return fixed(Fraction(mark.strip("()"))) if mark else ""


def ranking_rows(told: dict[str, Any]) -> list[list[object]]:
    """The rows of the ranking as a list, for a workbook."""
    return [[kind, *row[1:]] for kind, _, rows in told["kinds"] for row in rows]
