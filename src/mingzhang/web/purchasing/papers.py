"""The papers and the open data of a book, by the writers of the command line."""

from __future__ import annotations

from mingzhang.purchasing.ledger import PurchaseLedger
from mingzhang.purchasing.papers import RECORD, SHEET, SUMMARY, acceptance_sheet, selection_record, summary
from mingzhang.purchasing.workbook import purchase_workbook
from mingzhang.web.purchasing.carried import ledger_of
from mingzhang.web.purchasing.findings import faults_here
from mingzhang.web.purchasing.models import BookContract, BookProject, PurchaseBook
from mingzhang.web.purchasing.moves import PurchaseMoveError
from mingzhang.web.shared.printing import printed
from mingzhang.web.shared.today import today
from mingzhang.work.purchasing import RECORDS, RELEASES, PurchaseError, open_data
from mingzhang.writers.publish import name_for
from mingzhang.writers.spreadsheet.form import workbook_file

KINDS = {"releases": RELEASES, "records": RECORDS}
File = tuple[bytes, str]


def record_paper(project: BookProject, form: str) -> File:
    """The record of a selection, as soon as there are quotes."""
    ledger = ledger_of(project.book)
    own = ledger.project(project.code)
    if own is None or not project.selects or not project.quotes.exists():
        raise PurchaseMoveError("这个项目没有报价，没有比选记录。")
    return printed(selection_record(ledger, own, today()), form, name_for(f"{project.code}{RECORD}", RECORD))


def sheet_paper(contract: BookContract, form: str) -> File:
    """The sheet of acceptance of a contract."""
    ledger = ledger_of(contract.book)
    own = ledger.contract(contract.number)
    if own is None or not contract.deliverables.exists():
        raise PurchaseMoveError("合同没有列明交付物，没有验收单。")
    return printed(acceptance_sheet(ledger, own, today()), form, name_for(f"{contract.number}{SHEET}", SHEET))


def summary_paper(book: PurchaseBook, form: str) -> File:
    """The published totals with what they come from."""
    return printed(summary(ledger_of(book), today()), form, name_for(f"{book.year}{SUMMARY}", SUMMARY))


def ledger_file(book: PurchaseBook) -> bytes:
    """The whole ledger as its workbook, drafts included: what goes out comes in again."""
    return workbook_file(purchase_workbook(ledger_of(book, drafts=True)))


def open_files(book: PurchaseBook, ledger: PurchaseLedger | None = None) -> dict[str, bytes]:
    """The open data of a book by kind; refused while anything does not hold, or unless it is the ledger."""
    ledger = ledger or ledger_of(book)
    wrong = faults_here(book, ledger)
    if wrong:
        first = f"{wrong[0].sheet} {wrong[0].owner}：{wrong[0].message}"
        raise PurchaseMoveError(f"台账还有 {len(wrong)} 处对不上，没有写开放数据；第一处：{first}。")
    try:
        made = open_data(ledger, today())
    except PurchaseError as refusal:
        raise PurchaseMoveError(str(refusal)) from None
    return {kind: made[name] for kind, name in KINDS.items()}


def open_file(book: PurchaseBook, kind: str) -> File:
    """The releases or the records of a book."""
    if kind not in KINDS:
        raise PurchaseMoveError("没有这种开放数据。")
    return open_files(book)[kind], KINDS[kind]
