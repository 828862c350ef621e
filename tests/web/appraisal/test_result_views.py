"""The pages of the ranking, as people press them."""

from __future__ import annotations

from mingzhang.web.appraisal.models import AppraisalCycle, UnitResult
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import ready, unit_of
from tests.web.conftest import District


def test_the_ranking_is_sealed_deliberated_and_published(district: District) -> None:
    cycle = ready(district)
    page = f"/appraisal/{cycle.pk}/ranking/"
    unit, office, leader = (district.client(role) for role in (Role.PREPARER, Role.PERFORMANCE, Role.LEADER))
    assert unit.get(page).status_code == 403 and unit.get(f"{page}export/").status_code == 403
    assert "签发绩效考评" in office.post(f"{page}move/", {"move": "seal"}, follow=True).content.decode()
    assert unit.post(f"{page}move/", {"move": "seal"}).status_code == 403
    assert not UnitResult.objects.exists()
    leader.post(f"{page}move/", {"move": "seal"})
    meeting = {"meeting": "党组会", "day": "2026年3月16日", "decided": "同意"}
    early = office.post(f"{page}meeting/", meeting | {"day": "2026年3月1日"}).content.decode()
    assert "先封存，后审议" in early
    assert office.post(f"{page}meeting/", meeting).status_code == 302
    leader.post(f"{page}move/", {"move": "publish"})
    assert AppraisalCycle.objects.get().ranking == "发布"
    assert "97.00" in unit.get(unit_of(cycle, district.department).address).content.decode()
    assert office.get(f"{page}export/").content[:2] == b"PK"
    assert "没有这种办理" in office.post(f"{page}move/", {"move": "x"}, follow=True).content.decode()


def test_the_seal_is_verified_and_the_archive_waits_for_the_reports(district: District) -> None:
    cycle, office = ready(district), district.client(Role.PERFORMANCE)
    verify, archive = f"/appraisal/{cycle.pk}/verify/", f"/appraisal/{cycle.pk}/reports/"
    assert "没有封存的成绩" in office.post(verify, follow=True).content.decode()
    district.client(Role.LEADER).post(f"/appraisal/{cycle.pk}/ranking/move/", {"move": "seal"})
    assert "重新计算一致" in office.post(verify, follow=True).content.decode()
    result = UnitResult.objects.first()
    assert result is not None
    result.opened["等次"] = "差"
    result.save()
    assert "与封存记录不符" in office.post(verify, follow=True).content.decode()
    assert "还没有写好" in office.get(archive, follow=True).content.decode()
