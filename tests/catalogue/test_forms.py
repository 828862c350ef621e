"""The forms of the catalogue: sound in themselves, and true to real documents."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.language.table.caption import Titles
from mingzhang.language.table.form import Form, Side
from mingzhang.readers.limits import Limits
from mingzhang.readers.pdf.reader import read_pdf
from tests.language.tables import CATALOGUE, Bound, drawn, forms

PLACES = sorted(path.stem for path in (CATALOGUE / "places").glob("*.toml"))
SIDES = [(form, side) for form in forms() for side in form.sides]


def test_ids_and_titles_belong_to_one_form() -> None:
    known = forms(*PLACES)
    titles = [(kind, title) for form in known for kind in form.kinds for title in form.titles]
    assert len({form.id for form in known}) == len(known)
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("form", forms(*PLACES), ids=lambda form: form.id)
def test_every_title_is_found_in_print(form: Form) -> None:
    titles = Titles(title for one in forms(*PLACES) for title in one.titles)
    for title in form.titles:
        assert titles.within(title) == title
        assert titles.within(f"2031年度甲局{title} 公开01表") == title


@pytest.mark.parametrize(("form", "side"), SIDES, ids=[f"{form.id}-{n}" for n, (form, _) in enumerate(SIDES)])
def test_no_wording_stands_for_two_columns(form: Form, side: Side) -> None:
    wordings = [wording for column in side.columns for wording in {column.name, *column.wordings}]
    assert len(set(wordings)) == len(wordings), form.id
    assert set(side.sums) <= {line.name for line in side.lines}


def official(side: Side) -> list[str]:
    """The side as its official wordings print it, every figure 1.00."""
    heads = ["项目", *(column.official for column in side.columns)]
    ones = ["1.00"] * len(side.columns)
    rows = [
        [f"{'一二三四五六七八九十'[n % 10]}、{line.official}", *ones] for n, line in enumerate(side.lines)
    ]
    return ["|".join(row) for row in [heads, *rows]]


@pytest.mark.parametrize("form", [form for form in forms() if form.sides], ids=lambda form: form.id)
def test_a_form_reads_what_its_official_wordings_print(form: Form) -> None:
    for side in form.sides:
        if side.lines and side.columns:
            bound = Bound(form.titles[0], "单位：万元", drawn(*official(side)))
            expected = {
                side.fact_name(form.name, line.name, column.name, named=True)
                for line in side.lines
                for column in side.columns
            }
            assert set(bound.said()) == expected
            assert bound.unplaced == []


def test_numbers_in_the_published_set() -> None:
    def numbered(year: int, *places: str) -> dict[int | None, str]:
        final = [form for form in forms(*places) if "final_account" in form.kinds]
        return {form.number(year): form.id for form in final if form.number(year)}

    assert numbered(2024)[9] == "T09"
    assert numbered(2021)[7] == "T09"
    assert numbered(2024, "310000")[8] == "T07"
    assert sorted(filter(None, numbered(2020, "110000"))) == list(range(1, 13))
    assert sorted(filter(None, numbered(2023, "110000"))) == list(range(1, 14))
    assert max(filter(None, numbered(2018))) == 8


REAL = {
    "putuo_finance_2024_final_account.pdf": (9, 195),
    "putuo_finance_2025_budget.pdf": (9, 241),
    "putuo_wanli_2024_budget.pdf": (9, 875),
    "shanghai_2024_template.pdf": (9, 0),
}


@pytest.mark.parametrize("name", REAL)
def test_real_documents_are_read_to_the_last_figure(name: str, shared: Path) -> None:
    report = read_pdf(shared / "data" / "real" / name, Limits())
    bound = Bound(*report.blocks, places=("310000",))
    known = [table.form.id for table in bound.tables if table.form]
    tables, figures = REAL[name]
    assert (len(known), len(set(known)), len(bound.tables)) == (tables, tables, tables)
    assert (bound.read, bound.unplaced) == (figures, [])
    assert all(table.unit for table in bound.tables)


def test_a_real_account_says_what_its_pages_show(shared: Path) -> None:
    report = read_pdf(shared / "data" / "real" / "putuo_finance_2024_final_account.pdf", Limits())
    said = Bound(*report.blocks, places=("310000",)).said()
    assert said["总表.收入总计"] == said["总表.支出总计"] == "2,995.39"
    assert said["收入表[2010602].其他收入"] == "6.19"
    assert said["拨款总表.年初一般公共预算"] == "21.63"
    assert said["一般表[2210203].基本支出"] == "258.50"
    assert said["基本表[公用经费].决算"] == "184.65"
    assert said["三公表.预算.接待费"] == "0.95"
