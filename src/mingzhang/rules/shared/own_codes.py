"""Whether the code beside a name is the code of that name."""

from __future__ import annotations

from mingzhang.language.table.form import BoundRow, BoundTable


def own_code(table: BoundTable, row: BoundRow) -> bool:
    """Whether a row prints a code of its own: one that reaches over more rows than the name heads items.

    >>> from mingzhang.work.examples import grid, text
    >>> (table,) = text("支出决算表", grid(("科目编码", "科目名称", "合计"), ("20106", "财政事务", "1.00"))).tables
    >>> [own_code(table, row) for row in table.rows]
    [True]
    """
    cells = table.table.row(row.row) if row.row < table.table.shape[0] else []
    reach = {cell.text.strip(): cell.rowspan for cell in cells}
    return bool(row.code) and reach.get(row.code.strip(), 1) <= reach.get(row.name.strip(), 1)
