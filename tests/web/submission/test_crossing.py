"""Checks across documents."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.register.models import OrganisationKind
from mingzhang.web.season.models import Season
from mingzhang.web.season.opening import open_season
from mingzhang.web.submission import crossing
from mingzhang.web.submission.checking import check_version
from mingzhang.web.submission.models import CheckState, CrossCheck, Submission, Version
from mingzhang.web.submission.moves import add_version
from tests.web.conftest import District

LINES = "{unit}{year}年度部门决算\n二、收入决算情况说明\n{year}年度收入合计{now}万元，比上年增加{more}万元。"


def account(district: District, year: int, now: str, more: str) -> Version:
    """A checked text of the department for a year, in a season of that year."""
    season = Season.objects.filter(year=year).first()
    if season is None:
        season = Season(organisation=district.region, year=year, approved=date(year + 1, 3, 13))
        open_season(season, None, {OrganisationKind.DEPARTMENT: "部门决算"})
    submission = Submission.objects.shown().get(season=season, organisation=district.department)
    text = LINES.format(unit=district.department, year=year, now=now, more=more)
    made = add_version(submission, district.person(Role.PREPARER), "决算.txt", [text.encode()])
    check_version.func(made.pk)
    return Version.objects.select_related("submission__season", "submission__organisation").get(pk=made.pk)


def test_this_year_is_held_against_the_last(district: District) -> None:
    former = account(district, 2024, "100.00", "10.00")
    now = account(district, 2025, "130.00", "20.00")
    assert crossing.parts_of(now) == [former]
    crossing.cross_check.func(now.pk)
    made = CrossCheck.objects.get(version=now)
    assert made.state == CheckState.DONE and made.beside == [former.pk]
    assert "部门决算" in "".join(made.told), made.told
    page = district.client(Role.PREPARER).get(f"/submissions/{now.submission_id}/").content.decode()
    assert "跨文件核对" in page


def test_nothing_is_done_without_parts_or_twice(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    now = account(district, 2025, "130.00", "20.00")
    crossing.cross_check.func(now.pk)
    assert not CrossCheck.objects.exists()
    account(district, 2024, "100.00", "10.00")
    told = list[int]()

    def compared(version: Version, _parts: object) -> dict[str, list[object]]:
        told.append(version.pk)
        return {"findings": [], "told": []}

    monkeypatch.setattr(crossing, "_compared", compared)
    crossing.cross_check.func(now.pk)
    crossing.cross_check.func(now.pk)
    assert told == [now.pk]
