"""What must hold between the sheets of the ledger; what does not is told by sheet, row and column.

A comparison with an unknown amount is left undecided: the empty cell is told where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction

from mingzhang.facts.days import day_words
from mingzhang.facts.measure import LiveMeasure
from mingzhang.purchasing.budget_faults import budget_faults
from mingzhang.purchasing.fault import (
    ACCEPTANCES,
    ADJUSTMENTS,
    AMENDMENTS,
    CONTRACTS,
    DELIVERABLES,
    INVITATIONS,
    MARKS,
    PAYMENTS,
    PLANS,
    PROJECTS,
    QUOTES,
    REQUESTS,
    Faults,
    PurchaseFault,
    money,
)
from mingzhang.purchasing.ledger import (
    DIRECT,
    PASSED,
    SELECTION,
    PurchaseContract,
    PurchaseLedger,
    PurchaseProject,
)
from mingzhang.purchasing.payment_faults import payment_faults
from mingzhang.purchasing.selection import FEWEST, compared
from mingzhang.scoring.precision import written


def faults_of(ledger: PurchaseLedger, counts: Mapping[str, LiveMeasure] | None = None) -> list[PurchaseFault]:
    """Everything that does not hold in a ledger, in the order of its sheets.

    ``counts`` are the live measures that deliverables may be bound to.

    >>> made = PurchaseLedger(contracts=[PurchaseContract("1", "A", "甲公司")])
    >>> [fault.message for fault in faults_of(made)]
    ['“项目”表里没有编码“A”']
    """
    checks: tuple[Callable[[PurchaseLedger], Faults], ...] = (
        _known, _selections, _invited, budget_faults, _signed, _amended, payment_faults,
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


def _known(ledger: PurchaseLedger) -> Faults:
    """Whatever refers to something must find it; what many rows of a sheet lack is told of the first."""
    codes, numbers = {p.code for p in ledger.projects}, {c.number for c in ledger.contracts}
    for sheet, rows in ((QUOTES, ledger.quotes), (MARKS, ledger.marks), (CONTRACTS, ledger.contracts),
                        (INVITATIONS, ledger.invited), (ADJUSTMENTS, ledger.adjustments)):  # fmt: skip
        lost = ((one.row, one.project) for one in rows if one.project not in codes)
        yield from _lost(sheet, "project", lost, "“项目”表里没有编码“{}”")
    for sheet, some in ((AMENDMENTS, ledger.amendments), (DELIVERABLES, ledger.deliverables),
                        (REQUESTS, ledger.requests), (PLANS, ledger.planned)):  # fmt: skip
        lost = ((each.row, each.contract) for each in some if each.contract not in numbers)
        yield from _lost(sheet, "contract", lost, "“合同”表里没有编号“{}”")
    things = {(d.contract, d.code) for d in ledger.deliverables}
    for act in ledger.acceptances:
        if (act.contract, act.code) not in things:
            said = f"“交付物”表里没有合同“{act.contract}”的“{act.code}”"
            yield PurchaseFault(ACCEPTANCES, act.row, "code", act.contract, said)
    asked = {request.number for request in ledger.requests}
    lost = ((paid.row, paid.request) for paid in ledger.payments if paid.request not in asked)
    yield from _lost(PAYMENTS, "request", lost, "“付款申请”表里没有编号“{}”")


def _lost(sheet: str, field: str, rows: Iterable[tuple[int | None, str]], words: str) -> Faults:
    """What rows refer to that is not there, once each, with how many rows do."""
    found: dict[str, list[int | None]] = {}
    for row, name in rows:
        found.setdefault(name, []).append(row)
    for name, some in found.items():
        more = f"，共 {len(some)} 行" if len(some) > 1 else ""
        yield PurchaseFault(sheet, some[0], field, name, words.format(name) + more)


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
    quoted, told = {(each.project, each.supplier) for each in ledger.quotes}, set[tuple[str, str]]()
    unknown = {(each.project, each.supplier) for each in ledger.marks if each.mark is None}
    for each in ledger.marks:
        who = each.project, each.supplier
        if who not in quoted | told:
            told.add(who)
            said = f"“{each.supplier}”没有报价"
            yield PurchaseFault(MARKS, each.row, "supplier", each.project, said)
        if each.mark is not None and each.full is not None and not 0 <= each.mark <= each.full:
            said = f"得分 {written(each.mark)} 不在 0 至满分 {written(each.full)} 之间"
            yield PurchaseFault(MARKS, each.row, "mark", each.project, said)
    for project in dict.fromkeys(each.project for each in ledger.marks):
        for one in compared(ledger, project):
            if one.mark is None and (project, one.quote.supplier) not in unknown:
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
            paid, worth = ledger.paid(contract.number, each.day), ledger.worth(contract.number, each.day)
            if paid is not None and worth is not None and paid > worth:
                said = f"变更后金额{money(worth)}少于到{day_words(each.day)}已付的{money(paid)}；请先核对付款"
                yield PurchaseFault(AMENDMENTS, each.row, "after", contract.number, said)
            stood = each.after


def _accepted(ledger: PurchaseLedger, counts: Mapping[str, LiveMeasure]) -> Faults:
    """What was accepted reaches its target, with evidence, and agrees with what the system counts."""
    things = {(each.contract, each.code): each for each in ledger.deliverables}
    for act in ledger.acceptances:
        thing = things.get((act.contract, act.code))
        if thing is None:
            continue
        contract = ledger.contract(act.contract)
        if contract and contract.signed and act.day < contract.signed:
            said = f"验收日期{day_words(act.day)}早于合同签订日期{day_words(contract.signed)}"
            yield PurchaseFault(ACCEPTANCES, act.row, "day", act.contract, said)
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
