"""The form asks of each point what is looked at there; the answers come back as results."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mingzhang.facts.report import Cell, Table
from mingzhang.facts.workbook import Workbook
from mingzhang.verification.campaign import judged
from mingzhang.verification.draw import SECOND
from mingzhang.verification.xlsform import submissions, xlsform
from mingzhang.writers.spreadsheet.form import workbook_file
from tests.verification.test_workbook import example


def rows(book: Workbook, name: str) -> list[dict[str, str]]:
    """The rows of a sheet under their heads."""
    leaf = next(leaf for leaf in book.leaves if leaf.name == name)
    lines: dict[int, dict[int, str]] = {}
    for slot in leaf.slots:
        lines.setdefault(slot.at[0], {})[slot.at[1]] = str(slot.value)
    heads = lines.pop(0)
    return [{heads[column]: text for column, text in line.items()} for line in lines.values()]


def test_every_point_is_offered_to_its_inspector_with_its_own_items() -> None:
    made = example()
    points = [point for point in made.points if point.phase == SECOND]
    book = xlsform(made, points, "1")
    choices = [row for row in rows(book, "choices") if row["list_name"] == "points"]
    assert [(row["name"], row["inspector"]) for row in choices] == [(p.number, p.inspector) for p in points]
    asked = {row["name"]: len(row["items"].split()) for row in choices}
    problems, _ = judged(made)
    assert asked == {point.number: len(made.items_at(point, problems)) for point in points}
    assert {count for count in asked.values()} == {1, 3}
    inspectors = {row["name"] for row in rows(book, "choices") if row["list_name"] == "inspectors"}
    assert inspectors == {point.inspector for point in points}


def test_the_questions_have_names_that_are_unique_and_follow_each_other() -> None:
    made = example()
    survey = rows(xlsform(made, made.points, "1"), "survey")
    names = [row["name"] for row in survey]
    assert len(names) == len(set(names)) and names[:5] == ["day", "inspector", "point", "place", "where"]
    assert [row["type"] for row in survey[5:8]] == ["select_one results", "text", "image"]
    assert all("'fail'" in row["relevant"] for row in survey if row["name"].startswith(("note", "photo")))
    assert rows(xlsform(made, [], "7"), "settings")[0]["version"] == "7"


HEADS = [
    "_id",
    "day",
    "inspector",
    "group/point",
    "place",
    "where",
    "result_1",
    "note_1",
    "photo_1",
    "result_2",
    "result_3",
]


def answers(*lines: list[str]) -> Table:
    return Table(
        [
            Cell(text, row, column)
            for row, line in enumerate([HEADS, *lines])
            for column, text in enumerate(line)
        ],
        name="答案",
    )


def test_answers_become_results() -> None:
    made = example()
    line = [
        "1",
        "2026-10-09",
        "甲组",
        "A-001",
        "39.9 116.3 40 5",
        "",
        "fail",
        "倒伏",
        "a.jpg",
        "pass",
        "absent",
    ]
    results, problems = submissions(answers(line), made, made.points)
    assert not problems and [(each.code, each.result) for each in results] == [
        ("1", "不合格"),
        ("2", "合格"),
        ("3", "不适用"),
    ]
    first = results[0]
    assert (first.day, first.inspector, first.note, first.photos) == (
        date(2026, 10, 9),
        "甲组",
        "倒伏",
        ("a.jpg",),
    )
    assert first.position == "39.9，116.3（WGS-84）"


@pytest.mark.parametrize(
    ("line", "count"),
    [
        (["1", "昨天", "甲组", "A-001", "", "", "pass"], 1),
        (["1", "2026-02-30", "甲组", "A-001", "", "", "pass"], 1),
        (["1", "2026-10-09", "", "A-001", "", "", "pass"], 1),
        (["1", "2026-10-09", "甲组", "", "", "", "pass"], 1),
        (["1", "2026-10-09T08:00:00", "甲组", "A-001", "北纬 东经", "门口", "pass"], 0),
        (["1", "2026-10-09", "甲组", "A-001", "99 200", "", "maybe"], 0),
    ],
)
def test_an_answer_that_lacks_what_makes_one_is_told(line: list[str], count: int) -> None:
    made = example()
    results, problems = submissions(answers(line), made, made.points)
    assert len(problems) == count and all("这一行没有读取" in str(each) for each in problems)
    assert all(each.position == "" for each in results)


def test_a_table_without_rows_has_no_answers() -> None:
    assert submissions(Table([]), example(), []) == ([], [])


def test_the_form_is_one_that_phones_take(tmp_path: Path) -> None:
    """Judged by the reference converter; it comes with the extra for surveys."""
    xls2xform = pytest.importorskip("pyxform.xls2xform", reason="the extra survey (pyxform) is not installed")
    made = example()
    points = [point for point in made.points if point.phase == SECOND]
    path = tmp_path / "表单.xlsx"
    path.write_bytes(workbook_file(xlsform(made, points, "1")))
    converted = xls2xform.convert(str(path), validate=False)
    assert not [said for said in converted.warnings if "max-pixels" not in said]
    assert all(f"<name>{point.number}</name>" in converted.xform for point in points)
    assert "instance('points')" in converted.xform
