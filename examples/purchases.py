"""Make the example of purchases: projects of a made-up office from the quotes to the last payment.

``purchasing-2020`` holds the workbook.  Run it with ``python -m examples.purchases``.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from pathlib import Path

from mingzhang.purchasing.ledger import (
    ApprovalLimit,
    BudgetAdjustment,
    ContractAmendment,
    ContractDeliverable,
    DeliverableAcceptance,
    JudgeMark,
    LedgerPayment,
    PaymentRequest,
    PlannedPayment,
    PurchaseContract,
    PurchaseLedger,
    PurchaseProject,
    SupplierInvitation,
    SupplierQuote,
)
from mingzhang.purchasing.workbook import purchase_workbook
from mingzhang.sheets import write_sheets

FOLDER = Path(__file__).parent / "purchasing-2020"
END = date(2020, 12, 31)
_CRITERIA = (("服务方案", 60), ("业绩", 20), ("报价", 20))
_MARKS = {"甲咨询公司": (54, 16, 18), "乙调查公司": (56, 18, 17), "丙数据公司": (48, 15, 20)}


def wan(amount: str) -> Fraction:
    """An amount in 万元 as 元."""
    return Fraction(amount) * 10_000


def ledger() -> PurchaseLedger:
    """The whole ledger; its totals are those that an account of the year would publish."""
    made = PurchaseLedger("临江区政府办公室", 2020, large=wan("30"))
    made.projects = [
        PurchaseProject("301", "满意度调查", "督查科", "财政拨款", wan("50"), wan("49.29"), wan("40.29"), "比选",
                        "第二会议室", "三家响应单位均符合要求"),
        PurchaseProject("302", "档案数字化", "综合科", "财政拨款", wan("42"), wan("42"), wan("42"), "公开招标"),
        PurchaseProject("303", "办公设备购置", "行政科", "财政拨款", wan("8"), wan("7.32"), wan("7.32"), "框架协议采购"),
    ]  # fmt: skip
    made.adjustments = [
        BudgetAdjustment("301", date(2020, 2, 20), wan("50"), wan("49.29"), "压减一般性支出", "区财政局批复"),
        BudgetAdjustment("303", date(2020, 5, 20), wan("8"), wan("7.32"), "按询价结果核减", "区财政局批复"),
    ]
    made.quotes = [
        SupplierQuote("301", "甲咨询公司", "中型", date(2020, 3, 16), wan("45.8")),
        SupplierQuote("301", "乙调查公司", "小型", date(2020, 3, 16), wan("44.29"), True),
        SupplierQuote("301", "丙数据公司", "小型", date(2020, 3, 16), wan("43.5")),
    ]
    made.marks = [
        JudgeMark("301", supplier, judge, criterion, Fraction(full), Fraction(mark - (judge == "2")))
        for supplier, given in _MARKS.items()
        for judge in ("1", "2", "3")
        for (criterion, full), mark in zip(_CRITERIA, given, strict=True)
    ]
    made.contracts = [
        PurchaseContract("2020-07", "301", "乙调查公司", "小型", "购买服务", "服务", wan("44.29"), date(2020, 4, 1),
                         date(2020, 4, 1), date(2020, 12, 15)),
        PurchaseContract("2020-11", "302", "丁档案公司", "中型", "购买服务", "服务", wan("42"), date(2020, 5, 11)),
        PurchaseContract("2020-15", "303", "戊设备公司", "小型", "政府采购", "货物", wan("6.73"), date(2020, 6, 3)),
        PurchaseContract("2020-16", "303", "己家具公司", "中型", "政府采购", "货物", wan("0.5"), date(2020, 6, 3)),
        PurchaseContract("2020-21", "303", "庚印务公司", "微型", "政府采购", "服务", wan("0.09"), date(2020, 9, 8)),
    ]  # fmt: skip
    made.amendments = [
        ContractAmendment(
            "2020-07", date(2020, 8, 20), wan("44.29"), wan("40.29"), "企业问卷由600份减为400份"
        )
    ]
    _delivered(made)
    _paid(made)
    _further(made)
    _planned(made)
    return made


def _planned(made: PurchaseLedger) -> None:
    """Who may approve how much, who was asked for a quote, in which instalments a contract is paid."""
    made.limits = [ApprovalLimit("科室负责人", wan("5")), ApprovalLimit("分管领导", wan("30"))]
    made.invited = [
        SupplierInvitation("301", supplier, date(2020, 3, 9))
        for supplier in ("甲咨询公司", "乙调查公司", "丙数据公司")
    ]
    made.invited.append(SupplierInvitation("301", "丁市场研究公司", date(2020, 3, 9), "人员已排满"))
    made.planned = [
        PlannedPayment("2020-07", "1", "首付款", wan("12"), date(2020, 4, 15), "预付"),
        PlannedPayment("2020-07", "2", "尾款", wan("28.29"), date(2020, 12, 20), "验收"),
    ]


def _further(made: PurchaseLedger) -> None:
    """Services that are paid in one sum each: with the others they make what an account publishes."""
    rows = (
        ("304", "绩效管理", "2020-22", "辛管理咨询公司", "中型", "49", "2020年11月30日党组会"),
        ("305", "察访核验", "2020-23", "壬核验公司", "小型", "48", "2020年11月30日党组会"),
        ("306", "信息摘编", "2020-24", "癸信息公司", "小型", "24", ""),
        ("307", "法律顾问", "2020-25", "子律师事务所", "小型", "5", ""),
    )
    for at, (code, name, number, supplier, size, amount, meeting) in enumerate(rows, 7):
        sum_, asked = wan(amount), date(2020, 12, 1)
        posts = ("科室负责人", "分管领导", *(("党组会",) if meeting else ()))
        made.projects.append(
            PurchaseProject(code, name, "督查科", "财政拨款", sum_, sum_, sum_, "竞争性磋商")
        )
        made.contracts.append(
            PurchaseContract(number, code, supplier, size, amount=sum_, signed=date(2020, 6, 15))
        )
        made.requests.append(PaymentRequest(f"F-{at:02}", number, asked, sum_, "进度", False, posts, meeting))
        made.payments.append(LedgerPayment(f"F-{at:02}", date(2020, 12, 3), sum_, f"记-{at:02}"))


def _delivered(made: PurchaseLedger) -> None:
    made.deliverables = [
        ContractDeliverable(
            "2020-07", "1", "居民有效问卷", "有效答卷", Fraction(6000), "份", date(2020, 11, 30)
        ),
        ContractDeliverable(
            "2020-07", "2", "总报告和分报告", "调查报告", Fraction(22), "份", date(2020, 12, 15)
        ),
        ContractDeliverable("2020-11", "1", "数字化档案", "", Fraction(202_000), "页", date(2020, 11, 30)),
    ]
    made.acceptances = [
        DeliverableAcceptance("2020-07", "1", date(2020, 12, 1), Fraction(6685), "合格", "答卷清单.xlsx", "ab" * 32, "督查科科长"),
        DeliverableAcceptance("2020-07", "2", date(2020, 12, 11), Fraction(22), "合格", "报告目录.pdf", "cd" * 32, "督查科科长"),
        DeliverableAcceptance("2020-11", "1", date(2020, 12, 4), Fraction(202_000), "合格", "抽检记录.xlsx", "ef" * 32, "综合科科长"),
    ]  # fmt: skip


def _paid(made: PurchaseLedger) -> None:
    """Requests with their approvals, and what was paid on each."""
    rows = (
        ("F-01", "2020-07", (4, 10), "12", "预付", False, ""),
        ("F-02", "2020-07", (12, 16), "28.29", "验收", True, ""),
        ("F-03", "2020-11", (12, 8), "42", "验收", True, "2020年12月7日党组会"),
        ("F-04", "2020-15", (6, 20), "6.73", "进度", False, ""),
        ("F-05", "2020-16", (6, 20), "0.5", "进度", False, ""),
        ("F-06", "2020-21", (9, 22), "0.09", "进度", False, ""),
    )
    for number, contract, (month, day), amount, basis, final, meeting in rows:
        approvals = ("科室负责人", "分管领导", *(("党组会",) if meeting else ()))
        asked = date(2020, month, day)
        made.requests.append(
            PaymentRequest(number, contract, asked, wan(amount), basis, final, approvals, meeting)
        )
        made.payments.append(
            LedgerPayment(number, asked.replace(day=day + 2), wan(amount), f"记-{number[2:]}")
        )


def write(folder: Path = FOLDER) -> None:
    """Write the example."""
    folder.mkdir(exist_ok=True)
    write_sheets(purchase_workbook(ledger()), folder / "采购台账.xlsx", force=True)


if __name__ == "__main__":
    write()
