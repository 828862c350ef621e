"""N-67: reasons announced and not given."""

from __future__ import annotations

import pytest

from mingzhang.rules.wording import empty_reasons
from mingzhang.work.examples import text


@pytest.mark.parametrize("words", ["主要原因：。", "主要原因是。", "增加原因：；", "变动原因为：。"])
def test_empty(faults, words: str) -> None:  # type: ignore[no-untyped-def]
    assert [one.printed for one in faults(empty_reasons, text(f"比上年增加1.00万元，{words}"))] == [words]


def test_empty_before_the_next_heading(faults) -> None:  # type: ignore[no-untyped-def]
    body = [
        "二、收入决算情况说明",
        "本年收入合计9.00万元，比上年增加1.00万元，主要原因：",
        "三、支出决算情况说明",
    ]
    assert len(faults(empty_reasons, text(*body))) == 1


@pytest.mark.parametrize(
    "words",
    [
        "主要原因：人员增加。",
        "主要原因是：1.人员增加；2.物价上涨。",
        "分析存在问题的原因。",
        "主要原因是，一是人员增加。",
    ],
)
def test_given(faults, words: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(empty_reasons, text(words)) == []
