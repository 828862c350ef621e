"""What the unit enters in its ledger: projects, quotes, marks, contracts, amendments, deliverables.

Nothing here answers for anything; that is for the moves.  Every change holds the book first and is logged.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from django.db import IntegrityError, models, transaction

from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action
from mingzhang.web.purchasing.carried import exact, ledger_of
from mingzhang.web.purchasing.carrying_models import BookAmendment, BookDeliverable
from mingzhang.web.purchasing.models import BookContract, BookProject, BookQuote, PurchaseBook, QuoteMark
from mingzhang.web.purchasing.moves import PurchaseMoveError, allowed, held, still_open
from mingzhang.web.register.models import Organisation

_KEEP = Action.KEEP_PURCHASES
Said = Mapping[str, Any]
Row = TypeVar("Row", bound=models.Model)


@transaction.atomic
def begin(at: Organisation, who: Person, said: Said) -> PurchaseBook:
    """The ledger of a year, once."""
    allowed(who, _KEEP, at)
    made = PurchaseBook(organisation=at, begun_by=who, **said)
    once(made.save, f"{at}{said['year']}年度的采购台账已经有了。")
    record(who, "建立采购台账", made, f"建立{made}")
    return made


@transaction.atomic
def set_book(book: PurchaseBook, who: Person, said: Said) -> None:
    """The amount from which the party group decides, and the prefix of the open data."""
    found = held(book, who, _KEEP)
    changed(found, who, "修改采购台账", f"修改{found}", said)


@transaction.atomic
def add_project(book: PurchaseBook, who: Person, said: Said) -> BookProject:
    """A project of a new code."""
    found = held(book, who, _KEEP)
    made = BookProject(book=found, **said)
    return added(made, who, "登记采购项目", f"登记采购项目{made}", f"项目编码“{made.code}”已经有了。")


@transaction.atomic
def change_project(project: BookProject, who: Person, said: Said, edition: int) -> None:
    """What a project says of itself; how it is bought stays once it is decided or signed."""
    held(project.book, who, _KEEP)
    found = BookProject.objects.select_related("book__organisation").get(pk=project.pk)
    still_open(found)
    _of_edition(found, edition, "这个项目")
    settled = bool(found.decided) or found.contracts.exists()
    if settled and said.get("method", found.method) != found.method:
        raise PurchaseMoveError("已经定标或签约，采购方式不能再改。")
    if said["code"] != found.code and found.book.projects.filter(code=said["code"]).exists():
        raise PurchaseMoveError(f"项目编码“{said['code']}”已经有了。")
    changed(found, who, "修改采购项目", f"修改采购项目{found}", said)


@transaction.atomic
def add_quote(project: BookProject, who: Person, said: Said) -> BookQuote:
    """What a supplier asks."""
    found = undecided(project, who)
    made = BookQuote(project=found, **said)
    return added(made, who, "登记报价", f"登记报价：{found}，{made}", f"“{made.supplier}”已经报过价。")


@transaction.atomic
def drop_quote(quote: BookQuote, who: Person) -> None:
    """Take back a quote with the marks that judges gave it."""
    found = undecided(quote.project, who)
    QuoteMark.objects.filter(project=found, supplier=quote.supplier).delete()
    record(who, "撤下报价", found, f"撤下报价：{found}，{quote}", {"报价": quote.price})
    BookQuote.objects.filter(pk=quote.pk).delete()


@transaction.atomic
def choose(project: BookProject, who: Person, supplier: int, reason: str, opinion: str) -> None:
    """Propose a supplier; the head of the unit confirms."""
    found = undecided(project, who)
    quote = found.quotes.filter(pk=supplier).first()
    if quote is None:
        raise PurchaseMoveError("请选定一家报了价的供应商。")
    found.quotes.update(chosen=False, reason="")
    found.quotes.filter(pk=quote.pk).update(chosen=True, reason=reason.strip()[:400])
    BookProject.objects.filter(pk=found.pk).update(opinion=opinion.strip()[:600], proposed_by=who)
    record(who, "拟选定供应商", found, f"{found}拟选定“{quote}”", None, {"理由": reason.strip()})


@transaction.atomic
def set_criteria(project: BookProject, who: Person, criteria: list[list[str]]) -> None:
    """By what the judges give marks; as long as none is given."""
    found = undecided(project, who)
    if found.marks.exists():
        raise PurchaseMoveError("已经有评委评分，评分标准不能再改。")
    BookProject.objects.filter(pk=found.pk).update(criteria=criteria)
    record(who, "设定评分标准", found, f"设定{found}的评分标准", found.criteria, criteria)


@transaction.atomic
def give_marks(project: BookProject, who: Person, judge: str, marks: Mapping[tuple[str, str], Any]) -> None:
    """All marks of one judge, by supplier and criterion; in the place of what the judge gave before."""
    found = undecided(project, who)
    full = dict(found.criteria)
    QuoteMark.objects.filter(project=found, judge=judge).delete()
    QuoteMark.objects.bulk_create(
        QuoteMark(project=found, supplier=supplier, judge=judge, criterion=name, full=full[name], mark=mark)
        for (supplier, name), mark in marks.items()
    )
    record(who, "登记评分", found, f"登记{found}评委{judge}的评分，{len(marks)}项")


@transaction.atomic
def add_contract(project: BookProject, who: Person, said: Said) -> BookContract:
    """A contract as it was signed; of a selection, once that is decided."""
    book = held(project.book, who, _KEEP)
    found = BookProject.objects.get(pk=project.pk)
    still_open(found)
    if found.selects and not found.decided:
        raise PurchaseMoveError("比选还没有经单位负责人定标，不能登记合同。")
    made = BookContract(project=found, book=book, **said)
    return added(made, who, "登记合同", f"登记合同{made}", f"合同编号“{made.number}”已经有了。")


@transaction.atomic
def change_contract(contract: BookContract, who: Person, said: Said, edition: int) -> None:
    """Mend what was entered; from the first request or amendment on, only an amendment changes a contract."""
    found = held_contract(contract, who)
    _of_edition(found, edition, "这份合同")
    if found.requests.exists() or found.amendments.exists():
        raise PurchaseMoveError("已有付款申请或变更，合同不能再改；金额的变化请登记合同变更。")
    if said["number"] != found.number and found.book.contracts.filter(number=said["number"]).exists():
        raise PurchaseMoveError(f"合同编号“{said['number']}”已经有了。")
    changed(found, who, "修改合同", f"修改合同{found}", said)


@transaction.atomic
def amend(contract: BookContract, who: Person, said: Said) -> BookAmendment:
    """合同变更: from what the contract is worth, as it was seen, to what it is worth after."""
    found = held_contract(contract, who)
    ledger = ledger_of(found.book)
    stands = ledger.worth(found.number)
    if stands is not None and exact(said["before"]) != stands:
        raise PurchaseMoveError("合同金额刚才已经变更，这次没有登记；请刷新页面，按现在的金额再填。")
    if any(each.day > said["day"] for each in ledger.changes(found.number)):
        raise PurchaseMoveError("变更日期早于上一次变更，没有登记。")
    paid = ledger.paid(found.number)
    if paid is not None and exact(said["after"]) is not None and paid > (exact(said["after"]) or 0):
        raise PurchaseMoveError("变更后的金额少于已经付的款，没有登记；请先核对付款。")
    made = BookAmendment.objects.create(contract=found, **said)
    told = {"变更前": said["before"]}, {"变更后": said["after"], "理由": said["reason"]}
    record(who, "变更合同", found, f"变更合同{found}：{said['reason']}", *told)
    return made


@transaction.atomic
def add_deliverable(contract: BookContract, who: Person, said: Said) -> BookDeliverable:
    """What the contract asks for."""
    found = held_contract(contract, who)
    made = BookDeliverable(contract=found, **said)
    return added(made, who, "登记交付物", f"登记合同{found}的交付物{made}", f"序号“{made.code}”已经有了。")


@transaction.atomic
def drop_deliverable(deliverable: BookDeliverable, who: Person) -> None:
    """Take back a deliverable that nobody has accepted."""
    found = held_contract(deliverable.contract, who)
    if deliverable.acceptances.exists():
        raise PurchaseMoveError("已经有验收，这项交付物不能删去。")
    record(who, "删去交付物", found, f"删去合同{found}的交付物{deliverable}", {"数量": deliverable.target})
    BookDeliverable.objects.filter(pk=deliverable.pk).delete()


def undecided(project: BookProject, who: Person) -> BookProject:
    """The project, with its book held, before its selection is decided."""
    held(project.book, who, _KEEP)
    found = BookProject.objects.select_related("book__organisation").get(pk=project.pk)
    still_open(found)
    if found.decided or found.contracts.exists():
        raise PurchaseMoveError("已经定标或签约，报价和评分不能再改。")
    return found


def held_contract(contract: BookContract, who: Person) -> BookContract:
    """The contract, with its book held."""
    held(contract.book, who, _KEEP)
    found = BookContract.objects.select_related("book__organisation__above__above", "project").get(
        pk=contract.pk
    )
    still_open(found.project)
    return found


def _of_edition(found: BookProject | BookContract, edition: int, what: str) -> None:
    if found.edition != edition:
        raise PurchaseMoveError(f"{what}刚被别人改过，没有保存；请刷新页面，对照以后再改。")
    found.edition += 1


def added(made: Row, who: Person, what: str, words: str, taken: str) -> Row:
    """Save a new row and say so; ``taken`` is why one like it cannot be there twice."""
    once(made.save, taken)
    record(who, what, made, words, None, _plain(made))
    return made


def once(save: Callable[[], None], taken: str) -> None:
    """Save what may be there only once; ``taken`` says why it could not."""
    try:
        with transaction.atomic():
            save()
    except IntegrityError:
        raise PurchaseMoveError(taken) from None


def changed(found: models.Model, who: Person, what: str, words: str, said: Said) -> None:
    """Save what was typed over what a row said before, and log both."""
    before = {name: str(getattr(found, name)) for name in said}
    for name, value in said.items():
        setattr(found, name, value)
    found.save()
    record(who, what, found, words, before, {name: str(value) for name, value in said.items()})


def _plain(row: models.Model) -> dict[str, str]:
    """What a row says, under the words of its fields, for the log."""
    some = [field for field in row._meta.concrete_fields if not field.is_relation and not field.primary_key]
    values = [(str(field.verbose_name), getattr(row, field.name)) for field in some]
    return {words: str(value) for words, value in values if value not in (None, "", [], False)}
