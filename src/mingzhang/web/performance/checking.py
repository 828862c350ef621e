"""What the check finds on the form as it would be printed, each with the indicator it is about."""

from __future__ import annotations

from collections.abc import Sequence

from mingzhang.facts.finding import Finding
from mingzhang.language.text.spelling import plain
from mingzhang.performance.project import Indicator
from mingzhang.web.performance.scoring import WorkedForm
from mingzhang.work.evaluation_files import target_findings


def findings_of(made: WorkedForm) -> list[dict[str, object]]:
    """The findings on a form, with the number of the row they stand beside, 0 where beside none."""
    if made.total is None:
        return []
    return [_told(found, made.project.indicators) for found in target_findings(made.evaluation)]


def _told(found: Finding, items: Sequence[Indicator]) -> dict[str, object]:
    """A finding with the row of its first place; a place names the second level and the indicator."""
    names = [plain(place.row) for place in found.places if place.row]
    row = next((item.row for item in items if item.name and _named(item, names)), None)
    told = {"rule": found.rule, "severity": found.severity.value, "message": found.message}
    return told | {"row": row or 0}


def _named(item: Indicator, names: Sequence[str]) -> bool:
    said = plain(item.name)
    return any(name in (said, plain(f"{item.level2}{item.name}")) for name in names[:1])
