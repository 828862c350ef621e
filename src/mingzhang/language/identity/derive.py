"""Complete an account: from the ledger's figures to every figure that is published.

What is known is never changed; where a formula or the sum of the codes below gives something else than
what is known, that is a :class:`Contradiction`, to be told in the words of the workbook it came from.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mingzhang.facts.fact import WHOLE, Fact, Facts
from mingzhang.facts.names import FactName
from mingzhang.facts.number import MONEY, Printed, shown
from mingzhang.language.identity.code_levels import TREES, above
from mingzhang.language.identity.formula import Formula, Term, instances, parse, spelled

_HALF_A_CENT = Fraction(1, 200)


@dataclass(frozen=True)
class Contradiction:
    """A figure, and what it follows to be from others: the signed figures that give it.

    ``parts`` is empty where the rows below it are added up; ``stated`` is false where nobody gave the figure
    although it must be given: then ``fact`` is what follows.
    """

    fact: Fact
    computed: Fraction
    parts: tuple[tuple[int, Fact], ...] = ()
    stated: bool = True


@dataclass(frozen=True)
class Step:
    """Formulas used together: what their variables run over, and the ledgers behind them.

    They are left out where one of the figures in ``unless`` is not zero.
    ``asked`` figures must be given by people: what the formulas say of them is compared, and asked for.
    ``table`` is the published table that alone needs them.
    """

    each: tuple[str, ...]
    formulas: tuple[Formula, ...]
    given: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    asked: bool = False
    table: str = ""


@dataclass(frozen=True)
class Derivation:
    """How an account is completed: the coded tables to add up, and formulas in the order of their use.

    Left of each formula stands the one figure it gives.  A step may name the ledgers (``given``) that say
    what there is none of: once they are filled in, what they leave out is zero.
    """

    tree: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Derivation:
        """From catalogue data; raises ``ValueError`` on a formula whose left side is not one figure.

        >>> Derivation.of({"derived": [{"holds": ["甲.总计 = 甲.一 + 甲.二?"]}]}).steps[0].formulas[0].needs
        ('甲.总计', '甲.一', '甲.二')
        """
        steps = []
        for entry in data.get("derived", ()):
            formulas = tuple(map(parse, entry["holds"]))
            for formula in formulas:
                if len(formula.left) != 1 or formula.left[0].total or formula.relation != "=":
                    raise ValueError(f"推算等式的左边只能是一个数：{formula.text}")
            each, given, unless = (tuple(entry.get(key, ())) for key in ("each", "given", "unless"))
            asked, table = entry.get("asked", False), entry.get("table", "")
            steps.append(Step(each, formulas, given, unless, asked, table))
        return cls(tuple(data.get("tree", ())), tuple(steps))

    def of_tables(self, published: Container[str]) -> Derivation:
        """Without the steps that only a table needs which is not published.

        >>> steps = {"derived": [{"table": "甲", "holds": ["甲.一 = 乙.一"]}, {"holds": ["丙.一 = 乙.一"]}]}
        >>> [step.formulas[0].text for step in Derivation.of(steps).of_tables(["丙"]).steps]
        ['丙.一 = 乙.一']
        """
        return Derivation(self.tree, tuple(s for s in self.steps if not s.table or s.table in published))


def complete(facts: Facts, derivation: Derivation) -> tuple[Facts, list[Contradiction]]:
    """The account with everything that follows from it, and where it contradicts itself.

    Rows of published tables in which every amount is zero are left out, as codes without amount are not
    listed.

    >>> from mingzhang.facts.fact import stated
    >>> whole, conflicts = complete(
    ...     stated("账[2010301].数 1.00", "账[2010302].数 2.00", "账[201].数 4.00"), Derivation(("账",)))
    >>> [fact.name for fact in whole][2:]
    ['账[201].数', '账[20103].数', '账[合计].数']
    >>> [(conflict.fact.name, conflict.computed) for conflict in conflicts]
    [('账[201].数', Fraction(30000, 1))]
    """
    known = Facts(unread=set(facts.unread))
    for fact in facts:
        known.add(fact)
    conflicts: list[Contradiction] = []
    for table in derivation.tree:
        _add_up(table, known, conflicts)
    given = set(facts.names())
    conflicts = [conflict for conflict in conflicts if conflict.fact.name in given]
    for step in derivation.steps:
        if any(other.figure.value for name in step.unless for other in known.said(name)):
            continue
        filled = bool(step.given) and all(_filled(known, ledger) for ledger in step.given)
        if step.asked and not filled:
            continue
        for setting in list(instances(known, step.each)):
            for formula in step.formulas:
                told = _apply(formula, setting, known, step, filled)
                if told is not None and (step.asked or told.fact.name in given):
                    conflicts += [] if _follows(told, conflicts) else [told]
    return _without_empty_rows(known, given), conflicts


def _follows(conflict: Contradiction, told: Iterable[Contradiction]) -> bool:
    """Whether a conflict is of a figure, or follows from a figure, that is told already."""
    names = {conflict.fact.name, *(fact.name for _, fact in conflict.parts)}
    return any(other.fact.name in names for other in told)


def _filled(facts: Facts, ledger: str) -> bool:
    """Whether a ledger is filled in; ``结转账.项`` asks for rows of codes, not only one for all.

    ``结转账.项.年初基金|年末基金`` asks for one of these columns in such a row.
    """
    table, _, coded = ledger.partition(".")
    columns = coded.partition(".")[2].split("|")
    return any(
        (row.isdigit() or not coded)
        and (columns == [""] or any(facts.get(f"{table}[{row}].{column}") for column in columns))
        for row in facts.rows(table)
    )


def _add_up(table: str, facts: Facts, conflicts: list[Contradiction]) -> None:
    """Every row above the rows of a coded table, from the bottom up; a row that is given stays."""
    ladder = TREES["economic" if "基本表" in table else "functional"]
    hidden = [name for name in map(FactName.parse, facts.unread) if name.home == table and name.row.isdigit()]
    for row, column in ((name.row, name.column) for name in hidden):
        while row != WHOLE:  # what is above a figure that could not be read is unknown too
            row = above(row, ladder)
            facts.miss(f"{table}[{row}].{column}")
    for column in facts.columns(table):
        for length in ladder:
            below: dict[str, list[Printed]] = {}
            for row in facts.rows(table):
                fact = facts.get(f"{table}[{row}].{column}")
                if fact is not None and row.isdigit() and len(row) == length:
                    below.setdefault(above(row, ladder), []).append(fact.figure)
            for parent, figures in below.items():
                value = sum((figure.value for figure in figures), Fraction(0))
                half = sum(map(_hidden, figures), Fraction(0))
                told = _state(f"{table}[{parent}].{column}", computed(value, MONEY, half), facts)
                conflicts += [told] if told is not None else []


def _apply(
    formula: Formula, setting: dict[str, str], facts: Facts, step: Step, filled: bool
) -> Contradiction | None:
    """Use a formula; what may be left out is zero beside something known, or where its ledgers are filled."""
    name = formula.left[0].name.format(**setting)
    parts: list[tuple[int, Fact]] = []
    for term in formula.right:
        if _unread(term, setting, facts):
            facts.unread.add(name)
            return None
        for part in spelled(term, facts, setting):
            fact = facts.get(part)
            if fact is None and not term.optional:
                return None
            if fact is not None:
                parts.append((term.sign, fact))
    if not parts and not filled:
        return None
    value = sum((sign * fact.figure.value for sign, fact in parts), Fraction(0))
    half = sum((_hidden(fact.figure) for _, fact in parts), Fraction(0))
    unit = parts[-1][1].figure.unit if parts else MONEY
    return _state(name, computed(value, unit, half), facts, tuple(parts), step.asked)


def _unread(term: Term, setting: dict[str, str], facts: Facts) -> bool:
    """Whether a part of a formula was filled in but could not be read: it is unknown, not zero."""
    name = term.name.format(**setting)
    if not term.total:
        return name in facts.unread
    before, _, after = name.partition("[")
    return any(other.startswith(f"{before}[") and other.endswith(after[1:]) for other in facts.unread)


def _state(
    name: str,
    figure: Printed,
    facts: Facts,
    parts: tuple[tuple[int, Fact], ...] = (),
    asked: bool = False,
) -> Contradiction | None:
    """Record what follows; what is known already stays, and is told where rounding does not explain it.

    A figure to be ``asked`` for is told where it follows and is not given, unless nothing of it follows.
    """
    known = facts.get(name)
    if known is None and name in facts.unread:
        return None
    if known is None:
        known = Fact(name, figure, table=not _beside(name))
        facts.add(known)
        return Contradiction(known, figure.value, parts, stated=False) if asked and figure.value else None
    if abs(known.figure.value - figure.value) > _hidden(known.figure) + figure.half:
        return Contradiction(known, figure.value, parts)
    return None


def _hidden(figure: Printed) -> Fraction:
    """What the rounding of a figure hides; nothing is smaller than a 分."""
    return Fraction(0) if figure.unit == MONEY and figure.half <= _HALF_A_CENT else figure.half


def _beside(name: str) -> bool:
    """Whether a figure is one of another document: last year's, the budget's."""
    return ":" in name


def computed(value: Fraction, unit: str = MONEY, half: Fraction = Fraction(0)) -> Printed:
    """A computed amount in 元, or a count; ``half`` is what the rounding of its parts hides.

    >>> computed(Fraction(5)).text
    '5.00'
    """
    return Printed(shown(value, "", 2 if unit == MONEY else 0), value, half, unit, unit)


def _without_empty_rows(facts: Facts, given: Iterable[str]) -> Facts:
    """The account without derived rows that hold nothing but zeros."""
    kept = set(given)
    names = {fact.name: FactName.parse(fact.name) for fact in facts}
    filled = {
        (names[fact.name].home, names[fact.name].row)
        for fact in facts
        if fact.figure.value or fact.name in kept
    }
    whole = Facts(unread=facts.unread)
    for fact in facts:
        name = names[fact.name]
        if not name.row.isdigit() or (name.home, name.row) in filled:
            whole.add(fact)
    return whole
