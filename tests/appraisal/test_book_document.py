"""A task book on paper: every line of it, what an adjustment changed, its course, room for two signatures."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from mingzhang.appraisal.book_document import changes, task_book
from mingzhang.appraisal.courses import Entered
from mingzhang.appraisal.task_book import TaskBook, TaskLine
from mingzhang.facts.publication import Publication
from mingzhang.facts.report import Paragraph, Table
from tests.appraisal import small

BOOK = TaskBook("甲局", lines=small.LINES)
LOG = (
    Entered("编制", "经办", date(2024, 6, 3)),
    Entered("确认", "督查科", date(2024, 6, 20)),
    Entered("签订", "分管领导", date(2024, 7, 1)),
)


def texts(made: Publication) -> list[str]:
    return [block.text for block in made.report().blocks if isinstance(block, Paragraph)]


def table(made: Publication, name: str) -> list[list[str]]:
    found = next(p.block for p in made.tables() if isinstance(p.block, Table) and p.block.name == name)
    rows: dict[int, list[str]] = {}
    for cell in sorted(found.cells, key=lambda cell: (cell.row, cell.column)):
        rows.setdefault(cell.row, []).append(cell.text)
    return list(rows.values())


def test_every_line_stands_in_it_with_target_challenge_and_full_marks() -> None:
    lines = (
        replace(small.LINES[0], milestones="6月底前完成一半；年底前完成", special="安全", lead="乙局"),
        small.LINES[1],
    )
    made = task_book(small.plan(), replace(BOOK, lines=lines), LOG)
    assert texts(made)[:2] == ["甲局\n2024年度绩效任务书", "第1版　已签订"]
    rows = table(made, "任务")
    about = "督查事项DC1\n专项任务“安全”\n配合乙局"
    first = ["1", "检查", "≥10次", "≥12次", "6月底前完成一半\n年底前完成", "20", about]
    assert rows[1:] == [["K1\n重点任务\n（40分）", *first], ["2", "培训", "≥4次", "—", "—", "20", "—"]]
    assert table(made, "过程")[1:] == [
        ["编制", "经办", "2024年6月3日", ""],
        ["确认", "督查科", "2024年6月20日", ""],
        ["签订", "分管领导", "2024年7月1日", ""],
    ]
    assert table(made, "签订")[1] == ["甲局", "督查科"]


def test_what_is_not_signed_says_so_and_leaves_room_for_the_steps_to_come() -> None:
    made = task_book(small.plan(), replace(BOOK, state="编制"), LOG[:1])
    assert texts(made)[1] == "第1版　编制中，签订后生效"
    assert [row[0] for row in table(made, "过程")[1:]] == ["编制", "确认", "签订"]


def test_an_adjustment_says_why_and_what_changed() -> None:
    new = replace(BOOK, version=2, state="调整", reason="机构改革。", lines=(
        replace(small.LINES[0], target="≥8次", full=Fraction(30)),
        TaskLine("3", "演练", "K1", "≥1场"),
    ))  # fmt: skip
    made = task_book(small.plan(), new, (*LOG, Entered("调整", "督查科", date(2024, 9, 1), "机构改革")), BOOK)
    assert "二、与第1版相比的调整" in texts(made) and "调整理由：机构改革。" in texts(made)
    assert table(made, "调整")[1:] == [
        ["1", "目标值", "≥10次", "≥8次"],
        ["1", "分值", "均分", "30"],
        ["2", "取消任务", "培训（≥4次）", "—"],
        ["3", "增加任务", "—", "演练（≥1场）"],
    ]
    same = task_book(small.plan(), replace(BOOK, version=2, reason="换人"), LOG, BOOK)
    assert "各项任务与第1版相同。" in texts(same)


@pytest.mark.parametrize(
    "field", ["text", "indicator", "target", "challenge", "milestones", "matter", "lead"]
)
def test_no_change_of_a_line_is_silent(field: str) -> None:
    changed = replace(small.LINES[0], **{field: "别的"})  # type: ignore[arg-type]
    assert len(changes(replace(BOOK, lines=(changed, small.LINES[1])), BOOK)) == 1


def test_a_unit_or_an_indicator_that_the_plan_lacks_is_printed_as_it_is_said() -> None:
    made = task_book(small.plan(), TaskBook("丁局", lines=(TaskLine("1", "修路", "Z9", "≥3条"),)))
    assert table(made, "任务")[1] == ["Z9", "1", "修路", "≥3条", "—", "—", "均分", "—"]
