"""What must hold of planned payments, requests and payments: in the contract, approved, after acceptance."""

from __future__ import annotations

from fractions import Fraction

from mingzhang.facts.days import day_words
from mingzhang.purchasing.fault import PAYMENTS, PLANS, REQUESTS, Faults, PurchaseFault, money
from mingzhang.purchasing.ledger import ACCEPTED, MEETING, PASSED, PurchaseLedger, total
from mingzhang.purchasing.limits import beyond_limits


def payment_faults(ledger: PurchaseLedger) -> Faults:
    """What does not hold of the payment plans, the requests and the payments of a ledger.

    >>> from datetime import date
    >>> from mingzhang.purchasing.ledger import PaymentRequest
    >>> made = PurchaseLedger(requests=[PaymentRequest("F-1", "1", date(2020, 4, 1))])
    >>> [fault.message for fault in payment_faults(made)]
    ['没有审批人']
    """
    for check in (_planned, _asked, _limited, _asked_in_all, _paid):
        yield from check(ledger)


def _planned(ledger: PurchaseLedger) -> Faults:
    """The instalments of a plan come to what the contract is worth, and none is due before it is signed."""
    for contract in ledger.contracts:
        own = [each for each in ledger.planned if each.contract == contract.number]
        together, worth = total(each.amount for each in own), ledger.worth(contract.number)
        if own and together is not None and worth is not None and together != worth:
            more, gap = ("多", "少")[together < worth], abs(together - worth)
            said = f"付款计划合计{money(together)}，合同金额{money(worth)}，计划{more}{money(gap)}"
            yield PurchaseFault(PLANS, own[-1].row, "amount", contract.number, said)
        for each in own:
            if each.due and contract.signed and each.due < contract.signed:
                said = f"计划付款日期{day_words(each.due)}早于签订日期{day_words(contract.signed)}"
                yield PurchaseFault(PLANS, each.row, "due", contract.number, said)


def _asked(ledger: PurchaseLedger) -> Faults:
    """Requests: acceptance before the last instalment, the meeting for large sums."""
    for each in ledger.requests:
        if each.final and not each.exception and not ledger.accepted(each.contract, each.day):
            said = "尾款应在全部交付物验收合格之后申请；确需先付的，写明例外理由"
            yield PurchaseFault(REQUESTS, each.row, "final", each.number, said)
        if each.basis == ACCEPTED and not any(
            act.contract == each.contract and act.verdict == PASSED and act.day <= each.day
            for act in ledger.acceptances
        ):
            said = "以验收为付款依据，但申请之前没有合格的验收"
            yield PurchaseFault(REQUESTS, each.row, "basis", each.number, said)
        contract = ledger.contract(each.contract)
        if contract and contract.signed and each.day < contract.signed:
            said = f"申请日期{day_words(each.day)}早于合同签订日期{day_words(contract.signed)}"
            yield PurchaseFault(REQUESTS, each.row, "day", each.number, said)
        if not each.approvals:
            yield PurchaseFault(REQUESTS, each.row, "approvals", each.number, "没有审批人")
        met = MEETING in each.approvals
        if not met and each.amount is not None and ledger.large is not None and each.amount >= ledger.large:
            said = f"{money(each.amount)}达到大额标准{money(ledger.large)}，应经{MEETING}审议"
            yield PurchaseFault(REQUESTS, each.row, "approvals", each.number, said)
        if met and not each.meeting:
            said = f"经{MEETING}审议的，应写明会议日期或纪要编号"
            yield PurchaseFault(REQUESTS, each.row, "meeting", each.number, said)


def _limited(ledger: PurchaseLedger) -> Faults:
    """A request is approved by somebody who may approve so much."""
    for each in ledger.requests:
        if each.amount is not None and (able := beyond_limits(ledger.limits, each)):
            posts, who = "、".join(each.approvals), "或".join(able)
            said = f"{money(each.amount)}超过审批人（{posts}）的权限，应由{who}审批"
            yield PurchaseFault(REQUESTS, each.row, "approvals", each.number, said)


def _asked_in_all(ledger: PurchaseLedger) -> Faults:
    """Never more is asked for than the contract is worth in the end; the request that goes beyond is told."""
    for contract in ledger.contracts:
        worth, asked = ledger.worth(contract.number), Fraction(0)
        for each in sorted(
            (e for e in ledger.requests if e.contract == contract.number), key=lambda e: e.day
        ):
            asked += each.amount or 0
            if worth is not None and each.amount and asked > worth:
                said = f"申请累计{money(asked)}，超过合同金额{money(worth)}，超出{money(asked - worth)}"
                yield PurchaseFault(REQUESTS, each.row, "amount", each.number, said)


def _paid(ledger: PurchaseLedger) -> Faults:
    """Never more than the contract then, than was asked for, or before it was asked for."""
    for payment in ledger.payments:
        request = ledger.request(payment.request)
        if request is None:
            continue
        worth, paid = ledger.worth(request.contract, payment.day), ledger.paid(request.contract, payment.day)
        if worth is not None and paid is not None and paid > worth:
            said = f"至{day_words(payment.day)}累计付款{money(paid)}，超过合同金额{money(worth)}，多付{money(paid - worth)}"
            yield PurchaseFault(PAYMENTS, payment.row, "amount", payment.request, said)
        if payment.day < request.day:
            said = f"付款日期{day_words(payment.day)}早于申请日期{day_words(request.day)}"
            yield PurchaseFault(PAYMENTS, payment.row, "day", payment.request, said)
    for request in ledger.requests:
        own = [each for each in ledger.payments if each.request == request.number]
        together = total(each.amount for each in own)
        if own and together is not None and request.amount is not None and together > request.amount:
            said = f"付款合计{money(together)}，超过申请金额{money(request.amount)}"
            yield PurchaseFault(PAYMENTS, own[-1].row, "amount", request.number, said)
