"""A ledger as a workbook, taken in whole or not at all; it is read in a process of its own.

What is there already is compared and left; where the file says something else of it, nothing is taken.  What
was approved outside is not approved here: requests and acceptances wait for the head of the unit, large sums
for the leader, whatever the file says of payments.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import fields
from fractions import Fraction
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from mingzhang.appraisal.stored import restored
from mingzhang.facts.days import day_words
from mingzhang.language.workbook.form import InputSheet
from mingzhang.purchasing.ledger import ApprovalLimit, PurchaseLedger
from mingzhang.purchasing.steps import RequestState
from mingzhang.purchasing.workbook import RECORDS
from mingzhang.scoring.precision import written
from mingzhang.web.apart.run import apart
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action
from mingzhang.web.purchasing.carried import LISTED, MODELS, ledger_of, stored_amount
from mingzhang.web.purchasing.carrying_models import BookAcceptance, BookAmendment, BookDeliverable
from mingzhang.web.purchasing.models import BookContract, BookProject, BookQuote, PurchaseBook, QuoteMark
from mingzhang.web.purchasing.moves import allowed, held, noted
from mingzhang.web.purchasing.paying_models import BookPayment, BookRequest
from mingzhang.web.purchasing.planning_models import BookAdjustment, BookInstalment, BookInvitation
from mingzhang.web.shared.bringing import NotTakenError

_SECONDS = 60
#: What the web knows better than a file: who has answered for it.
_OWN = {"requests": {"approvals"}, "acceptances": {"evidence", "sha256", "by"}}


def take_in(book: PurchaseBook, who: Person, file: UploadedFile[bytes]) -> str:
    """Take a workbook in; what came of it, in a sentence.

    Raises :class:`~mingzhang.web.shared.bringing.NotTakenError`, for a file that cannot be read
    :class:`~mingzhang.web.apart.run.ApartError`, and without the right
    :class:`~mingzhang.web.purchasing.moves.PurchaseMoveError`.
    """
    allowed(who, Action.KEEP_PURCHASES, book)
    stored = keep(file.chunks())
    with apart("purchases", {file.name or "采购台账.xlsx": stored.path}, seconds=_SECONDS) as done:
        told = done.told
    if told["problems"]:
        raise NotTakenError(told["problems"])
    ledger = restored(PurchaseLedger, told["ledger"])
    if ledger.year and ledger.year != book.year:
        raise NotTakenError([f"文件写的是 {ledger.year} 年度，这里是 {book.year} 年度；请选对年度。"])
    if ledger.unit != book.organisation.name:
        raise NotTakenError([f"文件写的单位是“{ledger.unit}”，不是“{book.organisation}”。"])
    return _take(book, who, ledger)


@transaction.atomic
def _take(book: PurchaseBook, who: Person, ledger: PurchaseLedger) -> str:
    """Put a ledger into the book, with the book held, and say what came of it."""
    found = held(book, who, Action.KEEP_PURCHASES)
    there = ledger_of(found, drafts=True)
    new, wrong = _new(ledger, there)
    if wrong:
        raise NotTakenError(wrong)
    _settings(found, ledger, new["limits"])
    _Placing(found, who).place(new)
    said = "、".join(f"{sheet.name}{len(new[name])}" for sheet, _, name, _ in RECORDS if new[name])
    waiting = "和".join(sheet.name for sheet, _, name, _ in RECORDS if name in _OWN and new[name])
    words = f"已导入：{said or '没有新内容'}。" + (f"{waiting}等单位负责人审核。" if waiting else "")
    record(who, "导入采购台账", found, f"导入{found}：{said}")
    return words


def _new(ledger: PurchaseLedger, there: PurchaseLedger) -> tuple[dict[str, list[Any]], list[str]]:
    """The rows that are not there yet, and where a file says something else of what is."""
    new: dict[str, list[Any]] = {}
    wrong = [*_finer(ledger), *_longer(ledger)]
    for sheet, _, name, key in RECORDS:
        if not key:
            left = Counter(_plain(each, name) for each in getattr(there, name))
            new[name] = [row for row in getattr(ledger, name) if not _was(left, _plain(row, name))]
            continue
        known = {tuple(getattr(each, part) for part in key): each for each in getattr(there, name)}
        new[name] = []
        for row in getattr(ledger, name):
            same = known.get(tuple(getattr(row, part) for part in key))
            if same is None:
                new[name].append(row)
            else:
                wrong += _differences(sheet, " ".join(str(getattr(row, p)) for p in key), row, same, name)
    return new, wrong


def _finer(ledger: PurchaseLedger) -> Iterator[str]:
    """Figures with more decimals than the books have: they are told, not rounded."""
    for sheet, _, name, _ in RECORDS:
        for row in getattr(ledger, name):
            for each in fields(row):
                value = getattr(row, each.name)
                if isinstance(value, Fraction) and (100 * value).denominator != 1:
                    yield f"{sheet.name}表第 {row.row} 行：{written(value)} 不到分，没有导入；请按元、角、分填写。"


def _longer(ledger: PurchaseLedger) -> Iterator[str]:
    """Texts and numbers that no column of the books holds."""
    for sheet, _, name, _ in RECORDS:
        heads = {field: column.head for field, column in sheet.fields}
        columns = MODELS[name]._meta.concrete_fields if name in MODELS else ()
        for row in getattr(ledger, name):
            for column in (each for each in columns if each.name in heads):
                if said := _beyond(getattr(row, column.name), column):
                    yield f"{sheet.name}表第 {row.row} 行“{heads[column.name]}”栏{said}，没有导入。"


def _beyond(value: object, column: Any) -> str:
    """Why a column does not hold a value; nothing where it does."""
    most, digits = getattr(column, "max_length", None), getattr(column, "max_digits", None)
    if isinstance(value, str) and most and len(value) > most:
        return f"有 {len(value)} 个字，最多 {most} 个字"
    if isinstance(value, Fraction) and digits and abs(value) >= 10 ** (digits - 2):
        return "的数太大，请核对单位"
    return ""


def _was(left: Counter[tuple[Any, ...]], row: tuple[Any, ...]) -> bool:
    """Whether a row without a key is one of those that are there, each of which counts once."""
    found = left[row] > 0
    left[row] -= found
    return found


def _compared(row: Any, name: str) -> list[str]:
    return [each.name for each in fields(row) if each.name not in {"row", *_OWN.get(name, ())}]


def _plain(row: Any, name: str) -> tuple[Any, ...]:
    return tuple(getattr(row, each) for each in _compared(row, name))


def _differences(sheet: InputSheet, key: str, row: Any, same: Any, name: str) -> list[str]:
    """A sentence for every field of which a file says something else, under the head of its column."""
    heads = {field: column.head for field, column in sheet.fields}
    return [
        f"{sheet.name}“{key}”已在系统里，{heads[each]}是“{_said(getattr(same, each))}”，"
        f"文件写“{_said(getattr(row, each))}”；请在系统里更正，或改正文件后再导入。"
        for each in _compared(row, name)
        if getattr(row, each) != getattr(same, each)
    ]


def _said(value: Any) -> str:
    if isinstance(value, Fraction):
        return written(value)
    if isinstance(value, bool):
        return "是" if value else "否"
    return day_words(value) if hasattr(value, "year") else str(value or "空")


def _settings(book: PurchaseBook, ledger: PurchaseLedger, limits: list[ApprovalLimit]) -> None:
    """What the cover says, where the book says nothing yet; who may approve how much."""
    if book.large is None:
        book.large = stored_amount(ledger.large)
    book.prefix = book.prefix or ledger.prefix
    told = [[each.post, str(stored_amount(each.most))] for each in limits if each.most is not None]
    book.limits = [*book.limits, *told]
    book.save(update_fields=["large", "prefix", "limits"])


class _Placing:
    """Puts new rows where they belong."""

    def __init__(self, book: PurchaseBook, who: Person) -> None:
        self._book, self._who = book, who

    def place(self, new: dict[str, list[Any]]) -> None:
        """All rows of a file; what one refers to is there before it."""
        book = self._book
        for row in new["projects"]:
            BookProject(book=book, proposed_by=self._who, **_values(row, BookProject)).save()
        projects = {each.code: each for each in book.projects.all()}
        for row in new["adjustments"]:
            said = _values(row, BookAdjustment) | {"entered_by": self._who}
            BookAdjustment(project=projects[row.project], **said).save()
        for row in new["quotes"]:
            BookQuote(project=projects[row.project], **_values(row, BookQuote)).save()
        for row in new["invited"]:
            BookInvitation(project=projects[row.project], **_values(row, BookInvitation)).save()
        for row in new["marks"]:
            QuoteMark(project=projects[row.project], **_values(row, QuoteMark)).save()
        for code in dict.fromkeys(row.project for row in new["marks"]):
            some = projects[code].marks.order_by("pk").values_list("criterion", "full")
            projects[code].criteria = [
                [name, written(Fraction(full or 0))] for name, full in dict(some).items()
            ]
            projects[code].save(update_fields=["criteria"])
        for row in new["contracts"]:
            BookContract(book=book, project=projects[row.project], **_values(row, BookContract)).save()
        contracts = {each.number: each for each in book.contracts.all()}
        self._carried(new, contracts)
        self._paid(new, contracts)

    def _carried(self, new: dict[str, list[Any]], contracts: dict[str, BookContract]) -> None:
        """What becomes of contracts: amendments, instalments, deliverables and their acceptances."""
        for row in new["amendments"]:
            BookAmendment(contract=contracts[row.contract], **_values(row, BookAmendment)).save()
        for row in new["deliverables"]:
            BookDeliverable(contract=contracts[row.contract], **_values(row, BookDeliverable)).save()
        for row in new["planned"]:
            BookInstalment(contract=contracts[row.contract], **_values(row, BookInstalment)).save()
        every = BookDeliverable.objects.filter(contract__book=self._book).select_related("contract")
        things = {(each.contract.number, each.code): each for each in every}
        for row in new["acceptances"]:
            thing = things[row.contract, row.code]
            said = _values(row, BookAcceptance) | {"entered_by": self._who}
            BookAcceptance(deliverable=thing, **said).save()

    def _paid(self, new: dict[str, list[Any]], contracts: dict[str, BookContract]) -> None:
        state = RequestState.ASKED.value
        for row in new["requests"]:
            said = _values(row, BookRequest) | {"approvals": LISTED.join(row.approvals), "state": state}
            made = BookRequest(book=self._book, contract=contracts[row.contract], **said)
            made.save()
            noted(made, "导入", self._who)
        requests = {each.number: each for each in self._book.requests.all()}
        for row in new["payments"]:
            BookPayment(request=requests[row.request], **_values(row, BookPayment)).save()


def _values(row: Any, model: Any) -> dict[str, Any]:
    """What a record says under the names of the columns of a model, what refers to others left out."""
    columns = {field.name for field in model._meta.concrete_fields if not field.is_relation}
    some = {each.name: getattr(row, each.name) for each in fields(row) if each.name in columns}
    return {n: stored_amount(v) if isinstance(v, Fraction) else v for n, v in some.items()}
