"""The published totals: of a book with the contracts behind each, of all units within reach side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mingzhang.facts.measure import LiveMeasure
from mingzhang.facts.number import SCALES
from mingzhang.purchasing.fault import in_column
from mingzhang.purchasing.ledger import PurchaseLedger
from mingzhang.purchasing.totals import (
    BOUGHT,
    MEDIUM_SIZED,
    PROCURED,
    SMALL_SIZED,
    AccountTotal,
    against_account,
    shares,
    totals,
)
from mingzhang.scoring.precision import rounded_rate
from mingzhang.web.people.rights import Visitor
from mingzhang.web.portal.models import EditionFigure
from mingzhang.web.purchasing.carried import ledgers_of
from mingzhang.web.purchasing.listing import within, words_of
from mingzhang.web.purchasing.models import PurchaseBook
from mingzhang.web.season.models import DocumentKind
from mingzhang.web.shared.lists import list_workbook
from mingzhang.web.shared.today import today

_WAN = SCALES["万元"]
#: What the account calls a total of the ledger.
LABELS = {
    "政府购买服务支出": BOUGHT,
    "政府采购支出": PROCURED,
    "政府采购货物支出": f"{PROCURED}：货物",
    "政府采购工程支出": f"{PROCURED}：工程",
    "政府采购服务支出": f"{PROCURED}：服务",
    "授予中小企业合同金额": MEDIUM_SIZED,
    "授予小微企业合同金额": SMALL_SIZED,
}


@dataclass(frozen=True)
class TotalLine:
    """A total with what it comes from: each contract with its key, and what the account says."""

    measure: LiveMeasure
    number: str
    share: str
    rows: list[tuple[int | None, tuple[str, ...]]]
    account: str
    gap: str


@dataclass(frozen=True)
class UnitTotals:
    """The totals of one unit; an unknown one is a dash."""

    book: PurchaseBook
    cells: list[str]


def totals_of(book: PurchaseBook, ledger: PurchaseLedger) -> list[TotalLine]:
    """The totals of a book, each with its contracts and with the account of the year, where that is here."""
    found = totals(ledger, today())
    of, keys = dict(shares(found)), {each.number: each.row for each in ledger.contracts}
    said = {each.name: each for each in account_of(book)}
    gaps = dict(against_account(found, said.values()))
    return [
        TotalLine(
            each, _column(each), of.get(name, ""), [(keys.get(row[0]), row) for row in each.rows],
            in_column(said[name].amount * _WAN) if name in said else "", gaps.get(name, ""),
        )
        for name, each in found.items()
    ]  # fmt: skip


def account_of(book: PurchaseBook) -> list[AccountTotal]:
    """What the unit's final account of the year publishes under the names of the totals."""
    figures = EditionFigure.objects.filter(
        edition__organisation=book.organisation_id, edition__year=book.year, edition__current=True,
        edition__kind=DocumentKind.FINAL_ACCOUNT, label__in=LABELS,
    )  # fmt: skip
    return [
        AccountTotal(LABELS[each.label], Fraction(each.amount) / _WAN, _decimals(each)) for each in figures
    ]


def _decimals(figure: EditionFigure) -> int:
    """The decimals of a printed amount, as one in 万元 has them."""
    printed = len(figure.printed.partition(".")[2])
    scale, wan = int(SCALES.get(figure.unit, 1)), int(_WAN)
    return max(0, printed + len(str(wan)) - len(str(scale)))


def account_gaps(book: PurchaseBook, ledger: PurchaseLedger) -> list[str]:
    """Where the account of the year says something else than the ledger, a sentence each."""
    said = account_of(book)
    return [words for _, words in against_account(totals(ledger, today()), said)] if said else []


def total_book(line: TotalLine) -> bytes:
    """The contracts behind a total, as a workbook."""
    return list_workbook("合计", line.measure.heads, line.measure.rows)


def district_totals(visitor: Visitor, asked: Mapping[str, str]) -> dict[str, Any]:
    """The totals of all units within reach in a year, in a number of queries that does not grow."""
    every = within(visitor)
    years = sorted(set(every.order_by().values_list("year", flat=True)), reverse=True)
    year = words_of(asked, "year")
    chosen = int(year) if year.isdecimal() and int(year[:4]) in years else next(iter(years), today().year)
    books = list(every.filter(year=chosen).select_related("organisation__above__above").order_by(
        "organisation__path", "pk"
    ))  # fmt: skip
    ledgers = ledgers_of(books)
    found = {book.pk: totals(ledgers[book.pk], today()) for book in books}
    names = list(totals(PurchaseLedger(), today()))
    sums = [_sum(name, list(found.values())) for name in names]
    lines = [UnitTotals(book, [_column(found[book.pk].get(n)) for n in names]) for book in books]
    return {
        "year": chosen, "years": years, "names": names, "lines": lines,
        "sums": [in_column(each * _WAN) for each in sums],
        "heads": [name.replace(f"{PROCURED}：", "其中：") for name in names],
        "shares": _shares(dict(zip(names, sums, strict=True))),
        "unknown": sum(len(each) < len(names) for each in found.values()),
    }  # fmt: skip


def _column(measure: LiveMeasure | None) -> str:
    return in_column(None if measure is None else measure.number * _WAN)


def _sum(name: str, found: list[dict[str, LiveMeasure]]) -> Fraction:
    """The sum over the units that know it; how many do not is told beside it."""
    return sum((each[name].number for each in found if name in each), Fraction(0))


def _shares(sums: dict[str, Fraction]) -> list[tuple[str, str]]:
    found = [(name, rounded_rate(sums[name], sums[PROCURED])) for name in (MEDIUM_SIZED, SMALL_SIZED)]
    return [(name, rate) for name, rate in found if rate]


def district_book(shown: dict[str, Any]) -> bytes:
    """The same as a workbook."""
    rows = [(line.book.organisation.name, *line.cells) for line in shown["lines"]]
    return list_workbook(
        f"{shown['year']}年度采购合计", ("单位", *shown["names"]), [*rows, ("合计", *shown["sums"])]
    )
