"""The pages of claims and appeals, as people press them."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.web.appraisal.models import AppraisalCycle, FiledAppeal, FiledClaim
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import issued, unit_of
from tests.web.conftest import District

CLAIM = {"kind": "加分", "rule": "JF", "words": "获市级表彰", "claimed": "1"}


def test_a_claim_is_filed_proved_reviewed_and_decided(district: District) -> None:
    unit = unit_of(issued(district), district.department)
    client, office = district.client(Role.PREPARER), district.client(Role.PERFORMANCE)
    page = f"/appraisal/units/{unit.pk}/claim/"
    assert "逾期受理理由" not in client.get(page).content.decode()
    assert "逾期受理理由" in office.get(page).content.decode()
    refused = client.post(page, CLAIM | {"claimed": "很多"}).content.decode()
    assert "不是分数" in refused and "获市级表彰" in refused and not FiledClaim.objects.exists()
    assert district.client(Role.ASSESSOR).post(page, CLAIM).status_code == 200
    empty = client.post(page, CLAIM | {"file": SimpleUploadedFile("空.txt", b"")}).content.decode()
    assert "空" in empty and not FiledClaim.objects.exists(), "the claim with its proof, or neither"
    client.post(page, CLAIM)
    claim = FiledClaim.objects.get()
    client.post(f"{claim.address}proof/", {"file": SimpleUploadedFile("表彰.txt", b"x")})
    office.post(f"{claim.address}move/", {"move": "complete"})
    office.post(f"{claim.address}move/", {"move": "review", "words": "评审组"})
    assert "没有选文件" in client.post(f"{claim.address}proof/", {}, follow=True).content.decode()
    decided = {"outcome": "采纳", "words": "属实"}
    assert "没有“组织" in client.post(f"{claim.address}decide/", decided, follow=True).content.decode()
    office.post(f"{claim.address}decide/", decided)
    assert "采纳" in client.get(claim.address).content.decode()
    assert "S001" in client.get(f"/appraisal/{unit.cycle_id}/claims/?q=表彰").content.decode()
    assert office.get(f"/appraisal/{unit.cycle_id}/claims/export/").content[:2] == b"PK"


def test_an_appeal_is_filed_accepted_and_decided(district: District) -> None:
    cycle = issued(district)
    unit, client = unit_of(cycle, district.department), district.client(Role.PREPARER)
    page, told = f"/appraisal/units/{unit.pk}/appeal/", {"indicator": "F1", "words": "漏计两件"}
    assert "发布后才能申诉" in client.post(page, told).content.decode()
    AppraisalCycle.objects.filter(pk=cycle.pk).update(ranking="发布")
    client.post(page, told)
    appeal = FiledAppeal.objects.get()
    district.client(Role.PERFORMANCE).post(f"{appeal.address}move/", {"move": "accept"})
    decided = {"outcome": "维持", "words": "已计入"}
    refused = district.client(Role.PERFORMANCE).post(f"{appeal.address}decide/", decided, follow=True)
    assert "签发绩效考评" in refused.content.decode()
    district.client(Role.LEADER).post(f"{appeal.address}decide/", decided)
    assert "已计入" in client.get(appeal.address).content.decode()
