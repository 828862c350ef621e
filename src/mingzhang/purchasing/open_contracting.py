"""Open data of purchases: OCDS 1.1.5 releases and records with the bids extension, made without a network.

A project is one contracting process.  What happened on one day is one release, so that no two releases of a
process share a date: whoever compiles them sorts by the text of the date, which is why all dates are written
in one offset.  Source: the Open Contracting Data Standard 1.1.5, whose schema is bundled.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mingzhang.purchasing.ledger import PurchaseContract, PurchaseLedger, PurchaseProject
from mingzhang.purchasing.open_contracting_checks import schema
from mingzhang.purchasing.open_contracting_contract import award, contract_on
from mingzhang.purchasing.open_contracting_tender import bids, offers_of, planning, tender, tender_days
from mingzhang.purchasing.open_contracting_terms import (
    BUYER,
    INTERNAL,
    Json,
    moment,
    process_id,
    release_id,
    supplier,
)

VERSION = "1.1"
EXTENSIONS = (
    "https://raw.githubusercontent.com/open-contracting-extensions/ocds_bid_extension/v1.1.3/extension.json",
)


def releases(ledger: PurchaseLedger, project: PurchaseProject) -> list[Json]:
    """The releases of a process by their dates, each with what happened that day.

    Every release states what it touches as it stood on its day: the budget, the offers, the contracts, so
    that a change is seen before and after.

    >>> from fractions import Fraction
    >>> made = PurchaseLedger("某局", 2020, contracts=[PurchaseContract(
    ...     "1", "A", "甲公司", amount=Fraction(402900), signed=date(2020, 4, 1))])
    >>> [(each["date"][:10], each["tag"]) for each in releases(made, PurchaseProject("A", "调查"))]
    [('2020-04-01', ['planning', 'tender', 'award', 'contract'])]
    """
    days = sorted(set(_days(ledger, project)))
    return [_release(ledger, project, day, first=day == days[0]) for day in days]


def _days(ledger: PurchaseLedger, project: PurchaseProject) -> Iterator[date]:
    """Every day on which something happened."""
    yield from (each.day for each in ledger.adjusted(project.code))
    yield from tender_days(ledger, project)
    for contract in ledger.of_project(project.code):
        if contract.signed:
            yield from (each.day for each in ledger.changes(contract.number))
            yield from (each.day for each in ledger.acceptances if each.contract == contract.number)
            yield from (each.day for each in ledger.payments_of(contract.number))


def _release(ledger: PurchaseLedger, project: PurchaseProject, day: date, first: bool) -> Json:
    """What happened on a day; the first release says for what there is money as well."""
    made: Json = {
        "ocid": process_id(ledger, project.code),
        "id": release_id(ledger, project.code, day),
        "date": moment(day),
        "initiationType": "tender",
        "language": "zh",
        "buyer": {"id": BUYER, "name": ledger.unit},
    }
    tags: list[str] = []
    if first or any(each.day == day for each in ledger.adjusted(project.code)):
        tags.append("planning" if first else "planningUpdate")
        made["planning"] = planning(ledger, project, day)
    asked = sorted(tender_days(ledger, project))
    if day in asked:
        tags.append("tender" if day == asked[0] else "tenderUpdate")
        made["tender"] = tender(ledger, project, day)
        if offers := bids(ledger, project, day):
            made["bids"] = {"details": offers}
    contracts = [each for each in ledger.of_project(project.code) if each.signed and each.signed <= day]
    tags += _contracted(ledger, made, contracts, day)
    made["parties"] = _parties(ledger, project, contracts, day)
    return made | {"tag": tags}


def _contracted(
    ledger: PurchaseLedger, made: Json, contracts: list[PurchaseContract], day: date
) -> list[str]:
    """State in a release the contracts of a day with what was awarded; the tags of what happened to them."""
    signed = [each for each in contracts if each.signed == day]
    tags = ["award", "contract"] if signed else []
    if signed:
        made["awards"] = [award(ledger, each) for each in signed]
    told = [(each, _touched(ledger, each, day)) for each in contracts]
    if touched := [each for each, some in told if some or each in signed]:
        made["contracts"] = [contract_on(ledger, each, day) for each in touched]
    return [*tags, *dict.fromkeys(tag for _, some in told for tag in some)]


def _touched(ledger: PurchaseLedger, contract: PurchaseContract, day: date) -> list[str]:
    """What happened to a contract on a day after it was signed, as tags."""
    changed = any(each.day == day for each in ledger.changes(contract.number))
    carried = any(each.contract == contract.number and each.day == day for each in ledger.acceptances)
    carried = carried or any(each.day == day for each in ledger.payments_of(contract.number))
    return ["contractAmendment"] * changed + ["implementation"] * carried


def _parties(
    ledger: PurchaseLedger, project: PurchaseProject, contracts: list[PurchaseContract], day: date
) -> list[Json]:
    """The organisations that a release may speak of, with what each is; who was only asked is nothing yet."""
    buyer = {"id": BUYER, "name": ledger.unit, "roles": ["buyer", "procuringEntity", "payer"]}
    roles: dict[str, list[str]] = {bid["id"]: [] for bid in bids(ledger, project, day)}
    for quote in offers_of(ledger, project, day):
        roles[quote.supplier].append("tenderer")
    for contract in contracts:
        roles.setdefault(contract.supplier, []).extend(("supplier", "payee"))
    found = ((name, list(dict.fromkeys(some))) for name, some in roles.items())
    return [buyer, *(supplier(name) | ({"roles": some} if some else {}) for name, some in found)]


def record(made: list[Json]) -> Json:
    """The record of a process: its releases and what they come to; needs the extra ``contracting``."""
    from ocdsmerge import Merger

    merger = Merger(schema())  # without a schema it would ask the network for one
    return {
        "ocid": made[0]["ocid"],
        "releases": made,
        "compiledRelease": merger.create_compiled_release(made),
    }


def packages(ledger: PurchaseLedger, published: date) -> tuple[Json, Json]:
    """The release package and the record package of all projects on which something happened."""
    processes = [some for project in ledger.projects if (some := releases(ledger, project))]
    head: Json = {
        "uri": f"urn:ocds:{ledger.prefix or INTERNAL}:{ledger.year}",
        "publishedDate": moment(published),
        "version": VERSION,
        "extensions": list(EXTENSIONS),
        "publisher": {"name": ledger.unit},
    }
    every = [release for some in processes for release in some]
    return head | {"releases": every}, head | {"records": [record(some) for some in processes]}
