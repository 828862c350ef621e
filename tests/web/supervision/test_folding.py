"""What follows from a history is kept beside it: for one matter and for many, the same."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mingzhang.supervision.matter import Act, Period
from mingzhang.web.supervision.folding import Folded, Mergers, folded, keep, limits_of
from mingzhang.web.supervision.models import MatterDuty, SupervisedMatter
from mingzhang.web.supervision.moves import Said, make
from tests.web.conftest import DAY, District, set_today
from tests.web.supervision.courses import PREPARER, accepted, assigned, duty_of, signed_for, step


def test_keeping_again_changes_nothing(district: District) -> None:
    matter = accepted(district)
    before = MatterDuty.objects.values().get()
    row = SupervisedMatter.objects.select_related("organisation", "parent").get(pk=matter.pk)
    keep(row, folded(row))
    assert MatterDuty.objects.values().get() == before


def test_a_history_is_looked_at_up_to_a_step(district: District) -> None:
    matter = accepted(district)
    step = matter.events.select_related("matter", "unit").get(act="签收")
    assert folded(matter, step).course(matter).stage.value == "签收"
    assert folded(matter).course(matter).stage.value == "审核通过"


def test_a_long_term_matter_reports_period_by_period(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    matter = signed_for(district, period=Period.MONTH, due=date(2026, 12, 31))
    duty = duty_of(matter, district.department)
    assert (duty.expected, duty.due, duty.reporting) == (date(2026, 3, 31), date(2026, 12, 31), True)
    make(matter, district.person(PREPARER), Said(Act.PROGRESS, duty.pk, "完成一期"))
    assert duty_of(matter, district.department).expected == date(2026, 4, 30)
    set_today(monkeypatch, date(2026, 7, 1))
    make(matter, district.person(PREPARER), Said(Act.PROGRESS, duty.pk, "完成二期"))
    assert duty_of(matter, district.department).expected == date(2026, 7, 31)
    assert SupervisedMatter.objects.get().expected == date(2026, 7, 31)


def test_several_matters_are_folded_together(district: District) -> None:
    first, second = assigned(district), signed_for(district)
    rows = SupervisedMatter.objects.select_related("organisation", "parent")
    made = Folded(list(rows), Mergers(district.region))
    stages = [made.course(row).stage.value for row in (first, second)]
    assert stages == ["交办", "签收"] and set(made.units) == {"甲区水务局"}


def test_the_limits_are_those_of_the_place(district: District) -> None:
    assert str(limits_of(district.region, 2026).of("媒体反映")) == "5个工作日"


def test_what_waits_is_counted(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    matter = signed_for(district)
    set_today(monkeypatch, DAY + timedelta(days=10))
    step(matter, district, Act.URGE, duty=duty_of(matter, district.department).pk)
    assert duty_of(matter, district.department).urged == 1
    assert SupervisedMatter.objects.get().edition == 5
