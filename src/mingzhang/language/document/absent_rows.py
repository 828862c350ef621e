"""Rows that a table leaves out and another table prints: why a sum of rows falls short."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.fact import WHOLE, Fact, Facts
from mingzhang.facts.finding import Finding
from mingzhang.facts.names import FactName
from mingzhang.language.document.proportion import say
from mingzhang.language.document.verdicts import fails
from mingzhang.language.identity.formula import Weighed

ADD = "补列"


def absent_row(facts: Facts, weighed: Weighed) -> Fact | None:
    """The one row below the total of a sum that its table lacks, and that would make the sum right.

    It must be printed in another table, with just the amount that is lacking.

    >>> from mingzhang.facts.fact import stated
    >>> from mingzhang.language.identity.formula import parse, weigh
    >>> facts = stated("一般表[20805].合计 5.00", "一般表[2080505].合计 3.00", "一般表[2080599].合计 1.00",
    ...     "支出表[2080506].本年支出 1.00")
    >>> weighed = weigh(parse("一般表[20805].合计 = Σ一般表[20805/].合计"), facts, {})
    >>> absent_row(facts, weighed).name
    '支出表[2080506].本年支出'
    """
    if weighed.relation != "=" or weighed.gap.value <= weighed.gap.slack or len(weighed.left.sources) != 1:
        return None
    found = {FactName.parse(fact.name).row: fact for fact in _lacking(facts, weighed)}
    return next(iter(found.values())) if len(found) == 1 else None


def _lacking(facts: Facts, weighed: Weighed) -> Iterator[Fact]:
    """The figures of other tables that are as large as the gap, in rows that the table of the sum lacks."""
    head = FactName.parse(weighed.parts[0][0])
    lengths = {len(FactName.parse(name).row) for name, _ in weighed.parts[1:]}
    above = "" if head.row == WHOLE else head.row
    if len(lengths) != 1 or not (above.isdigit() or head.row == WHOLE):
        return
    for name in facts.names():
        one = FactName.parse(name)
        if one.of != head.of or one.table == head.table or not one.row.isdigit():
            continue
        if len(one.row) not in lengths or not one.row.startswith(above):
            continue
        own, fact = facts.get(str(head.at(one.row))), facts.get(name)
        if fact is None or fact.number.unit != weighed.gap.unit or (own is not None and not own.figure.blank):
            continue
        rest = weighed.gap - fact.number
        if abs(rest.value) <= rest.slack:
            yield fact


def without_row(weighed: Weighed, fact: Fact, left: str) -> Finding:
    """The finding on a sum that is short of a row; it accuses none of the figures that are printed."""
    code, place = FactName.parse(fact.name).row, fact.place
    name = (place.row or "").replace(code, "").strip() if place.table else ""
    row = f"{code} {name}".strip()
    words = f"{left}，大于下级各项之和，正好差“{row}”{say(fact.figure)}：这一行漏列或是空的，{place}有这个数"
    return fails(
        words,
        weighed.left.sources[0].place,
        place,
        expected=f"{ADD} {row}",
        remedy="补上漏列的行，或把空着的格填上。",
    )
