"""Made-up purchases: a whole year of the office, published, and one under way with work for everybody."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django_tasks import task

from mingzhang.web.demonstration.joins import LAST_OF_YEARS
from mingzhang.web.people.models import Person, Role
from mingzhang.web.purchasing import claiming, keeping, moves, planning, publishing
from mingzhang.web.purchasing.models import BookContract, BookProject, PurchaseBook
from mingzhang.web.purchasing.paying_models import BookRequest
from mingzhang.web.register.models import Organisation, OrganisationKind
from mingzhang.web.shared.today import today

_LARGE = 300_000
_UNITS = 4  # that have books
_LIMITS = [["单位负责人", "200000.00"], ["分管领导", "1000000.00"]]
_SILENT = "丁市场研究公司", "人员已排满"  # invited, and why it made no quote
_CRITERIA = [["服务方案", "60"], ["业绩", "20"], ["报价", "20"]]
_QUOTES = (
    ("甲咨询公司", "中型", 458_000, (54, 16, 18)),
    ("乙调查公司", "小型", 442_900, (56, 18, 17)),
    ("丙数据公司", "小型", 435_000, (48, 15, 20)),
)
#: Code, name, way of buying, contract, supplier, size, kind, what is bought, amount; each paid in one sum.
_WHOLE = (
    ("302", "档案数字化", "公开招标", "11", "丁档案公司", "中型", "购买服务", "服务", 420_000),
    ("303", "绩效管理", "竞争性磋商", "22", "辛管理咨询公司", "中型", "购买服务", "服务", 490_000),
    ("304", "察访核验", "竞争性磋商", "23", "壬核验公司", "小型", "购买服务", "服务", 480_000),
    ("305", "信息摘编", "竞争性磋商", "24", "癸信息公司", "小型", "购买服务", "服务", 240_000),
    ("306", "法律顾问", "询价", "25", "子律师事务所", "小型", "购买服务", "服务", 50_000),
    ("307", "办公设备购置", "框架协议采购", "15", "戊设备公司", "小型", "政府采购", "货物", 67_300),
    ("308", "办公家具购置", "框架协议采购", "16", "己家具公司", "中型", "政府采购", "货物", 5_000),
    ("309", "资料印刷", "框架协议采购", "21", "庚印务公司", "微型", "政府采购", "服务", 900),
)


def ask_for_purchases(region: Organisation) -> None:
    """Let the worker prepare the books."""
    prepare_purchases.using(priority=LAST_OF_YEARS).enqueue(region.pk)


@task()
def prepare_purchases(pk: int) -> None:
    """The books of the first departments of a region; where there are some, nothing is done."""
    departments = Organisation.objects.filter(above=pk, kind=OrganisationKind.DEPARTMENT).order_by("pk")
    units = list(departments[:_UNITS])
    if not PurchaseBook.objects.filter(organisation__in=units).exists():
        lay_purchases(units)


def lay_purchases(units: list[Organisation]) -> None:
    """The books of the first units: the office's last year whole, its running year on the way."""
    year = today().year
    _whole(_Desk(units[0], year - 1))
    _running(_Desk(units[0], year))
    for number, unit in enumerate(units[1:], 1):
        desk = _Desk(unit, year - 1)
        for row in _WHOLE[4 + number : 6 + number]:
            desk.bought(row, day=desk.day(6, 3), paid=number != 3)


class _Desk:
    """Whoever works on a unit's book, and the book."""

    def __init__(self, unit: Organisation, year: int) -> None:
        people = Person.objects.filter(posts__organisation=unit)
        self.keeper = people.filter(posts__role=Role.PREPARER)[0]
        self.head = people.filter(posts__role=Role.APPROVER)[0]
        self.leader = Person.objects.get(username=Role.LEADER.value)
        self.year = year
        said = {"year": year, "large": Decimal(_LARGE), "limits": _LIMITS}
        self.book: PurchaseBook = keeping.begin(unit, self.keeper, said)

    def day(self, month: int, day: int) -> date:
        """A day of the year, never one to come."""
        return min(date(self.year, month, day), today())

    def project(
        self, code: str, name: str, method: str, budget: int, booked: int | None = None
    ) -> BookProject:
        """A project with its budget."""
        said = {
            "code": code, "name": name, "method": method, "department": "督查科", "source": "财政拨款",
            "owner": "督查科科长", "original": Decimal(budget), "budget": Decimal(budget),
            "booked": None if booked is None else Decimal(booked), "place": "第二会议室",
        }  # fmt: skip
        return keeping.add_project(self.book, self.keeper, said)

    def contract(self, project: BookProject, number: str, day: date, *said: Any) -> BookContract:
        """A contract: supplier, size, kind, what is bought, amount."""
        supplier, size, kind, bought, amount = said
        told = {"number": f"{self.year}-{number}", "supplier": supplier, "size": size, "kind": kind}
        told |= {"bought": bought, "amount": Decimal(amount), "signed": day, "start": day}
        return keeping.add_contract(project, self.keeper, told)

    def asked(self, contract: BookContract, day: date, amount: int, **said: Any) -> BookRequest:
        """A request that is handed in."""
        number = f"F-{self.book.requests.count() + 1:02}"
        meeting = f"{day.year}年第{day.month}次党组会" if amount >= _LARGE else ""
        told: dict[str, Any] = {
            "number": number, "day": day, "amount": Decimal(amount), "basis": "进度", "content": "合同款",
            "meeting": meeting,
        }  # fmt: skip
        made = claiming.ask(contract, self.keeper, told | said)
        return moves.step(made, "提交", self.keeper)

    def approved(self, request: BookRequest) -> BookRequest:
        """Checked by the head of the unit, signed by the leader where it is large."""
        made = moves.step(request, "审核", self.head)
        return moves.step(made, "签批", self.leader) if made.large else made

    def paid(self, contract: BookContract, day: date, amount: int, **said: Any) -> None:
        """A request through to its payment."""
        request = self.approved(self.asked(contract, day, amount, **said))
        voucher = f"记-{request.number[2:]}"
        moves.pay(request, self.keeper, min(day + timedelta(days=2), today()), Decimal(amount), voucher)

    def bought(self, row: tuple[Any, ...], day: date, paid: bool = True) -> None:
        """A project that is paid in one sum."""
        code, name, method, number, *said = row
        amount = said[-1]
        project = self.project(code, name, method, amount, amount if paid else None)
        contract = self.contract(project, number, day, *said)
        if paid:
            self.paid(contract, day + timedelta(days=20), amount)

    def selected(self, project: BookProject, day: date) -> None:
        """Four invited, three quotes and the marks of three judges; the best is proposed."""
        for supplier in (*(each for each, *_ in _QUOTES), _SILENT[0]):
            asked = {"supplier": supplier, "day": day - timedelta(days=5)}
            invitation = planning.invite(project, self.keeper, asked)
        planning.reply(project, self.keeper, invitation.pk, _SILENT[1])
        keeping.set_criteria(project, self.keeper, _CRITERIA)
        for supplier, size, price, _ in _QUOTES:
            said = {"supplier": supplier, "size": size, "day": day, "price": Decimal(price)}
            keeping.add_quote(project, self.keeper, said)
        for judge in "123":
            marks = {
                (supplier, name): Decimal(mark - (judge == "2"))
                for supplier, _, _, given in _QUOTES
                for (name, _), mark in zip(_CRITERIA, given, strict=True)
            }
            keeping.give_marks(project, self.keeper, judge, marks)
        best = project.quotes.get(supplier=_QUOTES[1][0]).pk
        keeping.choose(project, self.keeper, best, "", "三家响应单位均符合要求")

    def planned(self, contract: BookContract, *some: tuple[str, int, date, str]) -> None:
        """The instalments of a contract."""
        for number, (text, amount, due, basis) in enumerate(some, 1):
            said = {"code": str(number), "text": text, "amount": Decimal(amount), "due": due, "basis": basis}
            planning.plan(contract, self.keeper, said)

    def delivered(self, contract: BookContract, number: str, text: str, target: int, **said: Any) -> None:
        """A deliverable that is accepted in full, with a proof."""
        told = {"code": number, "text": text, "target": Decimal(target), "unit": "份"}
        thing = keeping.add_deliverable(contract, self.keeper, told | said)
        file = SimpleUploadedFile(f"{text}清单.txt", f"{text}{target}份\n".encode())
        said = {"day": self.day(12, 1), "counted": Decimal(target), "verdict": "合格", "by": "督查科科长"}
        act = claiming.accept(thing, self.keeper, said, [file])
        moves.confirm(act, self.head)


def _whole(desk: _Desk) -> None:
    """A year from the quotes to the last payment, and its contracts published."""
    project = desk.project("301", "满意度调查", "比选", 500_000, 402_900)
    less: dict[str, Any] = {"day": desk.day(2, 20), "before": Decimal(500_000), "after": Decimal(492_900)}
    less |= {"reason": "压减一般性支出", "basis": "区财政局批复"}
    planning.adjust(project, desk.keeper, less)
    desk.selected(project, desk.day(3, 16))
    moves.decide(project, desk.head)
    contract = desk.contract(project, "07", desk.day(4, 1), *_QUOTES[1][:2], "购买服务", "服务", 442_900)
    desk.planned(contract, ("首付款", 120_000, desk.day(4, 15), "预付"),
                 ("尾款", 282_900, desk.day(12, 20), "验收"))  # fmt: skip
    desk.paid(contract, desk.day(4, 10), 120_000, basis="预付")
    change = {"day": desk.day(8, 20), "before": Decimal(442_900), "after": Decimal(402_900)}
    keeping.amend(contract, desk.keeper, change | {"reason": "企业问卷由600份减为400份"})
    desk.delivered(contract, "1", "有效问卷", 6685)
    desk.delivered(contract, "2", "总报告和分报告", 22)
    desk.paid(contract, desk.day(12, 16), 282_900, basis="验收", final=True)
    for row in _WHOLE:
        desk.bought(row, desk.day(6, 15))
    for filing in (False, True):
        moves.close(project, desk.keeper, filing)
    try:
        publishing.publish(desk.book, desk.head)
    except moves.PurchaseMoveError:  # without the extra for open data nothing is published
        return


def _running(desk: _Desk) -> None:
    """Something at every step: to be decided, confirmed, checked, signed, paid; one thing does not hold."""
    desk.selected(desk.project("301", "满意度调查", "比选", 500_000), desk.day(3, 16))
    archive = desk.project("302", "档案数字化", "公开招标", 400_000)
    contract = desk.contract(archive, "11", desk.day(5, 11), *_WHOLE[0][4:])
    soon = today() + timedelta(days=10)
    desk.planned(contract, ("首付款", 100_000, desk.day(6, 1), "预付"), ("进度款", 160_000, soon, "进度"),
                 ("尾款", 160_000, soon + timedelta(days=60), "验收"))  # fmt: skip
    desk.delivered(contract, "1", "数字化档案卷宗", 800)
    thing = keeping.add_deliverable(
        contract, desk.keeper, {"code": "2", "text": "抽检报告", "target": 2, "unit": "份"}
    )
    said = {"day": desk.day(11, 2), "counted": Decimal(2), "verdict": "合格", "by": "综合科科长"}
    claiming.accept(thing, desk.keeper, said, [SimpleUploadedFile("抽检报告.txt", b"2")])
    desk.paid(contract, desk.day(6, 1), 100_000, basis="预付")
    desk.asked(contract, desk.day(10, 8), 20_000)
    check = desk.project("303", "察访核验", "竞争性磋商", 480_000)
    visits = desk.contract(check, "23", desk.day(6, 15), *_WHOLE[2][4:])
    points = {"code": "1", "text": "核验点位", "target": 60, "unit": "个", "measure": "核验点位"}
    points["due"] = today() - timedelta(days=3)
    keeping.add_deliverable(visits, desk.keeper, points)
    moves.step(desk.asked(visits, desk.day(11, 3), 320_000), "审核", desk.head)
    desk.approved(desk.asked(visits, desk.day(11, 4), 60_000))
