"""The pages of a year, as people press them."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.web.appraisal.models import AppraisalCycle, UnitOpinion
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import begun, issued
from tests.web.conftest import District


def test_the_office_begins_a_year_once(district: District) -> None:
    office = district.client(Role.PERFORMANCE)
    told = {"region": district.region.pk, "year": "2025"}
    assert office.post("/appraisal/new/", told).status_code == 302
    assert "已经建立" in office.post("/appraisal/new/", told).content.decode()
    assert "2025年度" in office.get("/appraisal/").content.decode()
    cycle = AppraisalCycle.objects.get()
    assert "下载方案" in office.get(cycle.address).content.decode()
    assert "下载方案" not in district.client(Role.PREPARER).get(cycle.address).content.decode()


def test_workbooks_that_are_none_are_refused_in_a_sentence(district: District) -> None:
    office, cycle = district.client(Role.PERFORMANCE), begun(district)
    for page in ("import", "returns/import"):
        page = f"/appraisal/{cycle.pk}/{page}/"
        told = office.post(page, {"file": SimpleUploadedFile("方案.pdf", b"x")}).content.decode()
        assert "“方案.pdf”不是 Excel 工作簿" in told
    for page in ("plan", "returns", "units/export", "claims/export"):
        assert office.get(f"/appraisal/{cycle.pk}/{page}/").content[:2] == b"PK"


def test_a_system_goes_from_draft_to_issue(district: District) -> None:
    version = begun(district).versions.get()
    page, move = f"/appraisal/versions/{version.pk}/", f"/appraisal/versions/{version.pk}/move/"
    unit, office, leader = (district.client(role) for role in (Role.PREPARER, Role.PERFORMANCE, Role.LEADER))
    assert unit.get(page).status_code == 404, "a draft is the office's"
    assert "征求意见" in office.get(page).content.decode()
    office.post(move, {"move": "circulate"})
    unit.post(f"{page}opinion/", {"words": "分值偏高"})
    opinion = UnitOpinion.objects.get()
    assert unit.post(f"/appraisal/opinions/{opinion.pk}/answer/", {"words": "同意"}).status_code == 403
    office.post(f"/appraisal/opinions/{opinion.pk}/answer/", {"words": "采纳"})
    assert "采纳" in unit.get(page).content.decode()
    assert "请写明会议" in office.post(move, {"move": "passed"}, follow=True).content.decode()
    office.post(move, {"move": "passed", "words": "党组会"})
    assert "签发绩效考评" in office.post(move, {"move": "issued"}, follow=True).content.decode()
    leader.post(move, {"move": "issued"})
    assert (
        "已于" in unit.get(page).content.decode()
        and "没有这种办理" in leader.post(move, {"move": "x"}, follow=True).content.decode()
    )


def test_rules_units_and_special_tasks_have_their_pages(district: District) -> None:
    cycle = issued(district)
    office, unit = district.client(Role.PERFORMANCE), district.client(Role.PREPARER)
    assert "门槛" in unit.get(f"/appraisal/{cycle.pk}/rules/").content.decode()
    assert "甲区档案馆" in office.get(f"/appraisal/{cycle.pk}/units/").content.decode()
    assert "甲区档案馆" not in unit.get(f"/appraisal/{cycle.pk}/units/").content.decode()
    assert office.get(f"/appraisal/{cycle.pk}/special/?as=xlsx").content[:2] == b"PK"
    assert unit.get(f"/appraisal/{cycle.pk}/special/").status_code == 403
