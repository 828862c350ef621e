"""Shares without a named whole: what their own list says it is."""

from __future__ import annotations

import pytest

from mingzhang.facts.finding import Verdict
from mingzhang.language.document.examined import Examined
from mingzhang.rules.narrative import shares_of_one_whole
from mingzhang.work.examples import text


def accused(*sentences: str) -> list[tuple[str, str]]:
    found = shares_of_one_whole.check(Examined.of(text("九、其他说明", *sentences)))
    return [(f.printed, f.expected or "") for f in found if f.verdict is Verdict.FAILS]


@pytest.mark.parametrize("said", ["用于甲支出的有{}元（{}%）", "甲支出{}元，占{}%", "用于甲支出{}元（{}%）"])
def test_one_share_of_a_list_is_wrong(said: str) -> None:
    def told(third: str) -> str:
        shares = (("600.00", "60.00"), ("300.00", "30.00"), ("100.00", third))
        names = ("教育", "住房保障", "卫生健康")
        lines = (said.format(*pair).replace("甲", name) for name, pair in zip(names, shares, strict=True))
        return f"按功能科目分：{'；'.join(lines)}。"

    assert accused(told("10.00")) == []
    assert accused(told("70.00")) == [("70.00%", "10.00%")]


def test_an_amount_that_does_not_go_with_its_share() -> None:
    told = (
        "按功能科目分：教育支出{}元（60.00%）；住房保障支出300.00元（30.00%）；其他支出100.00元（10.00%）。"
    )
    assert accused(told.format("600.00")) == []
    assert accused(told.format("60.00")) == [("60.00元", "600.00元")]


@pytest.mark.parametrize(
    "told",
    [
        "教育支出600.00元，占60.00%；住房保障支出100.00元，占25.00%。",  # two wholes, neither printed
        "教育支出600.00元（60.00%），比上年增加5.00元；住房保障支出30.00元（12.00%）；其他支出20.00元（11.00%）。",
        "教育支出600.00元，住房保障支出300.00元，其他支出100.00元（10.00%）。",
    ],
)
def test_where_no_list_says_what_the_whole_is_nothing_is_said(told: str) -> None:
    assert accused(told) == []
