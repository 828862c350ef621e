"""Bind actual values to what the systems count: one number, never typed again, with the rows behind it.

A hand value beside a count needs a reason; without one it stays a problem, and the form is not handed in.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from mingzhang.facts.measure import LiveMeasure, UnfoundedValueError, actual_value
from mingzhang.web.audit.log import record
from mingzhang.web.joins import offices
from mingzhang.web.people.models import Person
from mingzhang.web.performance.carried import Typed
from mingzhang.web.performance.measured_models import BoundMeasure
from mingzhang.web.performance.scoring import FormProblem
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import today
from mingzhang.web.verification import counts as verification_counts

Counting = Callable[[Organisation, int, date], dict[str, LiveMeasure]]
#: Who counts: each gives the measures that an organisation may name as its own in a year.
COUNTING: tuple[Counting, ...] = (verification_counts.measures_of, offices.measures_of)


@dataclass(frozen=True)
class MeasuredRow:
    """A row of a form with the count that it is bound to; ``now`` is what is counted today."""

    number: int
    name: str
    target: str
    actual: str
    bound: BoundMeasure | None
    now: LiveMeasure | None

    @property
    def moved(self) -> bool:
        """Whether the count is another one than when it was bound."""
        return (
            self.bound is not None and self.now is not None and self.now.number != self.bound.measure.number
        )


def measures_for(organisation: Organisation, year: int) -> dict[str, LiveMeasure]:
    """Everything that is counted for an organisation in a year, by name."""
    found: dict[str, LiveMeasure] = {}
    for counting in COUNTING:
        found |= counting(organisation, year, today())
    return found


def bound_of(project: Any) -> dict[str, BoundMeasure]:  # a project
    """The counts of a project by indicator."""
    return {row.indicator: row for row in BoundMeasure.objects.filter(project=project)} if project.pk else {}


def measured_page(project: Any) -> dict[str, Any]:
    """The rows of a form, each with its count, and what can be chosen."""
    able, bound = measures_for(project.organisation, project.year), bound_of(project)
    rows = []
    for number, row in enumerate(project.typed.get("rows", []), 1):
        held = bound.get(row["name"])
        now = able.get(held.name) if held else None
        rows.append(MeasuredRow(number, row["name"], row["target"], row["actual"], held, now))
    return {"project": project, "rows": rows, "able": list(able.values())}


@transaction.atomic
def bind(project: Any, who: Person, post: Mapping[str, Any]) -> list[str]:
    """Bind the rows as they were chosen and save the form; what is unfounded, a sentence each."""
    from mingzhang.web.performance.filling import save

    able, typed, told = measures_for(project.organisation, project.year), _copied(project.typed), list[str]()
    for number, row in enumerate(typed["rows"], 1):
        chosen, reason = str(post.get(f"measure-{number}", "")), str(post.get(f"reason-{number}", "")).strip()
        if not chosen or chosen not in able or not row["name"]:
            BoundMeasure.objects.filter(project=project, indicator=row["name"]).delete()
            continue
        if post.get(f"count-{number}"):
            row["actual"] = ""
        try:
            row["actual"] = actual_value(able[chosen], row["actual"], reason).text
        except UnfoundedValueError as wrong:
            told.append(f"“{row['name']}”：{wrong}。")
        _kept(project, who, row["name"], able[chosen], reason)
    save(project, who, typed, project.edition)
    return told


def _copied(typed: Typed) -> Typed:
    return typed | {"rows": [dict(row) for row in typed.get("rows", [])]}


def _kept(project: Any, who: Person, indicator: str, measure: LiveMeasure, reason: str) -> None:
    """Keep a count with its rows, and say so in the log."""
    told = {
        "name": measure.name, "number": str(measure.number), "unit": measure.unit, "as_of": measure.as_of,
        "heads": list(measure.heads), "rows": [list(row) for row in measure.rows], "reason": reason[:400],
        "by": who,
    }  # fmt: skip
    BoundMeasure.objects.update_or_create(project=project, indicator=indicator, defaults=told)
    said = f"{project}“{indicator}”绑定系统计数：{measure.sentence}"
    record(who, "绑定系统计数", project, said, None, {"计数": measure.text, "理由": reason})


def unfounded(project: Any, typed: Typed) -> Iterator[FormProblem]:
    """The rows whose actual value is neither what was counted nor explained."""
    bound = bound_of(project)
    for number, row in enumerate(typed.get("rows", []) if bound else [], 1):
        held = bound.get(row["name"])
        if held is None:
            continue
        try:
            actual_value(held.measure, row["actual"], held.reason)
        except UnfoundedValueError as wrong:
            yield FormProblem(number, "actual", row["name"], "实际完成值", str(wrong))
