"""B-44: the note below an empty table names the budget of that table."""

from __future__ import annotations

import pytest

from mingzhang.facts.finding import Verdict
from mingzhang.facts.report import Paragraph
from mingzhang.language.document.document import Document
from mingzhang.rules import from_module
from mingzhang.rules.accounts import note_of_another as rule
from mingzhang.work.examples import text

HEAD = ["功能分类科目名称", "合计", "基本支出", "项目支出"]


def plan(budget: str, *notes: str) -> Document:
    document = text(
        "某局2025年部门预算", f"{budget}支出表", "单位：元", kind="budget", year=2025,
        tables=[[HEAD, ["合计", "", "", ""]]],
    )  # fmt: skip
    document.tables[0].notes = [Paragraph(note) for note in notes]
    return document


@pytest.mark.parametrize(
    ("own", "other"), [("政府性基金预算", "国有资本经营"), ("国有资本经营预算", "政府性基金")]
)
def test_the_note_of_the_other_budget_is_found(own: str, other: str) -> None:
    note = f"注：本部门无{other}预算安排的支出，故本表为空表。"
    [found] = from_module(rule).check(plan(own, note))
    assert found.verdict is Verdict.FAILS and found.expected == own.removesuffix("预算")
    assert [place.printed for place in found.places] == [other]


@pytest.mark.parametrize("own", ["政府性基金预算", "国有资本经营预算"])
def test_its_own_note_holds(own: str) -> None:
    told = "注：本部门无{}预算安排的支出，故本表为空表。"
    note = told.format(own.removesuffix("预算"))
    assert [found.verdict for found in from_module(rule).check(plan(own, note))] == [Verdict.HOLDS]
    both = told.format("政府性基金和国有资本经营")
    assert [found.verdict for found in from_module(rule).check(plan(own, both))] == [Verdict.HOLDS]


def test_notes_that_speak_of_neither_or_of_something_else_are_left() -> None:
    assert [f.verdict for f in from_module(rule).check(plan("政府性基金预算", "注：本表为空表。"))] == [
        Verdict.HOLDS
    ]
    assert list(from_module(rule).check(plan("政府性基金预算", "注：国有资本经营预算见另表。"))) == []
    assert list(from_module(rule).check(plan("政府性基金预算"))) == []


def test_tables_of_other_budgets_are_left() -> None:
    document = text(
        "某局2025年部门预算", "一般公共预算支出表", "单位：元", kind="budget", year=2025,
        tables=[[HEAD, ["合计", "1.00", "1.00", "0.00"]]],
    )  # fmt: skip
    for table in document.tables:
        table.notes = [Paragraph("注：本部门无政府性基金预算安排的支出，故本表为空表。")]
    assert list(from_module(rule).check(document)) == []
