"""Counts add up over any partition; what a unit loses is bounded and grows with every failed look back."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from random import Random

import pytest

from mingzhang.verification.analysis import CheckTally, checks_by, deductions, problem_tally
from mingzhang.verification.campaign import Campaign, judged, with_points
from mingzhang.verification.draw import FIRST, SECOND
from mingzhang.verification.problem import ProblemAct, ProblemEvent
from tests.verification.campaigns import DAY, ITEMS, population, prepared, result, visited


@pytest.mark.parametrize("seed", range(10))
def test_tallies_add_up_over_any_partition(seed: int) -> None:
    random = Random(seed)
    made = visited(random)
    whole = checks_by(made, lambda *_: "")[""]
    parts = {each: random.choice("甲乙丙") for each in made.results}
    splits = (
        checks_by(made, lambda _, row: parts[row]),
        checks_by(made, lambda point, _: point.unit),
        checks_by(made, lambda _, row: row.code),
        checks_by(made, lambda point, _: point.number, FIRST),
    )
    assert all(sum(split.values(), CheckTally()) == whole for split in splits)
    assert whole.passed + whole.failed + whole.absent == len(made.results)
    assert whole.rate is None or 0 <= whole.rate <= 1
    assert not checks_by(made, lambda *_: "", SECOND)


@pytest.mark.parametrize("seed", range(10))
def test_problems_are_counted_once_and_what_is_withdrawn_is_not(seed: int) -> None:
    made = visited(Random(seed))
    problems = list(judged(made)[0].values())
    units = {problem.unit for problem in problems}
    tallies = [problem_tally(p for p in problems if p.unit == unit) for unit in units]
    whole = problem_tally(problems)
    assert whole.found == sum(each.found for each in tallies)
    assert whole.mended + whole.unmended <= whole.found <= len(problems)
    for share in (whole.rectified, whole.repeat_rate):
        assert share is None or 0 <= share <= 1


def looked(verdicts: str, cap: Fraction | None = None) -> Campaign:
    """One problem of item 2 (1 point), looked back at with these verdicts."""
    made = with_points(replace(prepared(1), cap=cap), FIRST, population(1))
    first = result(made.points[0].number, "2", "不合格", "甲组")
    made = with_points(replace(made, results=[first]), SECOND, [])
    point = made.points[-1]
    results, points = [first], list(made.points)
    for number, verdict in enumerate(verdicts):
        again = replace(point, number=f"B-{number + 1:03}")
        points = [*points, again] if number else points
        day = DAY + timedelta(days=30 * (number + 1))
        results.append(result(again.number, "2", {"+": "合格", "-": "不合格"}[verdict], "甲组", day))
    return replace(made, points=points, results=results)


@pytest.mark.parametrize(
    ("verdicts", "lost"), [("", []), ("+", []), ("-", [2]), ("--", [4]), ("-+", [2]), ("---", [8])]
)
def test_points_are_multiplied_by_every_failed_look_back(verdicts: str, lost: list[int]) -> None:
    made = looked(verdicts)
    assert judged(made)[1] == []
    assert [each.points for each in deductions(made)] == lost
    assert [each.points for each in deductions(replace(made, cap=Fraction(3)))] == [min(n, 3) for n in lost]


def test_closing_without_mending_costs_the_points_of_the_item() -> None:
    made = looked("")
    number = next(iter(judged(made)[0]))
    events = [
        ProblemEvent(number, DAY, ProblemAct.TELL),
        ProblemEvent(number, DAY, ProblemAct.CLOSE, "主任", "拆迁后不再整改"),
    ]
    (lost,) = deductions(replace(made, events=events, points=made.points[:1], results=made.results[:1]))
    assert (lost.points, lost.unit, lost.source, lost.matter) == (1, "甲局", number, "DC-00")
    assert lost.reason == "内容2：不符合（不整改销号）"


@pytest.mark.parametrize("seed", range(10))
def test_no_unit_loses_more_than_the_cap(seed: int) -> None:
    random = Random(seed)
    second = with_points(visited(random), SECOND, [])
    problems, later = judged(second)[0], DAY + timedelta(days=90)
    results = [
        result(point.number, problems[point.origin].item.code, "不合格", point.inspector, later)
        for point in second.points
        if point.origin
    ]
    failed = replace(second, results=[*second.results, *results])
    most = Fraction(random.randrange(1, 9), 2)
    free, bound = deductions(failed), deductions(replace(failed, cap=most))
    for unit in {each.unit for each in free}:
        whole = sum(each.points for each in free if each.unit == unit)
        assert sum(each.points for each in bound if each.unit == unit) == min(whole, most)
    assert all(each.points > 0 for each in bound) and len(ITEMS) == 3
