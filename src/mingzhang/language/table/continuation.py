"""From the printed tables of a report to whole tables: captions found, continuation pages joined."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from mingzhang.facts.place import Place
from mingzhang.facts.report import Cell, Paragraph, Report, Table
from mingzhang.language.table.caption import (
    Caption,
    Titles,
    above,
    below,
    code_of,
    inside,
    is_furniture,
    unit_of,
)
from mingzhang.language.table.cell import FIGURE, flat, reading
from mingzhang.language.table.form import is_evaluation
from mingzhang.language.table.grid import is_head, lines_of

_CONTINUED = re.compile(r"[（(]?续(?:表|上表)?[\d一二三四五]?[）)]?[：:]?\s*$|^\s*续(?:表|上表)")
_TOTAL = re.compile("合计|总计|本年[收支][入出]合计")


@dataclass
class Whole:
    """One table as the reader of the document sees it: ``table`` joins the ``parts`` of all its pages."""

    table: Table
    caption: Caption
    parts: list[Table] = field(default_factory=list)
    evaluation: bool = False


def wholes(report: Report, titles: Titles) -> Iterator[Whole]:
    """The tables of a report with their captions, continuations joined, in order."""
    current: Whole | None = None
    unit: tuple[str, Place] | None = None
    for before, table, after in _between(report):
        heads = [paragraph for paragraph in before if paragraph.kind == "header"]
        unit = next((_unit(head) for head in reversed(heads) if unit_of(head.text)), unit)
        before = [paragraph for paragraph in before if paragraph.kind != "header"]
        caption = Caption()
        inside(table, lines_of(table), caption, titles)
        if current is not None and _continues(current, table, caption, _strange(current, before, titles)):
            _join(current, table, caption.rows)
        else:
            if current is not None:
                yield current
            above(before, caption, titles)
            if caption.unit is None and unit is not None:
                caption.unit, caption.unit_place = unit
            current = Whole(table, caption, [table], is_evaluation(table))
        current.caption.take_notes(below(one for one in after if one.kind != "header"))
    if current is not None:
        yield current


def _unit(head: Paragraph) -> tuple[str, Place]:
    return unit_of(head.text), head.place(0, len(head.text))


def _strange(current: Whole, before: list[Paragraph], titles: Titles) -> list[Paragraph]:
    """The paragraphs before a table that speak against its going on with the one before."""
    title, alias = flat(current.caption.title), current.caption.alias

    def layout(text: str) -> bool:
        words = _CONTINUED.sub("", text)
        known = flat(words) == title or (alias != "" and titles.within(words) == alias)
        return (
            known
            or is_furniture(text)
            or not words.strip()
            or code_of(text) == (current.caption.code or None)
        )

    return [paragraph for paragraph in before if not layout(paragraph.text)]


def _between(report: Report) -> Iterator[tuple[list[Paragraph], Table, list[Paragraph]]]:
    """Each table with the paragraphs since the table before and up to the table after."""
    runs: list[list[Paragraph]] = [[]]
    tables: list[Table] = []
    for block in report.blocks:
        if isinstance(block, Table):
            tables.append(block)
            runs.append([])
        elif block.kind not in ("contents", "footnote"):
            runs[-1].append(block)
    return ((runs[n], table, runs[n + 1]) for n, table in enumerate(tables))


def _continues(current: Whole, table: Table, caption: Caption, strange: list[Paragraph]) -> bool:
    """Whether a table goes on with the one before: the next page, nothing but layout between.

    Where there are no pages, its heads must be repeated, and no total stand in it a second time.
    """
    last, wide = current.parts[-1], current.table.shape[1]
    if table.file != last.file or (table.page is None) != (last.page is None):
        return False
    if table.page is not None and last.page is not None and not 0 <= table.page - last.page <= 1:
        return False
    if strange or table.shape[1] > wide or (caption.alias and caption.alias != current.caption.alias):
        return False
    rows = lines_of(table)[caption.rows :]
    repeated = _repeated(current, rows)
    if table.page is None:
        return bool(repeated) and not (_totalled(current.table) and _totalled(table))
    if repeated:
        return True
    first = [cell.text for cell in rows[0] if cell.text.strip()] if rows else []
    if any(reading(text).kind == FIGURE for text in first):
        return not caption.rows
    return table.shape[1] == wide and not caption.rows and not any(is_head(text) for text in first)


def _totalled(table: Table) -> bool:
    """Whether a row of a table is its total."""
    return any(_TOTAL.fullmatch(flat(cell.text)) for cell in table.cells if not cell.column)


def _repeated(current: Whole, rows: list[list[Cell]]) -> int:
    """How many leading rows repeat the heads of the table that goes on."""
    own = lines_of(current.table)[current.caption.rows :]
    same = 0
    for mine, theirs in zip(own, rows, strict=False):
        texts = [flat(cell.text) for cell in theirs]
        if texts != [flat(cell.text) for cell in mine] or any(reading(t).kind == FIGURE for t in texts if t):
            break
        same += 1
    return same if any(cell.text.strip() for row in rows[:same] for cell in row) else 0


def _join(current: Whole, table: Table, captions: int) -> None:
    """Add the rows of a continuation page below the table, without captions and repeated heads."""
    rows = lines_of(table)[captions:]
    skip = captions + _repeated(current, rows)
    start = current.table.shape[0] - skip
    columns, width = _columns(current.table, table), current.table.shape[1]
    moved = [
        replace(
            cell,
            row=cell.row + start,
            column=columns[cell.column],
            colspan=_span(cell, columns, width),
            original=cell,
        )
        for cell in table.cells
        if cell.row >= skip
    ]
    whole = current.table
    ruled = whole.ruled and table.ruled
    current.table = Table([*whole.cells, *moved], whole.page, whole.name, ruled, whole.file)
    current.parts.append(table)


def _span(cell: Cell, columns: list[int], width: int) -> int:
    end = cell.column + cell.colspan
    return (columns[end] if end < len(columns) else width) - columns[cell.column]


def _columns(whole: Table, part: Table) -> list[int]:
    """Which column of the whole each column of a part is: by position on the page, else from the right."""
    wide, narrow = whole.shape[1], part.shape[1]
    if wide == narrow:
        return list(range(wide))
    edges = {cell.column: cell.bbox[0] for cell in whole.cells if cell.bbox}
    own = {cell.column: cell.bbox[0] for cell in part.cells if cell.bbox}
    if edges and len(own) == narrow:
        near = [min(edges, key=lambda n: abs(edges[n] - own[column])) for column in range(narrow)]
        if near == sorted(set(near)):
            return near
    return [0, *range(wide - narrow + 1, wide)]
