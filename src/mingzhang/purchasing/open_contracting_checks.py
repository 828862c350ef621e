"""What is asked of open data before it is written: that it conforms to the standard and is the ledger.

The schema is that of OCDS 1.1.5 with the extension for bids laid over it, both bundled; nothing is asked of a
network.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from pathlib import Path

from mingzhang.purchasing.ledger import PurchaseLedger, PurchaseProject
from mingzhang.purchasing.open_contracting_codes import strange_codes
from mingzhang.purchasing.open_contracting_terms import Json, project_of, yuan

_DATA = Path(__file__).parent / "open_contracting_data"


@cache
def schema() -> Json:
    """The schema of releases with the extension for bids.

    >>> sorted(name for name in schema()["definitions"] if name.startswith("Bid"))
    ['Bid', 'Bids', 'BidsStatistic']
    """
    core, bids = ((_DATA / name).read_text(encoding="utf-8") for name in (
        "release-schema-1__1__5.json", "bids-extension-1__1__3.json"))  # fmt: skip
    return _patched(json.loads(core), json.loads(bids))


def _patched(core: Json, patch: Json) -> Json:
    """A schema with a patch laid over it, as extensions are applied."""
    made = dict(core)
    for name, each in patch.items():
        old = made.get(name)
        made[name] = _patched(old, each) if isinstance(old, dict) and isinstance(each, dict) else each
    return made


def flaws(release: Json) -> list[str]:
    """What of a release does not conform to the schema or is no code of its lists, each with its place.

    Needs the extra ``contracting``.

    >>> made = {"ocid": "ocds-000000-A", "id": "A-1", "date": "2020-04-01T00:00:00+08:00"}
    >>> made |= {"tag": ["planning"], "initiationType": "tender"}
    >>> flaws(made), flaws({**made, "initiationType": "比选"})
    ([], ['A-1 的 initiationType 不符合 OCDS 1.1.5（enum）'])
    >>> flaws({**made, "bids": {"details": [{"id": "甲", "status": "中标"}]}})
    ['A-1 的 bids/details/0/status 不符合 OCDS 1.1.5（enum）']
    """
    from jsonschema import Draft4Validator

    found = Draft4Validator(schema()).iter_errors(release)
    name = release.get("id", "")
    wrong = sorted(
        f"{name} 的 {'/'.join(map(str, each.absolute_path)) or '顶层'} 不符合 OCDS 1.1.5（{each.validator}）"
        for each in found
    )
    return wrong + [f"{name} 的 {each}" for each in strange_codes(release, schema())]


def gaps(ledger: PurchaseLedger, compiled: Json) -> list[str]:
    """Where what releases come to says something else than the ledger: budget, offers, contracts, payments.

    >>> from datetime import date
    >>> from mingzhang.purchasing.ledger import PurchaseContract
    >>> signed = PurchaseContract("1", "A", "甲", amount=Fraction(5), signed=date(2020, 4, 1))
    >>> gaps(PurchaseLedger(contracts=[signed]), {"contracts": [{"id": "1", "value": {"amount": 4}}]})
    ['合同1：台账金额 5 元，开放数据 4 元']
    """
    project = project_of(ledger, compiled.get("ocid", ""))
    found = [] if project is None else list(_before_contracts(ledger, project, compiled))
    return found + [said for each in compiled.get("contracts", []) for said in _of_contract(ledger, each)]


def _before_contracts(ledger: PurchaseLedger, project: PurchaseProject, compiled: Json) -> Iterator[str]:
    """The budget, who offered how much, and that every signed contract is there."""
    budget = compiled.get("planning", {}).get("budget", {}).get("amount", {}).get("amount")
    if (None if project.budget is None else yuan(project.budget)) != budget:
        yield f"项目{project.code}：台账全年预算 {yuan(project.budget)} 元，开放数据 {budget} 元"
    told = {
        each["id"]: each.get("value", {}).get("amount")
        for each in compiled.get("bids", {}).get("details", [])
    }
    own = {
        each.supplier: None if each.price is None else yuan(each.price)
        for each in ledger.quotes
        if each.project == project.code
    }
    asked = {each.supplier: None for each in ledger.invited if each.project == project.code}
    for name in dict.fromkeys([*asked, *own, *told]):
        wanted = own.get(name)
        if name not in told or told[name] != wanted or (name not in own and name not in asked):
            yield f"项目{project.code}：“{name}”台账报价 {wanted} 元，开放数据 {told.get(name)} 元"
    there = {each["id"] for each in compiled.get("contracts", [])}
    for contract in ledger.of_project(project.code):
        if contract.signed and contract.number not in there:
            yield f"合同{contract.number}：开放数据里没有"


def _of_contract(ledger: PurchaseLedger, told: Json) -> Iterator[str]:
    """What a contract is worth, and what was paid under it."""
    worth, paid = ledger.worth(told["id"]), ledger.paid(told["id"])
    said = told.get("value", {}).get("amount")
    sums = [
        one.get("value", {}).get("amount") for one in told.get("implementation", {}).get("transactions", [])
    ]
    if worth is not None and said != yuan(worth):
        yield f"合同{told['id']}：台账金额 {yuan(worth)} 元，开放数据 {said} 元"
    if paid is not None and None not in sums and _exact(sums) != paid:
        yield f"合同{told['id']}：台账付款 {yuan(paid)} 元，开放数据 {yuan(_exact(sums))} 元"


def _exact(amounts: list[int | float]) -> Fraction:
    """The sum of amounts as they are printed, not as the machine holds them."""
    return sum((Fraction(str(each)) for each in amounts), Fraction(0))
