"""Rows that slipped: any row moved aside is found, no row that stands right is."""

from __future__ import annotations

import random

import pytest

from mingzhang.survey.slips import slip_of

CLOSED = {
    1: {"东桥街道", "西园街道"},
    2: {"青年", "老年"},
    3: {"男", "女"},
    **{column: {"1", "2", "3", "4", "5"} for column in range(4, 10)},
}


def row(rnd: random.Random) -> list[str]:
    """A return as it should stand, with its key before and an open answer behind."""
    return ["uuid:1", *(rnd.choice(sorted(CLOSED[column])) for column in range(1, 10)), "路灯太暗", ""]


def outside(cells: list[str]) -> list[int]:
    return [column for column, known in CLOSED.items() if cells[column] and cells[column] not in known]


@pytest.mark.parametrize("by", [1, 2, 3])
@pytest.mark.parametrize("at", [1, 2, 3])
def test_cells_that_were_put_in_or_left_out_are_found(at: int, by: int) -> None:
    for seed in range(20):
        cells = row(random.Random(seed))
        later = [*cells[:at], *[""] * by, *cells[at:]][: len(cells)]
        assert slip_of(later, CLOSED, outside(later)) == by
        if at + by <= 3:
            earlier = [*cells[:at], *cells[at + by :], *[""] * by]
            assert slip_of(earlier, CLOSED, outside(earlier)) == -by


def test_what_is_only_wrong_has_not_slipped() -> None:
    rnd = random.Random(5)
    for _ in range(200):
        cells = row(rnd)
        cells[rnd.randrange(1, 10)] = rnd.choice(("9", "男", "青年", "不知道", ""))
        assert slip_of(cells, CLOSED, outside(cells)) == 0


def test_one_answer_in_the_wrong_cell_at_the_end_is_no_slip() -> None:
    assert slip_of(["k", "东桥街道", "青年", "", "男", *[""] * 6], CLOSED, [4]) == 0
