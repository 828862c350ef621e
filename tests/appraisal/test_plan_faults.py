"""A plan that does not add up is told before anything is issued."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from mingzhang.appraisal.courses import SYSTEM, WrongMoveError
from mingzhang.appraisal.plan import DatedRule
from mingzhang.appraisal.plan_faults import issue, plan_faults
from mingzhang.appraisal.timetable import CycleStage
from mingzhang.appraisal.units import ORGAN, Appraisee
from tests.appraisal import small


def faults(**changes: object) -> list[str]:
    return [str(problem) for problem in plan_faults(small.plan(**changes))]


def with_indicator(**changes: object) -> list[str]:
    (system,) = small.plan().systems
    first = replace(system.indicators[0], row=7, **changes)  # type: ignore[arg-type]
    return faults(systems=(replace(system, indicators=(first, *system.indicators[1:])),))


def test_a_sound_plan_has_no_faults() -> None:
    assert not faults()


def test_weights_must_reach_their_total_before_issuing() -> None:
    (told,) = with_indicator(full=Fraction(35))
    assert told == (
        "指标体系“机关体系”第 5 行“总分”栏（指标体系!E5）：各指标分值相加为 95，应为 100，缺 5 分，不能印发"
    )
    (system,) = small.plan().systems
    short = replace(system, indicators=system.indicators[:3])
    log = SYSTEM.moved((), "草拟", "督查科", date(2024, 6, 1))
    for state in ("征求意见", "通过"):
        log = SYSTEM.moved(log, state, "督查科", date(2024, 7, 1))
    with pytest.raises(WrongMoveError, match="各指标分值相加为 80，应为 100"):
        issue(small.plan(), short, log, "督查科", date(2024, 9, 1))
    bare = [replace(one, assessor="") for one in system.indicators[:2]]
    wrong = (*bare, *system.indicators[2:])
    with pytest.raises(WrongMoveError, match=rf"：指标“{bare[0].name}”没有写明考评部门（另有 1 处要改正）"):
        issue(small.plan(), replace(system, indicators=wrong), log, "督查科", date(2024, 9, 1))
    assert issue(small.plan(), system, log, "督查科", date(2024, 9, 1))[-1].state == "印发"


INDICATORS = [
    ({"assessor": ""}, "（指标!I7）：没有写明考评部门"),
    ({"tasked": False, "target": "≥12"}, "（指标!F7）：指标值“≥12”没有计量单位"),
    ({"tasked": False}, "“比例”要有指标值"),
    ({"rule": "R9"}, "“细则”表里没有2024年12月31日有效的“R9”"),
    ({"code": "F1"}, "指标编码“F1”重复"),
    ({"name": "创新"}, "指标名称重复"),
]


@pytest.mark.parametrize(("changes", "told"), INDICATORS)
def test_an_indicator_is_told_with_its_cell(changes: dict[str, object], told: str) -> None:
    assert any(told in said for said in with_indicator(**changes))


def test_blocks_must_reach_what_they_state() -> None:
    (system,) = small.plan().systems
    (told,) = faults(systems=(replace(system, blocks={"任务": Fraction(45)}),))
    assert "“任务”各指标分值相加为 40，应为 45" in told


UNITS = [
    (Appraisee("A1", "丁局", ORGAN, row=9), "单位编码“A1”重复"),
    (Appraisee("A9", "甲局", ORGAN, row=9), "单位名称重复"),
    (Appraisee("A9", "丁局", ORGAN, into="A1"), "没有写明撤并日期"),
    (Appraisee("A9", "丁局", ORGAN, until=date(2024, 5, 1), into="Z"), "没有这个单位"),
    (Appraisee("A9", "丁局", "街道乡镇"), "没有“街道乡镇”的指标体系"),
    (Appraisee("A9", "丁局", ORGAN, date(2024, 6, 1), date(2024, 5, 1)), "撤并日期早于成立日期"),
]


@pytest.mark.parametrize(("unit", "told"), UNITS)
def test_units_are_told(unit: Appraisee, told: str) -> None:
    assert any(told in said for said in faults(units=(*small.plan().units, unit)))


def test_rules_of_one_code_are_kept_apart_by_their_days() -> None:
    rules = small.plan().rules
    early = DatedRule("R1", "旧", "门槛", date(2023, 1, 1), date(2023, 12, 31), row=20)
    assert not faults(rules=(*rules, early))
    assert small.plan(rules=(early, *rules)).rule("R1", date(2023, 5, 1)) == early
    overlapping = replace(early, until=date(2024, 3, 1))
    assert any("同时有效，请分开起止日期" in told for told in faults(rules=(*rules, overlapping)))
    assert any("没有“打分”这种计分办法" in t for t in faults(rules=(*rules, replace(early, line="打分"))))


def test_a_stage_that_ends_before_it_begins_is_told() -> None:
    stage = CycleStage("汇总", date(2025, 5, 2), date(2025, 5, 1), 6)
    cycle = replace(small.plan().cycle, stages=(stage,))
    assert "时间表!C6" in faults(cycle=cycle)[0]
