"""Compose a report from facts: tables by the forms, sentences by the phrases.

What is composed reads back to the same facts and checks clean; the examples and the laws are made with it.
"""

from __future__ import annotations

from mingzhang.catalogue import load, outline_of
from mingzhang.facts.fact import Facts
from mingzhang.facts.report import Block, Paragraph, Report
from mingzhang.language.notation import Notation
from mingzhang.language.phrase import Wordings
from mingzhang.language.spoken import Names
from mingzhang.language.tabulate import ordinal, tabulate
from mingzhang.language.wording import Writer


def compose(facts: Facts, unit: str, year: int, place: str, terms: tuple[str, ...] = ()) -> Report:
    """A departmental final account as paragraphs and tables, in the order of the national outline.

    ``facts`` hold amounts in 元 under the catalogue's names, prior-year figures as ``上年:名称`` and
    original budgets as ``年初预算:名称``.  ``terms`` are the paragraphs of the glossary.
    """
    notation = load(place, year)
    blocks: list[Block] = [Paragraph(unit), Paragraph(f"{year}年度部门决算")]
    blocks += [Paragraph("第一部分 部门概况"), Paragraph(f"{unit}负责本部门职责范围内的工作。")]
    blocks += [Paragraph("第二部分 部门决算表"), *_tables(facts, notation, unit)]
    blocks += [Paragraph("第三部分 部门决算情况说明"), *_narrative(facts, notation)]
    blocks += [Paragraph("第四部分 名词解释"), *(Paragraph(term) for term in terms)]
    return Report(f"{unit}{year}年度部门决算", "composed", blocks)


def _tables(facts: Facts, notation: Notation, unit: str) -> list[Block]:
    blocks: list[Block] = []
    for form in notation.forms:
        if "final_account" in form.kinds and facts.has_table(form.name):
            blocks += [Paragraph(form.titles[0]), Paragraph(f"编制单位：{unit}　金额单位：万元")]
            blocks.append(tabulate(form, facts, _names(notation)))
    return blocks


def _names(notation: Notation) -> dict[str, str]:
    """The name of every code in the year, the latest where the year says nothing."""
    names: dict[str, str] = {}
    for codes in (notation.functional, notation.economic):
        for code, entries in codes.items():
            current = [e for e in entries if _valid(e.since, e.until, notation.year)] or list(entries)
            names[code] = current[-1].name
    return names


def _valid(since: int | None, until: int | None, year: int | None) -> bool:
    return year is None or (since or year) <= year <= (until or year)


def _narrative(facts: Facts, notation: Notation) -> list[Block]:
    wordings = Wordings.of(notation.phrases)
    writer = Writer(facts, notation.year or 0, wordings, Names(_names(notation), notation))
    blocks: list[Block] = []
    number = 0
    for title, names in outline_of():
        sentences = [s for name in names for s in writer.write(wordings.by_fact[name])]
        if sentences:
            number += 1
            blocks += [Paragraph(f"{ordinal(number)}、{title}"), *(Paragraph(s) for s in sentences)]
    return blocks
