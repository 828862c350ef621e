"""The look-back holds for any history; results, points and standards that do not fit are told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from random import Random

import pytest

from mingzhang.verification.campaign import (
    Campaign,
    NothingToLookAtError,
    VisitResult,
    frozen,
    judged,
    looks_of,
    open_problems,
    owed,
    rounds_of,
    with_look_back,
    with_points,
)
from mingzhang.verification.draw import FIRST, SECOND, NoInspectorError
from mingzhang.verification.problem import ProblemAct, ProblemEvent, ProblemState
from mingzhang.verification.standard import CheckStandard
from tests.verification.campaigns import DAY, ITEMS, UNITS, population, prepared, result, visited

SEEDS = range(15)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_open_problem_of_phase_one_is_a_point_of_phase_two(seed: int) -> None:
    random = Random(seed)
    made = visited(random)
    still = open_problems(made)
    second = with_points(made, SECOND, random.sample(population(), random.randrange(12)))
    origins = [point.origin for point in second.points if point.phase == SECOND and point.origin]
    assert sorted(origins) == sorted(problem.number for problem in still)
    assert judged(second)[1] == []
    own = {each.code: each.unit for each in second.inspectors}
    assert all(own[point.inspector] != point.unit for point in second.points)
    assert len({point.number for point in second.points}) == len(second.points)
    again = with_points(second, SECOND, population())
    assert again.points[: len(second.points)] == second.points
    if origins:
        gone = random.choice([point for point in second.points if point.origin])
        less = replace(second, points=[point for point in second.points if point is not gone])
        if any(point.phase == SECOND for point in less.points):
            told = [fault for fault in judged(less)[1] if fault.owner == gone.origin]
            assert len(told) == 1 and "不在第二阶段的点位里" in told[0].message


@pytest.mark.parametrize("seed", SEEDS)
def test_a_look_back_closes_or_reopens_every_problem(seed: int) -> None:
    random = Random(seed)
    second = with_points(visited(random), SECOND, [])
    later, before = DAY + timedelta(days=60), judged(second)[0]
    looks = {
        point.origin: (point, random.choice(("合格", "不合格"))) for point in second.points if point.origin
    }
    results = [
        result(point.number, before[number].item.code, verdict, point.inspector, later)
        for number, (point, verdict) in looks.items()
    ]
    problems, faults = judged(replace(second, results=[*second.results, *results]))
    assert faults == [] and problems.keys() == before.keys()
    for number, (_, verdict) in looks.items():
        wanted = ProblemState.MENDED if verdict == "合格" else ProblemState.MENDING
        assert problems[number].state is wanted
        assert problems[number].reopened == before[number].reopened + (verdict == "不合格")
    assert all(problems[number].state is before[number].state for number in problems.keys() - looks.keys())


def looked(made: Campaign, random: Random, days: int) -> Campaign:
    """Points of the second phase that nobody was at yet, most of them visited."""
    problems, later, seen = judged(made)[0], DAY + timedelta(days=days), {each.point for each in made.results}
    results = []
    for point in made.points:
        if point.phase == SECOND and point.number not in seen and random.random() < 0.8:
            for item in made.items_at(point, problems):
                if not point.origin or problems[point.origin].open:
                    verdict = random.choice(("合格", "不合格", "不合格"))
                    results.append(result(point.number, item.code, verdict, point.inspector, later))
    return replace(made, results=[*made.results, *results])


@pytest.mark.parametrize("seed", SEEDS)
def test_every_further_round_looks_back_at_all_that_is_open(seed: int) -> None:
    random = Random(seed)
    made = looked(with_points(visited(random), SECOND, population(4)), random, 60)
    for days in (90, 120):
        before, faults = judged(made)
        assert all("再作一次回头看" in fault.message for fault in faults), "of what was found since the round"
        try:
            again = with_look_back(made)
        except NothingToLookAtError:
            looks = looks_of(made)
            assert all(looks[each.number] > each.reopened for each in before.values() if each.open)
            return
        assert again.points[: len(made.points)] == made.points
        looks = looks_of(again)
        problems, faults = judged(again)
        assert faults == [] and rounds_of(again, problems) >= 1 + (days == 120)
        assert all(looks[each.number] > each.reopened for each in problems.values() if each.open)
        _nothing_is_left_out_in_silence(again, random)
        made = looked(again, random, days)


def _nothing_is_left_out_in_silence(made: Campaign, random: Random) -> None:
    """Whatever point of the last round is gone, its problem is told."""
    problems, rounds = judged(made)[0], rounds_of(made, judged(made)[0])
    new = [point for point in made.points[-3:] if point.origin and problems[point.origin].open]
    for gone in random.sample(new, min(1, len(new))):
        less = replace(made, points=[point for point in made.points if point is not gone])
        left, faults = judged(less)
        problem, still, has = left[gone.origin], rounds_of(less, left), looks_of(less)[gone.origin]
        told = [fault for fault in faults if fault.owner == gone.origin]
        wanted = problem.open and has < owed(still, problem.phase, problem.reopened)
        assert bool(told) == wanted and still <= rounds


def test_there_is_no_further_round_before_the_first_or_without_anything_open() -> None:
    with pytest.raises(NothingToLookAtError, match="第二阶段还没有抽取点位"):
        with_look_back(with_points(prepared(), FIRST, population()))
    with pytest.raises(NothingToLookAtError, match="没有要再次回头看的问题"):
        with_look_back(with_points(visited(Random(1)), SECOND, []))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_of_rows_does_not_matter_for_results(seed: int) -> None:
    random = Random(seed)
    made = visited(random)
    mixed = replace(made, results=random.sample(made.results, len(made.results)))
    one, other = judged(made)[0], judged(mixed)[0]
    assert {number: each.state for number, each in one.items()} == {n: e.state for n, e in other.items()}


def first_phase() -> Campaign:
    return with_points(prepared(), FIRST, population())


def bad(row: VisitResult) -> list[str]:
    made = first_phase()
    return [f"{fault.name} {fault.message}" for fault in judged(replace(made, results=[row]))[1]]


def test_what_does_not_fit_is_told_by_its_field() -> None:
    made = first_phase()
    point = next(point for point in made.points if point.unit == "甲局")
    good = result(point.number, "1", "不合格", "甲组")
    assert bad(good) == []
    assert bad(replace(good, point="A-999")) == ["point 点位表里没有这个点位"]
    assert bad(replace(good, code="9")) == ["code 这个点位不核验标准“9”"]
    assert bad(replace(good, note="")) == ["note 不合格没有写情况说明，请写明看到什么"]
    assert bad(replace(good, photos=())) == ["photos 不合格没有照片，请补上现场照片"]
    assert bad(replace(good, where="")) == ["where 照片“1.jpg”没有拍摄位置，请填写地点"]
    assert bad(replace(good, where="", position="39.9，116.3（WGS-84）")) == []
    assert bad(replace(good, inspector="乙组")) == ["inspector “乙组”是“甲局”的人，不能核验本单位"]
    assert bad(replace(good, inspector="丁组")) == ["inspector 核验人员表里没有“丁组”"]


def test_two_results_of_one_item_are_told_and_the_first_stands() -> None:
    made = first_phase()
    point = next(point for point in made.points if point.unit == "丙镇")
    pair = [result(point.number, "1", "不合格", "甲组"), result(point.number, "1", "合格", "乙组")]
    problems, faults = judged(replace(made, results=pair))
    assert len(problems) == 1 and ["又记了一次" in fault.message for fault in faults] == [True]


def test_a_history_of_no_problem_and_a_wrong_step_are_told() -> None:
    made = first_phase()
    point = made.points[0]
    rows = [result(point.number, "1", "不合格", point.inspector)]
    unknown = ProblemEvent("A-999-1", DAY, ProblemAct.TELL)
    early = ProblemEvent(f"{point.number}-1", DAY, ProblemAct.MEND, text="整改")
    faults = judged(replace(made, results=rows, events=[unknown, early]))[1]
    assert [fault.message for fault in faults] == [
        "还没有发现这个问题", "现在是“发现”，不能做这一步；可以：告知、回头看合格、回头看不合格",
    ]  # fmt: skip


def test_a_standard_is_frozen_by_the_first_visit() -> None:
    made = first_phase()
    assert frozen(made).phases[FIRST].frozen == ""
    point = made.points[0]
    after = frozen(replace(made, results=[result(point.number, "1", "合格", point.inspector)]))
    assert (
        after.phases[FIRST].frozen == CheckStandard("1版", ITEMS).fingerprint
        and not after.phases[SECOND].frozen
    )
    assert judged(after)[1] == []
    changed = CheckStandard("1版", (replace(ITEMS[0], points=Fraction(9)), *ITEMS[1:]))
    told = judged(replace(after, standards={"1版": changed}))[1]
    assert [fault.message for fault in told] == ["标准“1版”在第一次核验之后被改动，请恢复原样，要改另立版本"]
    missing = judged(replace(made, standards={}))[1]
    assert {fault.message for fault in missing} == {"核验标准里没有“1版”"}


def test_a_place_where_nobody_may_inspect_is_told_before_anything_is_drawn() -> None:
    made = replace(prepared(), inspectors=[])
    with pytest.raises(NoInspectorError):
        with_points(made, FIRST, population())
    assert with_points(made, FIRST, []).points == [] and len(UNITS) == 3


def test_a_point_of_the_inspectors_own_unit_is_told() -> None:
    made = first_phase()
    point = next(point for point in made.points if point.unit == "甲局")
    moved = [replace(each, inspector="乙组") if each is point else each for each in made.points]
    assert [fault.name for fault in judged(replace(made, points=moved))[1]] == ["inspector"]
