"""S-01: the parts that must be published."""

from __future__ import annotations

import dataclasses

from mingzhang.language.table.settings import Settings
from mingzhang.rules.structure import required_sections
from mingzhang.work.examples import text

BODY = [
    "某某县水利局2021年度部门决算",
    "第一部分 单位概况",
    "职责。",
    "第二部分 部门决算表",
    "详见附件。",
    "第三部分 部门决算情况说明",
    "收入9.00万元。",
]


def test_terms_are_missing(faults) -> None:  # type: ignore[no-untyped-def]
    (found,) = faults(required_sections, text(*BODY))
    assert found.expected == "名词解释"


def test_a_layout_without_parts_is_not_judged(faults) -> None:  # type: ignore[no-untyped-def]
    assert (
        faults(
            required_sections, text("某某县水利局2021年度部门决算", "一、部门概况", "二、收入决算情况说明")
        )
        == []
    )


def test_a_place_may_require_something_else(faults) -> None:  # type: ignore[no-untyped-def]
    document = text(*BODY)
    document.notation = dataclasses.replace(
        document.notation, settings=Settings(required_sections=("概况", "绩效"))
    )
    assert [found.expected for found in faults(required_sections, document)] == ["绩效"]
    document.notation = dataclasses.replace(document.notation, settings=Settings())
    assert faults(required_sections, document) == []
