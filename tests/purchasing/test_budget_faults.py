"""Budgets: every adjustment goes on from the one before, and the last is the budget of the whole year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from examples.purchases import ledger, wan
from mingzhang.purchasing.budget_faults import budget_faults
from mingzhang.purchasing.ledger import BudgetAdjustment, PurchaseLedger, PurchaseProject

FIRST = date(2026, 1, 5)
_amounts = st.integers(0, 10**9).map(lambda fen: Fraction(fen, 100))
_steps = st.lists(_amounts, min_size=1, max_size=6)


def adjusted(steps: list[Fraction], seed: int = 0) -> PurchaseLedger:
    """A project whose budget went through these amounts, a day apart, its rows in any order."""
    made = PurchaseLedger(projects=[PurchaseProject("A", "调查", original=steps[0], budget=steps[-1])])
    made.adjustments = [
        BudgetAdjustment("A", FIRST + timedelta(day), before, after, "调整", row=day)
        for day, (before, after) in enumerate(pairwise(steps), 1)
    ]
    Random(seed).shuffle(made.adjustments)
    return made


@given(steps=_steps, seed=st.integers(0, 5))
def test_any_chain_holds_and_tells_the_budget_of_every_day(steps: list[Fraction], seed: int) -> None:
    made = adjusted([s for at, s in enumerate(steps) if at == 0 or s != steps[at - 1]], seed)
    assert list(budget_faults(made)) == []
    project = made.projects[0]
    for each in made.adjustments:
        assert made.budget(project, each.day) == each.after
        assert made.budget(project, each.day - timedelta(1)) == each.before
    assert made.budget(project) == steps[-1]


@given(steps=_steps, extra=st.integers(1, 10**6), data=st.data())
def test_a_fen_that_slips_in_anywhere_is_told(steps: list[Fraction], extra: int, data: st.DataObject) -> None:
    made, more = adjusted(steps), Fraction(extra, 100)
    at = data.draw(st.integers(0, len(made.adjustments)))
    if at == len(made.adjustments):
        made.projects[0] = replace(made.projects[0], budget=steps[-1] + more)
    else:
        row = made.adjustments[at]
        made.adjustments[at] = replace(row, before=(row.before or Fraction(0)) + more)
    found = [each for each in budget_faults(made) if each.message != "调整前后的预算相同"]
    assert found and all(each.field in {"before", "budget"} for each in found)


def test_a_budget_that_changed_without_a_word_is_told() -> None:
    made = ledger()
    made.adjustments = made.adjustments[1:]
    (fault,) = budget_faults(made)
    assert (fault.sheet, fault.message) == ("项目", "年初预算50万元，全年预算49.29万元，没有登记预算调整")
    made.projects[0] = replace(made.projects[0], original=None)
    assert list(budget_faults(made)) == []  # what is not known is compared with nothing


def test_an_adjustment_has_its_reason_and_changes_something() -> None:
    made = ledger()
    made.adjustments[0] = replace(made.adjustments[0], reason="", after=wan("50"))
    told = [(each.field, each.message) for each in budget_faults(made)]
    assert told == [
        ("after", "调整前后的预算相同"), ("reason", "没有写调整理由"),
        ("budget", "全年预算49.29万元，按预算调整应为50万元"),
    ]  # fmt: skip
