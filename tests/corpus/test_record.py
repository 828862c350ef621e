"""The rows of a document: exact, counted to the last number, and with a reason where a value is missing."""

from __future__ import annotations

from decimal import Decimal, localcontext
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.corpus.record import UNFIT, UNREAD, Record, record_of, refused, stored
from mingzhang.corpus.schema import table_kinds
from mingzhang.facts.fact import Fact
from mingzhang.facts.number import printed
from mingzhang.work.check import CheckResult, check
from mingzhang.work.examples import text as document_of
from tests.corpus.made import text


@given(st.integers(-(10**38) + 1, 10**38 - 1))
def test_what_fits_is_stored_to_the_last_digit(digits: int) -> None:
    value = Fraction(digits, 10**10)
    kept = stored(value)
    assert kept is not None and Fraction(kept) == value


@given(st.fractions())
def test_what_does_not_fit_is_not_stored_at_all(value: Fraction) -> None:
    kept = stored(value)
    assert kept is None or Fraction(kept) == value


def test_the_precision_somebody_calculates_with_changes_nothing() -> None:
    with localcontext() as context:
        context.prec = 3
        assert stored(Fraction(123456789)) == Decimal("123456789")


@pytest.fixture(scope="module")
def judged() -> CheckResult:
    document = document_of(*text(fall="12.00").splitlines(), year=2023)
    document.facts.miss("收入表[205].本年收入")
    document.facts.add(Fact("甲.乙", printed("0.12345678901", "元")))
    return check(document)


@pytest.fixture(scope="module")
def record(judged: CheckResult) -> Record:
    figures = {"本年收入": Fraction(900_000)}
    return record_of(
        "甲/决算.txt", "k", judged.result(), judged.document, judged.findings, judged.coverage, figures
    )


def rows(record: Record, table: str) -> list[dict[str, Any]]:
    return [dict(zip(table_kinds()[table].names, row, strict=True)) for row in record.rows[table]]


def test_every_row_has_every_column(record: Record) -> None:
    for name, kind in table_kinds().items():
        assert record.rows[name]
        for row in rows(record, name):
            assert row["document"] == "甲/决算.txt"
            missing = [c.name for c in kind.columns if row[c.name] is None and not c.nullable]
            assert not missing, f"{name}: {missing}"


def test_the_numbers_of_a_document_are_counted_to_the_last(record: Record, judged: CheckResult) -> None:
    (whole,) = rows(record, "documents")
    kinds = ("checked", "understood", "unread", "doubtful")
    assert whole["numbers"] == sum(whole[f"numbers_{kind}"] for kind in kinds) == len(judged.coverage)
    covered = rows(record, "coverage")
    for kind in kinds:
        assert sum(row["count"] for row in covered if row["worth"] == kind) == whole[f"numbers_{kind}"]
    assert len(rows(record, "unread")) == whole["numbers_unread"] + whole["numbers_doubtful"]
    assert whole["income"] == Decimal(900_000) and whole["expenditure"] is None


def test_a_value_is_there_or_the_reason_is(record: Record) -> None:
    facts = {row["name"]: row for row in rows(record, "facts")}
    for row in facts.values():
        assert (row["value"] is None) == (row["reason"] is not None)
    assert (
        facts["收入表[205].本年收入"]["reason"] == UNREAD
        and facts["收入表[205].本年收入"]["row_key"] == "205"
    )
    assert facts["甲.乙"]["reason"] == UNFIT and facts["甲.乙"]["printed"] == "0.12345678901"
    income = facts["总表.本年收入"]
    assert (income["value"], income["half"], income["unit"]) == (Decimal(900_000), Decimal(50), "元")


def test_findings_say_by_how_much(record: Record, judged: CheckResult) -> None:
    found = rows(record, "findings")
    assert [row["rule"] for row in found] == [finding.rule for finding in judged.findings]
    assert [row["number"] for row in found] == list(range(1, len(found) + 1))
    wrong = next(row for row in found if row["verdict"] == "fails")
    assert wrong["difference"] == 2 and wrong["difference_unit"] == "%"
    assert wrong["fingerprint"] == judged.failed[0].fingerprint and wrong["family"] == wrong["rule"][0]


def test_a_document_that_was_not_read_has_its_sentence() -> None:
    record = refused("坏.pdf", "k", "c", "坏.pdf：文件是空的，未检查。")
    (row,) = rows(record, "documents")
    assert row["state"] == "unreadable" and row["reason"] and row["sha256"] == "c"
    assert (record.place, record.year, row["errors"], row["income"]) == ("000000", None, 0, None)
    assert not any(record.rows[table] for table in table_kinds() if table != "documents")


def test_what_was_not_checked_to_its_end_is_told(tmp_path: Path, judged: CheckResult) -> None:
    late = CheckResult(judged.document, [], {}, judged.coverage, notes=["用完了时限。"])
    record = record_of("a", "k", late.result(), late.document, [], late.coverage, {})
    (row,) = rows(record, "documents")
    assert (row["state"], row["reason"]) == ("partial", "用完了时限。")
