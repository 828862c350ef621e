"""Figures that a sentence gives to another year, though the document says them of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from mingzhang.facts.finding import Finding
from mingzhang.facts.number import MONEY, Printed
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.verdicts import fails
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.narrative.listing import level_of
from mingzhang.language.text.subject import same_subject

_DIGITS = 4  # as many before two equal figures are the same figure and no chance
_BEFORE = re.compile("上年|上一年|执行|完成|历年|决算数")  # headings under which another year is told
_CARRIED = re.compile(r"结转|结余|[年月]末|年底|^\d{1,2}月")  # what the year before left to this one; a day


def misdated(document: Examined, year: int) -> Iterator[Finding]:
    """Amounts of another year that the document says of its own; what it calls unchanged is left alone.

    >>> from mingzhang.work.examples import text
    >>> told = Examined.of(text("2021年收入总计5,054.84万元，支出总计5,054.84万元。", year=2023))
    >>> [(f.printed, f.expected) for f in misdated(told, 2023)]
    [('2021年', '2023年')]
    """
    prior, own = _figures(document, True), _figures(document, False)
    told: set[tuple[int, str]] = set()
    for claim in document.claims:
        figure = level_of(claim)
        if claim.year in (None, year) or figure is None or not _telling(figure) or claim.parent is not None:
            continue
        if claim.aside or _BEFORE.search(claim.place.section or "") or _unchanged(document, claim):
            continue
        carried = claim.year == year - 1 and _CARRIED.search(claim.subject)
        if carried or figure.value in prior or not _said_now(document, claim, own):
            continue
        text, words = claim.paragraph.text, f"{claim.year}年"
        at = text.rfind(words, 0, (figure.place.span or (0,))[0])
        if at < 0 or (id(claim.paragraph), words) in told:
            continue
        told.add((id(claim.paragraph), words))
        place = replace(figure.place, quote=text[at : at + 30], span=(at, at + len(words)))
        said = f"{claim.name} {figure.text}{figure.shown}是封面的{year}年度的数，却写成“{words}”"
        yield fails(said, place, figure.place, printed=words, expected=f"{year}年")


def _telling(figure: Printed) -> bool:
    return figure.unit == MONEY and len(re.sub(r"\D", "", figure.text).strip("0")) >= _DIGITS


def _figures(document: Examined, prior: bool) -> set[object]:
    """The values that tables give to the year before, or to the document's own year."""
    return {
        fact.figure.value
        for name in document.facts.names()
        if name.startswith("上年") == prior and (prior or not name.startswith("表"))
        for fact in document.facts.said(name)
        if fact.table
    }


def _unchanged(document: Examined, claim: Claim) -> bool:
    """Whether its paragraph calls something unchanged, or tells the same subject of this year too."""
    beside = [one for one in document.claims if one.paragraph is claim.paragraph and one is not claim]
    if any(change.way == 0 for one in (claim, *beside) for change in one.changes):
        return True
    return any(one.year is None and one.level and same_subject(one.subject, claim.subject) for one in beside)


def _said_now(document: Examined, claim: Claim, own: set[object]) -> bool:
    """Whether this year's table, or another sentence of this year, says exactly this amount."""
    figure = level_of(claim)
    if figure is None or figure.value in own:
        return figure is not None
    others = (other for other in document.claims if other.year is None and not other.aside)
    return any((level := level_of(other)) is not None and level.value == figure.value for other in others)
