"""N-51: rates that lost their sign, alone and beside others that have theirs."""

from __future__ import annotations

import pytest

from mingzhang.rules.narrative import percent_signs
from mingzhang.work.examples import text
from tests.rules.conftest import Judge

NAMES = ("教育", "科技", "农林", "交通", "住房", "卫生", "商业", "金融")
SHARES = ("76.23", "8.00", "5.00", "4.00", "3.00", "2.00", "1.00", "0.77")


@pytest.mark.parametrize("bare", SHARES)
def test_one_of_eight_shares(faults: Judge, bare: str) -> None:
    listed = "；".join(
        f"{name}支出{share}万元，占{share}{'' if share == bare else '%'}"
        for name, share in zip(NAMES, SHARES, strict=True)
    )
    (fault,) = faults(percent_signs, text("三、支出情况", f"本年支出合计100.00万元。其中：{listed}。"))
    assert (fault.printed, fault.expected) == (f"占{bare}", f"占{bare}%")


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        ("基本支出60.00万元（60.00），项目支出40.00万元（40.00%）。", ["60.00"]),
        ("基本支出60.00万元（60.00%），项目支出40.00万元（40.00%）。", []),
        ("基本支出60.00万元（60.00），项目支出40.00万元（40.00）。", []),  # a habit, or no rates
        ("基本支出60.00万元（60.00%），办公设备40.00万元（12台）。", []),
        ("基本支出60.00万元（60.00%），项目40.00万元（3）。", []),  # the number of a note
        ("基本支出、项目支出分别占支出合计的64.74和35.26%。", ["64.74"]),
        ("基本支出、项目支出分别占支出合计的64.74%、35.26。", ["35.26"]),
        ("基本支出、项目支出分别占支出合计的64.74%和35.26%。", []),
        ("基本支出、项目支出分别增加3.00%和2.00万元。", []),
        ("公务接待分别为12批次和3.00%。", []),
    ],
)
def test_rates_beside_others(faults: Judge, words: str, printed: list[str]) -> None:
    found = faults(percent_signs, text("三、支出情况", words))
    assert [fault.printed for fault in found] == printed
    assert [fault.expected for fault in found] == [f"{one}%" for one in printed]
