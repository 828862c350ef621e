"""Purchases from a workbook on disk: what is wrong, the papers, the published totals, the open data."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from mingzhang.facts.publication import Publication
from mingzhang.facts.refusal import RefusalError
from mingzhang.purchasing.dues import dues
from mingzhang.purchasing.ledger import SELECTION, PurchaseLedger
from mingzhang.purchasing.open_contracting import packages
from mingzhang.purchasing.open_contracting_checks import flaws, gaps
from mingzhang.purchasing.papers import RECORD, SHEET, SUMMARY, acceptance_sheet, selection_record, summary
from mingzhang.purchasing.totals import execution, shares, totals
from mingzhang.purchasing.workbook import ReadPurchases, purchase_workbook, read_purchases
from mingzhang.readers.limits import Limits
from mingzhang.sheets import write_sheets
from mingzhang.work.visits import told
from mingzhang.writers.publish import name_for, write_sets
from mingzhang.writers.written import made_folder

RELEASES, RECORDS = "开放数据-过程.json", "开放数据-记录.json"


class PurchaseError(RefusalError):
    """A ledger of purchases with something wrong in it: nothing is written."""


def open_purchases(path: str | Path, limits: Limits | None = None) -> ReadPurchases:
    """The ledger of a workbook; raises :class:`~mingzhang.readers.limits.UnreadableError`."""
    return read_purchases(path, limits)


def purchase_template(out: str | Path, force: bool = False) -> None:
    """Write an empty workbook; raises :class:`~mingzhang.writers.written.UnwritableError`."""
    write_sheets(purchase_workbook(PurchaseLedger()), out, force)


def purchase_text(read: ReadPurchases, today: date) -> str:
    """The published totals, how far projects were carried out, what is due, all that is wrong, in words."""
    ledger = read.ledger
    found = totals(ledger, today)
    of = dict(shares(found))
    lines = [
        f"{name} {each.text}" + (f"，占政府采购支出的 {of[name]}" if of.get(name) else "")
        for name, each in found.items()
        if each.rows
    ]
    paid = sum(1 for _, spent, _, _ in execution(ledger) if spent)
    lines.append(f"项目 {len(ledger.projects)} 个，合同 {len(ledger.contracts)} 份，{paid} 个项目已有付款。")
    lines += [f"到期提醒：{each.told(today)}。" for each in dues(ledger, today)]
    return "\n".join([*lines, *([told("", read.problems)] if read.problems else [])])


def write_purchase_papers(
    read: ReadPurchases,
    folder: str | Path,
    today: date,
    formats: Sequence[str] = ("docx",),
    force: bool = False,
) -> list[Path]:
    """Write the records of selections, the acceptance sheets and the summary, all of them or none.

    Raises :class:`PurchaseError` while something is wrong, and
    :class:`~mingzhang.writers.written.UnwritableError`.
    """
    _whole(read)
    ledger, folder = read.ledger, made_folder(folder)
    quoted = {each.project for each in ledger.quotes}
    papers: list[tuple[Publication, str]] = [(summary(ledger, today), SUMMARY)]
    papers += [
        (selection_record(ledger, each, today), f"{RECORD}/{name_for(f'{each.code}{each.name}', RECORD)}")
        for each in ledger.projects
        if each.method == SELECTION and each.code in quoted
    ]
    papers += [
        (acceptance_sheet(ledger, each, today), f"{SHEET}/{name_for(each.number, SHEET)}")
        for each in ledger.contracts
    ]
    return [path for paths in write_sets(papers, folder, formats, force) for path in paths]


def write_open_data(
    read: ReadPurchases, folder: str | Path, published: date, force: bool = False
) -> list[Path]:
    """Write the release package and the record package, checked against the schema and against the ledger.

    Needs the extra ``contracting``.  Raises :class:`PurchaseError` and
    :class:`~mingzhang.writers.written.UnwritableError`.
    """
    _whole(read)
    files = open_data(read.ledger, published)
    folder = made_folder(folder)
    write_sets([], folder, (), force, files)
    return [folder / name for name in files]


def open_data(ledger: PurchaseLedger, published: date) -> dict[str, bytes]:
    """The release package and the record package by the names of their files, once both are proved.

    Raises :class:`PurchaseError` where something does not conform to the standard, or does not come to the
    ledger.
    """
    try:
        releases, records = packages(ledger, published)
        wrong = [flaw for each in releases["releases"] for flaw in flaws(each)]
    except ModuleNotFoundError:
        raise PurchaseError("写开放数据要先安装附加组件：pip install 'mingzhang[contracting]'。") from None
    wrong += [gap for each in records["records"] for gap in gaps(ledger, each["compiledRelease"])]
    if wrong:
        raise PurchaseError("\n".join(["没有写开放数据：", *(f"  {each}" for each in wrong)]))
    made = {RELEASES: releases, RECORDS: records}
    return {n: (json.dumps(p, ensure_ascii=False, indent=1) + "\n").encode() for n, p in made.items()}


def _whole(read: ReadPurchases) -> None:
    if read.problems:
        raise PurchaseError(told("没有写出", read.problems))
