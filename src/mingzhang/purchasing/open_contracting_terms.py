"""What all parts of the open data write alike: identities, days, amounts, organisations."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from mingzhang.purchasing.ledger import PurchaseLedger, PurchaseProject

INTERNAL = "ocds-000000"  # stands where an office has no prefix of its own: good inside, not to be published
BUYER = "buyer"
Json = dict[str, Any]


def process_id(ledger: PurchaseLedger, project: str) -> str:
    """The identifier of the process of a project, by its code.

    >>> process_id(PurchaseLedger(), "3")
    'ocds-000000-3'
    """
    return f"{ledger.prefix or INTERNAL}-{project}"


def release_id(ledger: PurchaseLedger, project: str, day: date) -> str:
    """The identifier of what happened on a day in a process.

    >>> release_id(PurchaseLedger(), "3", date(2020, 3, 5))
    'ocds-000000-3-20200305'
    """
    return f"{process_id(ledger, project)}-{day:%Y%m%d}"


def project_of(ledger: PurchaseLedger, ocid: str) -> PurchaseProject | None:
    """The project of a process.

    >>> project_of(PurchaseLedger(projects=[PurchaseProject("3", "调查")]), "ocds-000000-3").name
    '调查'
    """
    return next((each for each in ledger.projects if process_id(ledger, each.code) == ocid), None)


def moment(day: date) -> str:
    """A day as OCDS dates it: its beginning, always in the offset of Beijing.

    >>> moment(date(2020, 3, 5))
    '2020-03-05T00:00:00+08:00'
    """
    return f"{day.isoformat()}T00:00:00+08:00"


def supplier(name: str) -> Json:
    """A supplier by its name: the ledger keeps no register numbers.

    >>> supplier("甲公司")
    {'id': '甲公司', 'name': '甲公司'}
    """
    return {"id": name, "name": name}


def value(amount: Fraction) -> Json:
    """An amount of money.

    >>> value(Fraction(5))
    {'amount': 5, 'currency': 'CNY'}
    """
    return {"amount": yuan(amount), "currency": "CNY"}


def yuan(amount: Fraction | None) -> int | float:
    """An amount as JSON writes numbers; one in whole 分 below 10¹³ prints as exactly its decimals.

    >>> yuan(Fraction(5)), yuan(Fraction(1, 100))
    (5, 0.01)
    """
    found = Fraction(0) if amount is None else amount
    return found.numerator if found.denominator == 1 else float(found)
