"""What an assessor sees: the leaves of the sheet, and one of them to be scored."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.core.paginator import Paginator

from mingzhang.appraisal.plan import Plan
from mingzhang.scoring.precision import written
from mingzhang.web.appraisal.assembling import plan_of, units_of
from mingzhang.web.appraisal.cycle_page import ROWS
from mingzhang.web.appraisal.marking import LeafOfUnit, leaves_of, of_sheet, proofs_of
from mingzhang.web.appraisal.models import AssessorSheet, LeafMark
from mingzhang.web.appraisal.score_models import COLLECTED, REVIEWED
from mingzhang.web.appraisal.states import AGAIN
from mingzhang.web.appraisal.unit_page import LeafRow
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may

STATES = ("未采集", AGAIN, COLLECTED, REVIEWED, "确认")


def sheet_page(sheet: AssessorSheet, who: Person, asked: dict[str, str]) -> dict[str, Any]:
    """The leaves of a sheet, filtered by indicator, state and unit, a hundred on a page."""
    plan = plan_of(sheet.cycle)
    leaves = list(leaves_of(plan, units_of(sheet.cycle), sheet.organisation.name))
    marks = {(m.unit_id, m.indicator, m.number): m for m in of_sheet(sheet, plan).select_related("scorer")}
    indicators = dict.fromkeys((leaf.indicator.code, leaf.indicator.name) for leaf in leaves)
    counts = dict.fromkeys(STATES, 0)
    rows = []
    for leaf in leaves:
        mark = marks.get(leaf.key)
        counts[_state(mark)] += 1
        if _chosen(leaf, mark, asked):
            rows.append(LeafRow(leaf, mark=mark))
    pages = Paginator(rows, ROWS).get_page(asked.get("page"))
    return {
        "sheet": sheet, "cycle": sheet.cycle, "pages": pages, "counts": list(counts.items()),
        "indicators": list(indicators), "code": asked.get("code", ""), "state": asked.get("state", ""),
        "q": asked.get("q", ""), "scores": may(who, Action.SCORE_APPRAISAL, sheet),
        "able": may(who, Action.RUN_APPRAISAL, sheet), "waiting": counts[REVIEWED],
        "open": counts["未采集"],
        "may_hand": bool(counts[COLLECTED]) and not counts["未采集"] and not counts[AGAIN],
    }  # fmt: skip


def next_open(sheet: AssessorSheet, plan: Plan) -> LeafOfUnit | None:
    """The first leaf of a sheet that nobody scored yet."""
    done = set(of_sheet(sheet, plan).values_list("unit", "indicator", "number"))
    leaves = leaves_of(plan, units_of(sheet.cycle), sheet.organisation.name)
    return next((leaf for leaf in leaves if leaf.key not in done), None)


def _state(mark: LeafMark | None) -> str:
    return mark.state if mark else "未采集"


def _chosen(leaf: LeafOfUnit, mark: LeafMark | None, asked: dict[str, str]) -> bool:
    """Whether a leaf is among those that are asked for."""
    code, state, words = asked.get("code", ""), asked.get("state", ""), asked.get("q", "").strip()
    return (
        (not code or leaf.indicator.code == code)
        and (not state or _state(mark) == state)
        and (not words or words in leaf.unit.name)
    )


def leaf_form(sheet: AssessorSheet, leaf: LeafOfUnit, typed: dict[str, str] | None = None) -> dict[str, Any]:
    """One leaf to be scored: what the unit reports, its evidence, the rule, and what was given so far."""
    plan = plan_of(sheet.cycle)
    _, code, number = leaf.key
    mark = (
        LeafMark.objects.select_related("scorer")
        .filter(unit=leaf.unit, indicator=code, number=number)
        .first()
    )
    given = typed if typed is not None else _given(mark)
    rule = plan.rule(leaf.indicator.rule)
    return {
        "sheet": sheet, "leaf": replace(leaf), "full": written(leaf.full), "rule": rule, "mark": mark,
        "report": leaf.unit.reports.filter(indicator=code, number=number).first(),
        "proofs": proofs_of(leaf), "given": given, "by_hand": rule is not None and rule.by_hand,
        "edition": mark.edition if mark else 0, "open": mark is None or mark.state in (COLLECTED, AGAIN),
    }  # fmt: skip


def _given(mark: LeafMark | None) -> dict[str, Any]:
    """What was given so far as the form shows it."""
    if mark is None:
        return {}
    marks = "" if mark.marks is None else f"{mark.marks.normalize():f}"
    told: dict[str, Any] = {"actual": mark.actual, "marks": marks, "reason": mark.reason}
    return told | {"absent": mark.absent, "unsupported": mark.unsupported}
