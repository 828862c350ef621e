"""The traces obey their published schema to the letter, and whoever has only them can work a score out."""

from __future__ import annotations

import json
from copy import deepcopy
from dataclasses import replace
from datetime import date
from fractions import Fraction
from typing import Any

import jsonschema
import pytest

from mingzhang.appraisal.claims import BONUS, DEDUCTION, PointClaim
from mingzhang.appraisal.returns import Reported, Veto
from mingzhang.appraisal.scores import LeafState
from mingzhang.appraisal.sealing import seal
from mingzhang.appraisal.traces import SCHEMA, trace_bytes, trace_schema, traces
from mingzhang.appraisal.units import UNIT_KINDS
from mingzhang.scoring.trace import evaluated
from tests.appraisal import small

PUBLISHED: dict[str, Any] = json.loads(trace_schema())


def strict(schema: Any) -> Any:
    """The schema with no field allowed that it does not name; only tests are that strict."""
    if isinstance(schema, dict):
        closed = {key: strict(value) for key, value in schema.items()}
        return closed | ({"additionalProperties": False} if "properties" in schema else {})
    return [strict(item) for item in schema] if isinstance(schema, list) else schema


VALIDATOR = jsonschema.Draft202012Validator(strict(PUBLISHED))


def document() -> dict[str, Any]:
    """A result with claims of every outcome, a veto, an exact third, and leaves of several states."""
    day = date(2025, 1, 10)
    first = PointClaim(
        "S1", "甲局", BONUS, "R5", "获表彰", Fraction(2), day, "采纳", Fraction(2), "评审组", "属实"
    )
    second = replace(first, number="S2", kind=DEDUCTION, text="逾期", claimed=Fraction(1), source="WT-1")
    second = replace(second, outcome="不采纳", approved=Fraction(0), reason="已补")
    claims = tuple(replace(claim, proof=small.PROOF) for claim in (first, second))
    rows = [*small.returns().reported]
    rows[0] = Reported("甲局", "K1", "7次", "1", None, "张", "偏慢", evidence=small.PROOF, row=5)
    rows[-1] = Reported("丙局", "T1", "", "", None, "赵", "没有提案", concerned=False, row=9)
    rows[5] = Reported("乙局", "K1", "8次", "1", None, "张", "没有材料", unsupported=True, row=6)
    given = small.returns(rows, claims=claims, vetoes=(Veto("乙局", "一票否决", "查实", Fraction(60)),))
    made = small.made(given)
    assert not made.problems
    return traces(made, seal(made, "督查科", date(2025, 5, 20)))


def complaints(values: dict[str, Any]) -> list[str]:
    data = json.loads(trace_bytes(values))
    return [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(data)]


def test_the_schema_is_a_schema_and_names_what_the_room_names() -> None:
    jsonschema.Draft202012Validator.check_schema(PUBLISHED)
    assert PUBLISHED["properties"]["schema"]["const"] == SCHEMA
    assert PUBLISHED["$id"] == "urn:" + SCHEMA.replace("/", ":"), "an absolute name that needs no network"
    defined = PUBLISHED["$defs"]
    assert defined["unit"]["properties"]["类别"]["enum"] == [*UNIT_KINDS]
    assert {*defined["leaf"]["properties"]["状态"]["enum"]} == {state.value for state in LeafState}


def test_traces_obey_their_schema() -> None:
    made = document()
    assert complaints(made) == []
    states = {leaf["状态"] for unit in made["单位"] for leaf in unit["指标"]}
    assert states == {"已计分", "缺佐证", "不涉及"}


@pytest.mark.parametrize(
    "spoil",
    [
        lambda made: made.pop("封存"),
        lambda made: made["单位"][0]["指标"][0].update(得分="很多"),
        lambda made: made["单位"][0]["指标"][0].pop("算式"),
        lambda made: made["单位"][0].update(类别="企业"),
        lambda made: made["排名"]["行政机关"][0].update(名次=0),
        lambda made: made["封存"].update(校验值="abc"),
        lambda made: made["单位"][0]["加减分"][0].update(评审结果="也许"),
    ],
)
def test_what_is_spoiled_is_told(spoil: Any) -> None:
    made = deepcopy(document())
    spoil(made)
    assert complaints(made)


def test_a_score_is_worked_out_again_from_the_traces_alone() -> None:
    for unit in document()["单位"]:
        for leaf in unit["指标"]:
            if leaf["得分"] is not None and leaf["算式"]:
                assert abs(evaluated(leaf["算式"]) - Fraction(leaf["得分"].strip("()"))) < Fraction(1, 100)
