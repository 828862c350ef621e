"""Lines that a formula of the workbook fills: what somebody typed over the formula."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from mingzhang.facts.fact import WHOLE, Facts
from mingzhang.facts.number import MONEY, SCALES, shown
from mingzhang.facts.place import Place
from mingzhang.facts.report import Cell
from mingzhang.language.workbook.cell import WrongCellError, figure_of
from mingzhang.language.workbook.form import AMOUNT, InputBlock, InputColumn, InputLine


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
    ['“合计”是 4，不等于分项之和 3.00；请恢复公式或改正分项']
    """
    for cell, column in cells:
        here = line.column(column)
        if not here.fact:
            yield cell, f"“{line.label}”由分项相加，文字请写在分项的行里；这一格没有读取"
            continue
        names = [here.name(name) for name in _parts(line, lines)]
        yield from differing(cell, line.label, here, names, facts, money)


def differing(
    cell: Cell, label: str, column: InputColumn, names: Sequence[str], facts: Facts, money: str
) -> Iterator[tuple[Cell, str]]:
    """A cell that says something else than the figures of these names add up to; blanks add nothing.

    >>> from mingzhang.facts.fact import stated
    >>> said = stated("账[2010301].甲 1元", "账[2010301].乙 2元")
    >>> cell, names = Cell("4", 1, 1), ["账[2010301].甲", "账[2010301].乙"]
    >>> [words for _, words in differing(cell, "本年合计", InputColumn("", fact="{row}"), names, said, "元")]
    ['“本年合计”是 4，不等于分项之和 3.00；请恢复公式或改正分项']
    """
    try:
        said = figure_of(cell.text, replace(column, negative=True), money, Place()).value
    except WrongCellError:  # digits that a spreadsheet adds behind the last one
        return
    added = sum((fact.figure.value for name in names if (fact := facts.get(name)) is not None), Fraction(0))
    if not facts.unread.intersection(names) and added != said:
        scale, digits = (SCALES[money], 2 if money == MONEY else 6) if column.kind == AMOUNT else (1, 0)
        total = shown(added / scale, "", digits)
        yield cell, f"“{label}”是 {cell.text}，不等于分项之和 {total}；请恢复公式或改正分项"


def added_up(
    block: InputBlock,
    columns: Mapping[int, InputColumn],
    whole: int,
    rows: Mapping[int, Mapping[int, Cell]],
    keys: Mapping[int, str],
    at: int,
) -> Iterator[tuple[Cell, str, InputColumn, list[str]]]:
    """The filled cells of a block under a key that add up others: cell, label, column, names of the parts.

    ``columns`` are those of figures by position, ``whole`` is the position of the totals of rows, ``keys``
    are the keys of the rows that were read, ``at`` is where keys stand.
    """
    every = [*columns.values()]
    for row, cells in rows.items() if every else ():
        if row in keys:
            found = {whole: (block.sum, every, [keys[row]])}
        elif at in cells and cells[at].text.strip() == WHOLE and not block.whole:
            found = {place: (f"{WHOLE}·{c.head}", [c], [*keys.values()]) for place, c in columns.items()}
            found[whole] = (f"{WHOLE}·{block.sum}", every, [*keys.values()])
        else:
            continue
        for place, (label, parts, named) in found.items():
            if place in cells and cells[place].text and not cells[place].error:
                yield cells[place], label, parts[0], [c.name(key) for c in parts for key in named]


def _parts(line: InputLine, lines: Mapping[str, InputLine]) -> Iterator[str]:
    """The lines that are filled in below a line of sums."""
    for name in line.sums:
        yield from _parts(lines[name], lines) if lines[name].sums else (name,)
