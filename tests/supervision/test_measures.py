"""What is counted is counted from rows, and only up to the day."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from examples.matters import TODAY
from mingzhang.supervision.measures import by_line, measures
from tests.supervision.test_papers import example


@pytest.mark.parametrize(
    ("name", "text"),
    [("督查事项", "8件"), ("督查通知", "7份"), ("按期反馈", "3件次"), ("办结事项", "1件"), ("催办", "1次")],
)
def test_every_number_has_its_rows(name: str, text: str) -> None:
    made = measures(example().register, TODAY)[name]
    assert made.text == text and len(made.rows) == made.number
    assert all(len(row) == len(made.heads) for row in made.rows)


def test_nothing_is_counted_before_its_day() -> None:
    register = example().register
    before = [{name: each.number for name, each in measures(register, day).items()} for day in (
        date(2026, 5, 1), date(2026, 6, 30), date(2026, 9, 1), TODAY,
    )]  # fmt: skip
    assert set(before[0].values()) == {0}
    for earlier, later in pairwise(before):
        assert all(earlier[name] <= later[name] for name in earlier)


def test_matters_are_counted_under_their_lines() -> None:
    """The matter with the line was split; its part counts for it."""
    found = by_line(example().register, TODAY)
    assert list(found) == ["RW-12"] and (found["RW-12"].assigned, found["RW-12"].in_time) == (1, 1)
