"""The stages of a survey."""

from __future__ import annotations

import pytest

from mingzhang.survey.stages import (
    COLLECTING,
    FILED,
    RELEASED,
    STAGES,
    forbidden_stage,
    goes_back,
    next_stages,
)


def test_every_stage_but_the_last_leads_on_and_the_road_reaches_all() -> None:
    assert all(next_stages(stage) for stage in STAGES if stage != FILED)
    reached, edge = {STAGES[0]}, [STAGES[0]]
    while edge:
        edge = [after for stage in edge for after in next_stages(stage) if after not in reached]
        reached |= set(edge)
    assert reached == set(STAGES)


@pytest.mark.parametrize("before", STAGES)
def test_back_only_for_a_reason(before: str) -> None:
    for after in next_stages(before):
        assert bool(forbidden_stage(before, after)) is goes_back(before, after)
        assert not forbidden_stage(before, after, "数据有误")


def test_after_the_release_no_returns_come_in() -> None:
    assert RELEASED not in COLLECTING and "下一步只能是" in forbidden_stage("设计", RELEASED, "急")
