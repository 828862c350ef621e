"""A year's digest is counted, and the working days that there were for it."""

from __future__ import annotations

from datetime import date

from mingzhang.web.digest.counts import measures_of, working_days
from mingzhang.web.digest.models import DeskIssue
from tests.web.conftest import DAY, District
from tests.web.digest.objects import article, draft


def test_issues_and_working_days_are_counted(district: District) -> None:
    assert not measures_of(district.region, 2026, DAY)
    issue = draft(district.region, "日报", article(district.region))
    DeskIssue.objects.filter(pk=issue.pk).update(sent=DAY)
    found = measures_of(district.region, 2026, DAY)
    assert (found["编发刊期"].text, found["报送摘编"].text) == ("1期", "1条")
    assert found["工作日"].rows[0] == ("2026年1月4日",), "a Sunday that is worked"
    year = working_days(2020, date(2020, 12, 31))
    assert year is not None and year.number == 249
