"""Mergers of units: one after the other, and none that turns in a circle for ever."""

from __future__ import annotations

from datetime import date

from mingzhang.facts.succession import Succession, Successions

DAY = date(2026, 7, 1)


def test_a_unit_that_nothing_is_known_of_stands_for_itself() -> None:
    assert Successions().current("甲局", DAY) == "甲局" and not Successions()


def test_a_circle_of_mergers_ends() -> None:
    known = Successions([Succession("甲局", "乙局", DAY), Succession("乙局", "甲局", DAY)])
    assert known.current("甲局", DAY) == "乙局" and known.current("乙局", DAY) == "甲局"
