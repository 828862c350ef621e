"""The ranking as it stands and as it is sealed, for the office and the leader alone."""

from __future__ import annotations

from mingzhang.web.appraisal import result_page, sealing
from mingzhang.web.appraisal.models import AppraisalCycle, LeafMark
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import ready
from tests.web.conftest import DAY, District


def test_equal_totals_share_a_place_and_what_is_open_is_counted(district: District) -> None:
    cycle = ready(district)
    told = result_page.ranking_page(cycle, district.person(Role.LEADER))
    assert told["may_seal"] and told["problem_count"] == 0
    ((kind, mean, rows),) = told["kinds"]
    assert (kind, mean, [row[1] for row in rows]) == ("行政机关", "97.00", [1, 1])
    LeafMark.objects.filter(indicator="F1").first().delete()  # type: ignore[union-attr]
    told = result_page.ranking_page(cycle, district.person(Role.PERFORMANCE))
    assert not told["may_seal"] and told["problem_count"] == 1
    assert [row[1] for row in told["kinds"][0][2]] == [1, None]


def test_as_sealed_it_is_read_and_not_worked_out(district: District) -> None:
    cycle = ready(district)
    sealing.seal_scores(cycle, district.person(Role.LEADER), "")
    LeafMark.objects.all().delete()
    cycle = AppraisalCycle.objects.select_related("organisation").get(pk=cycle.pk)
    told = result_page.ranking_page(cycle, district.person(Role.PERFORMANCE))
    assert told["may_deliberate"] and not told["may_publish"]
    rows = result_page.ranking_rows(told)
    assert [(row[0], row[7]) for row in rows] == [("行政机关", "97.00"), ("行政机关", "97.00")]
    sealing.deliberate(cycle, district.person(Role.PERFORMANCE), "党组会", DAY, "同意")
    cycle = AppraisalCycle.objects.select_related("organisation").get(pk=cycle.pk)
    told = result_page.ranking_page(cycle, district.person(Role.LEADER))
    assert told["may_publish"] and not told["may_reopen"]
