"""The made-up books: one year whole and as an account would publish it, one with something for everybody."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.purchasing.totals import shares, totals
from mingzhang.web.demonstration.purchasing import lay_purchases
from mingzhang.web.people.models import Person, Role
from mingzhang.web.purchasing.carried import ledger_of
from mingzhang.web.purchasing.findings import standing
from mingzhang.web.purchasing.listing import waiting_for
from mingzhang.web.purchasing.models import PurchaseBook
from tests.web.conftest import DAY, District, set_today


def test_the_books_are_filled_even_on_the_second_day_of_a_year(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    for role in (Role.PREPARER, Role.APPROVER, Role.LEADER):
        district.person(role)
    Person.objects.filter(pk=district.person(Role.LEADER).pk).update(username=Role.LEADER.value)
    set_today(monkeypatch, date(2026, 1, 2))
    lay_purchases([district.department])
    running, former = PurchaseBook.objects.order_by("-year")
    whole = ledger_of(former)
    found = totals(whole, DAY)
    assert standing(former, whole) == [] and found["购买服务支出"].text == "208.29万元"
    assert dict(shares(found))["授予小微企业"] == "93.17%"
    assert "超过全年预算40万元" in " ".join(each.message for each in standing(running, ledger_of(running)))
    waits = [
        [line.what for line in waiting_for(Person.objects.get(pk=district.person(role).pk))]
        for role in (Role.APPROVER, Role.LEADER, Role.PREPARER)
    ]
    assert waits == [["定标", "确认验收", "审核付款申请"], ["签批大额付款"], ["付款"]]
