"""The quota of working days: what counts, what does not, and what is uncertain."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from mingzhang.digest.article import Article
from mingzhang.digest.issue import DigestItem, Issue, IssueKind
from mingzhang.digest.quota import Quota, sent_by_day, tally

FIRST, LAST = date(2024, 9, 23), date(2024, 10, 13)


def issue(day: date, count: int, sent: bool = True) -> Issue:
    items = tuple(
        DigestItem(Article(f"{day:%m%d}{at}", "甲", "乙", "某报", day), "甲", "乙") for at in range(count)
    )
    return Issue(
        f"RB-{day:%m%d}", IssueKind.DAILY, day.timetuple().tm_yday, day, items, sent=day if sent else None
    )


ISSUES = [
    issue(date(2024, 9, 23), 2),
    issue(date(2024, 9, 24), 3),
    issue(date(2024, 9, 25), 5),
    issue(date(2024, 9, 26), 9),
    issue(date(2024, 9, 27), 4, sent=False),
    issue(date(2024, 10, 1), 6),
    issue(date(2024, 10, 12), 4),
    issue(date(2024, 10, 14), 4),
]


def test_days_that_are_worked_count_with_those_made_up_at_weekends() -> None:
    made = tally(ISSUES, FIRST, LAST)
    assert made.days == 12  # 23 to 27, 29 and 30 September, 8 to 12 October
    assert (made.sent, made.idle) == (29, 6)
    assert (made.met, made.over, len(made.short)) == (3, 1, 8)
    assert made.planned == (36, 60) and made.mean == Fraction(29, 12)


def test_what_was_not_sent_does_not_count() -> None:
    assert date(2024, 9, 27) not in sent_by_day(ISSUES)
    assert date(2024, 9, 27) in tally(ISSUES, FIRST, LAST).short


@pytest.mark.parametrize(
    ("count", "said"), [(0, "不足"), (2, "不足"), (3, "达到"), (5, "达到"), (6, "超过"), (12, "超过")]
)
def test_a_day_is_short_of_the_plan_meets_it_or_goes_beyond(count: int, said: str) -> None:
    assert Quota(3, 5).said(count) == said


def test_two_issues_of_a_day_are_added() -> None:
    twice = [ISSUES[0], replace(issue(date(2024, 9, 23), 2), number="ZB-1", kind=IssueKind.SPECIAL)]
    assert sent_by_day(twice) == {date(2024, 9, 23): 4}


def test_a_stretch_without_working_days_has_no_mean() -> None:
    made = tally([], date(2024, 10, 1), date(2024, 10, 7))
    assert made.days == 0 and made.mean is None and made.planned == (0, 0)
