"""N-61: paragraphs that stand word for word in the file of another unit."""

from __future__ import annotations

import pytest

from mingzhang.facts.finding import Verdict
from mingzhang.rules import from_module
from mingzhang.rules.narrative import pasted as rule
from mingzhang.work.examples import held, text
from tests.rules.conftest import Judge

TOLD = (
    "公务用车运行维护费支出3.21万元，其中燃料费1.05万元，主要用于日常工作中公务用车的加油、保险和维修等开支。"
)


def test_a_paragraph_of_another_unit_is_found_with_its_owner(faults: Judge) -> None:
    own = text("某市甲局2023年度部门决算", "一、概况", TOLD, unit="某市甲局")
    [found] = faults(rule, held(own, 另一单位=text(TOLD, unit="某市乙局")))
    assert "2 个金额" in found.message and "某市乙局" in found.message
    assert [place.printed for place in found.places] == [TOLD]


def test_every_pasted_paragraph_is_told(faults: Judge) -> None:
    other = TOLD.replace("3.21", "8.76")
    own, theirs = text(TOLD, other, unit="某市甲局"), text(other, TOLD, unit="某市乙局")
    assert len(faults(rule, held(own, 另一单位=theirs))) == 2


@pytest.mark.parametrize("more", [" ", "\u3000"])
def test_blanks_make_no_difference(faults: Judge, more: str) -> None:
    own = text(TOLD.replace("，", f"，{more}"), unit="某市甲局")
    assert faults(rule, held(own, 另一单位=text(TOLD, unit="某市乙局")))


@pytest.mark.parametrize(
    "told",
    [
        "公务接待费支出1.00万元，其中国内接待费1.00万元，主要用于接待来访人员，与预算数持平，没有变化。",  # one amount
        "公务接待费0.00万元，出国费0.00万元，购置费0.00万元，本年没有发生这些支出，与上年相同，特此说明。",  # zeros
        "接待费1.20万元，会议费3.40万元。",  # short
        "本部门严格执行中央八项规定精神，厉行节约反对浪费，继续压减一般性支出，共开展活动12次，培训34人。",  # no amounts
    ],
)
def test_what_may_be_alike_by_chance_is_none(told: str) -> None:
    own, other = text(told, unit="某市甲局"), text(told, unit="某市乙局")
    assert [found.verdict for found in from_module(rule).check(held(own, 另一单位=other))] == [Verdict.HOLDS]


def test_one_other_amount_makes_it_their_own() -> None:
    own, other = text(TOLD, unit="某市甲局"), text(TOLD.replace("1.05", "1.50"), unit="某市乙局")
    assert [found.verdict for found in from_module(rule).check(held(own, 另一单位=other))] == [Verdict.HOLDS]
