"""A thing of the ledger that does not hold: where it stands, and how amounts are told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.facts.number import SCALES
from mingzhang.scoring.precision import written

PROJECTS, ADJUSTMENTS, QUOTES, MARKS, CONTRACTS = "项目", "预算调整", "报价", "评分", "合同"
AMENDMENTS, DELIVERABLES, ACCEPTANCES, REQUESTS, PAYMENTS = "合同变更", "交付物", "验收", "付款申请", "付款"
LIMITS, INVITATIONS, PLANS = "审批权限", "邀请", "付款计划"


@dataclass(frozen=True)
class PurchaseFault:
    """Something that does not hold: in which sheet, row and field, of what, and what to do."""

    sheet: str
    row: int | None
    field: str
    owner: str
    message: str


Faults = Iterator[PurchaseFault]


def money(amount: Fraction) -> str:
    """An amount as it is told, in 万元.

    >>> money(Fraction(402900))
    '40.29万元'
    """
    return f"{written(amount / SCALES['万元'])}万元"


def in_column(amount: Fraction | None) -> str:
    """An amount in 万元 as columns of tables print it: two decimals at least, more where it is finer.

    >>> in_column(Fraction(458000)), in_column(Fraction(-12345)), in_column(Fraction(0)), in_column(None)
    ('45.80', '-1.2345', '0.00', '—')
    """
    if amount is None:
        return "—"
    whole, _, decimals = written(amount / SCALES["万元"]).partition(".")
    return f"{whole}.{decimals:0<2}"
