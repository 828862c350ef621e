"""A document that was read as a publication again: what writers need to set it in other formats."""

from __future__ import annotations

import re

from mingzhang.facts.publication import (
    BODY,
    CAPTION,
    NUMBER,
    PART,
    SECTION,
    SUBSECTION,
    TABLE,
    TITLE,
    UNIT,
    UNITS,
    Piece,
    Publication,
)
from mingzhang.facts.report import Paragraph, Table
from mingzhang.language.document.document import Document
from mingzhang.writers.html.document_view import head_rows
from mingzhang.writers.words import kind_words

_HEADINGS = {1: PART, 2: SECTION}
_UNITS = re.compile(r"(?:金额)?单位[：:]\s*\S{1,3}元?\s*$")
_NUMBER = re.compile(r"(?:公开|表)\s*\d+\s*表?$")
_TOTAL = re.compile(r"^\s*(?:本年(?:收入|支出)|收入|支出)?(?:合\s*计|总\s*计)\s*$")
_NEAR = 4  # paragraphs before a table that may belong to it


def republished(document: Document) -> Publication:
    """The document with the part that each of its blocks plays; nothing is added to what it says.

    A table that runs over several pages is one again.

    >>> from mingzhang.work.examples import grid, text
    >>> made = republished(text("二、收入决算表", "单位：万元", grid(("项目", "决算数"), ("收入", "1.00"))))
    >>> [piece.role for piece in made.pieces]
    ['title', 'section', 'units', 'table']
    """
    title = (
        f"{document.year or ''}{'年度' if document.year else ''}{kind_words(document.kind, document.scope)}"
    )
    pieces = [Piece(Paragraph(document.unit), UNIT)] if document.unit else []
    pieces.append(Piece(Paragraph(title or document.report.file), TITLE))
    levels = heading_levels(document)
    bound = {id(part): table for table in document.tables for part in table.parts}
    printed: set[int] = set()
    for index, block in enumerate(document.report.blocks):
        if isinstance(block, Paragraph):
            if block.kind not in ("contents", "header") and block.text.strip():
                role = _HEADINGS.get(levels[index], SUBSECTION) if index in levels else _role(document, index)
                pieces.append(Piece(block, role))
            continue
        known = bound.get(id(block))
        whole = known.table if known else block
        if id(whole) not in printed:
            printed.add(id(whole))
            pieces.append(_table(whole, known.title if known else document.where(index)))
    return Publication(document.unit, title, document.year or 0, pieces, document.place)


def heading_levels(document: Document) -> dict[int, int]:
    """The level of every block that is a heading, by its index."""
    return {section.start: section.level for section in document.sections}


def _table(table: Table, title: str) -> Piece:
    """A table with its heads and totals."""
    strong = frozenset(cell.row for cell in table.cells if _TOTAL.match(cell.text))
    wide = table.shape[1] > 7
    return Piece(table, TABLE, heads=head_rows(table), wide=wide, strong=strong, name=title or table.name)


def _role(document: Document, index: int) -> str:
    """What a paragraph is: the caption, number or unit of a table that follows, or running text."""
    blocks = document.report.blocks
    following = next(
        (each for each in blocks[index + 1 : index + 1 + _NEAR] if isinstance(each, Table)), None
    )
    block = blocks[index]
    if following is None or not isinstance(block, Paragraph):
        return BODY
    words = block.text.strip()
    if _UNITS.search(words) and len(words) < 60:
        return UNITS
    if _NUMBER.search(words) and len(words) < 12:
        return NUMBER
    title = next((t.title for t in document.tables if any(part is following for part in t.parts)), "")
    return CAPTION if title and re.sub(r"\s", "", title) == re.sub(r"\s", "", words) else BODY
