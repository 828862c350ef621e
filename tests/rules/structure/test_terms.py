"""S-08: the terms that must be explained."""

from __future__ import annotations

import dataclasses

from mingzhang.rules.structure import terms
from mingzhang.work.examples import text

USED = [
    "一、“三公”经费支出决算情况说明",
    "“三公”经费支出1.00万元。",
    "二、机关运行经费支出情况",
    "机关运行经费支出1.00万元。",
]
BOTH = ["1.“三公”经费：指出国、用车和接待的经费。", "2.机关运行经费：指行政单位的日常公用经费。"]


def test_both_terms(faults) -> None:  # type: ignore[no-untyped-def]
    assert faults(terms, text(*USED, "第四部分 名词解释", *BOTH)) == []
    (found,) = faults(terms, text(*USED, "第四部分 名词解释", BOTH[0]))
    assert found.expected == "机关运行经费"


def test_a_term_without_a_meaning(faults) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(
        terms, text(*USED, "第四部分 名词解释", *BOTH, "3.其他收入：", "4.基本支出：指日常支出。")
    )
    assert "其他收入" in found.message


def test_an_excerpt_that_breaks_off_is_not_judged(faults) -> None:  # type: ignore[no-untyped-def]
    assert (
        faults(
            terms, text(*USED, "第四部分 名词解释", "1.基本支出：指为保障机构运转、完成日常工作任务而发生的")
        )
        == []
    )


def test_a_place_names_its_own_terms(faults) -> None:  # type: ignore[no-untyped-def]
    document = text(*USED, "第四部分 名词解释", "1.基本支出：指为保障机构正常运转而发生的支出。")
    document.notation = dataclasses.replace(document.notation, terms=("“三公”经费",))
    assert [found.expected for found in faults(terms, document)] == ["三公经费"]
