"""Last year's published account as the base of comparison: its figures under ``上年:`` names."""

from __future__ import annotations

from pathlib import Path

from mingzhang.catalogue import filing_pages, load
from mingzhang.facts.fact import Fact, Facts
from mingzhang.language.document.document import Document
from mingzhang.language.text.spelling import plain
from mingzhang.language.workbook.form import FINAL, Filing, InputColumn, Problem
from mingzhang.readers.limits import Limits
from mingzhang.understanding.read import read_document

PRIOR = "上年:"
_CODE = "{码}"


def prior_facts(
    path: str | Path, filing: Filing, limits: Limits | None = None
) -> tuple[Facts, list[Problem]]:
    """What last year's document says of everything that is compared with last year, and what is wrong.

    The document must be of the year before the filing's and of the same unit; otherwise there are no facts
    and a problem says why.  Raises :class:`~mingzhang.readers.limits.UnreadableError` when it cannot be read.
    """
    document = read_document(path, limits=limits)
    wrong = _mismatch(document, filing)
    if wrong:
        name = Path(path).name
        return Facts(), [Problem(name, "", f"上年文件“{name}”{wrong}，没有采用。")]
    return renamed(document.facts, compared(filing.place, filing.year, filing.kind)), []


def _mismatch(document: Document, filing: Filing) -> str:
    if document.kind not in (filing.kind, "unknown"):
        return "不是部门决算" if filing.kind == FINAL else "不是部门预算、单位预算"
    if document.year is None:
        return f"看不出是哪个年度的，应为 {filing.year - 1} 年度"
    if document.year != filing.year - 1:
        return f"是 {document.year} 年度的，应为 {filing.year - 1} 年度"
    there, here = plain(document.unit), plain(filing.unit)
    if not there or not (there in here or here in there):
        return f"的单位是“{document.unit or '（没有看出）'}”，填报的单位是“{filing.unit}”"
    return ""


def compared(place: str, year: int, kind: str = FINAL) -> list[InputColumn]:
    """The facts that are compared with last year, as patterns: those that phrases and the workbook compare.

    Of a budget only what its workbook compares line by line: an item is compared with what was spent on it,
    which last year's budget does not say.

    >>> patterns = compared("110106", 2020)
    >>> [any(_meant(p, name) for p in patterns) for name in ("机关运行经费", "一般表[201].合计", "采购表.货物")]
    [True, True, False]
    """
    phrases = load(place, year).phrases if kind == FINAL else ()
    names = {phrase.fact for phrase in phrases if "同比" in phrase.rules}
    for page in filing_pages(place, year, kind):
        for block in page.blocks:
            for column in block.columns:
                if column.fact.startswith(PRIOR):
                    pattern = column.fact.removeprefix(PRIOR)
                    names |= {pattern.replace("{row}", line.name) for line in block.lines}
    return [InputColumn(name, fact=name.replace(_CODE, "{row}")) for name in sorted(names)]


def renamed(facts: Facts, patterns: list[InputColumn]) -> Facts:
    """The facts of last year under ``上年:`` names, those of tables before those of sentences.

    >>> from mingzhang.facts.fact import stated
    >>> renamed(stated("机关运行经费 1", "采购表.货物 2"), compared("110106", 2020)).names()
    ['上年:机关运行经费']
    """
    found = Facts()
    for name in facts.names():
        fact = facts.get(name)
        if fact is not None and any(_meant(column, name) for column in patterns):
            found.add(Fact(f"{PRIOR}{name}", fact.figure, fact.table, fact.aggregate))
    return found


def _meant(column: InputColumn, name: str) -> bool:
    return name == column.fact if "{row}" not in column.fact else column.row_of(name) is not None
