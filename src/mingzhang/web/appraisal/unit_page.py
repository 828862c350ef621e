"""What the pages of a unit show: book, self-report with evidence, claims and appeals, result."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from mingzhang.appraisal.courses import ADDED_UP, APPEAL, PUBLISHED
from mingzhang.appraisal.opened import opened_leaf
from mingzhang.appraisal.plan import Plan
from mingzhang.web.appraisal.assembling import appraised, lines_of, matters_of, plan_of, units_of
from mingzhang.web.appraisal.cycle_page import runs
from mingzhang.web.appraisal.filling import LINE
from mingzhang.web.appraisal.marking import LeafOfUnit, leaves_of, said_of
from mingzhang.web.appraisal.models import (
    AppraisedUnit,
    FiledAppeal,
    FiledClaim,
    LeafMark,
    LeafProof,
    LeafReport,
    UnitBook,
    UnitResult,
)
from mingzhang.web.appraisal.moves import (
    APPEAL_MOVES,
    BOOK_MOVES,
    CLAIM_MOVES,
    book_problems,
    offered,
)
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.today import today

_SPARE = 3  # empty rows of a form


@dataclass
class LeafRow:
    """A leaf of a unit: what it reported, with what evidence, and what it was given if that may be seen."""

    leaf: LeafOfUnit
    report: LeafReport | None = None
    mark: LeafMark | None = None
    proofs: list[LeafProof] = field(default_factory=list)

    @property
    def given(self) -> str:
        """What it was given, in short."""
        return said_of(self.mark) if self.mark else "未采集"

    @property
    def field(self) -> str:
        """The name of its fields in a form."""
        _, code, number = self.leaf.key
        return f"{code}/{number}"


def leaf_rows(unit: AppraisedUnit, plan: Plan, marks: bool) -> list[LeafRow]:
    """The leaves of a unit; with ``marks`` also what they were given."""
    whole = [one for one in units_of(unit.cycle) if one.pk == unit.pk]
    rows = {leaf.key[1:]: LeafRow(leaf) for leaf in leaves_of(plan, whole)}
    for report in unit.reports.all():
        if report.key in rows:
            rows[report.key].report = report
    for proof in unit.proofs.filter(claim=None).select_related("by"):
        if (proof.indicator, proof.number) in rows:
            rows[proof.indicator, proof.number].proofs.append(proof)
    for mark in unit.marks.select_related("scorer") if marks else ():
        if mark.key in rows:
            rows[mark.key].mark = mark
    return list(rows.values())


def typed_reports(rows: list[LeafRow], asked: Mapping[str, str]) -> dict[tuple[str, str], tuple[str, str]]:
    """What a form says of the leaves: outturn and words by indicator and task."""
    return {
        row.leaf.key[1:]: (asked.get(f"actual-{row.field}", ""), asked.get(f"words-{row.field}", ""))
        for row in rows
    }


def unit_page(unit: AppraisedUnit, who: Person) -> dict[str, Any]:
    """A unit in a year."""
    office, published = runs(who, unit.cycle), unit.cycle.ranking == PUBLISHED
    plan = plan_of(unit.cycle)
    own = may(who, Action.FILL_APPRAISAL, unit)
    books = list(unit.books.all())
    return {
        "unit": unit,
        "cycle": unit.cycle,
        "books": books,
        "rows": leaf_rows(unit, plan, office or published),
        "office": office,
        "own": own,
        "sees_marks": office or published,
        "may_begin": own and not books,
        "may_report": own and unit.cycle.ranking == ADDED_UP,
        "may_appeal": own and published,
        "may_claim": unit.cycle.ranking == ADDED_UP and (own or may(who, Action.RUN_APPRAISAL, unit)),
        "claims": list(unit.claims.all()),
        "appeals": list(unit.appeals.all()),
        "result": last_result(unit) if office or published else None,
        "one": plan.unit(unit.name),
        "note": next((note for note in plan.notes() if note.startswith(unit.name)), ""),
    }


def last_result(unit: AppraisedUnit) -> UnitResult | None:
    """What was last sealed of a unit."""
    return unit.results.select_related("sealed").order_by("-sealed__number").first()


def book_page(book: UnitBook, who: Person) -> dict[str, Any]:
    """A book: its lines, what is wrong with it, and what may be done."""
    plan = plan_of(book.unit.cycle)
    system = plan.system(book.unit.kind)
    names = {one.code: one.name for one in system.indicators} if system else {}
    offers = offered(BOOK_MOVES, book, who)
    waits = {"hand_in"} if book.handed else {"confirm", "give_back", "sign"}
    return {
        "book": book,
        "unit": book.unit,
        "lines": [(line, names.get(line.indicator, line.indicator)) for line in lines_of(book)],
        "problems": book_problems(plan, book),
        "offers": [offer for offer in offers if offer[0] not in waits],
        "may_fill": book.open and may(who, Action.FILL_APPRAISAL, book),
        "books": list(book.unit.books.all()),
    }


def book_form(book: UnitBook, typed: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """The form of a book's lines with some empty rows, and the indicators that are scored by tasks."""
    system = plan_of(book.unit.cycle).system(book.unit.kind)
    choices = [(one.code, one.name) for one in system.indicators if one.tasked] if system else []
    bound = matters_of(book.unit)
    lines = (
        typed
        if typed is not None
        else [{name: line.get(name) or "" for name in LINE} | _bound_as(bound, line) for line in book.lines]
    )
    rows = [*lines, *({name: "" for name in LINE} for _ in range(_SPARE))]
    return {"book": book, "unit": book.unit, "rows": list(enumerate(rows, 1)), "choices": choices}


def _bound_as(bound: dict[str, str], line: dict[str, Any]) -> dict[str, str]:
    """The number of the matter that a line is, if it is one."""
    found = bound.get(line.get("number") or "")
    return {"matter": found} if found else {}


def claim_page(claim: FiledClaim, who: Person) -> dict[str, Any]:
    """A claim with its proof, the rule, and what may be done."""
    rule = plan_of(claim.unit.cycle).rule(claim.rule)
    return {
        "claim": claim,
        "unit": claim.unit,
        "rule": rule,
        "proofs": list(claim.proofs.select_related("by")),
        "offers": offered(CLAIM_MOVES, claim, who),
        "may_decide": claim.state == "评审" and may(who, Action.RUN_APPRAISAL, claim),
        "may_prove": claim.state in ("申报", "材料齐")
        and (may(who, Action.FILL_APPRAISAL, claim) or may(who, Action.RUN_APPRAISAL, claim)),
    }


def appeal_page(appeal: FiledAppeal, who: Person) -> dict[str, Any]:
    """An appeal and what may be done."""
    return {
        "appeal": appeal,
        "unit": appeal.unit,
        "offers": offered(APPEAL_MOVES, appeal, who),
        "outcomes": APPEAL.after("受理"),
        "may_decide": appeal.state == "受理" and may(who, Action.SIGN_APPRAISAL, appeal),
        "today": today(),
    }


def leaf_page(unit: AppraisedUnit, code: str, number: str, sealed: bool) -> dict[str, Any] | None:
    """A score opened: rule, inputs, evidence, trace; as sealed, or as things stand; ``None`` without one."""
    if sealed:
        result = last_result(unit)
        leaves = result.opened["指标"] if result else []
    else:
        score = appraised(unit.cycle).of(unit.name)
        leaves = [opened_leaf(leaf) for leaf in score.leaves] if score else []
    found = [
        one for one in leaves if one["指标编码"] == code and one.get("任务", {}).get("序号", "") == number
    ]
    if not found:
        return None
    proofs = unit.proofs.filter(indicator=code, number=number, claim=None).select_related("by")
    report = unit.reports.filter(indicator=code, number=number).first()
    mark = unit.marks.filter(indicator=code, number=number).select_related("scorer").first()
    return {
        "unit": unit, "leaf": found[0], "proofs": list(proofs), "report": report, "mark": mark,
        "sealed": sealed, "task": found[0].get("任务"),
    }  # fmt: skip
