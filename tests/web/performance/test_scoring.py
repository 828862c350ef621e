"""A form worked out by the wing: marks in the order of rows, problems in their fields."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from mingzhang.web.performance.scoring import WorkedForm, worked_out
from tests.web.performance.projects import ROWS, typed


def form(changed: dict[str, Any] | None = None, place: str = "", year: int = 2025) -> WorkedForm:
    return worked_out(typed() | (changed or {}), {}, place, year, "甲区水务局")


def test_marks_add_up_and_have_a_grade() -> None:
    made = form()
    assert (made.full, made.so_far, made.total, made.grade, made.rate) == (100, 98, 98, "优", "100%")
    assert made.marks_of() == {0: "10", 1: "20", 2: "20", 3: "10", 4: "28", 5: "10"}


def test_marks_go_by_the_row_whatever_its_place() -> None:
    made = form(typed(rows=(ROWS[3], ROWS[0], ROWS[4], ROWS[1], ROWS[2])))
    assert made.marks_of() == {0: "10", 1: "28", 2: "20", 3: "10", 4: "20", 5: "10"}
    assert made.total == 98


@pytest.mark.parametrize(
    ("place", "year", "rate", "given"),
    [("", 2025, "49.9", "9.98"), ("110106", 2020, "49.9", "9"), ("110106", 2020, "0.1", "1")],
)
def test_the_execution_rate_is_scored_as_the_place_does(place: str, year: int, rate: str, given: str) -> None:
    made = form({"财政拨款.执行": rate}, place, year)
    assert made.marks_of()[0] == given
    assert [(problem.field, problem.row) for problem in made.problems] == [("rate_reason", 0)]


def test_no_budget_is_no_rate() -> None:
    made = form({"财政拨款.全年预算": ""})
    assert made.total is None and made.rate == "" and 0 not in made.marks_of()
    assert made.problems[0].anchor == "field-财政拨款.全年预算"


@pytest.mark.parametrize(
    ("row", "field"),
    [
        ("产出指标|数量指标|巡查次数|≥12次||20||", "actual"),
        ("产出指标|数量指标|巡查次数|≥12次|12次|||", "full"),
        ("产出指标|数量指标|巡查次数|≥12次|12次|20|21|", "score"),
        ("产出指标|数量指标|巡查次数|≥12次|8次|20||", "reason"),
        ("产出指标|数量指标||≥12次|12次|20||", "name"),
        ("产出指标|质量指标|合格率|≥120%|96%|20||", "target"),
    ],
)
def test_a_problem_names_its_field(row: str, field: str) -> None:
    made = form(typed(rows=(row, *ROWS[1:])))
    assert (1, field) in [(problem.row, problem.field) for problem in made.problems], made.problems


def test_what_does_not_apply_needs_no_marks() -> None:
    rows = ("产出指标|成本指标|不涉及此项内容|不涉及此项内容|不涉及此项内容|0||", *ROWS)
    made = form(typed(rows=rows))
    assert made.total == 98 and not made.problems


def test_a_total_is_exact() -> None:
    rows = (ROWS[0].replace("12次|20|", "7次|20|").rstrip("|") + "||汛期停工", *ROWS[1:])
    made = form(typed(rows=rows))
    assert made.total == Fraction(8967, 100)


def test_a_place_may_have_names_of_its_own_for_grades() -> None:
    lower = typed(rows=(*ROWS[:3], ROWS[3].replace("|28|", "|0|"), ROWS[4]))
    assert form(lower).grade == "中" and form(lower, "310107", 2024).grade == "合格"
    assert form(lower).total == 70 and not form(lower).problems
