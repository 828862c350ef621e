"""The rows that one document gives to the tables of a corpus: exact values, and a reason for each gap."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from mingzhang.corpus.schema import table_kinds
from mingzhang.facts.coverage import Coverage, Worth
from mingzhang.facts.fact import Fact
from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.names import FactName
from mingzhang.facts.result import CheckedDocument, Result, Summary
from mingzhang.language.document.document import Document

Row = tuple[Any, ...]
CHECKED, PARTIAL, NOT_UNDERSTOOD, UNREADABLE = "checked", "partial", "not_understood", "unreadable"
STATES = {CHECKED: "已检查", PARTIAL: "没有检查完", NOT_UNDERSTOOD: "没有读懂", UNREADABLE: "没能读"}
DECIMALS, DIGITS = 10, 38  # of an exact value; what does not fit has no value and says so
UNREAD = "印了但没有读出"
UNFIT = f"位数太多，{DIGITS} 位、{DECIMALS} 位小数放不下"
KEY_FIGURES = {"income": "本年收入", "expenditure": "本年支出", "three_public": "“三公”经费支出"}
_MOST = 10 ** (DIGITS - DECIMALS)


@dataclass(frozen=True, slots=True)
class Record:
    """What a document gives: its name in the corpus, the key of its content, its partition, rows by table."""

    document: str
    key: str
    place: str
    year: int | None
    rows: Mapping[str, Sequence[Row]]


def stored(value: Fraction | None) -> Decimal | None:
    """A value as it is stored, exactly; ``None`` where it is unknown or does not fit.

    >>> stored(Fraction(1234567, 100)), stored(Fraction(1, 3)), stored(Fraction(10) ** 29)
    (Decimal('12345.67'), None, None)
    """
    if value is None or abs(value) >= _MOST:
        return None
    whole = value * 10**DECIMALS
    if whole.denominator != 1:
        return None
    sign, digits = ("-" if whole < 0 else ""), f"{abs(whole.numerator):0{DECIMALS + 1}d}"
    text = f"{digits[:-DECIMALS]}.{digits[-DECIMALS:]}".rstrip("0").rstrip(".")
    return Decimal(sign + text)  # from a text: exact whatever the precision of the context


def record_of(
    name: str,
    key: str,
    result: Result,
    document: Document,
    findings: Sequence[Finding],
    coverage: Coverage,
    figures: Mapping[str, Fraction],
) -> Record:
    """The rows of a document that was checked.

    ``findings`` are those of the ``result`` with what they compared; ``figures`` are amounts in 元 under
    their names, among them the key figures.
    """
    checked = result.document
    state, reason = CHECKED, None
    if not result.summary.understood:
        state, reason = NOT_UNDERSTOOD, checked.notes[0] if checked.notes else None
    elif not result.summary.complete:
        state, reason = PARTIAL, "；".join(checked.notes[-2:]) or None
    rows = {
        "documents": [_document(name, key, state, reason, result, figures)],
        "findings": list(_findings(name, result, findings)),
        "facts": list(_facts(name, document)),
        "coverage": list(_coverage(name, coverage)),
        "unread": list(_unread(name, coverage)),
    }
    return Record(name, key, checked.place, checked.year, rows)


def refused(name: str, key: str, sha256: str, sentence: str) -> Record:
    """The row of a document that could not be read, with the sentence why.

    >>> refused("坏.pdf", "k", "", "文件是空的。").rows["documents"][0][3:5]
    ('unreadable', '文件是空的。')
    """
    empty = Result(CheckedDocument(name, sha256), Summary(understood=False))
    row = _document(name, key, UNREADABLE, sentence, empty, {})
    none: dict[str, list[Row]] = {table: [] for table in table_kinds()}
    return Record(name, key, empty.document.place, None, none | {"documents": [row]})


def _document(
    name: str, key: str, state: str, reason: str | None, result: Result, figures: Mapping[str, Fraction]
) -> Row:
    """The one row of a document; its columns in the order of the contract."""
    told, summary, numbers = result.document, result.summary, result.summary.numbers
    verdicts = (summary.holds, summary.rounding, summary.fails, summary.undecided)
    graded = result.severities
    return (
        *(name, told.sha256, key, state, reason),
        *(told.kind, told.unit, told.scope, told.place_name, told.pages),
        *verdicts,
        *(graded[severity] for severity in Severity),
        *(numbers.total, *(numbers.of(worth) for worth in Worth)),
        *(stored(figures.get(label)) for label in KEY_FIGURES.values()),
        list(told.notes),
    )


def _findings(name: str, result: Result, compared: Sequence[Finding]) -> Iterator[Row]:
    """A row for each finding, with what its two sides differ by."""
    explained = result.explained
    for number, (found, whole) in enumerate(zip(result.findings, compared, strict=True), 1):
        place = found.places[0] if found.places else None
        difference = None if whole.gap is None else stored(abs(whole.gap.value))
        waiver = explained.get(found.fingerprint)
        yield (
            *(name, number, found.rule, found.rule[:1], found.verdict.value, found.severity.value),
            *(found.title, found.message, found.explanation, found.remedy, list(found.basis)),
            *(found.printed, found.expected),
            *(difference, whole.gap.unit if whole.gap is not None and difference is not None else None),
            *(
                (None,) * 5
                if place is None
                else (place.page, place.table, place.row, place.column, place.section)
            ),
            *(("", "") if place is None else (place.quote, str(place))),
            [{"printed": s.printed, "replacement": s.replacement, "slip": s.slip} for s in found.suspects],
            *(list(found.consequences), found.fingerprint, None if waiver is None else str(waiver)),
        )


def _facts(name: str, document: Document) -> Iterator[Row]:
    """Each figure that the document says, then those whose cells could not be read."""
    count = itertools.count(1)
    for fact in document.facts:
        yield (name, next(count), *_named(fact.name), *_figure(fact, document))
    for lost in sorted(document.facts.unread):
        nothing = (None,) * 5
        yield (name, next(count), *_named(lost), *nothing, False, True, False, False, None, "", UNREAD)


def _named(name: str) -> tuple[str, ...]:
    parts = FactName.parse(name)
    return name, parts.of, parts.table, parts.row, parts.column


def _figure(fact: Fact, document: Document) -> Row:
    figure, place = fact.figure, fact.place
    value = stored(figure.value)
    certain = not document.report.doubts or document.report.confidence(place) == 1
    return (
        *(value, figure.unit, stored(figure.half), figure.text, figure.shown),
        *(figure.blank, fact.table, fact.aggregate, certain and figure.confidence == 1),
        *(place.page, str(place), UNFIT if value is None else None),
    )


def _coverage(name: str, coverage: Coverage) -> Iterator[Row]:
    counted = Counter((each.place.table or each.place.section or "", each.worth) for each in coverage)
    yield from ((name, part, worth.value, count) for (part, worth), count in counted.items())


def _unread(name: str, coverage: Coverage) -> Iterator[Row]:
    for number, each in enumerate(coverage.of(Worth.UNREAD, Worth.DOUBTFUL), 1):
        place = each.place
        yield name, number, each.printed, each.worth.value, place.page, str(place), place.quote
