"""The forms of the joins, as a browser sends them, from the page on which they stand."""

from __future__ import annotations

from django.urls import reverse

from mingzhang.web.appraisal.models import FiledClaim
from mingzhang.web.people.models import Role
from mingzhang.web.verification.models import StandardItem
from tests.web.conftest import District
from tests.web.joins.joining import RULE, unmended, year_of


def test_deductions_are_handed_over_from_their_page(district: District) -> None:
    problem, _ = unmended(district), year_of(district)
    office = district.client(Role.SUPERVISION)
    page = reverse("verification:claims", args=[problem.verification_id])
    assert "提交评审组（1 项）" in office.get(page).content.decode()
    address = reverse("joins:hand_over", args=[problem.verification_id])
    wrong = office.post(address, {"rule": "没有"}, follow=True).content.decode()
    assert "没有细则“没有”" in wrong
    shown = office.post(address, {"rule": RULE}, follow=True).content.decode()
    claim = FiledClaim.objects.get()
    assert "提交减分申报 1 项" in shown and claim.number in shown and "提交评审组（1 项）" not in shown
    StandardItem.objects.filter(code="1").update(points="0.75")
    performance = district.client(Role.PERFORMANCE)
    assert "改为 0.75 分" in performance.get(claim.address).content.decode()
    renewed = performance.post(reverse("joins:renew", args=[claim.pk]), follow=True).content.decode()
    assert "已改为 0.75 分" in renewed
    assert claim.number in district.client(Role.LEADER).get(problem.address).content.decode()
