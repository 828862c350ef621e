"""Purchases from disk: what is said of a ledger, and when nothing may be written."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

import pytest

from examples.purchases import END, ledger
from mingzhang.purchasing import open_contracting_contract
from mingzhang.purchasing.ledger import PurchaseLedger
from mingzhang.purchasing.workbook import ReadPurchases
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.work.purchasing import (
    RECORDS,
    RELEASES,
    PurchaseError,
    purchase_text,
    write_open_data,
    write_purchase_papers,
)


def test_totals_of_nothing_are_not_told_and_problems_are() -> None:
    read = ReadPurchases(
        PurchaseLedger("某局", 2020), [ScoringProblem("1", "", "结论", "没有填写", kind="验收")]
    )
    said = purchase_text(read, END)
    assert said.startswith("项目 0 个，合同 0 份，0 个项目已有付款。")
    assert "要先改正的问题 1 条" in said and "验收“1”“结论”栏：没有填写" in said


def test_the_text_says_what_an_account_publishes() -> None:
    said = purchase_text(ReadPurchases(ledger()), END).splitlines()
    assert said[0] == "购买服务支出 208.29万元" and said[-1] == "项目 7 个，合同 9 份，7 个项目已有付款。"


def test_papers_are_written_as_a_set_or_not_at_all(tmp_path: Path) -> None:
    made = write_purchase_papers(ReadPurchases(ledger()), tmp_path, END, ["docx"])
    assert sorted(path.relative_to(tmp_path).as_posix() for path in made)[0] == "比选记录/301满意度调查.docx"
    wrong = ReadPurchases(ledger(), [ScoringProblem("1", "", "", "没有填写")])
    with pytest.raises(PurchaseError, match="没有写出"):
        write_purchase_papers(wrong, tmp_path / "又", END)
    assert not (tmp_path / "又").exists()


def test_open_data_that_is_not_the_ledger_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("ocdsmerge")
    monkeypatch.setattr(open_contracting_contract, "value", lambda _: {"amount": 1, "currency": "CNY"})
    with pytest.raises(PurchaseError, match="没有写开放数据"):
        write_open_data(ReadPurchases(ledger()), tmp_path / "出", END)
    assert not (tmp_path / "出").exists()


def test_both_packages_name_who_publishes_and_hold_every_process(tmp_path: Path) -> None:
    pytest.importorskip("ocdsmerge")
    paths = write_open_data(ReadPurchases(ledger()), tmp_path, date(2021, 1, 4))
    assert [path.name for path in paths] == [RELEASES, RECORDS]
    releases, records = (json.loads(path.read_text(encoding="utf-8")) for path in paths)
    assert releases["version"] == records["version"] == "1.1"
    assert releases["publishedDate"] == "2021-01-04T00:00:00+08:00"
    of = {each["ocid"] for each in releases["releases"]}
    assert of == {each["ocid"] for each in records["records"]} and len(of) == 7
    assert sum(len(each["releases"]) for each in records["records"]) == len(releases["releases"])


def test_without_the_extra_one_is_told_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "jsonschema", None)
    monkeypatch.setitem(sys.modules, "ocdsmerge", None)
    with pytest.raises(PurchaseError, match=r"mingzhang\[contracting\]"):
        write_open_data(ReadPurchases(ledger()), tmp_path, END)
    assert list(tmp_path.iterdir()) == []
