"""What is published of purchases: totals by kind and supplier's size, each with the rows behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mingzhang.facts.measure import LiveMeasure
from mingzhang.facts.number import SCALES
from mingzhang.facts.supplier import GOODS, MEDIUM, SERVICES, SMALL, WORKS
from mingzhang.purchasing.fault import in_column
from mingzhang.purchasing.ledger import PASSED, PROCUREMENT, SERVICE, PurchaseContract, PurchaseLedger, total
from mingzhang.scoring.precision import Precision, rounded_rate, written

BOUGHT, PROCURED, MEDIUM_SIZED, SMALL_SIZED = "购买服务支出", "政府采购支出", "授予中小企业", "授予小微企业"
_HEADS = ("合同编号", "项目", "供应商", "规模", "金额（万元）")
_WAN = "万元"


def totals(ledger: PurchaseLedger, as_of: date) -> dict[str, LiveMeasure]:
    """The totals by name, in 万元; one with an unknown amount is left out, for it is unknown too.

    Payments of the year add up to what was spent; contracts, amendments included, to what suppliers of a size
    were given.

    >>> totals(PurchaseLedger(), date(2020, 12, 31))["购买服务支出"].text
    '0万元'
    """

    def spent(contract: PurchaseContract) -> Fraction | None:
        return ledger.paid_in_year([contract])

    def agreed(contract: PurchaseContract) -> Fraction | None:
        return ledger.worth(contract.number)

    procured = [each for each in ledger.contracts if each.kind == PROCUREMENT]
    wanted: list[tuple[str, Iterable[PurchaseContract], Callable[[PurchaseContract], Fraction | None]]] = [
        (BOUGHT, [each for each in ledger.contracts if each.kind == SERVICE], spent),
        (PROCURED, procured, spent),
        *(
            (f"{PROCURED}：{k}", [c for c in procured if c.bought == k], spent)
            for k in (GOODS, WORKS, SERVICES)
        ),
        (MEDIUM_SIZED, [each for each in procured if each.size in MEDIUM], agreed),
        (SMALL_SIZED, [each for each in procured if each.size in SMALL], agreed),
    ]
    made = ((name, _added(ledger, name, list(some), of, as_of)) for name, some, of in wanted)
    return {name: measure for name, measure in made if measure is not None}


def _added(
    ledger: PurchaseLedger,
    name: str,
    contracts: list[PurchaseContract],
    of: Callable[[PurchaseContract], Fraction | None],
    as_of: date,
) -> LiveMeasure | None:
    amounts = [(each, of(each)) for each in contracts]
    whole = total(amount for _, amount in amounts)
    if whole is None:
        return None
    rows = tuple(
        (each.number, _named(ledger, each.project), each.supplier, each.size, in_column(amount))
        for each, amount in amounts
        if amount is not None
    )
    return LiveMeasure(name, whole / SCALES[_WAN], _WAN, as_of, _HEADS, rows)


def _named(ledger: PurchaseLedger, code: str) -> str:
    project = ledger.project(code)
    return code if project is None else project.name


def shares(found: dict[str, LiveMeasure]) -> list[tuple[str, str]]:
    """The shares that are published: of the contracts with suppliers of a size in what was procured.

    >>> made = {name: LiveMeasure(name, Fraction(n), "万元", date(2020, 12, 31)) for name, n in (
    ...     ("政府采购支出", 732), ("授予中小企业", 732), ("授予小微企业", 682))}
    >>> shares(made)
    [('授予中小企业', '100%'), ('授予小微企业', '93.17%')]
    """
    whole = found.get(PROCURED)
    named = [(name, found[name]) for name in (MEDIUM_SIZED, SMALL_SIZED) if name in found]
    return [(name, rounded_rate(each.number, whole.number)) for name, each in named] if whole else []


@dataclass(frozen=True)
class AccountTotal:
    """What an account publishes under the name of a total, in 万元, with as many decimals as it prints."""

    name: str
    amount: Fraction
    decimals: int


def against_account(found: dict[str, LiveMeasure], said: Iterable[AccountTotal]) -> list[tuple[str, str]]:
    """Where an account publishes another total than the ledger comes to: its name, and a sentence.

    Both are compared as the account prints them; no further difference is let pass.

    >>> made = {"购买服务支出": LiveMeasure("购买服务支出", Fraction("208.2851"), "万元", date(2020, 12, 31))}
    >>> against_account(made, [AccountTotal("购买服务支出", Fraction("208.29"), 2)])
    []
    >>> against_account(made, [AccountTotal("购买服务支出", Fraction("203.29"), 2)])
    [('购买服务支出', '部门决算公开的购买服务支出是203.29万元，台账合计208.29万元，台账多5万元；请核对合同类型、付款日期和决算')]
    """
    gaps = []
    for each in said:
        ours = None if each.name not in found else Precision(each.decimals).of(found[each.name].number)
        if ours is None or ours == each.amount:
            continue
        more = "多" if ours > each.amount else "少"
        gaps.append(
            (
                each.name,
                f"部门决算公开的{each.name}是{written(each.amount)}万元，台账合计{written(ours)}万元，"
                f"台账{more}{written(abs(ours - each.amount))}万元；请核对合同类型、付款日期和决算",
            )
        )
    return gaps


def execution(ledger: PurchaseLedger) -> list[tuple[str, Fraction | None, Fraction | None, Fraction | None]]:
    """Each project: its name, what was paid, the full-year budget, what the contracts saved of it."""
    found = []
    for project in ledger.projects:
        contracts = ledger.of_project(project.code)
        agreed = total(ledger.worth(each.number) for each in contracts)
        saved = None if agreed is None or project.budget is None else project.budget - agreed
        found.append((project.name, ledger.paid_in_year(contracts), project.budget, saved))
    return found


def unit_cost(ledger: PurchaseLedger, contract: str) -> Fraction | None:
    """What one counted piece cost: paid under the contract, by what was accepted of its only deliverable.

    The last acceptance counts, and only if it passed: what was delivered short and then in full is counted
    once.  ``None`` where a contract has several deliverables, or nothing was counted.
    """
    acts = sorted((each for each in ledger.acceptances if each.contract == contract), key=lambda act: act.day)
    things = [each for each in ledger.deliverables if each.contract == contract]
    paid, last = ledger.paid(contract), acts[-1] if acts else None
    if len(things) != 1 or paid is None or last is None or last.verdict != PASSED or not last.counted:
        return None
    return paid / last.counted
