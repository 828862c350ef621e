"""What plans say of themselves, and that nothing is there twice."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from mingzhang.appraisal.courses import APPEAL, BOOK, CLAIM, RANKING, SCORE, SYSTEM
from mingzhang.web.appraisal.plan_models import TONES, AppraisalCycle, UnitBook, states
from tests.web.appraisal.district_year import begun, issued, signed, unit_of
from tests.web.conftest import District


def test_every_state_has_a_look() -> None:
    for course in (APPEAL, BOOK, CLAIM, RANKING, SYSTEM):
        assert {state for state, _ in states(course)} <= TONES.keys()
    assert [state for state, _ in states(SCORE)] == ["待采集", "已采集", "复核", "确认"]


def test_a_book_is_open_until_it_is_handed_in_or_signed(district: District) -> None:
    cycle = issued(district)
    book = signed(district, cycle)[0]
    assert (book.open, book.signed, book.tone) == (False, True, "approved")
    assert UnitBook(unit=book.unit, state="编制").open and not UnitBook(unit=book.unit, state="确认").open
    assert book.organisation == book.unit.organisation and book.address.endswith(f"/{book.pk}/")


def test_nothing_is_there_twice(district: District) -> None:
    cycle = begun(district)
    unit = unit_of(cycle, district.department)
    UnitBook.objects.create(unit=unit)
    for again in (
        lambda: AppraisalCycle.objects.create(organisation=district.region, year=cycle.year),
        lambda: UnitBook.objects.create(unit=unit),
        lambda: cycle.units.create(organisation=district.department, code="1", kind="行政机关"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            again()
