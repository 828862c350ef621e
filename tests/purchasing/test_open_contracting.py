"""Open data: every release conforms, what they come to is the ledger, whatever the order of what happened."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples.purchases import ledger
from mingzhang.purchasing.ledger import (
    BudgetAdjustment,
    ContractAmendment,
    ContractDeliverable,
    DeliverableAcceptance,
    LedgerPayment,
    PaymentRequest,
    PurchaseContract,
    PurchaseLedger,
    PurchaseProject,
    SupplierInvitation,
    SupplierQuote,
)
from mingzhang.purchasing.open_contracting import packages, record, releases
from mingzhang.purchasing.open_contracting_checks import flaws, gaps
from mingzhang.purchasing.open_contracting_terms import yuan

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


def test_offers_are_seen_as_they_came_in() -> None:
    made = releases(ledger(), ledger().projects[0])
    told = {
        each["date"][:10]: {bid["id"]: (bid["status"], bid.get("value", {}).get("amount")) for bid in some}
        for each in made
        if (some := each.get("bids", {}).get("details"))
    }
    invited, quoted, signed = told["2020-03-09"], told["2020-03-16"], told["2020-04-01"]
    assert invited == dict.fromkeys(
        ["甲咨询公司", "乙调查公司", "丙数据公司", "丁市场研究公司"], ("invited", None)
    )
    assert quoted["乙调查公司"] == ("pending", 442_900) and quoted["丁市场研究公司"] == ("invited", None)
    assert signed["乙调查公司"] == ("valid", 442_900) and list(told) == [
        "2020-03-09",
        "2020-03-16",
        "2020-04-01",
    ]
    tenders = {
        each["date"][:10]: each["tender"].get("numberOfTenderers") for each in made if "tender" in each
    }
    assert tenders == {"2020-03-09": None, "2020-03-16": 3, "2020-04-01": 3}
    (prize,) = (award for each in made for award in each.get("awards", []))
    assert prize["relatedBid"] == "乙调查公司"
    opened, records = packages(ledger(), SIGNED)
    assert all("ocds_bid_extension/v1.1.3" in each["extensions"][0] for each in (opened, records))


def test_a_budget_is_seen_before_and_after_its_adjustment() -> None:
    made = ledger()
    made.adjustments[0] = replace(made.adjustments[0], day=date(2020, 3, 12))
    told = [
        (each["date"][:10], each["planning"]["budget"]["amount"]["amount"], each["tag"][0])
        for each in releases(made, made.projects[0])
        if "planning" in each
    ]
    assert told == [("2020-03-09", 500_000, "planning"), ("2020-03-12", 492_900, "planningUpdate")]


@pytest.mark.parametrize(
    ("way", "worth", "said"),
    [
        (("planning", "budget", "amount", "amount"), 1, "项目301：台账全年预算 492900 元，开放数据 1 元"),
        (
            ("bids", "details", 0, "value", "amount"),
            1,
            "项目301：“甲咨询公司”台账报价 458000 元，开放数据 1 元",
        ),
        (("bids", "details", 3, "id"), "戊公司", "项目301：“戊公司”台账报价 None 元，开放数据 None 元"),
        (("contracts", 0, "value", "amount"), 1, "合同2020-07：台账金额 402900 元，开放数据 1 元"),
        (("contracts", 0, "id"), "2020-11", "合同2020-07：开放数据里没有"),
    ],
)
def test_whatever_is_not_the_ledger_is_told(way: tuple[Any, ...], worth: object, said: str) -> None:
    compiled = packages(ledger(), SIGNED)[1]["records"][0]["compiledRelease"]
    assert gaps(ledger(), compiled) == []
    *steps, last = way
    held = compiled
    for step in steps:
        held = held[step]
    held[last] = worth
    assert said in gaps(ledger(), compiled)


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


_some_days = st.lists(st.tuples(_days, _fen), max_size=3)


@st.composite
def histories(draw: st.DrawFn) -> PurchaseLedger:
    """A project with anything that may happen to it, on any days, its rows in any order."""

    def on(day: int) -> date:
        return SIGNED + timedelta(day)

    worth = Fraction(draw(_fen), 100)
    made = PurchaseLedger("某局", 2020)
    names = draw(st.lists(st.sampled_from("甲乙丙丁戊"), unique=True))
    made.invited = [
        SupplierInvitation("A", name, on(draw(_days) - 100)) for name in names if draw(st.booleans())
    ]
    made.quotes = [
        SupplierQuote("A", name, "", on(draw(_days) - 50), Fraction(draw(_fen), 100), name == "甲")
        for name in names
    ]
    stood = worth
    for day, fen in sorted(draw(_some_days)):
        made.adjustments.append(
            BudgetAdjustment("A", on(day - 100), stood, stood := Fraction(fen, 100), "调整")
        )
    made.projects = [PurchaseProject("A", "调查", original=worth, budget=stood)]
    made.contracts = [
        PurchaseContract(number, "A", name, amount=Fraction(draw(_fen), 100), signed=SIGNED)
        for number, name in (("1", "甲"), ("2", "己"))
    ]
    made.amendments = [
        ContractAmendment("1", on(day), after=Fraction(fen, 100), reason="调整")
        for day, fen in draw(_some_days)
    ]
    _carried(draw, made)
    return made


def _carried(draw: st.DrawFn, made: PurchaseLedger) -> None:
    """What was delivered, accepted and paid."""

    def on(day: int) -> date:
        return SIGNED + timedelta(day)

    made.deliverables = [ContractDeliverable("1", code, "报告", due=SIGNED) for code in "ab"]
    made.acceptances = [
        DeliverableAcceptance("1", code, on(day), verdict=verdict, evidence="清单")
        for day, code, verdict in draw(
            st.lists(st.tuples(_days, st.sampled_from("ab"), st.sampled_from(("合格", "不合格"))))
        )
    ]
    made.requests = [PaymentRequest(number, number[-1], SIGNED) for number in ("F-1", "F-2")]
    made.payments = [
        LedgerPayment(draw(st.sampled_from(("F-1", "F-2"))), on(day), Fraction(fen, 100))
        for day, fen in draw(_some_days)
    ]


@settings(max_examples=60, deadline=None)
@given(made=histories())
def test_whatever_happened_compiles_to_the_ledger(made: PurchaseLedger) -> None:
    (project,) = made.projects
    found = releases(made, project)
    assert [flaw for each in found for flaw in flaws(each)] == []
    assert [each["date"] for each in found] == sorted({each["date"] for each in found})
    compiled = record(deepcopy(found))["compiledRelease"]
    assert gaps(made, compiled) == []
    assert compiled["planning"]["budget"]["amount"]["amount"] == yuan(project.budget)
    told = {
        each["id"]: each.get("value", {}).get("amount")
        for each in compiled.get("bids", {}).get("details", [])
    }
    asked: dict[str, object] = {each.supplier: None for each in made.invited}
    assert told == asked | {each.supplier: yuan(each.price) for each in made.quotes}
    for contract in made.contracts:
        (one,) = (each for each in compiled["contracts"] if each["id"] == contract.number)
        paid = sorted((each.day, yuan(each.amount)) for each in made.payments_of(contract.number))
        carried = one.get("implementation", {})
        sums = [(each["date"][:10], each["value"]["amount"]) for each in carried.get("transactions", [])]
        assert sorted(sums) == [(day.isoformat(), amount) for day, amount in paid]
        assert one["value"]["amount"] == yuan(made.worth(contract.number))
        assert len(one.get("amendments", [])) == len(made.changes(contract.number))
        met = {each["id"] for each in carried.get("milestones", []) if each["status"] == "met"}
        assert met == {code for code, said in made.verdicts(contract.number).items() if said == "合格"}
        passed = [e for e in made.acceptances if e.contract == contract.number and e.verdict == "合格"]
        assert len(carried.get("documents", [])) == len(passed)


@settings(max_examples=40, deadline=None)
@given(made=histories())
def test_an_identity_is_one_thing_in_all_releases_and_whoever_is_named_is_a_party(
    made: PurchaseLedger,
) -> None:
    seen: dict[str, Any] = {}
    for release in releases(made, made.projects[0]):
        parties = {each["id"] for each in release["parties"]}
        assert len(parties) == len(release["parties"]) and named(release) <= parties
        for contract in release.get("contracts", []):
            for each in contract.get("implementation", {}).get("transactions", []):
                assert seen.setdefault(each["id"], each) == each
    assert len(seen) == len(made.payments)


def named(of: Any) -> set[str]:
    """Whoever a release refers to by identity and name."""
    if isinstance(of, dict):
        own = {of["id"]} if set(of) == {"id", "name"} else set()
        return own.union(*(named(value) for value in of.values()))
    return set().union(*(named(each) for each in of)) if isinstance(of, list) else set()


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
