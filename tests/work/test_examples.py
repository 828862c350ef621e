"""The small documents of the examples behave as real ones do."""

from __future__ import annotations

from mingzhang.work.examples import facts, grid, text


def test_facts_make_a_document_of_figures() -> None:
    document = facts("总表.本年收入 10.00", "说明.团组数 0个", year=2020, kind="budget")
    assert (document.kind, document.year, document.unit) == ("budget", 2020, "某区某局")
    assert document.facts.names() == ["总表.本年收入", "说明.团组数"]
    assert document.notation.year == 2020
    assert document.facts.has_table("总表")


def test_text_is_read_and_understood() -> None:
    document = text("某区某局", "2021年度部门决算", "二、收入决算情况说明", "其他收入1.00万元。")
    assert (document.unit, document.year, document.kind) == ("某区某局", 2021, "final_account")
    assert document.facts.names() == ["总表.其他收入"]
    assert [p.line for p in document.report.paragraphs()] == [1, 2, 3, 4]


def test_what_is_given_counts_more() -> None:
    document = text("某区某局", "2021年度部门决算", year=2019, unit="另一个局", kind="self_evaluation")
    assert (document.unit, document.year, document.kind) == ("另一个局", 2019, "self_evaluation")


def test_tables_stand_between_paragraphs_or_behind_them() -> None:
    rows = (("项目", "决算数"), ("本年收入合计", "5.00"))
    between = text("收入支出决算总表", grid(*rows), "说明。")
    behind = text("说明。", "收入支出决算总表", tables=[rows])
    for document in (between, behind):
        said = document.facts.get("总表.本年收入")
        assert said is not None
        assert said.table


def test_a_grid_has_its_rows() -> None:
    table = grid(("甲", "乙"), ("1",))
    assert table.shape == (2, 2)
    assert table.at(1, 1) is None
