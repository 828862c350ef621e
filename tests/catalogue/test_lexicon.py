"""The lexicon of fixed phrases: what it corrects, and what it must leave alone."""

from __future__ import annotations

import pytest

from mingzhang.catalogue import files
from mingzhang.catalogue.lexicon import lexicon

WRONG = [
    ("公务车用车运行费1.00万元。", "公务用车"),
    ("公务车购置费0万元。", "公务用车"),
    ("收入较上一度增加。", "较上年度"),
    ("2026全年度。", "2026年全年"),
    ("截止2025年12月31日，共有车辆1辆。", "截至"),
    ("主要用于为事业单位未单列的其他项目支出。", "用于"),
    ("一般公共预算财政拔款9.00万元。", "拨"),
    ("末安排出国任务。", "未"),
    ("财政拨款收人9.00万元。", "拨款收入"),
    ("本年收人9.00万元。", "本年收入"),
    ("基本支出支出9.00万元。", "支出"),
    ("“其它行政事业单位养老支出（项）”1.00万元。", "其他"),
]
RIGHT = [
    "公务用车购置及运行维护费，公务用车保有量1辆。",
    "住房公积金缴费支出支出决算为1.00万元。",
    "依据《公务车用车管理办法》执行，报名截止时间为3月。",
    "截至2025年12月31日，年末发生额为零，期末安排同上。",
    "主要用于为老年人提供助餐服务的支出。",
    "主要用于为职工缴纳住房公积金的支出。",
    "各部门部门预算已经公开，自己完成年度自查。",
    "2025年年初预算9.00万元，2024年年末结转1.00万元。",
    "“其它”平台项目由外部单位实施。",
    "收款人员、付款人员信息变动。",
]


def corrected(text: str) -> list[str]:
    """What the lexicon puts in the place of what it finds."""
    return [match.expand(slip.right) for slip in lexicon() for match in slip.found(text)]


@pytest.mark.parametrize(("text", "right"), WRONG)
def test_slips(text: str, right: str) -> None:
    assert right in corrected(text)


@pytest.mark.parametrize("text", RIGHT)
def test_right_words(text: str) -> None:
    assert corrected(text) == []


def test_what_is_put_right_is_right() -> None:
    for slip, (text, _) in ((slip, wrong) for slip in lexicon() for wrong in WRONG):
        for match in slip.found(text):
            fixed = text[: match.start()] + match.expand(slip.right) + text[match.end() :]
            assert not any(m.start() == match.start() for m in slip.found(fixed))


def test_an_entry_that_is_no_pattern_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "national", lambda: {"lexicon": [{"wrong": "(", "right": ""}]})
    lexicon.cache_clear()
    with pytest.raises(files.UnfitCatalogueError, match="不能用"):
        lexicon()
    monkeypatch.undo()
    lexicon.cache_clear()
