"""Laws of the largest remainder: parts add up, and none moves by a whole unit."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.catalogue import derivation
from mingzhang.disclosure.invented import InventedLedger
from mingzhang.facts.fact import WHOLE, Fact, Facts, stated
from mingzhang.facts.number import printed, rounded
from mingzhang.language.identity.apportion import STEP, apportioned, shares
from mingzhang.language.identity.code_levels import TREES, above
from mingzhang.language.identity.derive import complete

cents = st.fractions(-1000, 1000, max_denominator=100)
parts = st.dictionaries(st.text("甲乙丙丁戊己", min_size=1, max_size=3), cents, min_size=1, max_size=8)


@given(parts)
def test_shares_add_up_and_none_moves_by_a_unit(values: dict[str, Fraction]) -> None:
    total = int(rounded(sum(values.values(), Fraction(0)), 0))
    given_out = shares(total, values)
    assert sum(given_out.values()) == total
    assert all(abs(given_out[name] - value) < 1 for name, value in values.items())


@given(parts)
def test_whole_units_stay(values: dict[str, Fraction]) -> None:
    whole = {name: Fraction(round(value)) for name, value in values.items()}
    assert shares(int(sum(whole.values())), whole) == whole


@given(parts)
def test_who_lost_most_gets_first(values: dict[str, Fraction]) -> None:
    total = int(rounded(sum(values.values(), Fraction(0)), 0))
    given_out = shares(total, values)
    up = [value % 1 for name, value in values.items() if given_out[name] > value.__floor__()]
    down = [value % 1 for name, value in values.items() if given_out[name] <= value.__floor__()]
    assert not up or not down or min(up) >= max(down)


def test_a_total_that_is_not_its_parts_is_still_given_out() -> None:
    assert sum(shares(7, {"甲": Fraction(1), "乙": Fraction(1)}).values()) == 7
    assert sum(shares(-7, {"甲": Fraction(1), "乙": Fraction(1)}).values()) == -7


LEDGERS = st.builds(InventedLedger, st.integers(0, 400), st.just("310107"), st.just(2024), st.integers(1, 9))


@given(LEDGERS)
def test_every_level_of_every_table_adds_up(ledger: InventedLedger) -> None:
    """After apportioning, the sum of what is printed below a row is what is printed in it."""
    facts = complete(apportioned(ledger.filing().facts), derivation())[0]
    checked = 0
    for table in ("支出账", "收入账", "一般表", "支出表", "收入表", "基本表", "年初预算:一般表"):
        ladder = TREES["economic" if "基本表" in table else "functional"]
        for column in facts.columns(table):
            sums: dict[str, Fraction] = {}
            rows = {row: facts.get(f"{table}[{row}].{column}") for row in facts.rows(table)}
            for row, fact in rows.items():
                if fact is not None and row.isdigit():
                    parent = above(row, ladder)
                    sums[parent] = sums.get(parent, Fraction(0)) + rounded(fact.figure.value / 10_000, 2)
            for parent, value in sums.items():
                fact = rows.get(parent)
                if fact is not None:
                    assert rounded(fact.figure.value / 10_000, 2) == value, f"{table}[{parent}].{column}"
                    checked += 1
    assert checked > 20


@given(LEDGERS)
def test_amounts_become_whole_units_near_the_true_ones(ledger: InventedLedger) -> None:
    """From the total over columns and three levels of codes: less than a unit at each of these steps."""
    filed = ledger.filing().facts
    for fact in apportioned(filed):
        true = filed.get(fact.name)
        assert true is not None
        if fact.figure.unit == "元" and "[" in fact.name and ":" not in fact.name and "购买" not in fact.name:
            assert fact.figure.value % STEP == 0
            assert abs(fact.figure.value - true.figure.value) < 5 * STEP, fact.name


def test_counts_and_last_year_stay() -> None:
    said = stated("说明.团组数 3个", "上年:总表.本年收入 1.23")
    assert [fact.figure.value for fact in apportioned(said)] == [3, 12300]


def test_what_is_broken_down_keeps_the_total_of_the_ledger() -> None:
    """Economic codes and functional codes of the same money end in the same printed total."""
    facts = Facts()
    for name, yuan in {
        "支出账[2010301].一般基本": "149.00",
        "支出账[2010302].一般项目": "149.00",
        "支出账[2010303].其他项目": "149.00",
        "基本表[30101].决算": "74.50",
        "基本表[30201].决算": "74.50",
    }.items():
        facts.add(Fact(name, printed(yuan, "元")))
    made = {fact.name: fact.figure.value for fact in apportioned(facts)}
    basic = sum(value for name, value in made.items() if name.startswith("基本表"))
    assert basic == made["支出账[2010301].一般基本"]
    assert sum(v for n, v in made.items() if n.startswith("支出账")) == 400
    assert WHOLE not in made
