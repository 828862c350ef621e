"""A ledger is read apart: its rows as plain values, what keeps it out as sentences."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from examples.purchases import ledger, wan
from mingzhang.appraisal.stored import restored
from mingzhang.purchasing.ledger import PurchaseLedger
from mingzhang.purchasing.workbook import purchase_workbook
from mingzhang.sheets import write_sheets
from mingzhang.web.apart.purchase_verbs import purchases


def read(made: PurchaseLedger, folder: Path) -> dict[str, object]:
    write_sheets(purchase_workbook(made), folder / "台账.xlsx")
    return purchases([folder / "台账.xlsx"], folder, 60)


def test_a_ledger_is_carried_over_as_plain_values(tmp_path: Path) -> None:
    told = read(ledger(), tmp_path)
    assert told["problems"] == [] and restored(PurchaseLedger, told["ledger"]) == ledger()


def test_only_what_keeps_a_ledger_out_is_told(tmp_path: Path) -> None:
    made = ledger()
    made.projects[0] = replace(made.projects[0], budget=wan("1"))  # a fact that does not hold
    made.quotes[0] = replace(made.quotes[0], project="999")  # a row that refers to nothing
    problems = read(made, tmp_path)["problems"]
    assert isinstance(problems, list) and len(problems) == 1 and "没有编码“999”" in problems[0]
