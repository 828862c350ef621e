"""What must hold between the sheets of the ledger; what does not is told by sheet, row and column.

A comparison with an unknown amount is left undecided: the empty cell is told where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.facts.days import day_words
from mingzhang.facts.measure import LiveMeasure
from mingzhang.facts.number import SCALES
from mingzhang.purchasing.ledger import (
    ACCEPTED,
    DIRECT,
    MEETING,
    PASSED,
    SELECTION,
    PurchaseContract,
    PurchaseLedger,
    PurchaseProject,
    total,
)
from mingzhang.purchasing.limits import beyond_limits
from mingzhang.purchasing.selection import FEWEST, compared
from mingzhang.purchasing.stages import paid_out
from mingzhang.scoring.precision import written

PROJECTS, QUOTES, MARKS, CONTRACTS, AMENDMENTS = "项目", "报价", "评分", "合同", "合同变更"
DELIVERABLES, ACCEPTANCES, REQUESTS, PAYMENTS = "交付物", "验收", "付款申请", "付款"
LIMITS, INVITATIONS, PLANS = "审批权限", "邀请", "付款计划"


@dataclass(frozen=True)
class PurchaseFault:
    """Something that does not hold: in which sheet, row and field, of what, and what to do."""

    sheet: str
    row: int | None
    field: str
    owner: str
    message: str


Faults = Iterator[PurchaseFault]


def faults_of(ledger: PurchaseLedger, counts: Mapping[str, LiveMeasure] | None = None) -> list[PurchaseFault]:
    """Everything that does not hold in a ledger, in the order of its sheets.

    ``counts`` are the live measures that deliverables may be bound to.

    >>> made = PurchaseLedger(contracts=[PurchaseContract("1", "A", "甲公司")])
    >>> [fault.message for fault in faults_of(made)]
    ['“项目”表里没有编码“A”']
    """
    checks: tuple[Callable[[PurchaseLedger], Faults], ...] = (
        _known, _selections, _invited, _budgets, _closed, _signed, _amended, _planned, _asked, _limited,
        _asked_in_all, _paid,
    )  # fmt: skip
    found = [fault for check in checks for fault in check(ledger)]
    return found + list(_accepted(ledger, counts or {}))


def unreferenced(ledger: PurchaseLedger) -> list[PurchaseFault]:
    """The rows that refer to something that is not there.

    >>> made = PurchaseLedger(contracts=[PurchaseContract("1", "A", "甲公司")])
    >>> [(fault.sheet, fault.owner) for fault in unreferenced(made)]
    [('合同', 'A')]
    """
    return list(_known(ledger))


def money(amount: Fraction) -> str:
    """An amount as it is told, in 万元.

    >>> money(Fraction(402900))
    '40.29万元'
    """
    return f"{written(amount / SCALES['万元'])}万元"


def _known(ledger: PurchaseLedger) -> Faults:
    """Whatever refers to something must find it."""
    codes, numbers = {p.code for p in ledger.projects}, {c.number for c in ledger.contracts}
    things = {(d.contract, d.code) for d in ledger.deliverables}
    for sheet, rows in ((QUOTES, ledger.quotes), (MARKS, ledger.marks), (CONTRACTS, ledger.contracts),
                        (INVITATIONS, ledger.invited)):  # fmt: skip
        for one in rows:
            if one.project not in codes:
                yield PurchaseFault(
                    sheet, one.row, "project", one.project, f"“项目”表里没有编码“{one.project}”"
                )
    for sheet, some in ((AMENDMENTS, ledger.amendments), (DELIVERABLES, ledger.deliverables),
                        (REQUESTS, ledger.requests), (PLANS, ledger.planned)):  # fmt: skip
        for each in some:
            if each.contract not in numbers:
                said = f"“合同”表里没有编号“{each.contract}”"
                yield PurchaseFault(sheet, each.row, "contract", each.contract, said)
    for act in ledger.acceptances:
        if (act.contract, act.code) not in things:
            said = f"“交付物”表里没有合同“{act.contract}”的“{act.code}”"
            yield PurchaseFault(ACCEPTANCES, act.row, "code", act.contract, said)
    asked = {request.number for request in ledger.requests}
    for paid in ledger.payments:
        if paid.request not in asked:
            said = f"“付款申请”表里没有编号“{paid.request}”"
            yield PurchaseFault(PAYMENTS, paid.row, "request", paid.request, said)


def _selections(ledger: PurchaseLedger) -> Faults:
    """The selections, as far as they have come; the marks."""
    for project in ledger.projects:
        if project.method == SELECTION:
            yield from _selected(ledger, project, done=bool(ledger.of_project(project.code)))
    yield from _marks(ledger)


def selection_faults(ledger: PurchaseLedger, project: PurchaseProject) -> list[PurchaseFault]:
    """What keeps a selection from being confirmed.

    >>> [fault.message for fault in selection_faults(PurchaseLedger(), PurchaseProject("A", "调查"))]
    ['比选只有 0 家报价，应不少于 3 家', '比选选定了 0 家，应选定 1 家']
    """
    own = [fault for part in (_marks, _invited) for fault in part(ledger) if fault.owner == project.code]
    return [*_selected(ledger, project, done=True), *own]


def _selected(ledger: PurchaseLedger, project: PurchaseProject, done: bool) -> Faults:
    """Three quotes, one of them chosen, the first by the marks or a reason why not."""
    rows = compared(ledger, project.code)
    if done and len(rows) < FEWEST:
        said = f"比选只有 {len(rows)} 家报价，应不少于 {FEWEST} 家"
        yield PurchaseFault(PROJECTS, project.row, "method", project.code, said)
    chosen = [each for each in rows if each.quote.chosen]
    if (rows or done) and len(chosen) != 1:
        said = f"比选选定了 {len(chosen)} 家，应选定 1 家"
        at = (chosen or rows)[-1].quote.row if rows else project.row
        sheet, field = (QUOTES, "chosen") if rows else (PROJECTS, "method")
        yield PurchaseFault(sheet, at, field, project.code, said)
    for each in chosen:
        if each.place is not None and each.place > 1 and not each.quote.reason:
            said = f"选定的“{each.quote.supplier}”评分列第 {each.place} 名，应写明理由"
            yield PurchaseFault(QUOTES, each.quote.row, "reason", project.code, said)


def _marks(ledger: PurchaseLedger) -> Faults:
    """Marks of those who made a quote, within the full marks, none left out."""
    quoted = {(each.project, each.supplier) for each in ledger.quotes}
    for each in ledger.marks:
        if (each.project, each.supplier) not in quoted:
            said = f"“{each.supplier}”没有报价"
            yield PurchaseFault(MARKS, each.row, "supplier", each.project, said)
        if each.mark is not None and each.full is not None and not 0 <= each.mark <= each.full:
            said = f"得分 {written(each.mark)} 不在 0 至满分 {written(each.full)} 之间"
            yield PurchaseFault(MARKS, each.row, "mark", each.project, said)
    for project in dict.fromkeys(each.project for each in ledger.marks):
        for one in compared(ledger, project):
            if one.mark is None:
                said = f"“{one.quote.supplier}”缺评委的得分，不能排名"
                yield PurchaseFault(QUOTES, one.quote.row, "supplier", project, said)


def _invited(ledger: PurchaseLedger) -> Faults:
    """Where it is told who was invited: enough suppliers, no quote of another, none before the invitation."""
    for project in ledger.projects:
        days = {each.supplier: each.day for each in ledger.invited if each.project == project.code}
        if days and len(days) < FEWEST and project.method not in DIRECT:
            said = f"只邀请了 {len(days)} 家供应商，应不少于 {FEWEST} 家"
            yield PurchaseFault(PROJECTS, project.row, "method", project.code, said)
        for quote in (each for each in ledger.quotes if days and each.project == project.code):
            asked = days.get(quote.supplier)
            if quote.supplier not in days:
                said = f"“{quote.supplier}”报了价，“{INVITATIONS}”表里没有它"
                yield PurchaseFault(QUOTES, quote.row, "supplier", project.code, said)
            elif asked and quote.day and quote.day < asked:
                said = f"“{quote.supplier}”的报价日期{day_words(quote.day)}早于邀请日期{day_words(asked)}"
                yield PurchaseFault(QUOTES, quote.row, "day", project.code, said)


def _budgets(ledger: PurchaseLedger) -> Faults:
    """Contracts within the budget of the project, payments as the accounts book them."""
    for project in ledger.projects:
        contracts = ledger.of_project(project.code)
        agreed = total(ledger.worth(each.number) for each in contracts)
        if agreed is not None and project.budget is not None and agreed > project.budget:
            said = f"合同合计{money(agreed)}，超过全年预算{money(project.budget)}，超出{money(agreed - project.budget)}"
            yield PurchaseFault(PROJECTS, project.row, "budget", project.code, said)
        paid = paid_in_year(ledger, contracts)
        if project.booked is not None and paid is not None and paid != project.booked:
            more, gap = ("多", "少")[paid < project.booked], abs(paid - project.booked)
            said = (
                f"账面支出{money(project.booked)}，付款合计{money(paid)}，付款{more}{money(gap)}；请核对凭证"
            )
            yield PurchaseFault(PROJECTS, project.row, "booked", project.code, said)


def paid_in_year(ledger: PurchaseLedger, contracts: list[PurchaseContract]) -> Fraction | None:
    """What was paid under contracts within the year of the ledger."""
    return total(
        payment.amount
        for each in contracts
        for payment in ledger.payments_of(each.number)
        if ledger.year in (0, payment.day.year)
    )


def _signed(ledger: PurchaseLedger) -> Faults:
    """A contract of a selection is with whom was chosen, not above the quote, and not before it."""
    for contract in ledger.contracts:
        project = ledger.project(contract.project)
        if project is None or project.method != SELECTION:
            continue
        for quote in (each for each in ledger.quotes if each.project == project.code and each.chosen):
            yield from _as_chosen(contract, project, quote.supplier, quote.price)
            if contract.signed and quote.day and contract.signed < quote.day:
                said = f"签订日期{day_words(contract.signed)}早于报价日期{day_words(quote.day)}"
                yield PurchaseFault(CONTRACTS, contract.row, "signed", contract.number, said)


def _as_chosen(
    contract: PurchaseContract, project: PurchaseProject, supplier: str, price: Fraction | None
) -> Faults:
    if contract.supplier != supplier:
        said = f"供应商“{contract.supplier}”不是比选选定的“{supplier}”"
        yield PurchaseFault(CONTRACTS, contract.row, "supplier", contract.number, said)
    if price is not None and contract.amount is not None and contract.amount > price:
        said = f"合同金额{money(contract.amount)}高于“{project.name}”选定的报价{money(price)}"
        yield PurchaseFault(CONTRACTS, contract.row, "amount", contract.number, said)


def _amended(ledger: PurchaseLedger) -> Faults:
    """An amendment starts from what the contract was worth, after it was signed, with a reason."""
    for contract in ledger.contracts:
        stood = contract.amount
        for each in ledger.changes(contract.number):
            if each.before is not None and stood is not None and each.before != stood:
                said = f"变更前金额{money(each.before)}与此前的合同金额{money(stood)}不一致"
                if each.after == each.before:
                    said += "，写的像是变更后的金额"
                yield PurchaseFault(AMENDMENTS, each.row, "before", contract.number, said)
            elif each.after is not None and each.after == stood:
                said = f"变更后金额与此前的合同金额{money(stood)}相同，请核对写的是不是变更前的金额"
                yield PurchaseFault(AMENDMENTS, each.row, "after", contract.number, said)
            if contract.signed and each.day < contract.signed:
                said = f"变更日期{day_words(each.day)}早于签订日期{day_words(contract.signed)}"
                yield PurchaseFault(AMENDMENTS, each.row, "day", contract.number, said)
            if not each.reason:
                yield PurchaseFault(AMENDMENTS, each.row, "reason", contract.number, "没有写变更理由")
            stood = each.after


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
        if not each.approvals:
            yield PurchaseFault(REQUESTS, each.row, "approvals", each.number, "没有审批人")
        met = MEETING in each.approvals
        if not met and each.amount is not None and ledger.large is not None and each.amount >= ledger.large:
            said = f"{money(each.amount)}达到大额标准{money(ledger.large)}，应经{MEETING}审议"
            yield PurchaseFault(REQUESTS, each.row, "approvals", each.number, said)
        if met and not each.meeting:
            said = f"经{MEETING}审议的，应写明会议日期或纪要编号"
            yield PurchaseFault(REQUESTS, each.row, "meeting", each.number, said)


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


def _closed(ledger: PurchaseLedger) -> Faults:
    """A project is evaluated once it is paid out, and filed after that."""
    for project in ledger.projects:
        if (project.evaluated or project.filed) and not paid_out(ledger, project):
            field, word = ("filed", "归档") if project.filed else ("evaluated", "自评")
            yield PurchaseFault(PROJECTS, project.row, field, project.code, f"还没有结款，不应{word}")
        if project.filed and (project.evaluated is None or project.evaluated > project.filed):
            yield PurchaseFault(PROJECTS, project.row, "filed", project.code, "归档之前应先自评")


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


def _accepted(ledger: PurchaseLedger, counts: Mapping[str, LiveMeasure]) -> Faults:
    """What was accepted reaches its target, with evidence, and agrees with what the system counts."""
    things = {(each.contract, each.code): each for each in ledger.deliverables}
    for act in ledger.acceptances:
        thing = things.get((act.contract, act.code))
        if thing is None:
            continue
        short = act.counted is not None and thing.target is not None and act.counted < thing.target
        if short and act.verdict == PASSED and act.counted is not None and thing.target is not None:
            wanted, came = f"{written(thing.target)}{thing.unit}", f"{written(act.counted)}{thing.unit}"
            said = f"“{thing.text}”应为{wanted}，验收数{came}，不应合格"
            yield PurchaseFault(ACCEPTANCES, act.row, "verdict", act.contract, said)
        if act.verdict == PASSED and not act.evidence:
            yield PurchaseFault(ACCEPTANCES, act.row, "evidence", act.contract, "验收合格应附佐证材料")
        measure = counts.get(thing.measure)
        if measure is not None and act.counted is not None and act.counted != measure.number:
            said = f"验收数{written(act.counted)}{thing.unit}，系统计数为{measure.text}；请核对"
            yield PurchaseFault(ACCEPTANCES, act.row, "counted", act.contract, said)
