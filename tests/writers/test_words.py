"""The same words and numbers in every output."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.finding import Verdict
from mingzhang.facts.result import CheckedDocument
from mingzhang.language.document.document import KINDS as DOCUMENT_KINDS
from mingzhang.writers.words import (
    KINDS,
    columns_of,
    groups,
    heading,
    lines_of,
    notes,
    printable,
)
from tests.writers.results import finding, result, waiver


def test_every_kind_of_document_has_a_name() -> None:
    assert set(KINDS) == set(DOCUMENT_KINDS)


def test_findings_fall_into_four_groups_and_explained_ones_come_last() -> None:
    one, two = finding("N-01", "一", printed="1"), finding("N-02", "二", printed="2")
    three = finding("N-03", "三", printed="3")
    near, lost = (
        finding("T01-04", "差", verdict=Verdict.ROUNDING),
        finding("T01-05", "缺", verdict=Verdict.UNDECIDED),
    )
    found = groups(result(one, two, three, near, lost, waivers=(waiver(two),)))
    assert [f.rule for f in found.open] == ["N-01", "N-03"]
    assert [(f.rule, w.name) for f, w in found.explained] == [("N-02", "王某")]
    assert [f.rule for f in found.numbered] == ["N-01", "N-03", "N-02"]
    assert ([f.rule for f in found.rounding], [f.rule for f in found.undecided]) == (
        ["T01-04"],
        ["T01-05"],
    )


def test_only_failing_findings_can_be_explained() -> None:
    near = finding(verdict=Verdict.ROUNDING)
    assert groups(result(near, waivers=(waiver(near),))).explained == []


def test_headings_leave_out_what_is_unknown() -> None:
    assert heading(result().document) == "某市某局 2024 年度 部门决算"
    assert heading(CheckedDocument("a.txt")) == "未能判断文件种类"


def test_notes_tell_of_unread_pages() -> None:
    said = notes(result(notes=("隐藏的工作表",), unread_pages=(3,)).document)
    assert said[0] == "隐藏的工作表" and said[1].startswith("第 3 页没有读到")


@given(st.text())
def test_printable_text_has_nothing_hidden_and_loses_nothing_visible(text: str) -> None:
    kept = printable(text)
    assert not any(unicodedata.category(char) in ("Cs", "Cc") and char not in "\t\n" for char in kept)
    kept.encode("utf-8")
    assert [c for c in text if unicodedata.category(c)[0] in "LNPSM"] == [
        c for c in kept if unicodedata.category(c)[0] in "LNPSM"
    ]


@pytest.mark.parametrize(("text", "lines"), [("", 1), ("收入", 1), ("收入支出决算总表", 4), ("甲\n乙", 2)])
def test_lines_a_text_takes_in_a_column(text: str, lines: int) -> None:
    assert lines_of(text, 6) == lines


def test_chinese_marks_are_as_wide_as_letters() -> None:
    assert (columns_of("“三公”"), columns_of("—"), columns_of("A-1")) == (8, 2, 3)
