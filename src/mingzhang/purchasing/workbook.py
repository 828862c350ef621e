"""采购台账.xlsx: read and written, everything that is wrong told by sheet and cell."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from mingzhang.catalogue import NATION
from mingzhang.facts.measure import LiveMeasure
from mingzhang.facts.workbook import Workbook
from mingzhang.language.workbook.form import AMOUNT, COUNT, DATE, InputSheet
from mingzhang.purchasing.families import Member, PurchaseFamilies, member_of, members_of
from mingzhang.purchasing.faults import faults_of
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
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.sheets import ROOM, Row, SheetReader, Value, described_sheets, laid_out, row_of, sheets_of

BOOK = described_sheets(Path(__file__).with_name("sheets.toml"), "book")
(COVER, PROJECTS, QUOTES, MARKS, CONTRACTS, AMENDMENTS, DELIVERABLES, ACCEPTANCES, REQUESTS, PAYMENTS, LIMITS,
 INVITATIONS, PLANS, ADJUSTMENTS) = BOOK  # fmt: skip
_YES, _NO = "是", "否"
_FLAGS, _LISTS = ("chosen", "final"), ("approvals",)
_LISTED = re.compile(r"[、，,;；\s]+")
#: What a row of each sheet is made into, where the ledger keeps it, and the fields that no two rows share.
RECORDS: tuple[tuple[InputSheet, Callable[..., Any], str, tuple[str, ...]], ...] = (
    (PROJECTS, PurchaseProject, "projects", ("code",)),
    (QUOTES, SupplierQuote, "quotes", ("project", "supplier")),
    (MARKS, JudgeMark, "marks", ("project", "supplier", "judge", "criterion")),
    (CONTRACTS, PurchaseContract, "contracts", ("number",)),
    (AMENDMENTS, ContractAmendment, "amendments", ()),
    (DELIVERABLES, ContractDeliverable, "deliverables", ("contract", "code")),
    (ACCEPTANCES, DeliverableAcceptance, "acceptances", ()),
    (REQUESTS, PaymentRequest, "requests", ("number",)),
    (PAYMENTS, LedgerPayment, "payments", ()),
    (LIMITS, ApprovalLimit, "limits", ("post",)),
    (INVITATIONS, SupplierInvitation, "invited", ("project", "supplier")),
    (PLANS, PlannedPayment, "planned", ("contract", "code")),
    (ADJUSTMENTS, BudgetAdjustment, "adjustments", ()),
)


@dataclass
class ReadPurchases:
    """The ledger of a workbook and what is wrong with it; the first ``unread`` were not even read."""

    ledger: PurchaseLedger
    problems: list[ScoringProblem] = field(default_factory=list)
    unread: int = 0


def read_purchases(
    path: str | Path, limits: Limits | None = None, counts: Mapping[str, LiveMeasure] | None = None
) -> ReadPurchases:
    """The ledger of a workbook; ``counts`` are what deliverables may be bound to.

    Raises :class:`~mingzhang.readers.limits.UnreadableError`.
    """
    path = Path(path)
    tables = sheets_of(path, limits)
    if CONTRACTS.name not in tables or PROJECTS.name not in tables:
        raise UnreadableError(path, "没有“项目”“合同”工作表；空白表用 mingzhang purchasing template 生成")
    return _Reader(
        SheetReader(tables, owners=("number", "contract", "code", "project", "request"), free=True)
    ).read(counts or {})


class _Reader:
    """Reads one workbook, sheet by sheet."""

    def __init__(self, sheets: SheetReader) -> None:
        self._sheets = sheets
        self._cells: dict[tuple[str, int], Row] = {}
        self._ledger = PurchaseLedger()
        self._families = PurchaseFamilies()

    def read(self, counts: Mapping[str, LiveMeasure]) -> ReadPurchases:
        ledger, sheets = self._ledger, self._sheets
        sheets.kind = COVER.name
        for row in sheets.rows(COVER):
            ledger.unit, ledger.year = row.text("unit"), int(row.text("year") or 0)
            ledger.place, ledger.large = row.text("place") or NATION, row.figure("large")
            ledger.prefix = row.text("prefix")
        if not ledger.unit:
            sheets.problems.append(ScoringProblem(COVER.name, "", "单位名称", "没有填写", kind="工作表"))
        for sheet, record, name, key in RECORDS:
            sheets.kind = sheet.name
            rows = self._rows(sheet, key)
            setattr(ledger, name, [made for row in rows if (made := self._record(sheet, record, row))])
        unread = len(sheets.problems)
        spoiled = self._families.of(member for each in self._spoiled() for member in each)
        for fault in (each for each in faults_of(ledger, counts) if member_of(each) not in spoiled):
            sheet = next(sheet for sheet in BOOK if sheet.name == fault.sheet)
            found = self._cells.get((fault.sheet, fault.row or 0))
            sheets.kind = sheet.name
            cell = found.cells.get(fault.field, "") if found else ""
            sheets.problem(fault.owner, sheet, fault.field, fault.row, fault.message, cell)
        return ReadPurchases(ledger, sheets.problems, unread)

    def _spoiled(self) -> Iterator[list[Member]]:
        """Whom the rows speak of that have a cell which cannot be read."""
        for each in self._sheets.problems:
            sheet = each.cell.partition("!")[0]
            row = self._cells.get((sheet, each.row or 0))
            if row is not None:
                yield members_of(sheet, _texts(row))

    def _rows(self, sheet: InputSheet, key: tuple[str, ...]) -> Iterator[Row]:
        """The rows of a sheet, kept so that a fault can name its cell."""
        for row in self._sheets.distinct(sheet, *key):
            self._cells[sheet.name, row.number] = row
            self._families.add(sheet.name, _texts(row))
            yield row

    def _record(self, sheet: InputSheet, record: Callable[..., object], row: Row) -> object | None:
        """What a row states, ``None`` where it lacks a text or a day that it must have: told already."""
        values: dict[str, Any] = {}
        for name, column in sheet.fields:
            if column.kind in (AMOUNT, COUNT):
                values[name] = row.figure(name)
            elif column.kind == DATE:
                values[name] = self._sheets.day(sheet, row, name)
            elif name in _FLAGS:
                values[name] = row.text(name) == _YES
            elif name in _LISTS:
                values[name] = tuple(filter(None, _LISTED.split(row.text(name))))
            else:
                values[name] = row.text(name)
        needed = [
            name for name, column in sheet.fields if column.required and column.kind not in (AMOUNT, COUNT)
        ]
        return record(**values, row=row.number) if all(values[name] for name in needed) else None


def _texts(row: Row) -> dict[str, str]:
    """What the fields of a row say that name somebody."""
    return {name: row.text(name) for name in ("code", "number", "project", "contract", "request")}


def purchase_workbook(ledger: PurchaseLedger) -> Workbook:
    """The workbook of a ledger, with free rows.

    >>> [leaf.name for leaf in purchase_workbook(PurchaseLedger()).leaves][:4]
    ['封面', '项目', '报价', '评分']
    """
    cover: dict[str, Value] = {"unit": ledger.unit, "year": str(ledger.year or ""), "large": ledger.large}
    cover |= {"place": "" if ledger.place == NATION else ledger.place, "prefix": ledger.prefix}
    leaves = [laid_out(COVER, [cover], 0)]
    for sheet, _, name, _ in RECORDS:
        some: Sequence[object] = getattr(ledger, name)
        rows = [row_of(record, sheet) | _denied(record) for record in some]
        leaves.append(laid_out(sheet, rows, ROOM))
    return Workbook(f"{ledger.unit}采购台账", leaves)


def _denied(record: object) -> dict[str, Value]:
    """What a record says no to: an empty cell would leave it open."""
    return {name: _NO for name in _FLAGS if getattr(record, name, None) is False}
