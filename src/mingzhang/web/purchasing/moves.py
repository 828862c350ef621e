"""The moves of purchases: what somebody answers for.  Nothing else changes a status or pays.

::

    比选 —定标（单位负责人）→ 签约    验收 —确认（单位负责人）→ 计入    项目 —自评→ —归档→
    付款申请：草拟 —提交→ 待审核 —审核（单位负责人）→ 待付款 —付款→ 已付清
                       ↘ 大额、超过审批权限 → 待签批 —签批（分管领导）↗

Where a request may go is said by :mod:`mingzhang.purchasing.steps`; what must hold, by the faults of the
wing.  Every move holds the book first, so that of two payments only those are made that the contract allows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db import transaction

from mingzhang.purchasing import fault as sheets
from mingzhang.purchasing.fault import PurchaseFault
from mingzhang.purchasing.faults import faults_of, selection_faults
from mingzhang.purchasing.ledger import LedgerPayment, PurchaseLedger
from mingzhang.purchasing.limits import posts_asked
from mingzhang.purchasing.stages import paid_out
from mingzhang.purchasing.steps import (
    RequestState,
    RequestStep,
    UnlawfulRequestError,
    after_payment,
    after_step,
    is_large,
)
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person, Role
from mingzhang.web.people.rights import Action, HasOrganisation, may
from mingzhang.web.purchasing import duties
from mingzhang.web.purchasing.carried import LISTED, exact, ledger_of, limits_of
from mingzhang.web.purchasing.carrying_models import BookAcceptance
from mingzhang.web.purchasing.models import BookProject, PurchaseBook
from mingzhang.web.purchasing.paying_models import BookPayment, BookRequest, RequestNote
from mingzhang.web.shared.today import today

#: What each step needs; the signature is the leader's alone.
RIGHT_OF = {
    RequestStep.HAND_IN: Action.KEEP_PURCHASES,
    RequestStep.WITHDRAW: Action.KEEP_PURCHASES,
    RequestStep.APPROVE: Action.CONFIRM_PURCHASES,
    RequestStep.SIGN: Action.SIGN_PURCHASES,
}


class PurchaseMoveError(Exception):
    """What cannot be done; its text is for the person."""


def held(book: PurchaseBook, who: Person, action: Action) -> PurchaseBook:
    """The book, held until the transaction ends: one change after the other."""
    PurchaseBook.objects.select_for_update().get(pk=book.pk)
    found = PurchaseBook.objects.select_related("organisation__above__above").get(pk=book.pk)
    allowed(who, action, found)
    return found


def allowed(who: Person, action: Action, at: HasOrganisation) -> None:
    """Refuse whoever has not the right."""
    if not may(who, action, at):
        raise PurchaseMoveError(f"没有“{action.value}”的权限。")


def still_open(project: BookProject) -> None:
    """Refuse what would change a project whose files are closed."""
    if project.filed:
        raise PurchaseMoveError(f"项目“{project.name}”已归档，不能再改；需要时请单位负责人重新打开。")


def refused(wrong: Sequence[PurchaseFault]) -> None:
    """Refuse with the sentences of the wing, if there are any."""
    if wrong:
        raise PurchaseMoveError("；".join(dict.fromkeys(fault.message for fault in wrong)) + "。")


def parted(words: str) -> None:
    """Refuse what another person has to do, if there are words to that."""
    if words:
        raise PurchaseMoveError(words)


# 比选


@transaction.atomic
def decide(project: BookProject, who: Person) -> None:
    """定标: the head of the unit confirms whom the selection chose."""
    book = held(project.book, who, Action.CONFIRM_PURCHASES)
    found = BookProject.objects.get(pk=project.pk)
    still_open(found)
    if not found.selects:
        raise PurchaseMoveError(f"“{found.name}”的采购方式是“{found.method}”，不用定标。")
    if found.decided:
        raise PurchaseMoveError("这次比选已经定标。")
    ledger = ledger_of(book)
    project_of_ledger = ledger.project(found.code)
    parted(duties.against_deciding(found, who))
    refused(selection_faults(ledger, project_of_ledger) if project_of_ledger else [])
    BookProject.objects.filter(pk=found.pk).update(decided=today(), decided_by=who)
    chosen = found.quotes.get(chosen=True)
    record(who, "定标", found, f"定标：{found}选定“{chosen.supplier}”", None, {"供应商": chosen.supplier})


@transaction.atomic
def undecide(project: BookProject, who: Person, words: str) -> None:
    """撤销定标: for a reason, as long as nothing is signed."""
    held(project.book, who, Action.CONFIRM_PURCHASES)
    found = BookProject.objects.get(pk=project.pk)
    if not found.decided or found.contracts.exists():
        raise PurchaseMoveError("没有定标，或已经签约，不能撤销。")
    worded(words, "撤销定标")
    BookProject.objects.filter(pk=found.pk).update(decided=None, decided_by=None)
    record(who, "撤销定标", found, f"撤销定标：{found}（{words.strip()}）")


# 验收


@transaction.atomic
def confirm(acceptance: BookAcceptance, who: Person) -> None:
    """确认验收: from now on it counts."""
    found, book = _waiting(acceptance, who)
    parted(duties.against_confirming(found, who))
    ledger, whole = ledger_of(book), ledger_of(book, drafts=True)
    ledger.acceptances += [each for each in whole.acceptances if each.row == found.pk]
    refused([f for f in faults_of(ledger) if f.sheet == sheets.ACCEPTANCES and f.row == found.pk])
    found.confirmed, found.confirmed_by = today(), who
    found.save(update_fields=["confirmed", "confirmed_by"])
    record(who, "确认验收", found, f"确认{found}：{found.verdict}", None, {"结论": found.verdict})


@transaction.atomic
def send_back(acceptance: BookAcceptance, who: Person, words: str) -> None:
    """退回验收: for a reason; it never counts."""
    found, _ = _waiting(acceptance, who)
    worded(words, "退回")
    found.returned = words.strip()[:400]
    found.save(update_fields=["returned"])
    record(who, "退回验收", found, f"退回{found}（{found.returned}）")


def _waiting(acceptance: BookAcceptance, who: Person) -> tuple[BookAcceptance, PurchaseBook]:
    book = held(acceptance.deliverable.contract.book, who, Action.CONFIRM_PURCHASES)
    along = ("deliverable__contract__book__organisation", "deliverable__contract__project")
    found = BookAcceptance.objects.select_related(*along).get(pk=acceptance.pk)
    still_open(found.deliverable.contract.project)
    if not found.waits:
        raise PurchaseMoveError("这次验收已经确认或退回；请刷新页面。")
    return found, book


# 付款


@transaction.atomic
def step(request: BookRequest, name: str, who: Person, words: str = "") -> BookRequest:
    """One step of a request, by whoever may make it; a return needs a reason."""
    if name not in set(RequestStep):
        raise PurchaseMoveError("没有这种办理。")
    wanted = RequestStep(name)
    found = held_request(request, who, right_of(wanted, request))
    book = found.book
    allowed(who, right_of(wanted, found), book)  # what was passed may have moved on
    posts = _posts(book, found)
    signed = Role.LEADER.label in posts
    try:
        state = after_step(RequestState(found.state), wanted, signed)
    except UnlawfulRequestError as fault:
        raise PurchaseMoveError(f"{fault}；请刷新页面。") from None
    parted(duties.against_step(wanted, found.notes.all(), who))
    if wanted in (RequestStep.HAND_IN, RequestStep.APPROVE, RequestStep.SIGN):
        _founded(book, found, posts)
    if wanted is RequestStep.RETURN:
        worded(words, "退回")
    before = found.state
    found.state, found.large = state.value, signed
    _approved(found, wanted, who, posts)
    found.save(update_fields=["state", "large", "approvals", "signed_by"])
    _settled(found)  # what was taken in from a workbook may have been paid before
    noted(found, wanted.value, who, words)
    told = f"{wanted}：{found}" + (f"（{words.strip()}）" if words.strip() else "")
    record(who, f"{wanted}付款申请", found, told, {"状态": before}, {"状态": found.state})
    return found


def right_of(wanted: RequestStep, request: BookRequest) -> Action:
    """What a step needs; who returns a request is whoever's turn it is."""
    if wanted is RequestStep.RETURN:
        large = request.state == RequestState.CHECKED.value
        return Action.SIGN_PURCHASES if large else Action.CONFIRM_PURCHASES
    return RIGHT_OF[wanted]


def held_request(request: BookRequest, who: Person, action: Action) -> BookRequest:
    """The request as it is now, with its book held."""
    book = held(request.book, who, action)
    found = BookRequest.objects.select_related("contract__project", "contract__book__organisation").get(
        pk=request.pk
    )
    still_open(found.contract.project)
    found.book = book
    return found


def _posts(book: PurchaseBook, request: BookRequest) -> tuple[str, ...]:
    """The posts that a request has to pass."""
    amount = exact(request.amount)
    large = is_large(amount, exact(book.large))
    return posts_asked(limits_of(book), amount, large, str(Role.APPROVER.label), str(Role.LEADER.label))


def _founded(book: PurchaseBook, request: BookRequest, posts: tuple[str, ...]) -> None:
    """What the wing says against a request, as it will stand once everybody has approved it."""
    ledger, whole = ledger_of(book), ledger_of(book, drafts=True)
    own = [replace(each, approvals=posts) for each in whole.requests if each.row == request.pk]
    ledger.requests = [each for each in ledger.requests if each.row != request.pk] + own
    found = faults_of(ledger)
    refused([f for f in found if f.sheet == sheets.REQUESTS and f.row == request.pk])


def _approved(request: BookRequest, wanted: RequestStep, who: Person, posts: tuple[str, ...]) -> None:
    """The posts that have approved, and who signed."""
    if wanted is RequestStep.APPROVE:
        request.approvals = _with(request.approvals, posts[0])
    elif wanted is RequestStep.SIGN:
        request.approvals = _with(request.approvals, *posts[1:])
        request.signed_by = who
    elif wanted in (RequestStep.RETURN, RequestStep.WITHDRAW):
        request.approvals, request.signed_by = "", None


def _with(approvals: str, *posts: str) -> str:
    """Approvals with further posts, each once: a ledger that was taken in brings its own."""
    return LISTED.join(dict.fromkeys([*filter(None, approvals.split(LISTED)), *posts]))


def noted(request: BookRequest, what: str, who: Person, words: str = "") -> None:
    """A line of the history of a request."""
    RequestNote.objects.create(request=request, day=today(), what=what, by=who, text=words.strip()[:400])


@transaction.atomic
def pay(request: BookRequest, who: Person, day: date, amount: Decimal, voucher: str) -> BookPayment:
    """付款: never more than was asked for, and in all never more than the contract is worth that day."""
    found = held_request(request, who, Action.KEEP_PURCHASES)
    if found.state != RequestState.APPROVED.value:
        raise PurchaseMoveError(f"{found}现在是“{found.state}”，只有“待付款”时才能登记付款。")
    parted(duties.against_paying(found.notes.all(), who))
    if day > today():
        raise PurchaseMoveError("付款日期在今天以后，还没有付，不能登记。")
    if found.payments.filter(voucher=voucher).exists():
        raise PurchaseMoveError(f"凭证“{voucher}”已经登记过，没有再登记一次。")
    ledger = ledger_of(found.book)
    before = set(_of_payments(ledger))
    ledger.payments.append(LedgerPayment(found.number, day, exact(amount), voucher))
    refused([fault for fault in _of_payments(ledger) if fault not in before])
    made = BookPayment.objects.create(request=found, day=day, amount=amount, voucher=voucher)
    _settled(found)
    noted(found, "付款", who, f"{amount:,}元，凭证{voucher}")
    record(who, "登记付款", found, f"{found}付款 {amount:,} 元，凭证{voucher}", None, {"付款": amount})
    return made


def _of_payments(ledger: PurchaseLedger) -> list[PurchaseFault]:
    return [fault for fault in faults_of(ledger) if fault.sheet == sheets.PAYMENTS]


@transaction.atomic
def unpay(payment: BookPayment, who: Person, words: str) -> None:
    """冲销付款: what was entered wrongly or came back, for a reason; the log keeps it."""
    found = held_request(payment.request, who, Action.KEEP_PURCHASES)
    worded(words, "冲销")
    row = BookPayment.objects.filter(pk=payment.pk).first()
    if row is None:
        raise PurchaseMoveError("这笔付款已经冲销。")
    said = f"冲销{found}的付款 {row.amount:,} 元，凭证{row.voucher}（{words.strip()}）"
    row.delete()
    _settled(found)
    noted(found, "冲销", who, f"凭证{row.voucher}：{words.strip()}")
    record(who, "冲销付款", found, said, {"付款": row.amount}, None)


def _settled(request: BookRequest) -> None:
    """Where an approved request stands after what was paid."""
    if request.state in (RequestState.APPROVED.value, RequestState.PAID.value):
        paid = sum((exact(each.amount) or Fraction(0) for each in request.payments.all()), Fraction(0))
        request.state = after_payment(exact(request.amount), paid).value
        request.save(update_fields=["state"])


# 项目结束


@transaction.atomic
def close(project: BookProject, who: Person, filing: bool) -> None:
    """自评 once everything is paid, and 归档 after that."""
    book = held(project.book, who, Action.KEEP_PURCHASES)
    found = BookProject.objects.get(pk=project.pk)
    still_open(found)
    ledger = ledger_of(book)
    own = ledger.project(found.code)
    if own is None or not paid_out(ledger, own):
        raise PurchaseMoveError("还有合同没有付清，不能自评和归档。")
    if filing and not found.evaluated:
        raise PurchaseMoveError("归档以前请先登记自评。")
    if not filing and found.evaluated:
        raise PurchaseMoveError("自评已经登记。")
    BookProject.objects.filter(pk=found.pk).update(**{"filed" if filing else "evaluated": today()})
    what = "归档" if filing else "自评"
    record(who, what, found, f"{what}：采购项目{found}", None, {what: today()})


@transaction.atomic
def reopen(project: BookProject, who: Person, words: str) -> None:
    """重新打开: what was filed, for a reason, by the head of the unit."""
    held(project.book, who, Action.CONFIRM_PURCHASES)
    found = BookProject.objects.get(pk=project.pk)
    if not found.filed:
        raise PurchaseMoveError("这个项目没有归档。")
    worded(words, "重新打开")
    BookProject.objects.filter(pk=found.pk).update(filed=None, evaluated=None)
    record(who, "重新打开", found, f"重新打开采购项目{found}（{words.strip()}）", {"归档": found.filed}, None)


def worded(words: str, what: str) -> None:
    """Refuse what is taken back without a reason."""
    if not words.strip():
        raise PurchaseMoveError(f"{what}时请写明理由。")
