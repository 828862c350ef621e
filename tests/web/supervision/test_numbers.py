"""Numbers run on without gaps, each once; the office says how they begin."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.web.audit.models import Entry
from mingzhang.web.people.rights import Action
from mingzhang.web.supervision import numbers
from mingzhang.web.supervision.models import SupervisedMatter
from tests.web.conftest import DAY, District, set_today
from tests.web.supervision.courses import OFFICE, registered


def test_numbers_begin_anew_every_year(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [numbers.next_letters(district.region)[-2:] for _ in range(2)] == ["1号", "2号"]
    set_today(monkeypatch, date(2027, 1, 4))
    assert numbers.next_letters(district.region) == "甲区督〔2027〕1号"
    assert numbers.next_letters(district.other_region) == "乙区督〔2027〕1号"


def test_a_number_that_a_ledger_has_taken_is_left_out(district: District) -> None:
    told = {"organisation": district.region, "text": "旧事项", "source": "媒体反映", "received": DAY}
    SupervisedMatter.objects.create(number="2026-001", **told)
    assert registered(district).number == "2026-002"


def test_the_office_says_how_they_begin(district: District) -> None:
    person = district.person(OFFICE)
    numbers.name_office(district.region, person, "甲区督查办", "甲政督")
    numbers.name_office(district.region, person, "甲区督查办", "甲政督")
    assert numbers.next_letters(district.region) == "甲政督〔2026〕1号"
    assert Entry.objects.filter(what="督查机构").count() == 1


def test_numbers_go_on_behind_those_of_a_ledger(district: District) -> None:
    numbers.passed(
        district.region, "甲区督", ["甲区督〔2026〕41号", "乙区督〔2026〕99号", "", "甲区督〔2026〕x号"]
    )
    assert numbers.next_letters(district.region) == "甲区督〔2026〕42号"


def test_units_are_those_right_beneath_the_region(district: District) -> None:
    assert list(numbers.units_of(district.region)) == [district.department, district.other_department]
    assert numbers.region_of(district.person(OFFICE), Action.RUN_MATTERS) == district.region
