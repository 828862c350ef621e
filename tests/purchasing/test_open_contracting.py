"""Open data: every release conforms, what they come to is the ledger, whatever the order of what happened."""

from __future__ import annotations

from copy import deepcopy
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples.purchases import ledger
from mingzhang.purchasing.ledger import (
    ContractAmendment,
    LedgerPayment,
    PaymentRequest,
    PurchaseContract,
    PurchaseLedger,
    PurchaseProject,
)
from mingzhang.purchasing.open_contracting import flaws, gaps, packages, record, releases

pytest.importorskip("ocdsmerge")
SIGNED = date(2020, 4, 1)


def test_the_example_conforms_and_compiles_to_the_ledger() -> None:
    made, records = packages(ledger(), date(2021, 1, 4))
    assert [flaw for each in made["releases"] for flaw in flaws(each)] == []
    compiled = [each["compiledRelease"] for each in records["records"]]
    assert [gap for each in compiled for gap in gaps(ledger(), each)] == []
    survey = compiled[0]["contracts"][0]
    assert survey["value"]["amount"] == 402_900
    assert sum(each["value"]["amount"] for each in survey["implementation"]["transactions"]) == 402_900
    assert survey["status"] == "terminated" and compiled[0]["tender"]["procurementMethod"] == "selective"


def test_an_amendment_is_seen_before_and_after() -> None:
    project = ledger().projects[0]
    values = [
        each["contracts"][0]["value"]["amount"] for each in releases(ledger(), project) if "contracts" in each
    ]
    assert values[0] == 442_900 and values[-1] == 402_900 and len(set(values)) == 2
    changed = next(each for each in releases(ledger(), project) if "contractAmendment" in each["tag"])
    (told,) = changed["contracts"][0]["amendments"]
    assert told["amendsReleaseID"] != told["releaseID"] == changed["id"]


def test_dates_are_of_one_offset() -> None:
    for each in packages(ledger(), SIGNED)[0]["releases"]:
        assert all(said.endswith("T00:00:00+08:00") for said in dates(each))


@pytest.mark.parametrize(
    ("way", "word", "codes"),
    [
        (("parties", 0, "roles", 0), "采购人", "partyRole"),
        (("tender", "awardCriteria"), "比选", "awardCriteria"),
        (("contracts", 0, "implementation", "milestones", 0, "type"), "deliver", "milestoneType"),
        (("contracts", 0, "implementation", "documents", 0, "documentType"), "验收单", "documentType"),
    ],
)
def test_a_word_of_no_open_list_is_told_with_its_place(way: tuple[Any, ...], word: str, codes: str) -> None:
    """Of open lists the schema asks nothing: a nonsense word would pass."""
    made = record(releases(ledger(), ledger().projects[0]))["compiledRelease"]
    whole = {**releases(ledger(), ledger().projects[0])[-1], **{n: made[n] for n in ("tender", "parties")}}
    assert flaws(whole) == []
    *steps, last = way
    held = whole
    for step in steps:
        held = held[step]
    held[last] = word
    (said,) = flaws(whole)
    assert f"“{word}”不在代码表 {codes} 里" in said and "/".join(map(str, steps)) in said


def dates(of: Any) -> list[str]:
    """Every date anywhere in a release."""
    if isinstance(of, dict):
        own = [
            v
            for k, v in of.items()
            if isinstance(v, str) and (k.lower().endswith("date") or k in ("dateSigned", "dateMet"))
        ]
        return own + [each for value in of.values() for each in dates(value)]
    return [each for value in of for each in dates(value)] if isinstance(of, list) else []


def test_a_release_that_lacks_something_is_told() -> None:
    made = releases(ledger(), ledger().projects[0])[0]
    broken = deepcopy(made)
    del broken["initiationType"]
    assert flaws(made) == [] and ["（required）" in each for each in flaws(broken)] == [True]


def test_what_does_not_come_to_the_ledger_is_told() -> None:
    compiled = packages(ledger(), SIGNED)[1]["records"][0]["compiledRelease"]
    compiled["contracts"][0]["implementation"]["transactions"].pop()
    assert gaps(ledger(), compiled) == ["合同2020-07：台账付款 402900 元，开放数据 120000 元"]


_days = st.integers(0, 200)
_fen = st.integers(0, 10**11)


@settings(max_examples=25, deadline=None)
@given(
    amount=_fen,
    changes=st.lists(st.tuples(_days, _fen), max_size=3, unique_by=lambda each: each[0]),
    payments=st.lists(st.tuples(_days, _fen), max_size=4),
)
def test_any_history_comes_to_the_ledger(
    amount: int, changes: list[tuple[int, int]], payments: list[tuple[int, int]]
) -> None:
    made = PurchaseLedger("某局", 2020, contracts=[
        PurchaseContract("1", "A", "甲公司", amount=Fraction(amount, 100), signed=SIGNED)])  # fmt: skip
    made.projects = [PurchaseProject("A", "调查", budget=Fraction(amount, 100))]
    made.amendments = [
        ContractAmendment("1", SIGNED + timedelta(day), after=Fraction(fen, 100), reason="调整")
        for day, fen in changes
    ]
    made.requests = [PaymentRequest("F", "1", SIGNED)]
    made.payments = [LedgerPayment("F", SIGNED + timedelta(day), Fraction(fen, 100)) for day, fen in payments]
    found = releases(made, made.projects[0])
    assert [flaw for each in found for flaw in flaws(each)] == []
    assert [each["date"] for each in found] == sorted({each["date"] for each in found})
    assert gaps(made, record(found)["compiledRelease"]) == []


def test_a_process_of_which_nothing_happened_is_not_published() -> None:
    made = PurchaseLedger("某局", 2020, projects=[PurchaseProject("A", "调查"), PurchaseProject("B", "印刷")])
    made.contracts = [PurchaseContract("1", "B", "甲公司", amount=Fraction(5), signed=SIGNED)]
    opened, records = packages(made, SIGNED)
    assert [each["ocid"] for each in opened["releases"]] == ["ocds-000000-B"]
    assert len(records["records"]) == 1


@pytest.mark.parametrize(
    ("method", "word"),
    [("公开招标", "open"), ("单一来源", "direct"), ("比选", "selective"), ("询价", "selective")],
)
def test_the_way_of_buying_is_a_word_of_the_standard_and_its_own(method: str, word: str) -> None:
    project = PurchaseProject("A", "调查", method=method)
    made = PurchaseLedger("某局", 2020, contracts=[PurchaseContract("1", "A", "甲公司", signed=SIGNED)])
    tender = releases(made, project)[0]["tender"]
    assert (tender["procurementMethod"], tender["procurementMethodDetails"]) == (word, method)


def test_an_own_prefix_names_every_process() -> None:
    made = ledger()
    made.prefix = "ocds-abc123"
    opened, _ = packages(made, SIGNED)
    assert {each["ocid"][:11] for each in opened["releases"]} == {"ocds-abc123"}
    assert opened["uri"].startswith("urn:ocds:ocds-abc123")
