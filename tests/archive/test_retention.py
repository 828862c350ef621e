"""What periods became in 2006, and when they end."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.archive.retention import MAPPING, NEW, OLD, RetentionChange, due, expires, outdated, suggested


def change(old: str, new: str) -> RetentionChange:
    return RetentionChange("甲", old, new, "新规定", "科长", date(2026, 5, 6))


@pytest.mark.parametrize("old", OLD)
@pytest.mark.parametrize("new", NEW)
def test_only_what_the_mapping_names_may_follow(old: str, new: str) -> None:
    allowed = new in MAPPING[old] or old in NEW
    assert (list(change(old, new).flaws()) == []) is allowed


@pytest.mark.parametrize("old", OLD)
def test_the_usual_answer_is_one_that_is_allowed(old: str) -> None:
    assert suggested(old) in MAPPING[old] and suggested(old) in NEW
    assert not outdated(suggested(old))


def test_a_change_says_everything() -> None:
    flaws = list(RetentionChange("甲", "30年", "30年", "", "", date(2026, 5, 6)).flaws())
    assert len(flaws) == 3 and any("理由" in why for why in flaws) and any("批准人" in why for why in flaws)
    assert any("应为永久" in why for why in change("短期", "15年").flaws())


def test_periods_end_with_their_last_year() -> None:
    items = [("甲", "10年", 2015), ("乙", "10年", 2016), ("丙", "永久", 1950), ("丁", "30年", 1990)]
    assert due(items, 2026) == [("丁", 2020), ("甲", 2025)]
    assert expires("长期", 1990) is None
