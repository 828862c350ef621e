"""The appraisal's counts; its feedback reports are those that were written, not those that are due."""

from __future__ import annotations

from mingzhang.web.appraisal.counts import measures_of
from mingzhang.web.appraisal.models import SealedResult, UnitResult
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import YEAR, issued, signed
from tests.web.conftest import DAY, District


def test_books_rules_and_reports_are_counted_with_their_rows(district: District) -> None:
    assert not measures_of(district.region, YEAR, DAY)
    cycle = issued(district)
    signed(district, cycle)
    found = measures_of(district.region, YEAR, DAY)
    assert (found["任务书"].text, found["考评细则"].text, found["评分表"].text) == ("2份", "5项", "1套")
    assert found["反馈报告"].number == 0, "nothing is sealed yet"
    by = district.person(Role.LEADER)
    seal = SealedResult.objects.create(cycle=cycle, number=1, day=DAY, by=by, kept=keep([b"{}"]))
    for unit in cycle.units.all():
        UnitResult.objects.create(sealed=seal, unit=unit, total="90", grade="优秀")
    UnitResult.objects.filter(unit__organisation=district.department).update(docx=keep([b"docx"]))
    (row,) = measures_of(district.region, YEAR, DAY)["反馈报告"].rows
    assert row[1] == district.department.name
