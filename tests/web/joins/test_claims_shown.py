"""A claim and its problem show each other, each as far as the visitor may open it."""

from __future__ import annotations

from decimal import Decimal

from mingzhang.web.appraisal.models import FiledClaim
from mingzhang.web.joins.claims import hand_over
from mingzhang.web.joins.every import joined_of
from mingzhang.web.people.models import Role
from mingzhang.web.verification.models import StandardItem
from tests.web.conftest import District
from tests.web.joins.joining import RULE, unmended, year_of


def test_both_ends_show_each_other(district: District) -> None:
    problem, _ = unmended(district), year_of(district)
    office, leader = district.person(Role.SUPERVISION), district.person(Role.LEADER)
    (offer,) = joined_of(problem.verification, office).offers
    assert "1 项" in offer.button and dict(offer.fields[0].choices)[RULE]
    assert not joined_of(problem.verification, leader).offers and not joined_of(problem, leader).ends
    hand_over(problem.verification, office, RULE)
    claim = FiledClaim.objects.get()
    (end,) = joined_of(problem, leader).ends
    assert end.address == claim.address and claim.number in end.name and end.state == "申报"
    (end,) = joined_of(problem.verification, office).ends
    assert end.address == "", "the office of supervision does not see the appraisal"
    found, point = joined_of(claim, leader).ends
    assert found.address == problem.address and problem.number in found.name and point.address
    performance = joined_of(claim, district.person(Role.PERFORMANCE))
    assert [one.address for one in performance.ends] == ["", ""] and not performance.offers
    StandardItem.objects.filter(code="1").update(points=Decimal("0.75"))
    (offer,) = joined_of(claim, district.person(Role.PERFORMANCE)).offers
    assert "0.75" in offer.button
    assert joined_of(problem.verification, office).ends[0].warns


def test_without_an_appraisal_of_the_year_it_is_said(district: District) -> None:
    problem = unmended(district)
    (end,) = joined_of(problem.verification, district.person(Role.SUPERVISION)).ends
    assert end.warns and "请绩效办先建立" in end.note
