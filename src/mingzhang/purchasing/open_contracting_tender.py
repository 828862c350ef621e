"""Open data of what comes before a contract: the budget, the way of buying, who was asked, the offers.

All of it as it stood on a day.  What suppliers offered is told by the extension for bids: a supplier that was
invited is a bid without a price until it makes one.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from mingzhang.facts.days import day_words
from mingzhang.purchasing.ledger import SELECTION, PurchaseLedger, PurchaseProject, SupplierQuote
from mingzhang.purchasing.open_contracting_terms import BUYER, Json, moment, supplier, value, yuan

_METHODS = {
    "公开招标": "open",
    "单一来源": "direct",
}  # all others ask suppliers of the buyer's choice: selective
_CATEGORIES = {"货物": "goods", "工程": "works", "服务": "services"}


def tender_days(ledger: PurchaseLedger, project: PurchaseProject) -> Iterator[date]:
    """The days on which suppliers were asked, made an offer, or a contract was signed.

    >>> list(tender_days(PurchaseLedger(), PurchaseProject("A", "调查")))
    []
    """
    yield from (each.day for each in ledger.invited if each.project == project.code and each.day)
    yield from (each.day for each in ledger.quotes if each.project == project.code and each.day)
    yield from (each.signed for each in ledger.of_project(project.code) if each.signed)


def planning(ledger: PurchaseLedger, project: PurchaseProject, day: date) -> Json:
    """The budget of a project as it stood on a day, with the adjustments so far in words.

    >>> planning(PurchaseLedger(year=2020), PurchaseProject("A", "调查", source="财政拨款"), date(2020, 3, 5))
    {'budget': {'id': 'A', 'project': '调查', 'description': '财政拨款'}, 'rationale': '2020年度调查'}
    """
    budget: Json = {"id": project.code, "project": project.name}
    if project.source:
        budget["description"] = project.source
    stood = ledger.budget(project, day)
    if stood is not None:
        budget["amount"] = value(stood)
    said = [f"{ledger.year}年度{project.name}"]
    said += [
        f"{day_words(each.day)}预算由{yuan(each.before)}元调整为{yuan(each.after)}元（{each.reason}）"
        for each in ledger.adjusted(project.code)
        if each.day <= day
    ]
    return {"budget": budget, "rationale": "；".join(said)}


def tender(ledger: PurchaseLedger, project: PurchaseProject, day: date) -> Json:
    """How a project is bought, and who had made an offer by a day.

    >>> made = tender(PurchaseLedger(), PurchaseProject("A", "调查"), date(2020, 3, 5))
    >>> made["status"], made["procurementMethod"], made["procurementMethodDetails"]
    ('active', 'selective', '比选')
    """
    signed = [each for each in ledger.of_project(project.code) if each.signed and each.signed <= day]
    made: Json = {
        "id": project.code,
        "title": project.name,
        "status": "complete" if signed else "active",
        "procurementMethod": _METHODS.get(project.method, "selective"),
        "procurementMethodDetails": project.method,
        "procuringEntity": {"id": BUYER, "name": ledger.unit},
    }
    if offers := offers_of(ledger, project, day):
        made["numberOfTenderers"] = len(offers)
        made["tenderers"] = [supplier(each.supplier) for each in offers]
    if project.method == SELECTION and any(each.project == project.code for each in ledger.marks):
        made["awardCriteria"] = "ratedCriteria"
    categories = {_CATEGORIES.get(each.bought) for each in signed} - {None}
    return made | ({"mainProcurementCategory": categories.pop()} if len(categories) == 1 else {})


def offers_of(ledger: PurchaseLedger, project: PurchaseProject, day: date) -> list[SupplierQuote]:
    """The quotes that had come in by a day; one without a day always had.

    >>> made = PurchaseLedger(quotes=[SupplierQuote("A", "甲"), SupplierQuote("A", "乙", day=date(2020, 3, 6))])
    >>> [each.supplier for each in offers_of(made, PurchaseProject("A", "调查"), date(2020, 3, 5))]
    ['甲']
    """
    own = (each for each in ledger.quotes if each.project == project.code)
    return [each for each in own if each.day is None or each.day <= day]


def bids(ledger: PurchaseLedger, project: PurchaseProject, day: date) -> list[Json]:
    """What suppliers had offered by a day: pending until a contract is signed, then valid.

    >>> made = PurchaseLedger(quotes=[SupplierQuote("A", "甲")])
    >>> [(each["id"], each["status"]) for each in bids(made, PurchaseProject("A", "调查"), date(2020, 3, 5))]
    [('甲', 'pending')]
    """
    offers = {each.supplier: each for each in offers_of(ledger, project, day)}
    done = any(each.signed and each.signed <= day for each in ledger.of_project(project.code))
    asked = [
        each.supplier
        for each in ledger.invited
        if each.project == project.code and (each.day is None or each.day <= day)
    ]
    made = []
    for name in dict.fromkeys([*asked, *offers]):
        offer = offers.get(name)
        bid: Json = {"id": name, "tenderers": [supplier(name)]}
        bid["status"] = "invited" if offer is None else "valid" if done else "pending"
        if offer is not None and offer.day:
            bid["date"] = moment(offer.day)
        if offer is not None and offer.price is not None:
            bid["value"] = value(offer.price)
        made.append(bid)
    return made
