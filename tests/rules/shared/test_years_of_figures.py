"""This year's amounts given to another year, and what may well be of another year."""

from __future__ import annotations

import pytest

from mingzhang.language.document.examined import Examined
from mingzhang.rules.shared.years_of_figures import misdated
from mingzhang.work.examples import text


def told(*sentences: str) -> list[str]:
    document = Examined.of(text("一、收支总体情况", *sentences, year=2024, kind="budget"))
    return [finding.printed for finding in misdated(document, 2024)]


def test_a_total_of_this_year_under_another_year() -> None:
    assert told("2022年收入总计5054.84万元，支出总计5054.84万元，与2023年预算相比各增加34.47万元。") == [
        "2022年"
    ]
    assert told("2023年本部门预算收入555002.00元，2024年本部门预算支出555002.00元。") == ["2023年"]


@pytest.mark.parametrize(
    "sentence",
    [
        "2024年收入总计5054.84万元，支出总计5054.84万元。",
        "2023年收入总计4020.37万元，2024年收入总计5054.84万元。",  # last year beside this year
        "2023年收入总计5054.84万元，2024年收入总计5054.84万元，与上年持平。",
        "2023年末结转和结余5054.84万元，2024年收入总计5054.84万元。",  # carried over into this year
        "2023年结转资金5054.84万元已全部使用。收入总计5054.84万元。",
        "2023年12月批复资金5054.84万元。收入总计5054.84万元。",  # a day, not a fiscal year
        "2023年公务接待费5.00万元，公务用车运行维护费5.00万元。",  # so short a figure may be chance
    ],
)
def test_what_may_be_of_another_year(sentence: str) -> None:
    assert told(sentence) == []
