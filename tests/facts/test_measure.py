"""Numbers that are counted, and actual values that are counted or explained."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from mingzhang.facts.measure import LiveMeasure, UnfoundedValueError, actual_value, counted

DAY = date(2024, 9, 30)
BOOKS = counted("任务书", "份", DAY, ("单位",), [("甲局",), ("乙局",)])
WRITTEN = [
    (Fraction(55), "55%"),
    (Fraction(0), "0%"),
    (Fraction(1, 8), "0.125%"),
    (Fraction(200, 3), "66.67%"),
    (Fraction(-1, 3), "-0.33%"),
    (Fraction(-5, 2), "-2.5%"),
    (Fraction(1, 1000), "0.001%"),
    (Fraction(1, 30000), "0%"),
]


@pytest.mark.parametrize(("number", "text"), WRITTEN)
def test_a_number_is_written_with_its_unit(number: Fraction, text: str) -> None:
    assert LiveMeasure("按期率", number, "%", DAY).text == text


def test_what_is_counted_keeps_its_rows() -> None:
    assert BOOKS.number == len(BOOKS.rows) == 2 and BOOKS.heads == ("单位",)
    assert BOOKS.sentence == "任务书2份（截至2024年9月30日，由2条记录计得）"


REFUSED = [
    (None, "", "", "没有实际完成值"),
    (None, "3份", "", "人工填写“3份”没有写明理由"),
    (None, "3份", "  ", "没有写明理由"),
    (BOOKS, "3份", "", "人工填写“3份”，系统计数为2份"),
]


@pytest.mark.parametrize(("measure", "hand", "reason", "told"), REFUSED)
def test_neither_and_both_in_silence_are_refused(
    measure: LiveMeasure | None, hand: str, reason: str, told: str
) -> None:
    with pytest.raises(UnfoundedValueError, match=told):
        actual_value(measure, hand, reason)


TAKEN = [
    (BOOKS, "", "", "2份", "任务书2份（截至2024年9月30日，由2条记录计得）"),
    (BOOKS, "2份", "", "2份", "任务书2份（截至2024年9月30日，由2条记录计得）"),
    (BOOKS, "3份", "补签一份", "3份", "人工填写“3份”，理由：补签一份；系统计数为2份"),
    (None, "3份", "外单位报来。", "3份", "人工填写“3份”，理由：外单位报来"),
]


@pytest.mark.parametrize(("measure", "hand", "reason", "text", "said"), TAKEN)
def test_a_value_says_where_it_comes_from(
    measure: LiveMeasure | None, hand: str, reason: str, text: str, said: str
) -> None:
    found = actual_value(measure, hand, reason)
    assert (found.text, found.sentence) == (text, said)
    assert found.counted_as == ("2份" if measure else "")
