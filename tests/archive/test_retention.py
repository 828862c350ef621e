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


def test_what_is_kept_for_ever_may_be_confirmed_and_nothing_else_stays_the_same() -> None:
    for period in NEW:
        assert any("都是" in why for why in change(period, period).flaws()) is (period != "永久")


def test_what_no_rule_knows_is_told_and_quoted() -> None:
    for new in ("", "长期", "短期", "30", "三十年"):
        told = list(change("长期", new).flaws())
        assert any(f"新保管期限“{new}”应为永久、30年或10年" == why for why in told)
    assert list(change("定期", "30年").flaws()) == []


def test_only_periods_of_before_are_outdated() -> None:
    assert [period for period in (*OLD, *NEW, "", "定期") if outdated(period)] == ["长期", "短期"]


def test_a_year_that_is_not_over_is_not_due() -> None:
    for by, found in ((2018, []), (2019, [("甲", 2018)])):
        assert due([("甲", "10年", 2008)], by) == found
    assert due([], 2026) == [] and due([("甲", "", 1950), ("乙", "短期", 1950)], 2026) == []


def test_what_ended_first_stands_first_and_ties_stay_in_their_order() -> None:
    items = [("丙", "10年", 2010), ("甲", "10年", 2001), ("乙", "10年", 2010), ("丁", "30年", 1981)]
    assert [code for code, _ in due(items, 2026)] == ["甲", "丁", "丙", "乙"]


def test_the_longer_period_never_ends_before_the_shorter() -> None:
    for year in (1949, 2006, 2026):
        ten, thirty = expires("10年", year), expires("30年", year)
        assert ten is not None and thirty is not None and thirty - ten == 20 and ten - year == 10
