"""What is counted is counted from rows, and only up to the day."""

from __future__ import annotations

from datetime import date

import pytest

from examples.visits import TODAY
from mingzhang.verification.measures import measures
from tests.verification.test_workbook import example


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("核验点位", "6个", "10个"),
        ("核验项次", "18项次", "26项次"),
        ("发现问题", "3个", "3个"),
        ("回头看", "0个", "2个"),
    ],
)
def test_every_number_has_its_rows_and_its_day(name: str, first: str, last: str) -> None:
    before, after = (measures(example(), day)[name] for day in (date(2026, 10, 31), TODAY))
    assert (before.text, after.text) == (first, last)
    assert len(after.rows) == after.number and all(len(row) == len(after.heads) for row in after.rows)


def test_there_is_a_report_for_every_unit_that_was_visited() -> None:
    units = measures(example(), TODAY)["核验反馈报告"]
    assert units.text == "7份" and len(set(units.rows)) == 7
