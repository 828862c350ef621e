"""N-62: marks that come in pairs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.finding import Verdict
from mingzhang.rules import from_module
from mingzhang.rules.wording import brackets
from mingzhang.work.examples import text


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("维修（护费1.00万元。", "（"),
        ("维修护）费1.00万元。", "）"),
        ("根据《某某办法执行。", "《"),
        ("三公”经费支出1.00万元。", "”"),
        ("（某财〔2018]12号）执行。", "〔"),
    ],
)
def test_half_a_pair(faults, words: str, printed: str) -> None:  # type: ignore[no-untyped-def]
    assert [one.printed for one in faults(brackets, text(words))] == [printed]


@pytest.mark.parametrize(
    "words",
    [
        "主要工作：1）起草文件；2）组织会议。",
        "一）基本情况",
        "（一）贯彻执行《关于印发〈某某办法〉的通知》（某政发〔2019〕1号）。",
        '"三公"经费支出1.00万元。',
        "执行（含“两新”组织（非公企业））等规定。",
        "（详见附件1）",
        "根据(财政)部门的规定（试行)执行。",
    ],
)
def test_pairs_and_list_marks(faults, words: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(brackets, text(words)) == []


def test_one_finding_for_each_kind_of_mark(faults) -> None:  # type: ignore[no-untyped-def]
    found = faults(brackets, text("“三公“经费支出1.00万元。", "“三公“经费预算1.00万元，维修（护费。"))
    assert [len(one.places) for one in found] == [4, 1]


def test_a_pair_over_two_paragraphs(faults) -> None:  # type: ignore[no-untyped-def]
    body = ["“两新”组织（包括以下单位：", "某某公司；", "某某协会）共2家。"]
    assert faults(brackets, text(*body)) == []


@given(st.recursive(st.just("支出"), lambda inside: inside.map(lambda words: f"甲（{words}）乙“{words}”")))
def test_nested_pairs_are_never_reported(words: str) -> None:
    assert all(
        found.verdict is not Verdict.FAILS for found in from_module(brackets).check(text(words + "。"))
    )
