"""Results as data: what is written as JSON is read back the same."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.coverage import Counts, Worth
from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.place import Place
from mingzhang.facts.result import SCHEMA, CheckedDocument, Freedom, Result, Summary, UnreadNumber, Waiver
from tests.writers.results import finding, findings, result, waiver, words


def there_and_back(one: Result) -> Result:
    return Result.from_json(json.loads(json.dumps(one.to_json(), ensure_ascii=False)))


@given(st.lists(findings(), max_size=4), words, st.none() | st.integers(1990, 2050))
def test_what_is_written_is_read_back(found: list[Finding], text: str, year: int | None) -> None:
    spot = Freedom("1.00万元", None, "0.01", text, Place(line=2))
    one = Result(
        CheckedDocument(text, unit=text, year=year, unread_pages=(2,), notes=(text,)),
        Summary(holds=3, seconds=0.25),
        tuple(found),
        (UnreadNumber("7", Place(line=3)),),
        tuple(waiver(f) for f in found[:1]),
        (spot,) if year else None,
    )
    again = there_and_back(one)
    assert again.to_json() == one.to_json()
    assert [f.fingerprint for f in again.findings] == [f.fingerprint for f in found]
    assert (again.document, again.unread, again.waivers) == (one.document, one.unread, one.waivers)


def test_places_and_suspects_come_back_as_objects() -> None:
    place = Place(page=2, bbox=(1.0, 2.0, 3.0, 4.0), source=((1, 2, 3),), printed="6.20")
    one = result(finding("N-01", "错", place, severity=Severity.WARNING))
    assert there_and_back(one) == one


def test_explained_findings_are_not_open_and_do_not_count() -> None:
    one, two = finding("N-01", "一", printed="1"), finding("N-02", "二", severity=Severity.INFO)
    told = result(one, two, finding("T01-01", "差", verdict=Verdict.ROUNDING), waivers=(waiver(one),))
    assert told.open == (two,)
    assert told.severities == {Severity.ERROR: 0, Severity.WARNING: 0, Severity.INFO: 1}
    assert str(Waiver("", "", "", "账已更正", "王某", "2025-03-01")) == "账已更正（王某，2025-03-01）"


def test_a_result_of_the_former_contract_is_read_and_says_so() -> None:
    old = result(finding("N-01", "错", Place(line=1))).to_json()
    old["schema"] = "mingzhang/check/1"
    counts = {"holds": 3, "rounding": 0, "fails": 1, "undecided": 0}
    old["summary"] = counts | {"numbers_read": 7, "numbers_unread": 2, "seconds": 0.5}
    old["unread"] = [{"printed": "7", "place": {"line": 3}}]
    new = Result.from_json(old)
    assert (new.schema, new.summary.numbers, new.summary.understood) == (SCHEMA, Counts(0, 7, 2, 0), True)
    assert new.unread == (UnreadNumber("7", Place(line=3), Worth.UNREAD),)
    assert "旧版" in new.document.notes[-1]
    assert there_and_back(new) == new


@pytest.mark.parametrize("schema", [None, "mingzhang/check/3", "mingzhang/report/1"])
def test_other_data_is_no_result(schema: str | None) -> None:
    with pytest.raises(ValueError, match="mingzhang/check/2"):
        Result.from_json(result().to_json() | {"schema": schema})
