"""Open data of purchases: OCDS 1.1.5 releases and records, made, validated and compiled without a network.

A project is one contracting process.  What happened on one day is one release, so that no two releases of a
process share a date: whoever compiles them sorts by the text of the date, which is why all dates are written
in one offset.  Source: the Open Contracting Data Standard 1.1.5, whose schema is bundled.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from mingzhang.purchasing.ledger import (
    PASSED,
    SELECTION,
    DeliverableAcceptance,
    PurchaseContract,
    PurchaseLedger,
    PurchaseProject,
)
from mingzhang.purchasing.open_contracting_codes import strange_codes
from mingzhang.purchasing.selection import compared

VERSION = "1.1"
INTERNAL = "ocds-000000"  # stands where an office has no prefix of its own: good inside, not to be published
_SCHEMA = Path(__file__).parent / "open_contracting_data" / "release-schema-1__1__5.json"
_METHODS = {
    "公开招标": "open",
    "单一来源": "direct",
}  # all others ask suppliers of the buyer's choice: selective
_CATEGORIES = {"货物": "goods", "工程": "works", "服务": "services"}
Json = dict[str, Any]


def process_id(ledger: PurchaseLedger, project: PurchaseProject) -> str:
    """The identifier of a project's process.

    >>> process_id(PurchaseLedger(), PurchaseProject("3", "调查"))
    'ocds-000000-3'
    """
    return f"{ledger.prefix or INTERNAL}-{project.code}"


def moment(day: date) -> str:
    """A day as OCDS dates it: its beginning, always in the offset of Beijing.

    >>> moment(date(2020, 3, 5))
    '2020-03-05T00:00:00+08:00'
    """
    return f"{day.isoformat()}T00:00:00+08:00"


def releases(ledger: PurchaseLedger, project: PurchaseProject) -> list[Json]:
    """The releases of a process by their dates, each with what happened that day.

    Every release states the contracts it touches as they stood on its day, so that an amendment is seen
    before and after.

    >>> made = PurchaseLedger("某局", 2020, contracts=[PurchaseContract(
    ...     "1", "A", "甲公司", amount=Fraction(402900), signed=date(2020, 4, 1))])
    >>> [(each["date"][:10], each["tag"]) for each in releases(made, PurchaseProject("A", "调查"))]
    [('2020-04-01', ['planning', 'tender', 'award', 'contract'])]
    """
    days = sorted(set(_days(ledger, project)))
    return [_release(ledger, project, day, first=day == days[0]) for day in days]


def _days(ledger: PurchaseLedger, project: PurchaseProject) -> Iterator[date]:
    """Every day on which something happened."""
    yield from (each.day for each in ledger.quotes if each.project == project.code and each.day)
    for contract in ledger.of_project(project.code):
        if contract.signed:
            yield contract.signed
            yield from (each.day for each in ledger.changes(contract.number))
            yield from (each.day for each in ledger.acceptances if each.contract == contract.number)
            yield from (each.day for each in ledger.payments_of(contract.number))


def _release(ledger: PurchaseLedger, project: PurchaseProject, day: date, first: bool) -> Json:
    """What happened on a day; the first release says what is to be bought as well."""
    ocid = process_id(ledger, project)
    made: Json = {
        "ocid": ocid,
        "id": f"{ocid}-{day:%Y%m%d}",
        "date": moment(day),
        "initiationType": "tender",
        "language": "zh",
        "buyer": {"id": "buyer", "name": ledger.unit},
    }
    tags = ["planning", "tender"] if first else []
    if first:
        made |= {"planning": _planning(ledger, project), "tender": _tender(ledger, project)}
    contracts = [each for each in ledger.of_project(project.code) if each.signed and each.signed <= day]
    signed = [each for each in contracts if each.signed == day]
    if signed:
        tags += ["award", "contract"]
        made["awards"] = [_award(each) for each in signed]
    told = [(each, _touched(ledger, each, day)) for each in contracts]
    tags += dict.fromkeys(tag for _, some in told for tag in some)
    if touched := [each for each, some in told if some or each in signed]:
        made["contracts"] = [_contract(ledger, each, day) for each in touched]
    made["parties"] = _parties(ledger, project, contracts)
    return made | {"tag": tags or ["tenderUpdate"]}


def _touched(ledger: PurchaseLedger, contract: PurchaseContract, day: date) -> list[str]:
    """What happened to a contract on a day after it was signed, as tags."""
    changed = any(each.day == day for each in ledger.changes(contract.number))
    carried = any(each.contract == contract.number and each.day == day for each in ledger.acceptances)
    carried = carried or any(each.day == day for each in ledger.payments_of(contract.number))
    return ["contractAmendment"] * changed + ["implementation"] * carried


def _planning(ledger: PurchaseLedger, project: PurchaseProject) -> Json:
    budget: Json = {"id": project.code, "project": project.name}
    if project.source:
        budget["description"] = project.source
    if project.budget is not None:
        budget["amount"] = _value(project.budget)
    return {"budget": budget, "rationale": f"{ledger.year}年度{project.name}"}


def _tender(ledger: PurchaseLedger, project: PurchaseProject) -> Json:
    """How it is bought, and who made a quote."""
    rows = compared(ledger, project.code)
    made: Json = {
        "id": project.code,
        "title": project.name,
        "status": "complete" if ledger.of_project(project.code) else "active",
        "procurementMethod": _METHODS.get(project.method, "selective"),
        "procurementMethodDetails": project.method,
        "procuringEntity": {"id": "buyer", "name": ledger.unit},
    }
    if rows:
        made["numberOfTenderers"] = len(rows)
        made["tenderers"] = [_supplier(row.quote.supplier) for row in rows]
    if project.method == SELECTION and any(row.mark is not None for row in rows):
        made["awardCriteria"] = "ratedCriteria"
    categories = {_CATEGORIES.get(each.bought) for each in ledger.of_project(project.code)} - {None}
    return made | ({"mainProcurementCategory": categories.pop()} if len(categories) == 1 else {})


def _award(contract: PurchaseContract) -> Json:
    made: Json = {
        "id": f"award-{contract.number}",
        "status": "active",
        "suppliers": [_supplier(contract.supplier)],
    }
    if contract.signed:
        made["date"] = moment(contract.signed)
    return made | ({} if contract.amount is None else {"value": _value(contract.amount)})


def _contract(ledger: PurchaseLedger, contract: PurchaseContract, day: date) -> Json:
    """A contract as it stood on a day: its value then, amendments, milestones and payments so far."""
    worth, signed = ledger.worth(contract.number, day), contract.signed or day
    done = ledger.accepted(contract.number, day) and ledger.paid(contract.number, day) == worth
    made: Json = {
        "id": contract.number,
        "awardID": f"award-{contract.number}",
        "status": "terminated" if done else "active",
        "dateSigned": moment(signed),
    }
    period = {
        name: moment(when)
        for name, when in (("startDate", contract.start), ("endDate", contract.end))
        if when
    }
    made |= ({"period": period} if period else {}) | ({} if worth is None else {"value": _value(worth)})
    ocid = f"{ledger.prefix or INTERNAL}-{contract.project}"
    changes = [each for each in ledger.changes(contract.number) if each.day <= day]
    if changes:
        before = [signed, *(each.day for each in changes[:-1])]
        made["amendments"] = [
            {
                "id": f"{contract.number}-{number}",
                "date": moment(each.day),
                "rationale": each.reason,
                "description": f"变更前{_yuan(each.before)}元，变更后{_yuan(each.after)}元",
                "amendsReleaseID": f"{ocid}-{former:%Y%m%d}",
                "releaseID": f"{ocid}-{each.day:%Y%m%d}",
            }
            for number, (former, each) in enumerate(zip(before, changes, strict=True), 1)
        ]
    carried = _implementation(ledger, contract, day)
    return made | ({"implementation": carried} if carried else {})


def _implementation(ledger: PurchaseLedger, contract: PurchaseContract, day: date) -> Json:
    """Milestones, payments and certificates of acceptance so far."""
    payments = [each for each in ledger.payments_of(contract.number) if each.day <= day]
    acts = [each for each in ledger.acceptances if each.contract == contract.number and each.day <= day]
    last = {each.code: each for each in sorted(acts, key=lambda act: act.day)}
    made: Json = {}
    things = [each for each in ledger.deliverables if each.contract == contract.number]
    if things:
        made["milestones"] = [
            {
                "id": each.code,
                "title": each.text,
                "type": "delivery",
                "status": "met" if each.code in last and last[each.code].verdict == PASSED else "scheduled",
                **({"dueDate": moment(each.due)} if each.due else {}),
                **({"dateMet": moment(last[each.code].day)} if _passed(last.get(each.code)) else {}),
            }
            for each in things
        ]
    if payments:
        made["transactions"] = [
            {
                "id": f"{each.request}-{number}",
                "date": moment(each.day),
                "payer": {"id": "buyer", "name": ledger.unit},
                "payee": _supplier(contract.supplier),
                **({} if each.amount is None else {"value": _value(each.amount)}),
            }
            for number, each in enumerate(payments, 1)
        ]
    if certificates := _certificates(acts):
        made["documents"] = certificates
    return made


def _certificates(acts: list[DeliverableAcceptance]) -> list[Json]:
    return [
        {
            "id": f"{each.contract}-{each.code}-{each.day:%Y%m%d}",
            "documentType": "completionCertificate",
            "title": each.evidence,
            "datePublished": moment(each.day),
        }
        for each in acts
        if each.verdict == PASSED and each.evidence
    ]


def _passed(act: DeliverableAcceptance | None) -> bool:
    return act is not None and act.verdict == PASSED


def _parties(
    ledger: PurchaseLedger, project: PurchaseProject, contracts: list[PurchaseContract]
) -> list[Json]:
    buyer = {"id": "buyer", "name": ledger.unit, "roles": ["buyer", "procuringEntity", "payer"]}
    roles: dict[str, list[str]] = {}
    for quote in (each for each in ledger.quotes if each.project == project.code):
        roles.setdefault(quote.supplier, []).append("tenderer")
    for contract in contracts:
        roles.setdefault(contract.supplier, []).extend(("supplier", "payee"))
    return [buyer, *({**_supplier(n), "roles": list(dict.fromkeys(some))} for n, some in roles.items())]


def _supplier(name: str) -> Json:
    """A supplier by its name: the ledger keeps no register numbers."""
    return {"id": name, "name": name}


def _value(amount: Fraction) -> Json:
    return {"amount": _yuan(amount), "currency": "CNY"}


def _yuan(amount: Fraction | None) -> int | float:
    """An amount as JSON writes numbers; one in whole 分 below 10¹³ prints as exactly its decimals."""
    found = Fraction(0) if amount is None else amount
    return found.numerator if found.denominator == 1 else float(found)


@cache
def schema() -> Json:
    """The bundled schema of releases."""
    found: Json = json.loads(_SCHEMA.read_text(encoding="utf-8"))
    return found


def flaws(release: Json) -> list[str]:
    """What of a release does not conform to the schema or is no code of its lists, each with its place.

    Needs the extra ``contracting``.

    >>> signed = PurchaseContract("1", "A", "甲", signed=date(2020, 4, 1))
    >>> made = releases(PurchaseLedger("某局", contracts=[signed]), PurchaseProject("A", "调查"))
    >>> flaws(made[0]), flaws({**made[0], "initiationType": "比选"})
    ([], ['ocds-000000-A-20200401 的 initiationType 不符合 OCDS 1.1.5（enum）'])
    """
    from jsonschema import Draft4Validator

    found = Draft4Validator(schema()).iter_errors(release)
    name = release.get("id", "")
    wrong = sorted(
        f"{name} 的 {'/'.join(map(str, each.absolute_path)) or '顶层'} 不符合 OCDS 1.1.5（{each.validator}）"
        for each in found
    )
    return wrong + [f"{name} 的 {each}" for each in strange_codes(release, schema())]


def record(made: list[Json]) -> Json:
    """The record of a process: its releases and what they come to; needs the extra ``contracting``."""
    from ocdsmerge import Merger

    merger = Merger(schema())  # without a schema it would ask the network for one
    return {
        "ocid": made[0]["ocid"],
        "releases": made,
        "compiledRelease": merger.create_compiled_release(made),
    }


def gaps(ledger: PurchaseLedger, compiled: Json) -> list[str]:
    """Where what releases come to says something else than the ledger: the worth of contracts, what was paid.

    >>> signed = PurchaseContract("1", "A", "甲", amount=Fraction(5), signed=date(2020, 4, 1))
    >>> gaps(PurchaseLedger(contracts=[signed]), {"contracts": [{"id": "1", "value": {"amount": 4}}]})
    ['合同1：台账金额 5 元，开放数据 4 元']
    """
    found = []
    for each in compiled.get("contracts", []):
        worth, paid = ledger.worth(each["id"]), ledger.paid(each["id"])
        said = each.get("value", {}).get("amount")
        sums = [
            one.get("value", {}).get("amount")
            for one in each.get("implementation", {}).get("transactions", [])
        ]
        if worth is not None and said != _yuan(worth):
            found.append(f"合同{each['id']}：台账金额 {_yuan(worth)} 元，开放数据 {said} 元")
        if paid is not None and None not in sums and _exact(sums) != paid:
            found.append(f"合同{each['id']}：台账付款 {_yuan(paid)} 元，开放数据 {_yuan(_exact(sums))} 元")
    return found


def _exact(amounts: list[int | float]) -> Fraction:
    """The sum of amounts as they are printed, not as the machine holds them."""
    return sum((Fraction(str(each)) for each in amounts), Fraction(0))


def packages(ledger: PurchaseLedger, published: date) -> tuple[Json, Json]:
    """The release package and the record package of all projects on which something happened."""
    processes = [some for project in ledger.projects if (some := releases(ledger, project))]
    head: Json = {
        "uri": f"urn:ocds:{ledger.prefix or INTERNAL}:{ledger.year}",
        "publishedDate": moment(published),
        "version": VERSION,
        "publisher": {"name": ledger.unit},
    }
    every = [release for some in processes for release in some]
    return head | {"releases": every}, head | {"records": [record(some) for some in processes]}
