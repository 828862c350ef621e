"""What the method page says, and when it cannot."""

from __future__ import annotations

import pytest

from mingzhang.facts.report import Paragraph
from mingzhang.survey.method_page import add_method, percent_of
from mingzhang.survey.outcome import outcome
from mingzhang.survey.plan import PROBABILITY
from mingzhang.survey.report_words import Pieces
from mingzhang.survey.returns import Return
from tests.survey.made import TOWNS, invented, small_form, small_plan


def page(*more: Return, sampling: str = "配额抽样", frame: str = "") -> str:
    plan = small_plan(sampling)
    plan.frame = frame
    pieces = Pieces()
    add_method(outcome(plan, small_form(), [*invented(), *more]), pieces)
    return "\n".join(piece.block.text for piece in pieces.made if isinstance(piece.block, Paragraph))


def test_a_sample_drawn_by_chance_has_errors_of_its_own() -> None:
    said = page(sampling=PROBABILITY, frame="按居委会名册等距抽取")
    assert "抽样：概率抽样。按居委会名册等距抽取。误差和区间按抽样设计用泰勒线性化计算。" in said
    assert "模型推算" not in said


def test_returns_left_out_are_counted_by_reason() -> None:
    said = page(Return("x", 900, shifted=True), Return("uuid:1", 901, again=3))
    assert "未计入结果的答卷2份：整行错位1份，同一份答卷重复1份。" in said
    assert "未计入" not in page()


def test_how_far_towns_must_be_apart_is_said() -> None:
    assert "两个街道（乡镇）一般要相差" in page() and TOWNS[0] not in page()


@pytest.mark.parametrize(("part", "whole", "said"), [(1, 3, "33.33%"), (6685, 1_500_000, "0.45%")])
def test_shares_of_the_population(part: int, whole: int, said: str) -> None:
    assert percent_of(part, whole) == said
