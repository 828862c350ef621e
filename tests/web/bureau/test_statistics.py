"""Findings over all units: once each, by the current version, with those of the year before."""

from __future__ import annotations

from mingzhang.web.bureau.statistics import by_kind, findings_of, rule_cells
from mingzhang.web.people.models import Role
from mingzhang.web.season.models import Season
from mingzhang.web.season.opening import open_season
from mingzhang.web.submission.models import Found, Submission, Version
from tests.web.conftest import District


def find(version: Version, rule: str, severity: str = "error") -> None:
    Found.objects.create(
        version=version,
        order=0,
        fingerprint=rule,
        rule=rule,
        title="题",
        verdict="fails",
        severity=severity,
        data={},
    )


def former_season(district: District) -> Submission:
    season = Season(organisation=district.region, year=2024, approved=district.season.approved)
    open_season(season, None, {"department": "部门决算"})
    return season.submissions.get(organisation=district.department)


def test_only_the_current_version_counts(district: District) -> None:
    first = district.draft(b"1")
    find(first, "T01-04")
    second = district.draft(b"2")
    find(second, "N-18")
    find(second, "N-18", "warning")
    find(second, "N-99", "info")
    shown = findings_of(district.season, district.person(Role.MANAGER))
    assert [(row.rule, row.count, row.units) for row in shown.rules] == [("N-18", 2, {"甲区水务局"})]
    assert [(row.errors, row.warnings) for row in shown.units] == [(1, 1), (0, 0)]
    assert by_kind(shown) == [("N", 2)]
    assert shown.former is None


def test_who_makes_the_same_mistake_again(district: District) -> None:
    before = former_season(district)
    version = district.version_of(before)
    Submission.objects.filter(pk=before.pk).update(current=version)
    find(version, "N-18")
    find(district.draft(), "N-18")
    (row,) = findings_of(district.season, district.person(Role.REVIEWER)).rules
    assert (row.former, row.repeated) == (1, {"甲区水务局"})
    assert rule_cells(findings_of(district.season, district.person(Role.MANAGER)))[0][5] == "甲区水务局"
