"""N-65: doubled words, wrong characters, letters in figures."""

from __future__ import annotations

import pytest

from mingzhang.rules.wording import slips
from mingzhang.work.examples import text


@pytest.mark.parametrize(
    ("words", "printed", "expected"),
    [
        ("支出9.00万万元。", "万万元", "万元"),
        ("支出9.00元元。", "元元", "元"),
        ("占9.00%%。", "%%", "%"),
        ("主要原因主要原因是人员减少。", "主要原因主要原因", "主要原因"),
        ("部门的的支出。", "的的", "的"),
        ("开设银行帐户。", "帐", "账"),
        ("其它收入1.00万元。", "其它", "其他"),
        ("因公出国境费0万元。", "因公出国境", "因公出国（境）"),
        ("因公出（境）国费0万元。", "因公出（境）国", "因公出国（境）"),
        ("支出9.00万元，其中：其中：会议费2.00万元。", "其中：其中", "其中"),
        (
            "接待费0万元，与上年度预算相比，与上年度预算相比持平。",
            "与上年度预算相比，与上年度预算相比",
            "与上年度预算相比",
        ),
        ("2022度“三公”经费支出9.00万元。", "2022度", "2022年度"),
        ("培训经费费9.00万元。", "经费费", "经费"),
        ("用车费9.00万元（务用车购置费0万元）。", "（务用车", "（公务用车"),
        ("公用用车运行维护费9.00万元。", "公用用车", "公务用车"),
        ("支出1O.00万元。", "1O.00万元", ""),
        ("占10。5%。", "10。5%", ""),
    ],
)
def test_slips(faults, words: str, printed: str, expected: str) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(slips, text(words))
    assert (found.printed, found.expected) == (printed, expected)


@pytest.mark.parametrize(
    "words",
    [
        "达到目的的措施。",
        "工作经费费用合计9.00万元，会议费2.00万元，会议费2.00万元用于例会。",
        "2021年年初预算9.00万元，2021年度年初结转1.00万元。",
        "职业年金缴费支出支出决算为9.00万元。",
        "国有资本经营预算预算数0万元。",
        "采购救灾帐篷20顶。",
        "其它需要说明的事项。",
        "因公出国（境）费0万元。",
        "采用O2O模式，购买I5处理器计算机。",
    ],
)
def test_right_words(faults, words: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(slips, text(words)) == []
