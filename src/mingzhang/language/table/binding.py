"""Bind the tables of a report to forms: find title, unit and heads, and record every figure as a fact."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from mingzhang.facts.fact import Facts
from mingzhang.facts.number import Printed
from mingzhang.facts.report import Report, Table
from mingzhang.language.table.body import Body
from mingzhang.language.table.caption import Titles
from mingzhang.language.table.cell import FIGURE, reading
from mingzhang.language.table.column_heads import crossing
from mingzhang.language.table.continuation import Whole, wholes
from mingzhang.language.table.form import BoundTable, Form, Side
from mingzhang.language.table.grid import Grid, GridColumn
from mingzhang.language.table.money_unit import proven_unit
from mingzhang.language.table.notation import Notation
from mingzhang.language.table.row_keys import Keys, row_label

MOST = 600_000  # figures in the tables of one document: what is known of each takes two kilobytes


@lru_cache(maxsize=64)
def _titles(forms: tuple[Form, ...]) -> tuple[Titles, dict[str, Form]]:
    owners = {title: form for form in reversed(forms) for title in form.titles}
    return Titles(owners), owners


def titles_of(forms: tuple[Form, ...], kind: str) -> tuple[Titles, dict[str, Form]]:
    """The known titles of the tables of one kind of document, and whose each of them is.

    >>> titles, owners = titles_of((Form("T03", "支出表", ("支出决算表",)),), "final_account")
    >>> owners[titles.within("某局支出决算表")].id
    'T03'
    """
    return _titles(tuple(form for form in forms if kind in form.kinds))


def bind_tables(
    report: Report, forms: tuple[Form, ...], notation: Notation, facts: Facts
) -> tuple[list[BoundTable], list[Table], list[Printed]]:
    """Bind every table of a report and add what the tables say to ``facts``.

    Returns the bound tables in order, the tables left alone (performance tables, tables without figures),
    and the figures of bound tables for which no row or column was found.  Rows beyond :data:`MOST` figures
    are left alone; ``facts`` then say so, and that any row may be among them.
    """
    titles, owners = _titles(forms)
    bound: list[tuple[BoundTable, Grid]] = []
    loose: list[Table] = []
    for whole in wholes(report, titles):
        found = None if whole.evaluation else _bound(whole, owners, forms)
        if found is None:
            loose.extend(whole.parts)
        else:
            bound.append(found)
    units = Counter(table.unit for table, _ in bound if table.unit)
    usual = units.most_common(1)[0][0] if units else proven_unit(report, [grid.table for _, grid in bound])
    unplaced: list[Printed] = []
    keys, room = Keys(notation), MOST
    for order, (table, grid) in enumerate(bound, start=1):
        table.assumed = table.unit or usual
        table.name = table.form.name if table.form else f"表{order}"
        body = Body(table, grid, keys, facts, room)
        unplaced.extend(body.read())
        room = body.room
    return [table for table, _ in bound], loose, unplaced


def _bound(whole: Whole, owners: dict[str, Form], forms: tuple[Form, ...]) -> tuple[BoundTable, Grid] | None:
    """A table with its form and structure, ``None`` if it has no figures and no known title."""
    caption = whole.caption
    form = owners.get(caption.alias) or _marked(whole.table, forms)
    grid = Grid(whole.table, caption.rows, form.heads if form else frozenset())
    if form is not None and not _fits(form, grid):
        form = None
    if not grid.blocks or (form is None and not _has_figures(grid)):
        return None
    table = BoundTable(
        form,
        whole.table,
        title=caption.title or (form.titles[0] if form and form.titles else ""),
        title_place=caption.title_place,
        unit=caption.unit,
        unit_place=caption.unit_place,
        code=caption.code,
        notes=caption.notes,
        heads=[column.path for column in grid.columns],
        parts=whole.parts,
    )
    return table, grid


def _marked(table: Table, forms: tuple[Form, ...]) -> Form | None:
    """The form that the heads and line names tell where no known title is printed."""
    names = {row_label(cell.text) for cell in table.cells}
    return next((form for form in forms if form.marks and names.issuperset(form.marks)), None)


def _fits(form: Form, grid: Grid) -> bool:
    """Whether anything in the grid is of the form: a line, a column or a code."""
    for side in form.sides:
        for block in grid.blocks:
            if any(_named(side, column) for column in block.values):
                return True
            if any(row_label(row.name) in side.line_index for row in grid.rows(block)):
                return True
    return False


def _named(side: Side, column: GridColumn) -> bool:
    return side.column_of(column.path) is not None or (side.crossed and crossing(side, column.path)[1] != "")


def _has_figures(grid: Grid) -> bool:
    values = {column.index for block in grid.blocks for column in block.values}
    return any(
        cell.row >= grid.first
        and cell.column in values
        and (cell.error is not None or reading(cell.text).kind == FIGURE)
        for cell in grid.table.cells
    )
