"""Opinions and indices, as a browser sends the forms and sees both ends."""

from __future__ import annotations

from django.urls import reverse

from mingzhang.web.appraisal.models import LeafMark
from mingzhang.web.joins.models import IndexOfIndicator
from mingzhang.web.people.models import Role
from mingzhang.web.supervision.models import SupervisedMatter
from tests.web.appraisal.district_year import sheet_of
from tests.web.conftest import District
from tests.web.joins.test_indices import WHOLE, surveyed_year
from tests.web.joins.test_opinions import coded


def test_opinions_are_handed_on_and_seen_from_both_ends(district: District) -> None:
    survey, office, leader = (
        coded(district, "更换路灯"),
        district.client(Role.PERFORMANCE),
        district.client(Role.LEADER),
    )
    page = f"{reverse('survey:opinions', args=[survey.pk])}?which=matter"
    assert "转为督查事项（1 条意见）" in office.get(page).content.decode()
    shown = office.post(reverse("joins:open_opinions", args=[survey.pk]), follow=True).content.decode()
    matter = SupervisedMatter.objects.get()
    assert "新登记督查事项 1 件" in shown and matter.number in shown
    walked = leader.get(matter.address).content.decode()
    assert "1 条意见" in walked and page in walked
    filled = survey.returns.get()
    assert matter.address in leader.get(filled.address).content.decode()


def test_an_index_is_bound_and_collected_from_its_pages(district: District) -> None:
    cycle, run = surveyed_year(district)
    office = district.client(Role.PERFORMANCE)
    told = {"indicator": "X1", "index": f"{run.survey_id}/{WHOLE}"}
    assert "取用调查指数" in office.get(cycle.address).content.decode()
    shown = office.post(reverse("joins:bind_index", args=[cycle.pk]), told, follow=True).content.decode()
    assert str(IndexOfIndicator.objects.get()) in shown
    assert "指标 X1 取综合指数" in office.get(reverse("survey:results", args=[run.pk])).content.decode()
    sheet, assessor = sheet_of(district, cycle), district.client(Role.ASSESSOR, district.other_department)
    address = reverse("appraisal:sheet", args=[sheet.pk])
    assert "取调查指数（2 个单位）" in assessor.get(address).content.decode()
    taken = assessor.post(reverse("joins:take_indices", args=[sheet.pk]), follow=True).content.decode()
    assert "取调查指数 2 个单位" in taken and "2／2 个单位已取数" in taken
    LeafMark.objects.update(actual="满意300份，样本320份")
    assert "2 个单位的完成值和调查汇总不同" in assessor.get(address).content.decode()
