"""Evidence becomes items at year end: nothing is typed again, and nothing is filed twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from mingzhang.archive.catalogue import Catalogue, CatalogueItem
from mingzhang.archive.codes import PERIODS, ArchivalCode, code_of
from mingzhang.archive.retention import CODES
from mingzhang.archive.workbook import parsed_codes
from mingzhang.facts.evidence import Evidence

FILED = "SHA-256 "  # how the note of an item begins that was filed from evidence


@dataclass(frozen=True)
class FilingRule:
    """Where evidence of a kind is filed: category, department, period."""

    category: str
    department: str
    period: str


def filed(
    catalogue: Catalogue, evidence: Sequence[Evidence], rule: FilingRule, year: int, day: date | None = None
) -> list[CatalogueItem]:
    """New items for the evidence that is not filed yet, numbered on in its series.

    Raises :class:`~mingzhang.archive.codes.WrongCodeError` where fonds and rule make no code.

    >>> fonds = Catalogue("0123", "某办公室")
    >>> rule = FilingRule("WS", "BGS", "30年")
    >>> made = filed(fonds, [Evidence("考评会纪要.pdf", "ab" * 32, "某局", proves="年终考评会")], rule, 2026)
    >>> made[0].code, made[0].title, made[0].author
    ('0123-WS·2026-D30-BGS-0001', '年终考评会（考评会纪要）', '某局')
    """
    period = CODES.get(rule.period, rule.period)
    known = {item.note.removeprefix(FILED) for item in catalogue.items if item.note.startswith(FILED)}
    first = code_of(str(ArchivalCode(catalogue.fonds, rule.category, year, period, rule.department, 1)))
    own = [code.number for code in parsed_codes(catalogue.items).values() if code.series == first.series]
    number, made = max(own, default=0), list[CatalogueItem]()
    for each in _new(evidence, known):
        number += 1
        code = str(code_of(str(replace(first, number=number))))
        stem = each.name.removesuffix(each.ending) or each.name
        title = f"{each.proves}（{stem}）" if each.proves and each.proves != stem else stem
        note = f"{FILED}{each.sha256}"
        made.append(CatalogueItem(code, title, each.by, day=day, period=PERIODS[first.period], note=note))
    return made


def _new(evidence: Iterable[Evidence], known: set[str]) -> Iterable[Evidence]:
    for each in evidence:
        if each.sha256 and each.sha256 not in known:
            known.add(each.sha256)
            yield each
