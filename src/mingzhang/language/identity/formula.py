"""Identities written as an accountant writes them, and their exact verdict.

``总表.支出总计 = 总表.本年支出 + 总表.结余分配? + 总表.年末结转和结余``

- a name is a fact; ``名?`` is a line that a table may leave out: absent in a table that was read it is 0;
- ``{码}`` and ``{列}`` are variables that the rule's ``each`` lets run over a table;
- ``Σ收入表[{码}/].{列}`` adds up the rows directly below a row, ``Σ收入表[类].合计`` all rows of a level;
- ``Σ所属单位:总表.本年收入`` adds up one figure over the files of a group;
- the relation is ``=``, ``≥`` or ``≤``.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from itertools import chain, islice, product

from mingzhang.facts.fact import WHOLE, Facts
from mingzhang.facts.finding import Verdict
from mingzhang.facts.names import FactName
from mingzhang.facts.number import MONEY, Number, size, total, zero

LEVELS = {"类": 3, "款": 5, "项": 7}
_RATE = re.compile("[%％‰]|比例|比率|比重|占比|增长率|增减率|增幅|降幅|幅度|百分比")


@dataclass(frozen=True, slots=True)
class Term:
    """One signed name of a formula; ``total`` marks Σ, ``optional`` a line that may be left out."""

    name: str
    sign: int
    total: bool = False
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Formula:
    """A parsed identity: ``left relation right``, both sides lists of signed terms."""

    text: str
    left: tuple[Term, ...]
    relation: str
    right: tuple[Term, ...]

    @property
    def needs(self) -> tuple[str, ...]:
        """The names the formula asks for, as written.

        >>> parse("甲.总计 = 甲.一 + 甲.二?").needs
        ('甲.总计', '甲.一', '甲.二')
        """
        return tuple(term.name for term in (*self.left, *self.right))


@dataclass(frozen=True)
class Weighed:
    """A formula with figures put in: the signed terms of its two sides, or what was missing."""

    terms: tuple[tuple[tuple[int, Number], ...], tuple[tuple[int, Number], ...]]
    relation: str
    missing: tuple[str, ...] = ()
    parts: tuple[tuple[str, Number], ...] = ()
    gaps: bool = False  # Σ over rows that the narrative may not list in full
    bare: bool = False  # Σ over no row at all: there is nothing to compare

    @property
    def left(self) -> Number:
        """The left side; raises ``ValueError`` when its units differ."""
        return _added(self.terms[0])

    @property
    def right(self) -> Number:
        """The right side; raises ``ValueError`` when its units differ."""
        return _added(self.terms[1])

    @cached_property
    def gap(self) -> Number:
        """Left side minus right side; raises ``ValueError`` when units differ."""
        left, right = self.terms
        return _added((*left, *((-sign, number) for sign, number in right)))

    @property
    def verdict(self) -> Verdict:
        """Holds, explained by rounding, fails, or undecided when something was missing."""
        if self.missing:
            return Verdict.UNDECIDED
        verdict = compare(self.gap, self.relation)
        if verdict is Verdict.FAILS and self.gaps and self.gap.value > 0:
            return Verdict.UNDECIDED
        return verdict


def compare(gap: Number, relation: str = "=") -> Verdict:
    """The verdict on ``left − right`` of a relation.

    >>> from mingzhang.facts.number import read
    >>> compare(read("10.00", "万元") - read("9.99", "万元")).chinese
    '尾差'
    >>> compare(read("10.00", "万元") - read("9.98", "万元")).chinese
    '不成立'
    """
    value = gap.value
    if not value or (relation == "≥" and value > 0) or (relation == "≤" and value < 0):
        return Verdict.HOLDS
    excess = abs(value)
    return Verdict.ROUNDING if excess <= gap.slack else Verdict.FAILS


def improbable(gap: Number) -> bool:
    """Whether rounding can explain the gap only by an unlikely accident (beyond three standard deviations).

    >>> from mingzhang.facts.number import read
    >>> improbable(read("10.01", "万元") - read("10.00", "万元"))
    False
    """
    spread = sum(((w * p.half) ** 2 for p, w in gap.moves.items()), Fraction(0)) / 3
    unit = max((2 * size(w) * p.half for p, w in gap.moves.items()), default=Fraction(0))
    return abs(gap.value) > unit and gap.value**2 > 9 * spread


def parse(text: str) -> Formula:
    """Parse an identity; raises ``ValueError`` with a Chinese sentence when it is malformed.

    >>> parse("甲.总计 = Σ甲[类].支出 - 甲.二").right[0]
    Term(name='甲[类].支出', sign=1, total=True, optional=False)
    """
    match = re.fullmatch(r"(.+?)\s*([=≥≤])\s*(.+)", text.strip())
    if match is None:
        raise ValueError(f"等式缺少“=”“≥”或“≤”：{text}")
    return Formula(text.strip(), _terms(match[1], text), match[2], _terms(match[3], text))


def _terms(side: str, text: str) -> tuple[Term, ...]:
    """The terms of one side of a formula; ``text`` is all of it, for the error message."""
    terms: list[Term] = []
    sign = 1
    for piece in re.split(r"\s+([+\-])\s+", side.strip()):
        if piece in ("+", "-"):
            sign = 1 if piece == "+" else -1
            continue
        name = piece.strip()
        if not name or re.search(r"\s", name):
            raise ValueError(f"等式里有空的或不完整的一项：{text}")
        if name != "0":
            terms.append(Term(name.strip("Σ?"), sign, name.startswith("Σ"), name.endswith("?")))
    return tuple(terms)


def below(facts: Facts, table: str, key: str) -> list[str]:
    """The rows directly below a row: classes below 合计, then sections, then items.

    A level that a table does not print is passed over.

    >>> from mingzhang.facts.fact import stated
    >>> below(stated("表[合计].数 1", "表[201].数 1", "表[2010301].数 1"), "表", "201")
    ['2010301']
    """
    codes = facts.codes(table)
    start = 0 if key == WHOLE else bisect_right(codes, key)
    found: list[str] = []
    for code in islice(codes, start, None):  # what is below a code follows it
        if key != WHOLE and not code.startswith(key):
            break
        if not found or not code.startswith(found[-1]):
            found.append(code)
    return found


def instances(facts: Facts, each: tuple[str, ...]) -> Iterator[dict[str, str]]:
    """Every setting of a rule's variables: ``码 in 收入表``, ``码 in 收入表|支出表.类``, ``列 in 收入表``.

    ``行`` levels are 合计, 类, 款, 项, ``末级`` (rows with nothing below) or nothing for all rows.

    >>> from mingzhang.facts.fact import stated
    >>> list(instances(stated("表[201].数 1", "表[202].数 1"), ("码 in 表.类",)))
    [{'码': '201'}, {'码': '202'}]
    """
    if not each:
        yield {}
        return
    names, domains = [], []
    for clause in each:
        variable, _, where = clause.partition(" in ")
        tables, _, level = where.partition(".")
        names.append(variable)
        of = tables.split("|")
        found = (_columns(facts, t) if variable == "列" else _rows(facts, t, level) for t in of)
        domains.append(list(dict.fromkeys(chain.from_iterable(found))))
    for values in product(*domains):
        yield dict(zip(names, values, strict=True))


def _columns(facts: Facts, table: str) -> list[str]:
    """The columns of a table that can be added up: rates of growth and shares cannot.

    >>> from mingzhang.facts.fact import stated
    >>> _columns(stated("表[201].预算数 1", "表[201].增减% 5%"), "表")
    ['预算数']
    """
    return [column for column in facts.columns(table) if not _RATE.search(column)]


def _rows(facts: Facts, table: str, level: str) -> list[str]:
    rows = facts.rows(table)
    if level in LEVELS:
        return [row for row in rows if row.isdigit() and len(row) == LEVELS[level]]
    if level == WHOLE:
        return [row for row in rows if row == WHOLE]
    if level == "末级":
        return [row for row in rows if row.isdigit() and not below(facts, table, row)]
    return rows


def weigh(formula: Formula, facts: Facts, setting: dict[str, str]) -> Weighed:
    """Put the facts into a formula; what is missing makes it undecided.

    >>> from mingzhang.facts.fact import stated
    >>> said = stated("甲.总计 3.00", "甲.一 1.00", "甲.二 2.01")
    >>> weigh(parse("甲.总计 = 甲.一 + 甲.二"), said, {}).verdict.chinese
    '尾差'
    >>> weigh(parse("甲.总计 = 甲.一 + 甲.三"), said, {}).missing
    ('甲.三',)
    """
    missing: list[str] = []
    parts: list[tuple[str, Number]] = []
    summed: list[bool] = []
    sides = [_side(terms, facts, setting, missing, parts, summed) for terms in (formula.left, formula.right)]
    gaps = any(_has_gaps(term, facts, setting) for term in (*formula.left, *formula.right) if term.total)
    bare = bool(summed) and not any(summed)
    return Weighed((sides[0], sides[1]), formula.relation, tuple(missing), tuple(parts), gaps, bare)


def _has_gaps(term: Term, facts: Facts, setting: dict[str, str]) -> bool:
    """Whether Σ may lack rows: told in narrative only, and the budgets of the same rows prove nothing.

    A narrative may pick the main items; where the original budgets of the listed rows add up to that of
    the row above, the list is complete.
    """
    name = FactName.parse(term.name)
    table = name.home
    if name.of in facts.groups:  # every file says its own figure, or it is missing
        return False
    if facts.may_hide(table):
        return True
    if facts.has_table(table):
        return False
    rows = spelled(term, facts, setting)
    above = replace(name, row=setting.get("码", WHOLE), column=name.column.format(**setting))
    budgets = [facts.get(f"年初预算:{each}") for each in (above, *rows)]
    if table in facts.partial or any(budget is None for budget in budgets):
        return True
    numbers = [budget.number for budget in budgets if budget is not None]
    return compare(total([(1, numbers[0]), *((-1, n) for n in numbers[1:])])) is Verdict.FAILS


def _side(
    terms: tuple[Term, ...],
    facts: Facts,
    setting: dict[str, str],
    missing: list[str],
    parts: list[tuple[str, Number]],
    summed: list[bool],
) -> tuple[tuple[int, Number], ...]:
    """The signed numbers of one side; ``summed`` learns of each Σ whether there is any row for it."""
    found: list[tuple[int, Number]] = []
    for term in terms:
        names = spelled(term, facts, setting)
        if term.total:
            summed.append(bool(names))
        for name in _printed(names, term, facts):
            number = _number(name, term, facts)
            if number is None:
                missing.append(name)
            else:
                parts.append((name, number))
                found.append((term.sign, number))
    return tuple(found)


def _printed(names: list[str], term: Term, facts: Facts) -> list[str]:
    """The names themselves, but for a row that may be left out and is: the rows that stand below it.

    Tables of items print no row for their class; its amount is that of the items.
    """
    if not term.optional or term.total or facts.get(names[0]) is not None:
        return names
    parts = FactName.parse(names[0])
    if not parts.row.isdigit() or facts.has_row(parts.home, parts.row) or not facts.has_table(parts.home):
        return names
    return [str(parts.at(row)) for row in below(facts, parts.home, parts.row)] or names


def _added(terms: tuple[tuple[int, Number], ...]) -> Number:
    return total(terms, terms[0][1].unit) if terms else zero(MONEY)


def _number(name: str, term: Term, facts: Facts) -> Number | None:
    fact = facts.get(name)
    if fact is not None:
        return fact.number
    parts = FactName.parse(name)
    if not term.optional or facts.may_hide(name) or not facts.has_table(parts.home):
        return None
    by_code = not parts.row.isdigit() or bool(facts.codes(parts.home))
    return zero(MONEY) if by_code else None  # a table whose rows are units says nothing of codes


def spelled(term: Term, facts: Facts, setting: dict[str, str]) -> list[str]:
    """The plain names a term stands for: variables filled in, Σ spread out.

    >>> from mingzhang.facts.fact import stated
    >>> spelled(parse("甲[合计].数 = Σ甲[类].数").right[0], stated("甲[201].数 1"), {})
    ['甲[201].数']
    """
    name = term.name
    for variable, value in setting.items() if "{" in name else ():
        name = name.replace("{" + variable + "}", value)
    if not term.total:
        return [name]
    parts = FactName.parse(name)
    if parts.of in facts.groups:
        return [str(replace(parts, of=file)) for file in facts.groups[parts.of]]
    table, key = parts.home, parts.row
    if key.endswith("/"):
        rows = below(facts, table, key[:-1])
    elif key.endswith("*"):
        start = key[:-1]
        rows = [r for r in facts.rows(table) if r.startswith(start) and r not in (start, WHOLE)]
    else:
        rows = _rows(facts, table, key)
    rest = f".{parts.column}" if parts.column else ""
    return [f"{table}[{row}]{rest}" for row in rows]
