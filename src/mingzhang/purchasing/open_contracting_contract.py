"""Open data of a contract: its award, its value on a day, amendments, milestones, payments, certificates."""

from __future__ import annotations

from datetime import date

from mingzhang.purchasing.ledger import PASSED, DeliverableAcceptance, PurchaseContract, PurchaseLedger
from mingzhang.purchasing.open_contracting_terms import (
    BUYER,
    Json,
    moment,
    release_id,
    supplier,
    value,
    yuan,
)


def award(ledger: PurchaseLedger, contract: PurchaseContract) -> Json:
    """What was awarded with a contract, and by which of the offers.

    >>> award(PurchaseLedger(), PurchaseContract("1", "A", "甲"))
    {'id': 'award-1', 'status': 'active', 'suppliers': [{'id': '甲', 'name': '甲'}]}
    """
    made: Json = {
        "id": f"award-{contract.number}",
        "status": "active",
        "suppliers": [supplier(contract.supplier)],
    }
    if contract.signed:
        made["date"] = moment(contract.signed)
    own = (each for each in ledger.quotes if each.project == contract.project and each.chosen)
    if any(each.supplier == contract.supplier for each in own):
        made["relatedBid"] = contract.supplier
    return made | ({} if contract.amount is None else {"value": value(contract.amount)})


def contract_on(ledger: PurchaseLedger, contract: PurchaseContract, day: date) -> Json:
    """A contract as it stood on a day: its value then, amendments, milestones and payments so far.

    >>> from fractions import Fraction
    >>> signed = PurchaseContract("1", "A", "甲", amount=Fraction(5), signed=date(2020, 4, 1))
    >>> made = contract_on(PurchaseLedger(contracts=[signed]), signed, date(2020, 4, 1))
    >>> made["value"], made["status"]
    ({'amount': 5, 'currency': 'CNY'}, 'active')
    """
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
    made |= ({"period": period} if period else {}) | ({} if worth is None else {"value": value(worth)})
    if amendments := _amendments(ledger, contract, signed, day):
        made["amendments"] = amendments
    carried = _implementation(ledger, contract, day)
    return made | ({"implementation": carried} if carried else {})


def _amendments(ledger: PurchaseLedger, contract: PurchaseContract, signed: date, day: date) -> list[Json]:
    """The amendments so far, each with the releases that show the contract before and after it."""
    changes = [each for each in ledger.changes(contract.number) if each.day <= day]
    days = sorted({signed, *(each.day for each in changes)})
    made = []
    for number, each in enumerate(changes, 1):
        one: Json = {
            "id": f"{contract.number}-{number}",
            "date": moment(each.day),
            "rationale": each.reason,
            "description": f"变更前{yuan(each.before)}元，变更后{yuan(each.after)}元",
            "releaseID": release_id(ledger, contract.project, each.day),
        }
        former = [one_day for one_day in days if one_day < each.day]
        if former:
            one["amendsReleaseID"] = release_id(ledger, contract.project, former[-1])
        made.append(one)
    return made


def _implementation(ledger: PurchaseLedger, contract: PurchaseContract, day: date) -> Json:
    """Milestones, payments and certificates of acceptance so far."""
    every = enumerate(ledger.payments_of(contract.number), 1)  # a payment keeps its number in all releases
    payments = [(number, each) for number, each in every if each.day <= day]
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
                "payer": {"id": BUYER, "name": ledger.unit},
                "payee": supplier(contract.supplier),
                **({} if each.amount is None else {"value": value(each.amount)}),
            }
            for number, each in payments
        ]
    if certificates := _certificates(ledger, contract, day):
        made["documents"] = certificates
    return made


def _certificates(ledger: PurchaseLedger, contract: PurchaseContract, day: date) -> list[Json]:
    """The evidence of what has passed so far, as certificates; each keeps its number in all releases."""
    own = enumerate((each for each in ledger.acceptances if each.contract == contract.number), 1)
    return [
        {
            "id": f"{each.contract}-{each.code}-{number}",
            "documentType": "completionCertificate",
            "title": each.evidence,
            "datePublished": moment(each.day),
        }
        for number, each in own
        if each.verdict == PASSED and each.evidence and each.day <= day
    ]


def _passed(act: DeliverableAcceptance | None) -> bool:
    return act is not None and act.verdict == PASSED
