"""Lines that a formula of the workbook fills: what somebody typed over the formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from mingzhang.facts.fact import Facts
from mingzhang.facts.place import Place
from mingzhang.facts.report import Cell
from mingzhang.language.workbook.cell import WrongCellError, figure_of
from mingzhang.language.workbook.form import InputColumn, InputLine


def typed_over(
    line: InputLine,
    lines: Mapping[str, InputLine],
    cells: Iterable[tuple[Cell, InputColumn]],
    facts: Facts,
    money: str,
) -> Iterator[tuple[Cell, str]]:
    """The cells of a line of sums that say something else than its parts, each with the words to be told.

    ``lines`` are those of the block by name, ``facts`` what was read of it.  A text in such a line is read by
    nobody; a figure must be the sum of the lines below.

    >>> from mingzhang.facts.fact import stated
    >>> lines = {"总": InputLine("总", "合计", sums=("甲", "乙"))}
    >>> lines |= {name: InputLine(name, name) for name in ("甲", "乙")}
    >>> cells = [(Cell("4", 1, 1), InputColumn("数", fact="表.{row}"))]
    >>> said = stated("表.甲 1元", "表.乙 2元")
    >>> [words for _, words in typed_over(lines["总"], lines, cells, said, "元")]
    ['“合计”是 4，不等于分项之和；请恢复公式或改正分项']
    """
    for cell, column in cells:
        here = line.column(column)
        if not here.fact:
            yield cell, f"“{line.label}”由分项相加，文字请写在分项的行里；这一格没有读取"
            continue
        names = [here.name(name) for name in _parts(line, lines)]
        try:
            said = figure_of(cell.text, here, money, Place()).value
        except WrongCellError:  # digits that a spreadsheet adds behind the last one
            continue
        parts = [fact.figure.value for name in names if (fact := facts.get(name)) is not None]
        if not facts.unread.intersection(names) and sum(parts) != said:
            yield cell, f"“{line.label}”是 {cell.text}，不等于分项之和；请恢复公式或改正分项"


def _parts(line: InputLine, lines: Mapping[str, InputLine]) -> Iterator[str]:
    """The lines that are filled in below a line of sums."""
    for name in line.sums:
        yield from _parts(lines[name], lines) if lines[name].sums else (name,)
