"""Marks of a panel made one: within what the experts gave, whoever comes first."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.scoring.panel import LEAST, Method, Panel, middle
from mingzhang.scoring.precision import Mode, Precision

MARKS = st.lists(st.integers(0, 300).map(lambda n: Fraction(n, 10)), min_size=3, max_size=9)
PANELS = st.builds(
    Panel, st.sampled_from(Method), st.builds(Precision, st.integers(0, 3), st.sampled_from(Mode))
)


def given_by(marks: list[Fraction]) -> dict[str, Fraction]:
    return {f"专家{number}": mark for number, mark in enumerate(marks, 1)}


@given(MARKS, st.sampled_from(Method))
def test_the_result_is_within_what_the_experts_gave(marks: list[Fraction], method: Method) -> None:
    assert min(marks) <= middle(marks, method) <= max(marks)


@given(MARKS, PANELS)
def test_no_indicator_gets_more_than_its_best_mark(marks: list[Fraction], panel: Panel) -> None:
    joint = panel.joint(Fraction(30), given_by(marks))
    assert 0 <= joint.score <= max(marks) <= joint.full
    assert abs(joint.score - joint.exact) <= Fraction(1, 10**panel.precision.decimals)


@given(MARKS, PANELS, st.randoms(use_true_random=False))
def test_the_order_of_experts_changes_nothing(marks: list[Fraction], panel: Panel, chance: object) -> None:
    turned = list(marks)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    first, second = (panel.joint(Fraction(30), given_by(some)) for some in (marks, turned))
    assert (first.score, first.exact, first.spread, first.deviation) == (
        second.score, second.exact, second.spread, second.deviation,
    )  # fmt: skip


@given(st.integers(0, 300).map(lambda n: Fraction(n, 10)), st.integers(3, 9), st.sampled_from(Method))
def test_equal_marks_make_that_mark(mark: Fraction, count: int, method: Method) -> None:
    joint = Panel(method).joint(Fraction(30), given_by([mark] * count))
    assert joint.exact == joint.score == mark and not joint.spread and not joint.deviation
    assert not Panel(method).must_discuss(joint)


@given(MARKS)
def test_the_deviation_is_right_to_its_last_digit(marks: list[Fraction]) -> None:
    joint = Panel().joint(Fraction(30), given_by(marks))
    mean = sum(marks, Fraction(0)) / len(marks)
    variance = sum(((mark - mean) ** 2 for mark in marks), Fraction(0)) / len(marks)
    low, high = joint.deviation - Fraction(1, 200), joint.deviation + Fraction(1, 200)
    assert max(low, Fraction(0)) ** 2 <= variance <= high**2
    assert joint.deviation <= joint.spread


@pytest.mark.parametrize("method", Method)
def test_too_few_marks_are_refused(method: Method) -> None:
    with pytest.raises(ValueError, match=f"至少要有 {LEAST[method]} 名"):
        middle([Fraction(1)] * (LEAST[method] - 1), method)


def test_the_three_methods_differ_on_an_outlier() -> None:
    marks = [Fraction(n) for n in (10, 9, 9, 2)]
    assert middle(marks, Method.MEAN) == Fraction(15, 2)
    assert middle(marks, Method.TRIMMED) == middle(marks, Method.MEDIAN) == 9
    assert middle([*marks, Fraction(0)], Method.MEDIAN) == 9


def test_rounding_is_the_one_that_is_stated() -> None:
    marks = given_by([Fraction(2), Fraction(2), Fraction(3)])
    rounded = [
        Panel(Method.MEAN, Precision(1, mode)).joint(Fraction(3), marks).score
        for mode in (Mode.DOWN, Mode.UP)
    ]
    assert rounded == [Fraction("2.3"), Fraction("2.4")]
    # rounding up never goes beyond what the best expert gave
    whole = Panel(Method.MEAN, Precision(0, Mode.UP)).joint(
        Fraction("2.5"), given_by([Fraction("2.5"), Fraction(2)])
    )
    assert whole.score == Fraction("2.5")


def test_experts_far_apart_must_discuss() -> None:
    panel = Panel(divided=Fraction(2, 5))
    far, near = ({"甲": Fraction(10), "乙": Fraction(low)} for low in (6, 7))
    assert panel.must_discuss(panel.joint(Fraction(10), far))
    assert not panel.must_discuss(panel.joint(Fraction(10), near))
    assert "中位数" in Panel(Method.MEDIAN).sentence and "取整数" in Panel(Method.MEAN, Precision(0)).sentence
