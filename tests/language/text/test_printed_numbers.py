"""Which digits of a text are numbers, and which name or number something."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.language.text.printed_numbers import printed_numbers
from mingzhang.language.text.spelling import plain


def told(text: str) -> list[tuple[str, str, bool]]:
    return [(digits, unit, whole) for _, _, digits, unit, whole in printed_numbers(plain(text))]


@pytest.mark.parametrize(
    "text",
    [
        "2023年度部门决算", "2022—2024年", "二、2021至2023年", "2023-01-15", "2023.6", "20230630", "3月12日", "9:30",
        "1.收入情况", "2、支出", "（3）其他", "①", "第12条", "第2批", "附件3", "表5", "公开07表", "2.2023年工作",
        "（205类）", "20501款", "（2050101）", "2050101行政运行", "〔2021〕36号", "联系电话：021-52564588", "邮编200331",
        "A4", "T01-04", "B2区", "91310107MA1G0001X", "单价50万元（含）以上设备", "100万元以上", "（3=1+2）", "2023部门预算",
    ],
)  # fmt: skip
def test_labels(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("本年收入1,801.58万元", [("1,801.58", "万元", True)]),
        ("减少 －3.50 万元", [("-3.50", "万元", True)]),
        ("为△2.00元", [("△2.00", "元", True)]),
        ("占0。", [("0", "", True)]),
        ("下降2．5个百分点", [("2.5", "个百分点", True)]),
        ("分别为4125.49,4143.91万元", [("4125.49", "", True), ("4143.91", "万元", True)]),
        ("支出1859..43万元", [("1859..43", "万元", False)]),
        ("支出1.2.3万元", [("1.2.3", "万元", False)]),
        ("收入,867.48万元", [(",867.48", "万元", False)]),
        ("12345热线受理3件", [("3", "件", True)]),
        ("4" * 31 + "万元", [("4" * 31, "万元", False)]),
    ],
)
def test_numbers(text: str, wanted: list[tuple[str, str, bool]]) -> None:
    assert told(text) == wanted


@given(st.text("0123456789.,，-△万元年月第（）项个 ", max_size=30))
def test_numbers_stand_where_they_say_and_do_not_overlap(text: str) -> None:
    flat = plain(text)
    end = 0
    for start, stop, digits, unit, _ in printed_numbers(flat):
        assert end <= start < stop
        assert flat[start:stop] == digits and flat.startswith(unit, stop)
        end = stop
