"""The traces of a sealed appraisal as one JSON document, and the schema that says how it is written."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mingzhang.appraisal.opened import opened
from mingzhang.appraisal.ranking import rankings
from mingzhang.appraisal.scores import Appraisal
from mingzhang.appraisal.sealing import Seal
from mingzhang.appraisal.tables import marks

SCHEMA = "mingzhang/appraisal/1"
TRACES, TRACE_SCHEMA = "计分轨迹.json", "计分轨迹.schema.json"
_PUBLISHED = Path(__file__).with_name("trace.schema.json")


def trace_schema() -> bytes:
    """The schema, as it is published.

    >>> json.loads(trace_schema())["properties"]["schema"]["const"] == SCHEMA
    True
    """
    return _PUBLISHED.read_bytes()


def traces(appraisal: Appraisal, made: Seal) -> dict[str, Any]:
    """A sealed result with everything behind it, as values for JSON."""
    places = {
        ranking.kind: [(one.place, one.score.unit.code, marks(one.score.total)) for one in ranking.places]
        for ranking in rankings(appraisal)
    }
    cycle, units = appraisal.plan.cycle, [opened(score) for score in appraisal.scores]
    return trace_document(cycle.year, cycle.district, made, places, appraisal.plan.notes(), units)


def trace_document(
    year: int,
    district: str,
    made: Seal,
    places: Mapping[str, Sequence[tuple[int | None, str, str]]],
    notes: Sequence[str],
    units: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    """The same from its parts: places are place, code of the unit and total by kind, units as opened."""
    return {
        "schema": SCHEMA,
        "年度": year,
        "地区": district,
        "封存": made.values(),
        "排名": {
            kind: [{"名次": place, "单位编码": code, "总分": total} for place, code, total in some]
            for kind, some in places.items()
        },
        "说明": [*notes],
        "单位": [*units],
    }


def trace_bytes(document: Mapping[str, Any]) -> bytes:
    """A document of traces as it is stored."""
    return json.dumps(document, ensure_ascii=False, indent=1).encode()
