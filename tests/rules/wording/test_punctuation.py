"""N-63: two marks where one belongs."""

from __future__ import annotations

import pytest

from mingzhang.rules.wording import punctuation
from mingzhang.work.examples import text


@pytest.mark.parametrize(
    ("words", "printed", "expected"),
    [
        ("人员减少。。", "。。", "人员减少。"),
        ("收入1.00万元，，支出1.00万元。", "，，", "00万元，"),
        ("收入1.00万元；。", "；。", "00万元。"),
        ("办公费、、印刷费。", "、、", "办公费、"),
        ("收入, ，支出。", ", ，", "收入，"),
    ],
)
def test_doubled(faults, words: str, printed: str, expected: str) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(punctuation, text(words))
    assert (found.printed, found.expected) == (printed, expected)


@pytest.mark.parametrize(
    "words", ["印发〈办法〉的通知》。", "等……。", "占1.00%。", "“三公”、“两新”。", "收入1,234.50万元。"]
)
def test_single(faults, words: str) -> None:  # type: ignore[no-untyped-def]
    assert faults(punctuation, text(words)) == []


@pytest.mark.parametrize(("level", "faulty"), [("甲费9.00万元", 1), ("甲费为9.00万元", 0)])
def test_a_sentence_with_its_verb_may_end_before_the_comparison(  # type: ignore[no-untyped-def]
    faults, level: str, faulty: int
) -> None:
    others = [f"{name}费1.00万元，与上年持平。" for name in "乙丙丁"]
    assert len(faults(punctuation, text(f"{level}。与上年持平，原因是工作没有变化。", *others))) == faulty
