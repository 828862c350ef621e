"""The ranking, the special tasks, and everything as tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from mingzhang.appraisal.district_documents import (
    ranking_publication,
    results_publication,
    special_publication,
)
from mingzhang.appraisal.measures import measures, own_results
from mingzhang.appraisal.returns import OwnRow
from mingzhang.appraisal.sealing import seal
from mingzhang.appraisal.task_book import TaskBook
from mingzhang.facts.publication import NOTE, Publication
from mingzhang.facts.report import Paragraph, Table
from tests.appraisal import small

DAY = date(2025, 5, 20)


def rows(made: Publication, name: str) -> list[list[str]]:
    (table,) = (p.block for p in made.pieces if p.name == name and isinstance(p.block, Table))
    return [[cell.text for cell in table.row(number)] for number in range(table.shape[0])]


def test_the_ranking_tells_places_mean_grades_and_seal() -> None:
    found = small.made()
    made = ranking_publication(found, seal(found, "督查科", DAY))
    assert rows(made, "行政机关排名")[1:] == [
        ["1", "甲局", "98.00", "0.00", "0.00", "98.00", "优"],
        ["2", "乙局", "84.00", "0.00", "0.00", "84.00", "良"],
        ["2", "丙局", "84.00", "0.00", "0.00", "84.00", "良"],
    ]
    said = [piece.block.text for piece in made.pieces if isinstance(piece.block, Paragraph)]
    assert "3个单位参加考评，3个排名，平均88.67分；等次：“优”1个，“良”2个。" in said
    assert "2．排名现为“封存”；总分相同的名次并列。" in said


def test_units_that_are_not_there_any_more_are_noted() -> None:
    units = (*small.plan().units[:2], replace(small.plan().units[2], until=date(2024, 7, 31), into="A1"))
    rest = [row for row in small.returns().reported if row.unit != "丙局"]
    found = small.made(replace(small.returns(rest), books=small.returns().books[:2]), units=units)
    made = ranking_publication(found, seal(found, "督查科", DAY))
    notes = [p.block.text for p in made.pieces if p.role == NOTE and isinstance(p.block, Paragraph)]
    assert notes[-1].startswith("3．丙局于2024年7月31日并入甲局")


def test_special_tasks_are_gathered_over_units() -> None:
    first = replace(small.LINES[0], special="治堵")
    books = tuple(TaskBook(name, lines=(first, small.LINES[1])) for name in small.NAMES)
    found = small.made(replace(small.returns(), books=books))
    table = rows(special_publication(found), "某区2024年度绩效考评专项任务汇总表")
    assert table[1:3] == [
        ["治堵", "甲局", "检查", "DC1", "≥10次", "10次", "达到", "20.00", "未达到"],
        ["治堵", "乙局", "检查", "DC1", "≥10次", "8次", "未达到", "16.00", "未达到"],
    ]
    assert special_publication(small.made()).tables() == []


def test_everything_stands_in_the_result_workbook() -> None:
    given = small.returns(own=(OwnRow("签订任务书", "≥3份", "任务书"),))
    found = small.made(given)
    counts = measures(found.plan, given, DAY)
    made = results_publication(found, counts, list(own_results(given.own, counts)))
    assert [piece.name for piece in made.tables()] == [
        "行政机关排名", "得分明细", "加减分", "下一年度任务", "专项任务", "计数", "自评",
    ]  # fmt: skip
    assert len(rows(made, "得分明细")) == 16 and len(rows(made, "下一年度任务")) == 8
    assert rows(made, "自评")[1] == [
        "签订任务书", "≥3份", "3份", "达到", "任务书3份（截至2025年5月20日，由3条记录计得）",
    ]  # fmt: skip
