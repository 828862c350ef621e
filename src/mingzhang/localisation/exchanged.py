"""Two rows of a table written in each other's place: every sum holds, and other tables disagree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import combinations

from mingzhang.facts.fact import Fact
from mingzhang.facts.finding import Finding, Severity, Suspect, Verdict
from mingzhang.facts.number import Printed

_ITEM = re.compile(r"^(?P<table>[^\[:]+)\[(?P<above>\d{5})(?P<own>\d\d)\]\.(?P<column>[^#]+)$")
_SURE = 0.8  # confidence: rows are to be written anew after the ledger
_REMEDY = "对照账簿把两行的数换过来；换过以后，这两行所在的合计不变。"
Row = dict[str, Printed]  # by column


@dataclass(frozen=True, slots=True)
class Exchange:
    """The figures of two rows that differ, pair by pair, and the failing findings that this settles."""

    pairs: tuple[tuple[Printed, Printed], ...]
    findings: tuple[int, ...]


def exchanges(findings: Sequence[Finding], facts: Iterable[Fact]) -> list[Exchange]:
    """Pairs of items under one 款 whose rows, put in each other's place, make all their checks hold.

    One check must become exact at an amount; a pair that settles no more than another that fits is left out.

    >>> from mingzhang.facts.fact import stated
    >>> read = stated("支出表[2010301].本年支出 2.00", "支出表[2010302].本年支出 9.00", "一般表[2010301].合计 9.00")
    >>> spent, paid = read.get("支出表[2010301].本年支出"), read.get("一般表[2010301].合计")
    >>> above = Finding("X-21", Verdict.FAILS, gap=spent.number - paid.number, relation="≥")
    >>> [[(a.text, b.text) for a, b in one.pairs] for one in exchanges([above], read)]
    [[('2.00', '9.00')]]
    >>> exchanges([], read)
    []
    """
    about: dict[Printed, list[int]] = defaultdict(list)
    for number, finding in enumerate(findings):
        for figure in finding.gap.moves if finding.gap is not None and finding.ratio is None else ():
            about[figure].append(number)
    found = [
        exchange
        for rows in _siblings(facts).values()
        for one, other in combinations(rows.values(), 2)
        if (exchange := _settling(one, other, findings, about)) is not None
    ]
    settled = [set(exchange.findings) for exchange in found]
    return [
        exchange
        for exchange, mine in zip(found, settled, strict=True)
        if all(mine is other or mine > other or not mine & other for other in settled)
    ]


def _siblings(facts: Iterable[Fact]) -> dict[tuple[str, str], dict[str, Row]]:
    """The rows of items by their table and 款."""
    found: dict[tuple[str, str], dict[str, Row]] = defaultdict(lambda: defaultdict(dict))
    for fact in facts:
        if fact.table and (name := _ITEM.match(fact.name)):
            found[name["table"], name["above"]][name["own"]].setdefault(name["column"], fact.figure)
    return found


def _settling(
    one: Row, other: Row, findings: Sequence[Finding], about: Mapping[Printed, list[int]]
) -> Exchange | None:
    """The exchange of two rows where it makes every check of theirs hold, one of them exactly."""
    pairs = [(one[column], other[column]) for column in one if column in other]
    pairs = [(a, b) for a, b in pairs if a.value != b.value]
    change = {a: b.value - a.value for a, b in pairs} | {b: a.value - b.value for a, b in pairs}
    touched = sorted({number for figure in change for number in about.get(figure, ())})
    failing = [number for number in touched if findings[number].verdict is Verdict.FAILS]
    if not failing or any(figure.blank for figure in change):
        return None
    after = {number: _gap(findings[number], change) for number in touched}
    if not all(_holds(findings[number], gap) for number, gap in after.items()):
        return None
    exact = any(after[number] == 0 and any(figure.value for figure in change) for number in failing)
    return Exchange(tuple(pairs), tuple(failing)) if exact else None


def _gap(finding: Finding, change: Mapping[Printed, Fraction]) -> Fraction:
    assert finding.gap is not None
    moved = (weight * change.get(figure, 0) for figure, weight in finding.gap.moves.items())
    return Fraction(finding.gap.value + sum(moved))


def _holds(finding: Finding, gap: Fraction) -> bool:
    assert finding.gap is not None
    low, high = finding.relation != "≤", finding.relation != "≥"
    slack = finding.gap.slack
    return not (low and gap < -slack) and not (high and gap > slack)


def as_finding(exchange: Exchange, failing: Sequence[Finding]) -> Finding:
    """What the exchange is told as: the two rows, one amount of each, and the checks that it settles."""
    leader = min(failing, key=lambda f: (list(Severity).index(f.severity), f.rule))
    (first, second), *_ = exchange.pairs
    rows = f"“{first.place.row}”行和“{second.place.row}”行"
    words = f"《{first.place.table}》{rows}的数互相写错了位置，使 {len(failing)} 项检查不成立"
    amounts = f"“{first.place.row}”应为 {second.text}{second.shown}，"
    amounts += f"“{second.place.row}”应为 {first.text}{first.shown}"
    places = [figure.place for pair in exchange.pairs for figure in pair]
    found = replace(
        leader,
        severity=Severity.ERROR,
        message=f"{words}：{amounts}",
        explanation="；".join(dict.fromkeys(f.explanation for f in failing if f.explanation)),
        remedy=_REMEDY,
        printed=f"{first.text}{first.shown}",
        expected=f"{second.text}{second.shown}",
        unit=first.shown,
        places=places,
        suspects=[],
        gap=None,
        ratio=None,
        blanks=(),
    )
    found.consequences = list(dict.fromkeys(f.rule for f in failing if f is not leader))
    figures = [two for a, b in exchange.pairs for two in ((a, b), (b, a))]
    for at, (figure, right) in enumerate(figures):
        found.suspects.append(Suspect.of(at, figure, right.value, "两行互换", _SURE))
    return found


def told_apart(findings: Sequence[Finding], facts: Iterable[Fact]) -> tuple[list[Finding], list[Finding]]:
    """One finding for each pair of exchanged rows, and the findings that are not about them.

    >>> told_apart([], [])
    ([], [])
    """
    found = exchanges(findings, facts)
    gone = {number for one in found for number in one.findings}
    told = [as_finding(one, [findings[number] for number in one.findings]) for one in found]
    return told, [finding for number, finding in enumerate(findings) if number not in gone]
