"""The notation of rules: read in any spelling, and refused with a sentence when it is wrong."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mingzhang.scoring.rules import NEEDED, OPTIONS, rule_of
from mingzhang.scoring.value import UnfitValueError


def test_spellings_of_a_rule_are_one_rule() -> None:
    assert rule_of("门槛：步长=1%；扣分=0.5") == rule_of("门槛: 步长＝1％;扣分=0.5")
    rule = rule_of("执行率：取整=舍去；小数=0；最低=1")
    assert (rule.word("取整"), rule.number("小数"), rule.number("最低")) == ("舍去", 0, 1)
    assert rule_of("定性：比例=62.5%").number("比例") == Fraction(5, 8)


def test_a_rule_reads_back_what_it_writes() -> None:
    for text in ("比例", "分档：≥95%=100%；≥0%=0", "人工：得分=8；理由=抽查"):
        assert rule_of(str(rule_of(text))) == rule_of(text)


def test_every_rule_can_be_named_alone_or_says_what_it_needs() -> None:
    for kind in OPTIONS:
        if kind in NEEDED or kind in ("分档", "名次"):
            with pytest.raises(UnfitValueError, match="缺少参数"):
                rule_of(kind)
        else:
            assert rule_of(kind).kind == kind


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "没有“”这种"),
        ("比例：步长=1", "没有“步长=1”"),
        ("比例：各项=随便", "应为平均或最低"),
        ("加减：每次=两分", "应为数"),
        ("加减：每次=-1；上限=-3", "不能为负数"),
        ("门槛：步长=1%", "同时给出"),
        ("门槛：步长=一步；扣分=1", "应为数和单位"),
        ("定性：比例=70", "应为百分数"),
        ("评审：去极值=1.5", "应为 0 到 9 的整数"),
        ("执行率：小数=30", "应为 0 到 9 的整数"),
        ("分档：95%=100%", "应写成"),
        ("分档：≥95%=好", "应为数"),
    ],
)
def test_a_wrong_rule_says_what_is_wrong(text: str, told: str) -> None:
    with pytest.raises(UnfitValueError, match=told) as caught:
        rule_of(text)
    assert caught.value.column == "计分办法"
