"""Understand a report: from paragraphs and grids to facts, claims and forms."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.catalogue import NATION, load, places
from mingzhang.facts.fact import Facts
from mingzhang.facts.report import Report
from mingzhang.facts.unchecked import leave_out
from mingzhang.language.document.document import Document
from mingzhang.language.document.sections import outline
from mingzhang.language.evaluation.recognise import bind_evaluations
from mingzhang.language.narrative.budget_claims import as_planned, with_planned_parts
from mingzhang.language.narrative.claim_reader import ClaimReader
from mingzhang.language.narrative.naming import ACCOUNT, BUDGET, Names, bind_claims
from mingzhang.language.narrative.phrase import Wordings
from mingzhang.language.table.binding import bind_tables
from mingzhang.language.table.form import BoundTable
from mingzhang.understanding.hollow import leave_unknown
from mingzhang.understanding.identity import identify, matter
from mingzhang.understanding.left_out import left_out

_LISTED = 3  # titles named in one sentence


def understand(
    report: Report, place: str | None = None, year: int | None = None, kind: str | None = None
) -> Document:
    """What a report says: identity, sections, facts, claims and evaluation forms.

    ``place``, ``year`` and ``kind`` override what the document says about itself.

    >>> from mingzhang.facts.report import Paragraph
    >>> document = understand(Report("a.txt", "txt", [Paragraph("某局2024年度部门决算"),
    ...     Paragraph("二、收入决算情况说明"), Paragraph("本年收入合计10.00万元。")]))
    >>> document.kind, document.year, document.facts.get("总表.本年收入").figure.text
    ('final_account', 2024, '10.00')
    """
    national = load(NATION, None)
    sections = outline(report, national.sections)
    known = identify(report, sections, places())
    notation = load(place or known.place or NATION, year or known.year)
    if notation.sections != national.sections:
        sections = outline(report, notation.sections)
    document = Document(
        report,
        notation,
        kind=kind or known.kind,
        unit=known.unit,
        year=year or known.year,
        place=notation.place,
        scope=known.scope,
        facts=Facts(pages_missing=bool(report.unread_pages)),
        sections=sections,
        about=matter(report, sections) if year or known.year else "",  # else it tells of several years
    )
    _read_tables(document)
    _read_text(document)
    leave_unknown(document)
    for note in left_out(document):
        leave_out(report, note)
    for fact in document.facts if report.doubts else ():
        fact.figure.confidence = report.confidence(fact.place)
    return document


def _read_tables(document: Document) -> None:
    report, notation = document.report, document.notation
    forms = tuple(
        form for form in notation.forms if document.kind == "unknown" or document.kind in form.kinds
    )
    document.tables, _, document.unplaced = bind_tables(report, forms, notation, document.facts)
    report.notes.extend(note for note in _of_units(document.tables) if note not in report.notes)
    document.evaluations, document.score_tables = bind_evaluations(report, document.facts)


def _of_units(tables: list[BoundTable]) -> Iterator[str]:
    """What the user is told of tables that state no money unit."""
    for unit in dict.fromkeys(table.assumed for table in tables if table.form and not table.unit):
        silent = [table.title for table in tables if table.form and not table.unit and table.assumed == unit]
        listed = "、".join(f"《{title}》" for title in silent[:_LISTED])
        listed += f"等 {len(silent)} 张表" if len(silent) > _LISTED else ""
        if unit:
            yield f"{listed}没有写明金额单位，按其他表或正文里的同一批数认作{unit}，请核对。"
        else:
            yield f"{listed}没有写明金额单位（或写法不认识），也无从推定；没有与正文和有单位的表比较。"


def _read_text(document: Document) -> None:
    """Read the running text into claims bound to facts; figures with no possible unit are slips."""
    reader = ClaimReader(document.year)
    for index, paragraph in document.body():
        reader.read(paragraph, index, document.key_at(index), document.where(index))
    reading = reader.reading()
    claims = (as_planned if document.kind == "budget" else with_planned_parts)(reading.claims)
    document.slips = reading.slips
    printed = {
        row.key: row.name
        for table in document.tables
        for row in table.rows
        if row.key.isdigit() and row.name and len(row.key) in (3, 5, 7) and row.key.startswith("2")
    }
    names = Names(printed, document.notation)
    scopes = BUDGET if document.kind == "budget" else ACCOUNT
    wordings = Wordings.of(document.notation.phrases_of(document.kind))
    document.claims = bind_claims(claims, wordings, names, document.facts, scopes, document.year)
    document.names = names
