"""Whole documents: invented right ones, random right ones, and the real ones."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from mingzhang.catalogue import load
from mingzhang.facts.finding import Verdict
from mingzhang.facts.report import Report
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Rule
from mingzhang.rules import all_rules
from mingzhang.understanding.read import read_document
from tests.accounts import Account
from tests.conftest import ROOT

HERE = Path(__file__).parent
REAL = ROOT.parent / "shared" / "data" / "real"
WRITTEN_OUT = [r for r in all_rules() if r.source.startswith(("rules/accounts/", "rules/narrative/"))]
FILES = [rule for rule in WRITTEN_OUT if rule.source.endswith(".py")]


def failing(document: Document, rules: list[Rule] = FILES) -> Counter[str]:
    found = [f for rule in rules if rule.applies(document) for f in rule.check(document)]
    return Counter(f.rule for f in found if f.verdict is Verdict.FAILS)


@pytest.mark.parametrize("file", sorted(HERE.glob("clean_*.txt")), ids=lambda file: file.stem)
def test_right_documents_of_other_provinces(file: Path) -> None:
    assert failing(read_document(file)) == Counter()


@pytest.mark.parametrize("seed", range(20))
def test_random_right_accounts(seed: int) -> None:
    document = Document(
        Report("例", "txt"), load(year=2023), "final_account", year=2023, facts=Account(seed).facts
    )
    assert failing(document) == Counter()


@pytest.mark.parametrize(
    ("file", "expected"),
    [
        ("putuo_finance_2024_final_account.pdf", {"N-28", "N-72", "N-73"}),
        ("fengtai_gov_office_2020_final_account.txt", {"H-11", "N-74", "Y-07"}),
        ("shanghai_2024_template.pdf", set()),
    ],
)
def test_real_documents(file: str, expected: set[str]) -> None:
    if not (REAL / file).is_file():
        pytest.skip(f"real document {file} is not beside the repository")
    mine = [rule for rule in FILES if rule.id in IDS]
    assert set(failing(read_document(REAL / file), mine)) == expected


IDS = {
    "T01-08", "T01-09", "T01-10", "T01-11", "T03-05", "T03-06", "T03-07", "T04-09", "T04-10", "T04-11",
    "T05-05", "T05-06", "T06-11", "T06-12", "T06-13", "T07-04", "T07-05", "T08-04", "T08-05", "T09-07",
    "T09-08", "X-35", "X-36", "X-37", "X-38", "H-01", "H-02", "H-03", "H-04", "H-05", "H-06", "H-07",
    "H-08", "H-11", "H-12", "N-06", "N-17", "N-23", "N-24", "N-28", "N-35", "N-37", "N-57", "N-60", "N-72",
    "N-73", "N-74", "Y-06", "Y-07", "Y-08", "Y-09", "B-02", "B-10",
}  # fmt: skip


def test_every_rule_of_these_folders_is_known() -> None:
    assert {rule.id for rule in FILES} >= IDS
