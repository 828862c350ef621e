"""Publication of a book: its contracts, totals and open data for everybody, and their withdrawal.

What is published is kept as it was that day; a later change of the ledger shows once it is published anew.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from mingzhang.facts.days import day_words
from mingzhang.facts.number import SCALES
from mingzhang.purchasing.fault import in_column
from mingzhang.purchasing.ledger import PurchaseLedger
from mingzhang.purchasing.totals import shares, totals
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import StoredFile, keep
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action
from mingzhang.web.purchasing.carried import ledger_of
from mingzhang.web.purchasing.models import PurchaseBook
from mingzhang.web.purchasing.moves import PurchaseMoveError, held, worded
from mingzhang.web.purchasing.papers import open_files
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import now, today


@dataclass(frozen=True)
class PublicContract:
    """A contract as everybody sees it, from the open data; amounts in 元."""

    number: str
    title: str
    supplier: str
    signed: str
    worth: Any
    paid: Any


@transaction.atomic
def publish(book: PurchaseBook, who: Person) -> None:
    """公布: by the head of the unit, whole or not at all."""
    found = held(book, who, Action.CONFIRM_PURCHASES)
    made = open_files(found)
    found.releases, found.records = keep([made["releases"]]), keep([made["records"]])
    found.totals = public_totals(ledger_of(found))
    found.published, found.published_by = now(), who
    found.save(update_fields=["releases", "records", "totals", "published", "published_by"])
    told = {"过程": found.releases.sha256, "记录": found.records.sha256}
    record(who, "公布采购合同", found, f"公布{found}的合同和开放数据", None, told)


@transaction.atomic
def withdraw(book: PurchaseBook, who: Person, words: str) -> None:
    """撤回公布: for a reason; its address is no longer there, and the log keeps what had been published."""
    found = held(book, who, Action.CONFIRM_PURCHASES)
    if found.published is None:
        raise PurchaseMoveError("没有公布，不用撤回。")
    worded(words, "撤回公布")
    before = {"过程": found.releases_id, "记录": found.records_id}
    found.releases = found.records = found.published = found.published_by = None
    found.totals = []
    found.save(update_fields=["releases", "records", "totals", "published", "published_by"])
    record(who, "撤回公布采购合同", found, f"撤回{found}的公布（{words.strip()}）", before, None)


def public_totals(ledger: PurchaseLedger) -> list[dict[str, Any]]:
    """The totals as they are published, each with its share and with the contracts it comes from."""
    found = totals(ledger, today())
    of = dict(shares(found))
    return [
        {
            "name": name, "number": in_column(each.number * SCALES["万元"]), "share": of.get(name, ""),
            "heads": list(each.heads), "rows": [list(row) for row in each.rows],
        }
        for name, each in found.items()
    ]  # fmt: skip


def published_books(organisation: Organisation) -> list[PurchaseBook]:
    """The books of a unit that everybody may see, the newest year first."""
    found = PurchaseBook.objects.filter(organisation=organisation).exclude(published=None)
    return list(found.select_related("organisation").order_by("-year"))


def public_contracts(book: PurchaseBook) -> list[PublicContract]:
    """The contracts of a book as they were published; none where the file is gone."""
    kept: StoredFile | None = book.records
    if kept is None or not kept.path.is_file():
        return []
    records = json.loads(kept.read())["records"]
    return [
        _public(contract, each["compiledRelease"])
        for each in records
        for contract in each["compiledRelease"].get("contracts", [])
    ]


def _public(contract: dict[str, Any], compiled: dict[str, Any]) -> PublicContract:
    """A contract of a compiled release, with whom it is and what was paid under it."""
    awards = {each["id"]: each for each in compiled.get("awards", [])}
    suppliers = awards.get(contract.get("awardID"), {}).get("suppliers", [])
    payments = contract.get("implementation", {}).get("transactions", [])
    return PublicContract(
        contract["id"],
        compiled.get("tender", {}).get("title", ""),
        "、".join(each["name"] for each in suppliers),
        day_words(date.fromisoformat(contract["dateSigned"][:10])) if contract.get("dateSigned") else "",
        contract.get("value", {}).get("amount"),
        sum(each.get("value", {}).get("amount", 0) for each in payments),
    )
