"""Units of amounts beside the others of their sentence (N-50)."""

from __future__ import annotations

import pytest

from mingzhang.rules.narrative import units
from mingzhang.work.examples import text


@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (
            "三公经费1.02亿元，其中：接待费9200万元，运行费1000万元。",
            [],
        ),  # a total in 亿元, its parts in 万元
        ("三公经费102亿元，其中：接待费92万元，运行费10万元。", ["三公经费102亿元"]),
        ("收入800万元，其中：拨款700万元，其他收入0.01亿元。", ["其他收入0.01亿元"]),
        ("三公经费102万元，其中：接待费92元，运行费10万元。", ["接待费92元"]),
    ],
)
def test_a_unit_that_the_others_of_a_sentence_belie(  # type: ignore[no-untyped-def]
    faults, words: str, printed: list[str]
) -> None:
    assert [fault.printed for fault in faults(units, text(words))] == printed
