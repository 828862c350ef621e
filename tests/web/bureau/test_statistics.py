"""Findings over all units: once each, by the current version, with those of the year before."""

from __future__ import annotations

import io
import re

import openpyxl

from mingzhang.web.bureau.statistics import (
    KINDS,
    UNIT_HEADS,
    by_kind,
    findings_of,
    rule_cells,
    unit_cells,
)
from mingzhang.web.people.models import Role
from mingzhang.web.season.models import Season
from mingzhang.web.season.opening import open_season
from mingzhang.web.submission.models import Found, Submission, Version
from mingzhang.work.explain import rule_list
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
    assert by_kind(shown) == [("文字说明与表", 2)]
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


def test_a_unit_is_held_against_its_year_before(district: District) -> None:
    before, version = former_season(district), district.draft()
    former = district.version_of(before)
    Submission.objects.filter(pk=before.pk).update(current=former)
    for made, rules in ((former, ("N-18", "T01-04")), (version, ("N-18", "P-01"))):
        for rule in rules:
            find(made, rule)
    rows = {row[0]: row for row in unit_cells(findings_of(district.season, district.person(Role.MANAGER)))}
    assert rows["甲区水务局"] == ["甲区水务局", 2, 0, 0, 0, 2, "N-18"]
    assert rows["甲区档案馆"] == ["甲区档案馆", 0, 0, 0, 0, 0, ""]
    sent = district.client(Role.MANAGER).get(f"/bureau/{district.season.pk}/export/?by=unit")
    book = openpyxl.load_workbook(io.BytesIO(sent.content))
    assert [cell.value for cell in book.worksheets[0][1]] == list(UNIT_HEADS)


def test_every_rule_there_is_has_a_kind_in_words() -> None:
    ids = re.findall(r"^\s*([A-Z]\w*-\d+)", rule_list(), re.MULTILINE)
    assert len(ids) > 100 and {rule[:1] for rule in ids} == set(KINDS)
