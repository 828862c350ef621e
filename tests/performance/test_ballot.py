"""The workbook of an evaluation as data: every part of the report has its texts, every system its sheet."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mingzhang.catalogue import indicator_systems
from mingzhang.language.evaluation.indicator_system import IndicatorSystem, system_of
from mingzhang.performance.ballot import (
    CAUSES,
    EXPECTED,
    PARTS,
    SETTINGS,
    TEXTS,
    WORDS,
    Ballot,
    Review,
    expert_sheet,
    level,
)


def test_texts_belong_to_parts_and_have_names_of_their_own() -> None:
    keys = [wanted.key for wanted in TEXTS]
    assert len(set(keys)) == len(keys) and CAUSES in keys
    assert {wanted.part for wanted in TEXTS} < set(PARTS) and len(PARTS) == 6
    assert all(wanted.asks and not wanted.asks.endswith("。") for wanted in TEXTS)
    order = [PARTS.index(wanted.part) for wanted in TEXTS]
    assert order == sorted(order), "asked for in the order of the report"


@pytest.mark.parametrize("system", indicator_systems("110106", 2020).values(), ids=lambda one: one.key)
def test_every_system_has_a_sheet_with_a_column_for_each_level(system: IndicatorSystem) -> None:
    sheet = expert_sheet("甲", system)
    names = [name for name, _ in sheet.fields]
    heads = [column.head for _, column in sheet.fields]
    depth = len(system.heads)
    assert names[1 : 1 + depth] == [level(number) for number in range(depth)]
    assert len(set(heads)) == len(heads) and heads[-2:] == ["评分", "评价意见"]
    assert sheet.column("mark").decimals == 2


def test_heads_tell_the_sheets_apart() -> None:
    system = system_of({"key": "甲", "heads": ["一级"], "leaves": [["产出", 100]]})
    sheets = (SETTINGS, WORDS, EXPECTED, expert_sheet("专家1", system))
    found = [{column.head for _, column in sheet.fields} for sheet in sheets]
    assert [heads >= {"评分", "评价意见"} for heads in found] == [False, False, False, True]


def test_where_a_mark_stands_is_no_part_of_it() -> None:
    one, other = Ballot("甲", {("产出",): Fraction(1)}), Ballot("甲", {("产出",): Fraction(1)})
    one.cells[("产出",)], one.rows[("产出",)] = "甲!H5", 5
    assert one == other and Review("1", ballots=[one]) == Review("1", ballots=[other])
