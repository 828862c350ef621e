"""Round a ledger so that its parts still add up: the largest-remainder method, from the totals down.

Used only where a place asks for it; otherwise amounts are rounded one by one and a note tells of the
difference.  Every amount becomes a whole number of 0.01 万元.  A total is rounded first; what its parts,
rounded down, fall short of it goes, one unit each, to the parts that lost most (of equal ones to the first).
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from mingzhang.facts.fact import WHOLE, Fact, Facts
from mingzhang.facts.names import FactName
from mingzhang.facts.number import rounded
from mingzhang.language.identity.code_levels import TREES, above
from mingzhang.language.identity.derive import computed

STEP = 100  # 元: the last printed digit of an amount in 万元 with two decimals
# Ledgers whose columns add up to one total, and tables that break down a column of a ledger.
_TOTALLED = ("收入账", "支出账", "结转账")
_BROKEN_DOWN = {"基本表": ("支出账", "一般基本"), "基金基本表": ("支出账", "基金基本")}
# Figures without codes that are added up in their table.
_THREE = ("出国费", "购置费", "运行费", "接待费")
_FLAT = (
    *(tuple(f"三公表.{which}.{item}" for item in _THREE) for which in ("预算", "决算")),
    tuple(f"上年:三公表.决算.{item}" for item in _THREE),
    ("采购表.货物", "采购表.工程", "采购表.服务"),
)
_PLANNED = ("年初预算:", "调整预算:")


def shares(total: int, parts: Mapping[str, Fraction]) -> dict[str, int]:
    """Whole units for parts that add up to ``total``: rounded down, then by the largest remainder.

    >>> shares(10, {"甲": Fraction("3.4"), "乙": Fraction("3.3"), "丙": Fraction("3.3")})
    {'甲': 4, '乙': 3, '丙': 3}
    >>> shares(-1, {"甲": Fraction("-0.5"), "乙": Fraction("-0.5")})
    {'甲': 0, '乙': -1}
    """
    down = {name: part.__floor__() for name, part in parts.items()}
    short = total - sum(down.values())
    order = sorted(parts, key=lambda name: parts[name] - down[name], reverse=True)
    for position in range(abs(short)):  # more than one round only where the parts do not belong to the total
        name = order[position % len(order)] if short > 0 else order[-1 - position % len(order)]
        down[name] += 1 if short > 0 else -1
    return down


def apportioned(facts: Facts) -> Facts:
    """The ledger with every amount a whole number of 0.01 万元, so that what is added up of it adds up.

    Closing balances are left out where the rest of the ledger gives them.

    >>> from mingzhang.facts.fact import stated
    >>> said = stated("支出账[2010301].一般基本 49元", "支出账[2010302].一般基本 49元", "说明.团组数 1个")
    >>> {fact.name: str(fact.figure.value) for fact in apportioned(said)}
    {'支出账[2010301].一般基本': '100', '支出账[2010302].一般基本': '0', '说明.团组数': '1'}
    """
    made: dict[str, int] = {}
    totals: dict[tuple[str, str], int] = {}
    for table in _TOTALLED:
        columns = {column: _sum(facts, table, column) for column in facts.columns(table)}
        columns = {column: value for column, value in columns.items() if not column.startswith("年末")}
        spread = shares(_units(sum(columns.values(), Fraction(0))), {c: v / STEP for c, v in columns.items()})
        for column, units in spread.items():
            totals[table, column] = units
            made |= _down(facts, table, column, units)
    for table in _tables(facts):
        for column in facts.columns(table):
            whole = _sum(facts, table, column)
            source = _BROKEN_DOWN.get(table)
            same = source in totals and source is not None and whole == _sum(facts, *source)
            made |= _down(facts, table, column, totals[source] if same and source else _units(whole))
    for names in _FLAT:
        parts = {name: fact.figure.value / STEP for name in names if (fact := facts.get(name))}
        made |= shares(_units(sum(parts.values(), Fraction(0)) * STEP), parts) if parts else {}
    whole_facts = Facts(unread=facts.unread)
    for fact in facts:
        if fact.name in made:
            value = Fraction(made[fact.name] * STEP)
            whole_facts.add(Fact(fact.name, computed(value), fact.table, fact.aggregate))
        elif not (fact.name.startswith("结转账") and ".年末" in fact.name):
            whole_facts.add(fact)
    return whole_facts


def _tables(facts: Facts) -> list[str]:
    tables = dict.fromkeys(name.home for name in map(FactName.parse, facts.names()) if name.row)
    return [table for table in tables if table in _BROKEN_DOWN or table.startswith(_PLANNED)]


def _units(value: Fraction) -> int:
    return int(rounded(value / STEP, 0))


def _leaves(facts: Facts, table: str, column: str) -> dict[str, Fraction]:
    """The figures of a column that nothing below adds up."""
    rows = {}
    for row in facts.rows(table):
        fact = facts.get(f"{table}[{row}].{column}")
        if fact is not None:
            rows[row] = fact.figure.value
    coded = {row: value for row, value in rows.items() if row.isdigit()}
    if not coded:
        return rows
    above = {row[:length] for row in coded for length in range(1, len(row))}
    return {row: value for row, value in coded.items() if row not in above}


def _sum(facts: Facts, table: str, column: str) -> Fraction:
    return sum(_leaves(facts, table, column).values(), Fraction(0))


def _down(facts: Facts, table: str, column: str, units: int) -> dict[str, int]:
    """The units of every row of a column, from the total down the tree of codes."""
    leaves = _leaves(facts, table, column)
    ladder = TREES["economic" if table in _BROKEN_DOWN else "functional"]
    sums = {row: value / STEP for row, value in leaves.items()}
    children: dict[str, list[str]] = {}
    waiting = list(leaves)
    while waiting:
        row = waiting.pop()
        if row == WHOLE or not row.isdigit():
            continue
        parent = above(row, ladder)
        if row not in children.setdefault(parent, []):
            children[parent].append(row)
            waiting.append(parent)
    for parent in sorted(children, key=lambda row: (row == WHOLE, -len(row))):
        sums[parent] = sum((sums[child] for child in children[parent]), Fraction(0))
    given = {WHOLE: units} if WHOLE in children else shares(units, sums)
    for parent in sorted(children, key=lambda row: (row != WHOLE, len(row))):
        given |= shares(given[parent], {child: sums[child] for child in sorted(children[parent])})
    return {f"{table}[{row}].{column}": value for row, value in given.items()}
