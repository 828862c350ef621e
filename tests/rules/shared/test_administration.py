"""Whether a document is surely of an administrative unit alone."""

from __future__ import annotations

import pytest

from mingzhang.facts.finding import Verdict
from mingzhang.rules import from_module
from mingzhang.rules.accounts import administrative_income, administrative_pay
from mingzhang.rules.shared.administration import administrative
from mingzhang.work.examples import facts, grid, text


@pytest.mark.parametrize(
    ("unit", "words", "expected"),
    [
        ("某县民政局", "本局无下属单位。", True),
        ("某县民政局", "本局没有下属事业单位。", True),
        ("某县民政局（本级）", "内设科室5个。", True),
        ("某县民政局", "纳入部门决算的仅包括某县民政局本级。", True),
        ("某县民政局", "内设科室5个。", False),
        ("某县民政局", "所属3个事业单位。", False),
        ("某县民政局（本级）", "事业编制12人，实有10人。", False),
        ("某县民政局（本级）", "本局为参公管理的事业单位。", False),
        ("某县图书馆", "本馆无下属单位。", False),
        ("某县民政局", "部门决算包括：本级决算、下属行政事业单位决算。", False),
    ],
)
def test_only_a_plain_statement_counts(unit: str, words: str, expected: bool) -> None:
    assert administrative(text("一、机构设置", words, unit=unit)) is expected


def test_words_of_other_sections_do_not_count() -> None:
    assert not administrative(text("二、收入决算情况说明", "本局无下属单位。", unit="某县民政局"))


def test_without_the_table_nothing_is_said() -> None:
    for rule in (administrative_income, administrative_pay):
        assert [f.verdict for f in from_module(rule).check(facts("总表.本年收入 1.00"))] == [
            Verdict.UNDECIDED
        ]


def test_a_line_with_zero_is_right() -> None:
    table = grid(("项目", "决算数"), ("事业收入", "0.00"), ("经营收入", ""), ("本年收入合计", "2.00"))
    document = text("一、机构设置", "本局无下属单位。", "收入支出决算总表", table, unit="某县民政局")
    assert [f.verdict for f in from_module(administrative_income).check(document)] == [Verdict.HOLDS]
