"""What the unit enters: once each, logged, never over another's change."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from mingzhang.web.purchasing import keeping, moves
from mingzhang.web.purchasing.carrying_models import BookAmendment
from mingzhang.web.purchasing.models import BookProject, QuoteMark
from mingzhang.web.purchasing.moves import PurchaseMoveError
from tests.web.conftest import DAY, District
from tests.web.purchasing.objects import (
    CRITERIA,
    acceptance_of,
    book_of,
    contract_of,
    deliverable_of,
    project_of,
    quotes_of,
    request_of,
)

CONTRACT = {"number": "HT-9", "supplier": "乙公司", "amount": Decimal(5), "signed": DAY}


def refused(said: str, doing: Callable[[], object]) -> None:
    with pytest.raises(PurchaseMoveError, match=said):
        doing()


def test_a_year_has_one_book_of_the_own_unit(district: District) -> None:
    who, at = district.person(Role.PREPARER), district.department
    keeping.begin(at, who, {"year": 2026})
    refused("2026年度的采购台账已经有了", lambda: keeping.begin(at, who, {"year": 2026}))
    refused("没有“登记采购台账”的权限", lambda: keeping.begin(district.other_department, who, {"year": 2026}))
    assert Entry.objects.filter(what="建立采购台账").count() == 1


def test_what_is_there_is_not_entered_twice(district: District) -> None:
    who, book = district.person(Role.PREPARER), book_of(district, district.department)
    project = keeping.add_project(book, who, {"code": "1", "name": "调查", "method": "比选"})
    refused("项目编码“1”已经有了", lambda: keeping.add_project(book, who, {"code": "1", "name": "印刷"}))
    quote: dict[str, Any] = {"supplier": "甲公司", "price": Decimal(5)}
    keeping.add_quote(project, who, quote)
    refused("“甲公司”已经报过价", lambda: keeping.add_quote(project, who, quote))
    open_ = project_of(book)
    contract = keeping.add_contract(open_, who, CONTRACT)
    refused("合同编号“HT-9”已经有了", lambda: keeping.add_contract(open_, who, CONTRACT))
    thing = {"code": "1", "text": "报告"}
    keeping.add_deliverable(contract, who, thing)
    refused("序号“1”已经有了", lambda: keeping.add_deliverable(contract, who, thing))


def test_two_who_change_one_project_are_told(district: District) -> None:
    who, project = district.person(Role.PREPARER), project_of(book_of(district, district.department))
    said = {"code": project.code, "name": "新名称", "method": project.method}
    keeping.change_project(project, who, said, 1)
    refused("刚被别人改过", lambda: keeping.change_project(project, who, said, 1))
    assert BookProject.objects.get().edition == 2
    contract = contract_of(project)
    changed = CONTRACT | {"number": contract.number}
    keeping.change_contract(contract, who, changed, 1)
    refused("刚被别人改过", lambda: keeping.change_contract(contract, who, changed, 1))
    refused("采购方式不能再改", lambda: keeping.change_project(project, who, said | {"method": "询价"}, 2))
    request_of(contract)
    refused("登记合同变更", lambda: keeping.change_contract(contract, who, changed, 2))


def test_a_selection_is_entered_until_it_is_decided(district: District) -> None:
    who, project = district.person(Role.PREPARER), project_of(book_of(district, district.department), "比选")
    refused("还没有经单位负责人定标", lambda: keeping.add_contract(project, who, CONTRACT))
    keeping.set_criteria(project, who, CRITERIA)
    for supplier in ("甲公司", "乙公司", "丙公司", "丁公司"):
        keeping.add_quote(project, who, {"supplier": supplier, "price": Decimal(100)})
    names = list(project.quotes.values_list("supplier", flat=True))
    marks = {(supplier, name): Decimal(30) for supplier in names for name, _ in CRITERIA}
    keeping.give_marks(project, who, "1", marks)
    keeping.give_marks(project, who, "1", marks | {("乙公司", "方案"): Decimal(50)})
    assert QuoteMark.objects.count() == 8  # what a judge gives anew takes the place of what was there
    refused("评分标准不能再改", lambda: keeping.set_criteria(project, who, CRITERIA))
    keeping.drop_quote(project.quotes.get(supplier="丁公司"), who)
    assert QuoteMark.objects.count() == 6
    refused("请选定一家", lambda: keeping.choose(project, who, 0, "", ""))
    keeping.choose(project, who, project.quotes.get(supplier="乙公司").pk, "", "均符合要求")
    moves.decide(project, district.person(Role.APPROVER))
    refused("报价和评分不能再改", lambda: keeping.add_quote(project, who, {"supplier": "戊公司"}))
    assert keeping.add_contract(project, who, CONTRACT).supplier == "乙公司"


def test_an_amendment_starts_from_what_the_page_showed(district: District) -> None:
    who = district.person(Role.PREPARER)
    contract = contract_of(project_of(book_of(district, district.department)))
    said = {"day": DAY, "before": Decimal(400_000), "after": Decimal(300_000), "reason": "减少点位"}
    keeping.amend(contract, who, said)
    refused("合同金额刚才已经变更", lambda: keeping.amend(contract, who, said))
    said |= {"before": Decimal(300_000)}
    refused("早于上一次变更", lambda: keeping.amend(contract, who, said | {"day": date(2026, 3, 1)}))
    moves.pay(request_of(contract, "待付款"), who, DAY, Decimal(100_000), "记-1")
    refused("少于已经付的款", lambda: keeping.amend(contract, who, said | {"after": Decimal(99_999)}))
    assert BookAmendment.objects.count() == 1


def test_what_was_accepted_stays(district: District) -> None:
    who = district.person(Role.PREPARER)
    contract = contract_of(project_of(book_of(district, district.department)))
    kept, dropped = deliverable_of(contract), deliverable_of(contract)
    acceptance_of(kept)
    keeping.drop_deliverable(dropped, who)
    refused("已经有验收", lambda: keeping.drop_deliverable(kept, who))
    BookProject.objects.update(filed=DAY)
    refused("已归档，不能再改", lambda: keeping.add_deliverable(contract, who, {"code": "7", "text": "报告"}))


def test_what_is_set_for_a_book_is_logged_with_what_it_was(district: District) -> None:
    book = book_of(district, district.department)
    keeping.set_book(book, district.person(Role.PREPARER), {"large": Decimal(1), "prefix": "ocds-abc123"})
    entry = Entry.objects.get(what="修改采购台账")
    assert entry.before == {"large": "300000.00", "prefix": ""}
    assert entry.after == {"large": "1", "prefix": "ocds-abc123"}
    quotes_of(project_of(book, "比选"))
