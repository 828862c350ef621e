"""The structure of a printed grid: heads, blocks of columns, rows, and the codes in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from mingzhang.facts.number import DIGITS
from mingzhang.facts.report import Cell, Table
from mingzhang.language.table.cell import FIGURE, NOTHING, WORDS, flat, reading, unit_in
from mingzhang.language.text.numerals import NUMERALS
from mingzhang.language.text.spelling import label

CODE, NAME, ORDER, REMARK, VALUE = "code", "name", "order", "remark", "value"
HEAD_ROWS = 8  # no published table has more
# A figure that was typed or read badly still belongs to the body, not to the heads.
_NEARLY = re.compile(r"[-\d.,OoIl]*\d[-\d.,OoIl*?]*")
_ORDINAL = re.compile(rf"[（]?[{NUMERALS}]{{1,4}}[）、．.]|[（]?\d{{1,2}}[）)、．.](?=\D)|其中：|[①-⑳]")
_HEAD_WORD = re.compile(
    r"编码|代码|名称|科目|^(?:收入|支出)?项目$|决算数|预算数|金额|栏次|行次|序号|小计|^[类款项]$|^(?:单位|部门)$"
)
_NUMBERING = re.compile(r"\d{1,2}(?:[=＝].+)?$|[甲乙丙丁A-Z]$")
_FORMULA = re.compile(r"(?<=\D)[（]?\d{1,2}(?:[=＝][-+\d（）栏…]+)?[）]?$|[（]?\d+=[-+\d（）栏]+[）]?$")
_YEAR = re.compile(r"(?:\d{4}|[×XＸ]{2,4})年(?:度)?")
_BRACKET_UNIT = re.compile(r"（(?:单位|金额)?：?(?:人民币)?[千万百亿]*元）")
_KEY = {
    ORDER: re.compile(r"行次|序号|编号|行号"),
    REMARK: re.compile(r"备注|说明|注|备注说明"),
    CODE: re.compile(r"[类款项]|.*(?:编码|代码|科目号).*"),
    NAME: re.compile(
        r".*名称.*|(?:收入|支出)?(?:项目|科目|栏目)(?:（.*）)?|.*分类(?:科目)?|内容|指标|单位|部门"
    ),
}
_CODED = re.compile(r"[\[【（]?(\d{3}(?:\d{2}){0,2})[\]】）]?[-_ .]?(?=\D)(.+)$")


@lru_cache(maxsize=1 << 13)
def head(text: str) -> str:
    """A column head for comparing: no layout, no unit, no reference to other columns.

    >>> head("本年支出\\n合 计（万元）"), head("合计1=2+3")
    ('本年支出合计', '合计')
    """
    name = _BRACKET_UNIT.sub("", label(text))
    return _FORMULA.sub("", name) or name


@lru_cache(maxsize=1 << 12)
def yearless(name: str) -> str:
    """A head without the year in it.

    >>> yearless("2031年度决算数")
    '决算数'
    """
    return _YEAR.sub("", name) or name


@dataclass(slots=True)
class GridColumn:
    """One grid column: what it holds, and its heads from the top down."""

    index: int
    kind: str = ""
    path: tuple[str, ...] = ()
    shown: tuple[str, ...] = ()
    unit: str = ""


@dataclass(slots=True)
class ColumnBlock:
    """Columns that are read together: those that name a row, and those that hold its figures."""

    keys: list[GridColumn] = field(default_factory=list)
    values: list[GridColumn] = field(default_factory=list)

    def drop_title(self) -> None:
        """Drop heads that stand over row names and figures alike: they name the block, not a column."""
        titles = {name for column in self.keys for name in column.path}
        for column in self.values:
            kept = [place for place, name in enumerate(column.path) if name not in titles]
            column.path = tuple(column.path[place] for place in kept)
            column.shown = tuple(column.shown[place] for place in kept)


@dataclass(slots=True)
class GridRow:
    """One row of one block: its code (digits composed over the columns) and name, both as printed too."""

    index: int
    code: str
    name: str
    code_text: str
    name_text: str


class Grid:
    """A table with its structure found.

    ``top`` is the first row that is no caption, ``known`` are heads that are sure to stand over figures,
    ``first`` is the first row under the heads.

    >>> words = [["科目编码", "科目名称", "合计"], ["201", "甲类", "5.00"]]
    >>> table = Table([Cell(w, r, c) for r, row in enumerate(words) for c, w in enumerate(row)])
    >>> grid = Grid(table)
    >>> grid.first, [column.kind for column in grid.columns]
    (1, ['code', 'name', 'value'])
    >>> [(row.code, row.name) for row in grid.rows(grid.blocks[0])]
    [('201', '甲类')]
    """

    def __init__(self, table: Table, top: int = 0, known: frozenset[str] = frozenset()) -> None:
        self.table, self.top, self.known = table, top, known
        self.height, self.width = table.shape
        self.lines = lines_of(table)
        self.first = self._first_row()
        self.columns = [self._column(index) for index in range(self.width)]
        if self._ends_with_total():
            self.first -= 1
            self.columns = [self._column(index) for index in range(self.width)]
        self.blocks = self._blocks()

    def _first_row(self) -> int:
        last = self.top - 1
        for index in range(self.top, min(self.height, self.top + HEAD_ROWS)):
            cells = [cell for cell in self.lines[index] if cell.text.strip()]
            if cells and not is_numbering(cells) and self._is_body(index, cells):
                break
            if cells:
                last = index
        return last + 1

    def _is_body(self, index: int, cells: list[Cell]) -> bool:
        texts = [flat(cell.text) for cell in cells]
        if any(cell.error for cell in cells) or any(
            reading(text).kind == FIGURE or _ORDINAL.match(text) or _NEARLY.fullmatch(text) for text in texts
        ):
            return True
        if any(is_head(cell.text) for cell in cells):
            return False
        blanks = sum(cell.colspan for cell in self.lines[index] if not cell.text.strip())
        return index > self.top and blanks >= len(cells)

    def _column(self, index: int) -> GridColumn:
        """One column: its heads from the top down, the unit they state, and what it holds."""
        path: list[str] = []
        shown: list[str] = []
        for row in range(self.top, self.first):
            cell = self.table.at(row, index)
            if cell is None or row not in (cell.row, self.top):
                continue
            text = cell.text if cell.text.strip() or path else self._left(row, index)
            name = head(text) if text and not _NUMBERING.match(flat(text)) else ""
            if name and name != "栏次" and (not path or path[-1] != name):
                path.append(name)
                shown.append(flat(text))
        unit = next((found for text in reversed(shown) if (found := unit_in(text))), "")
        column = GridColumn(index, path=tuple(path), shown=tuple(shown), unit=unit)
        column.kind = self._kind(column)
        if column.kind == VALUE:
            self._shared_head(column)
        return column

    def _ends_with_total(self) -> bool:
        """Whether the last row of the heads is also the row of an empty total."""
        keys = [column.index for column in self.columns if column.kind in (CODE, NAME)]
        last = self.first - 1
        cells = [self.table.at(last, index) for index in keys] if last > self.top else []
        return any(cell and cell.row == last and flat(cell.text) in ("合计", "总计") for cell in cells)

    def _left(self, row: int, index: int) -> str:
        """The head that a blank cell shares with its left neighbour where the format states no merging."""
        below = self.table.at(row + 1, index)
        if row + 1 >= self.first or below is None or below.row != row + 1 or not _is_words(below.text):
            return ""
        for left in range(index - 1, -1, -1):
            cell = self.table.at(row, left)
            if cell is None or cell.rowspan > 1:
                return ""
            if cell.text.strip():
                return cell.text
        return ""

    def _shared_head(self, column: GridColumn) -> None:
        """A total's row may share its line with the last heads."""
        cell = self.table.at(self.first, column.index)
        if cell is None or cell.row != self.first or cell.column != column.index or cell.error:
            return
        if head(cell.text) in self.known:
            column.path += (head(cell.text),)
            column.shown += (flat(cell.text),)

    def _kind(self, column: GridColumn) -> str:
        """What a column holds, by its heads and what stands below; ``""`` for one without either."""
        leaf = column.path[-1] if column.path else ""
        for kind in (ORDER, REMARK):
            if _KEY[kind].fullmatch(leaf):
                return kind
        figures, words = self._content(column.index)
        for name in reversed(column.path):
            if _KEY[CODE].fullmatch(name):
                return CODE
            if _KEY[NAME].fullmatch(name):
                return CODE if figures > words else NAME
        named = words > 2 and not figures  # …｜支出｜预算数: the names of a side, whatever the head is
        if named or (words > figures and not self.known.intersection(map(yearless, column.path))):
            return NAME
        return VALUE if column.path or figures else ""

    def _content(self, index: int) -> tuple[int, int]:
        """How many body cells of a column are figures and how many are words."""
        figures = words = 0
        for row in range(self.first, self.height):
            cell = self.table.at(row, index)
            if cell is None or cell.row != row or cell.column != index:
                continue
            kind = reading(cell.text).kind
            figures += kind == FIGURE or cell.error is not None
            # A total printed across the code columns says nothing about them.
            words += kind == WORDS and cell.colspan == 1 and not cell.error
        return figures, words

    def _blocks(self) -> list[ColumnBlock]:
        """The columns in blocks, those that name rows before their figures; none without figures."""
        blocks = [ColumnBlock()]
        for column in self.columns:
            if column.kind in (CODE, NAME, ORDER):
                if blocks[-1].values:
                    blocks.append(ColumnBlock())
                blocks[-1].keys.append(column)
            elif column.kind == VALUE:
                blocks[-1].values.append(column)
        for block in blocks:
            block.drop_title()
        return [block for block in blocks if block.values]

    def rows(self, block: ColumnBlock) -> Iterator[GridRow]:
        """The body rows of one block from the top; rows that repeat the heads are left out."""
        heads = {self._texts(row) for row in range(self.top, self.first)}
        codes = [column.index for column in block.keys if column.kind == CODE]
        names = [column.index for column in block.keys if column.kind == NAME]
        above = [""] * len(codes)
        for index in range(self.first, self.height):
            if not self.lines[index] or (self._texts(index) in heads and any(self._texts(index))):
                continue
            if "栏次" in self._texts(index):
                continue
            parts = [self._key_text(index, column) for column in codes]
            words = list(dict.fromkeys(self._key_text(index, column) for column in names))
            yield self._row(index, parts, [word for word in words if word], above)

    def _row(self, index: int, parts: list[str], names: list[str], above: list[str]) -> GridRow:
        digits = [part if part.isdigit() else "" for part in map(flat, parts)]
        strange = [text for text, part in zip(parts, digits, strict=True) if text and not part]
        names = names or list(dict.fromkeys(strange))
        name = "·".join(names)
        code = composed(digits, above)
        printed = " ".join(text for text, part in zip(parts, digits, strict=True) if part)
        if not code and (match := _CODED.match(flat(name))):
            code, name = match[1], match[2]
        return GridRow(index, code, name, printed or code, name)

    def _key_text(self, row: int, column: int) -> str:
        cell = self.table.at(row, column)
        if cell is None or cell.row < self.first or reading(cell.text).kind == NOTHING:
            return ""
        text = cell.text.strip()
        return "" if row == self.first and _KEY[CODE].fullmatch(flat(text)) else text

    def _texts(self, row: int) -> tuple[str, ...]:
        return tuple(flat(cell.text) for cell in self.lines[row])


def _is_words(text: str) -> bool:
    return bool(text.strip()) and not _NUMBERING.match(flat(text))


def lines_of(table: Table) -> list[list[Cell]]:
    """The cells of each row, left to right, each cell in the row where it begins."""
    lines: list[list[Cell]] = [[] for _ in range(table.shape[0])]
    for cell in sorted(table.cells, key=lambda one: one.column):
        lines[cell.row].append(cell)
    return lines


def is_head(text: str) -> bool:
    """Whether a text is a word that only heads use.

    >>> is_head("科目 名称"), is_head("结余分配")
    (True, False)
    """
    return bool(_HEAD_WORD.search(flat(text)))


def is_numbering(cells: list[Cell]) -> bool:
    """Whether a row only numbers the columns (栏次 1 2 3=4+5 …).

    >>> is_numbering([Cell("栏次", 0, 0), Cell("1", 0, 1)])
    True
    """
    texts = [flat(cell.text) for cell in cells]
    counted = [text for text in texts if text not in ("栏次", "行次", "类", "款", "项", "列次")]
    if not counted or not all(_NUMBERING.match(text) for text in counted):
        return False
    starts = [re.split("[=＝]", text)[0] for text in counted if text[0].isdecimal()]
    numbers = [int(start) for start in starts if len(start) <= DIGITS]
    in_order = all(b == a + 1 for a, b in pairwise(numbers))
    return in_order and ("栏次" in texts or (len(numbers) > 1 and numbers[0] == 1))


def composed(parts: list[str], above: list[str]) -> str:
    """One code from the code columns of a row; ``above`` holds the parts of the row before and is updated.

    Columns may hold their own level (201 | 06 | 01), the whole code (201 | 20106 | 2010601), or only the
    deepest level where the others are the same as in the row above.

    >>> composed(["201", "6", ""], [""] * 3), composed(["", "", "02"], ["201", "06", "01"])
    ('20106', '2010602')
    """
    if not any(parts):
        return ""
    first = next(index for index, part in enumerate(parts) if part)
    if len(parts[first]) < 3:
        parts = above[:first] + parts[first:]
    above[:] = parts
    code = ""
    for part in parts:
        if code and part.startswith(code):
            code = part
        elif part:
            code += part.zfill(2) if code else part
    return code
