"""What the appraisal counts of itself, with the rows behind every number."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.appraisal.measures import MEASURES, measures, own_results
from mingzhang.appraisal.returns import OwnRow, Training
from mingzhang.appraisal.task_book import TaskBook
from tests.appraisal import small

AS_OF = date(2025, 5, 20)


COUNTED = [
    ("指标体系", "1套", ("行政机关", "机关体系", "1")),
    ("任务书", "2份", ("甲局", "1")),
    ("考评细则", "5项", ("R1", "R1")),
    ("评分表", "1套", ("行政机关", "4")),
    ("培训", "1次", ("2024年7月1日", "任务书")),
    ("反馈报告", "3份", ("A1", "甲局")),
    ("采集成绩", "15条", ("甲局", "K1", "1")),
]


@pytest.mark.parametrize(("name", "text", "row"), COUNTED)
def test_each_number_has_its_rows(name: str, text: str, row: tuple[str, ...]) -> None:
    drawn = TaskBook("丙局", state="编制", lines=small.LINES)
    books = (*small.returns().books[:2], drawn)
    given = small.returns(trainings=(Training(date(2024, 7, 1), "任务书", 9),))
    found = measures(small.plan(), type(given)(books, given.reported, trainings=given.trainings), AS_OF)
    assert tuple(found) == MEASURES
    assert (found[name].text, found[name].rows[0], found[name].as_of) == (text, row, AS_OF)
    assert len(found[name].heads) == len(row)


FOUNDED = [
    (OwnRow("任务书", "≥3份", "任务书"), "3份", "达到"),
    (OwnRow("任务书", "≥4份", "任务书"), "3份", "未达到"),
    (OwnRow("任务书", "≥4份", "任务书", "4份", "补签一份未登记"), "4份", "达到"),
    (OwnRow("方案", "1份", "", "1份", "方案由党组会通过"), "1份", "达到"),
]


@pytest.mark.parametrize(("row", "text", "told"), FOUNDED)
def test_a_row_is_counted_or_explained(row: OwnRow, text: str, told: str) -> None:
    (found,) = own_results((row,), measures(small.plan(), small.returns(), AS_OF))
    assert found.actual is not None and found.actual.text == text
    assert found.verdict is not None and found.verdict.verdict == told and not found.fault


UNFOUNDED = [
    (OwnRow("任务书", "≥3份", "任务书", "5份"), "人工填写“5份”，系统计数为3份"),
    (OwnRow("方案", "1份", "", "1份"), "人工填写“1份”没有写明理由"),
    (OwnRow("方案", "1份"), "没有实际完成值"),
    (OwnRow("方案", "1份", "方案数"), "没有“方案数”这个计数项"),
]


@pytest.mark.parametrize(("row", "told"), UNFOUNDED)
def test_never_both_in_silence_and_never_neither(row: OwnRow, told: str) -> None:
    (found,) = own_results((row,), measures(small.plan(), small.returns(), AS_OF))
    assert found.actual is None and told in found.fault
