"""How an object of each model of the app is made, for the walks over every page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from django.test import Client

from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from mingzhang.web.purchasing.carrying_models import (
    AcceptanceProof,
    BookAcceptance,
    BookAmendment,
    BookDeliverable,
)
from mingzhang.web.purchasing.models import BookContract, BookProject, BookQuote, PurchaseBook, QuoteMark
from mingzhang.web.purchasing.paying_models import BookPayment, BookRequest, RequestNote
from mingzhang.web.purchasing.planning_models import BookAdjustment, BookInstalment, BookInvitation
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import now
from tests.web.conftest import DAY, District

CRITERIA = [["方案", "60"], ["报价", "40"]]


def seen(client: Client, address: str) -> str:
    """A page that is there."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    return str(answer.content.decode())


def sent(client: Client, address: str, **said: Any) -> str:
    """The page that follows a form."""
    return str(client.post(address, said, follow=True).content.decode())


def yuan(amount: str) -> Decimal:
    return Decimal(amount)


def book_of(district: District, at: Organisation, year: int = 2026) -> PurchaseBook:
    """The book of an organisation's year."""
    who = district.person(Role.PREPARER)
    told = {"begun_by": who, "large": yuan("300000")}
    return PurchaseBook.objects.get_or_create(organisation=at, year=year, defaults=told)[0]


def project_of(book: PurchaseBook, method: str = "公开招标", code: str = "") -> BookProject:
    """A further project, with a budget."""
    code = code or f"{book.projects.count() + 1:03}"
    return BookProject.objects.create(
        book=book, code=code, name=f"服务{code}", method=method, budget=yuan("500000"), criteria=CRITERIA
    )


def quotes_of(project: BookProject, chosen: str = "乙公司") -> None:
    """Three quotes; two judges find the second the best."""
    for number, supplier in enumerate(("甲公司", "乙公司", "丙公司")):
        BookQuote.objects.create(
            project=project, supplier=supplier, size="小型", day=date(2026, 2, 2),
            price=yuan("400000") + 10000 * number, chosen=supplier == chosen,
        )  # fmt: skip
        for judge in "12":
            for name, full in CRITERIA:
                mark = Decimal(full) - 3 * abs(number - 1)
                QuoteMark.objects.create(
                    project=project, supplier=supplier, judge=judge, criterion=name, full=Decimal(full),
                    mark=mark,
                )  # fmt: skip


def contract_of(project: BookProject, amount: str = "400000", number: str = "") -> BookContract:
    """A further contract."""
    number = number or f"HT-{project.book.contracts.count() + 1:03}"
    return BookContract.objects.create(
        project=project, book=project.book, number=number, supplier="乙公司", size="小型",
        amount=yuan(amount), signed=date(2026, 2, 10),
    )  # fmt: skip


def deliverable_of(contract: BookContract, measure: str = "") -> BookDeliverable:
    """A further deliverable: a hundred pieces."""
    code = str(contract.deliverables.count() + 1)
    return BookDeliverable.objects.create(
        contract=contract, code=code, text="报告", target=Decimal(100), unit="份", measure=measure
    )


def acceptance_of(thing: BookDeliverable, confirmed: bool = True, **said: Any) -> BookAcceptance:
    """An acceptance that passes, with its evidence."""
    told = {"day": date(2026, 3, 2), "counted": Decimal(100), "verdict": "合格", "evidence": "清单.xlsx"}
    return BookAcceptance.objects.create(
        deliverable=thing, confirmed=date(2026, 3, 3) if confirmed else None, **(told | said)
    )


def request_of(
    contract: BookContract, state: str = "草拟", amount: str = "100000", **said: Any
) -> BookRequest:
    """A further request, at a state."""
    number = f"F-{contract.book.requests.count() + 1:03}"
    told = {"day": date(2026, 3, 5), "basis": "预付", "approvals": "" if state == "草拟" else "单位负责人"}
    return BookRequest.objects.create(
        book=contract.book, contract=contract, number=number, amount=yuan(amount), state=state,
        **(told | said),
    )  # fmt: skip


def object_of(model: type, at: Organisation, district: District) -> tuple[Organisation, int]:
    """An object of the organisation's book, which grows by a project and by what its first contract has."""
    book, who = book_of(district, at), district.person(Role.PREPARER)
    project = project_of(book, "比选")
    quotes_of(project)
    contract_of(project, "1000")
    contract = book.contracts.order_by("pk")[0]
    thing = deliverable_of(contract)
    act = acceptance_of(thing, confirmed=False)
    invitation = BookInvitation.objects.create(project=project, supplier="丁公司", day=DAY)
    count = contract.instalments.count() + 1
    instalment = BookInstalment.objects.create(
        contract=contract, code=str(count), text="进度款", amount=yuan("10"), due=DAY
    )
    BookAmendment.objects.create(contract=contract, day=DAY, before=1000, after=1000, reason="核对")
    BookAdjustment.objects.create(
        project=project, day=DAY, before=500000, after=500000, reason="核对", entered_by=who
    )
    asked = request_of(contract, "待付款", "10")
    made: dict[type, Any] = {
        PurchaseBook: book, BookProject: book.projects.order_by("pk")[0], BookContract: contract,
        BookQuote: project.quotes.all()[0], BookDeliverable: thing, BookAcceptance: act, BookRequest: asked,
        BookPayment: BookPayment.objects.create(request=asked, day=DAY, amount=1, voucher="记-1"),
        BookInvitation: invitation, BookInstalment: instalment,
        AcceptanceProof: AcceptanceProof.objects.create(
            acceptance=act, name="清单.xlsx", file=keep([b"x"]), by=who
        ),
    }  # fmt: skip
    kept = keep([b'{"records": []}'])
    PurchaseBook.objects.filter(pk=book.pk).update(published=now(), releases=kept, records=kept)
    RequestNote.objects.create(request=asked, day=DAY, what="提交", by=who)
    return at, made[model].pk
