"""The workbook an accountant fills, described once: used to write it, to read it and to name its cells.

A workbook is a list of pages (work sheets), a page a list of blocks.  A block either has fixed lines or rows
that are added one by one under a key: a code, a name of one's own, or just the next number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

from mingzhang.facts.fact import WHOLE, Facts
from mingzhang.facts.number import SCALES
from mingzhang.facts.period import InForce
from mingzhang.language.text.spelling import label, plain

AMOUNT, COUNT, TEXT, CHOICE, PLACE, YEAR = "amount", "count", "text", "choice", "place", "year"
DATE = "date"  # a text that stands as 2026年3月5日 whatever a spreadsheet made of it
KINDS = (AMOUNT, COUNT, TEXT, CHOICE, PLACE, YEAR, DATE)
UNIT, DISTRICT, FISCAL, MONEY_UNIT = "单位名称", "区划代码", "年度", "金额单位"  # lines of the cover
SORT = "预算种类"  # the line that only the cover of a budget has: 部门预算 or 单位预算
FINAL, BUDGET = "final_account", "budget"  # what a workbook is filled for
_COUNTED = ("个", "人", "人次", "辆", "台", "批次", "分")
_UNIT_MARK = re.compile(rf"（(?:{'|'.join((*SCALES, *_COUNTED))})）$")


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one cell: sheet, cell (C7, or empty where it is about a whole sheet) and a sentence
    that names both and says what is expected."""

    sheet: str
    cell: str
    sentence: str

    def __str__(self) -> str:
        return self.sentence


@dataclass
class Filing:
    """What an office has to say about its year: figures under names, texts under names, and what is wrong.

    ``facts`` are in 元 or counting words, each with the cell it came from; an empty cell is no fact.
    ``words`` are texts: duties, purposes of items, reasons of changes.  ``cells`` says for every input that
    the workbook has, filled or not, where it stands: sheet and cell.  ``kind`` is what is to be published:
    :data:`FINAL` or :data:`BUDGET`.
    """

    unit: str = ""
    year: int = 0
    place: str = ""
    facts: Facts = field(default_factory=Facts)
    words: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    cells: dict[str, tuple[str, str]] = field(default_factory=dict)
    kind: str = FINAL


@dataclass(frozen=True)
class InputColumn:
    """A column of inputs: a figure goes to the fact, a text to the word that its pattern names.

    ``{row}`` in a pattern stands for the name of the line, the code, or the number of the row.  The breaks of
    a text of several ``lines`` are the writer's own and stay.
    """

    head: str
    fact: str = ""
    word: str = ""
    kind: str = AMOUNT
    unit: str = ""
    choices: tuple[str, ...] = ()
    negative: bool = False
    decimals: int = 0
    required: bool = False
    note: str = ""
    width: int = 0
    lines: bool = False

    @property
    def pattern(self) -> str:
        """The pattern of the name, of a fact or a word."""
        return self.fact or self.word

    def name(self, row: str) -> str:
        """The name of the fact or word in a row.

        >>> InputColumn("预算数", fact="三公表.预算.{row}").name("接待费")
        '三公表.预算.接待费'
        """
        return self.pattern.replace("{row}", row)

    def row_of(self, name: str) -> str | None:
        """The row that a name belongs to, ``None`` if it is not of this column.

        >>> InputColumn("金额", fact="结转账[{row}].年初一般").row_of("结转账[合计].年初一般")
        '合计'
        """
        found = _matcher(self.pattern).fullmatch(name)
        return found[1] if found else None


@lru_cache(maxsize=256)
def _matcher(pattern: str) -> re.Pattern[str]:
    before, _, after = pattern.partition("{row}")
    return re.compile(rf"{re.escape(before)}([^\[\]]+|[^\[\]]*\[[^\[\]]+\][^\[\]]*){re.escape(after)}")


@dataclass(frozen=True)
class InputLine:
    """A fixed line; what it states here goes before what its column states.

    ``sums`` are the names of the lines it adds up: such a line is a formula and not filled.  ``counts`` is
    the amount whose cases a line counts: where nothing was spent, there is nothing to count.
    """

    name: str
    label: str
    kind: str = ""
    unit: str = ""
    choices: tuple[str, ...] = ()
    decimals: int = 0
    required: bool = False
    sums: tuple[str, ...] = ()
    note: str = ""
    counts: str = ""

    def column(self, column: InputColumn) -> InputColumn:
        """The column as it is on this line."""
        kind = self.kind or column.kind
        if kind == column.kind and not self.unit and not self.required:
            return column
        return InputColumn(
            column.head, column.fact, column.word, kind, self.unit or column.unit,
            self.choices, column.negative, self.decimals, self.required, self.note,
        )  # fmt: skip

    @property
    def shown(self) -> str:
        """The name as it stands in the sheet, with the counting word."""
        return f"{self.label}（{self.unit}）" if self.unit else self.label


@dataclass(frozen=True)
class Key:
    """What names the rows that are added one by one.

    ``codes`` is ``functional``, ``economic`` or empty for names of one's own; ``levels`` the lengths of codes
    that are allowed, ``within`` the classes; ``whole`` allows a row for all codes together.
    """

    head: str
    codes: str = ""
    levels: tuple[int, ...] = ()
    within: tuple[str, ...] = ()
    whole: bool = False

    def fits(self, code: str) -> bool:
        """Whether a code is of a level and class that this key takes.

        >>> Key("科目编码", "functional", (7,)).fits("20103")
        False
        """
        return len(code) in self.levels and (not self.within or code[:3] in self.within)


@dataclass(frozen=True)
class InputBlock:
    """A part of a page under one row of heads: either fixed ``lines`` or rows under a ``key``.

    ``head`` stands over the names of lines; ``sum`` is the head of a column of row totals (rows) or the label
    of a line that adds up all others (lines); ``total`` asks for a line of totals above the rows.  What is
    ``idle`` is read where a workbook has it, but not asked: nothing that the place prints needs it.
    """

    head: str = ""
    key: Key | None = None
    columns: tuple[InputColumn, ...] = ()
    lines: tuple[InputLine, ...] = ()
    sum: str = ""
    total: bool = False
    idle: frozenset[str] = frozenset()

    def asks(self, column: InputColumn, line: InputLine | None = None) -> bool:
        """Whether a column is asked, on a line or at all.

        >>> columns, lines = (InputColumn("数", fact="{row}"),), (InputLine("甲", "甲"),)
        >>> block = InputBlock("项", None, columns, lines, idle=frozenset({"甲"}))
        >>> block.asks(block.columns[0]), block.asks(block.columns[0], block.lines[0]), block.asked
        (False, False, None)
        """
        if line is not None:
            return any(column.name(name) not in self.idle for name in line.sums or (line.name,))
        if self.lines:
            return any(self.asks(column, each) for each in self.lines)
        return column.pattern not in self.idle

    @property
    def asked(self) -> InputBlock | None:
        """The block without the lines and columns that are not asked, ``None`` where nothing of it is."""
        columns = tuple(column for column in self.columns if self.asks(column))
        lines = [line for line in self.lines if any(self.asks(column, line) for column in columns)]
        names = {line.name for line in lines}
        kept = tuple(replace(line, sums=tuple(n for n in line.sums if n in names)) for line in lines)
        return replace(self, columns=columns, lines=kept) if columns else None

    def keeping(self, names: Collection[str]) -> InputBlock:
        """The block that asks also the cells and columns of these names, which are filled already."""
        kept = {c.pattern for c in self.columns if any(c.row_of(name) is not None for name in names)}
        return replace(self, idle=self.idle - {*names, *(() if self.lines else kept)})

    @property
    def first_head(self) -> str:
        """The head over keys or names of lines, empty for lists that are just numbered."""
        return self.key.head if self.key else self.head

    @property
    def heads(self) -> tuple[str, ...]:
        """Every head that is read."""
        own = (self.first_head,) if self.first_head else ()
        return (*own, *(column.head for column in self.columns))

    @property
    def whole(self) -> str:
        """The key of the row for all codes together, if there may be one."""
        return WHOLE if self.key and self.key.whole else ""


@dataclass(frozen=True)
class Page:
    """One work sheet: its name, a title, remarks for whoever fills it, blocks."""

    name: str
    title: str
    notes: tuple[str, ...] = ()
    blocks: tuple[InputBlock, ...] = ()
    required: bool = False

    def names(self) -> Iterator[str]:
        """The names of the facts that are asked here; rows of codes stand for all codes.

        >>> list(Page("收入", "", blocks=(InputBlock(columns=(InputColumn("数", fact="甲.{row}"),)),)).names())
        ['甲.码']
        """
        for block in self.blocks:
            facts = [column for column in block.columns if column.fact]
            for column in facts:
                lines = [line.name for line in block.lines if block.asks(column, line)]
                yield from map(column.name, lines or ["码"] if block.asks(column) else [])

    def asked(self, filled: Collection[str] = ()) -> Page | None:
        """The page with only what is asked, or filled already, ``None`` where nothing of it is."""
        blocks = tuple(asked for block in self.blocks if (asked := block.keeping(filled).asked))
        return replace(self, blocks=blocks) if blocks else None


def load_pages(
    data: Iterable[Mapping[str, Any]],
    place: str,
    year: int | None,
    lists: Mapping[str, tuple[str, ...]],
    prints: Callable[[InputColumn, str], bool] | None = None,
) -> tuple[Page, ...]:
    """The pages of the workbook for a place and a fiscal year, from catalogue data.

    ``lists`` are the lists of lines that a block may name.  ``prints`` tells whether the place needs what a
    column says on a line, or under any key (an empty row); what it does not need is idle, but where a block
    is ``always`` asked.  Raises ``ValueError`` on an unknown kind.

    >>> block = {"head": "项", "columns": [{"head": "数", "fact": "{row}"}], "lines": [{"name": "甲"}]}
    >>> page, = load_pages([{"name": "表", "title": "表", "blocks": [block]}], "110106", 2020, {})
    >>> page.blocks[0].heads, page.blocks[0].columns[0].kind
    (('项', '数'), 'amount')
    """

    def current(entry: Mapping[str, Any]) -> bool:
        return place.startswith(tuple(entry.get("places", ("",)))) and InForce.of(entry).covers(year)

    pages = []
    for page in data:
        if current(page):
            blocks = [
                block if prints is None or each.get("always") else _marked(block, prints)
                for each in page["blocks"]
                if current(each)
                for block in [_block(each, current, lists)]
            ]
            notes = tuple(page.get("notes", ()))
            pages.append(Page(page["name"], page["title"], notes, tuple(blocks), page.get("required", False)))
    return tuple(pages)


def _block(
    data: Mapping[str, Any],
    current: Callable[[Mapping[str, Any]], bool],
    lists: Mapping[str, tuple[str, ...]],
) -> InputBlock:
    """A block of a page from its data: the lines in force, the listed ones, and their sum before them."""
    lines = [_line(line) for line in data.get("lines", ()) if current(line)]
    lines += [InputLine(name, name) for name in lists.get(data.get("list", ""), ())]
    if lines and data.get("sum"):
        lines.insert(0, InputLine(WHOLE, data["sum"], sums=tuple(line.name for line in lines)))
    key = data.get("key")
    return InputBlock(
        data.get("head", ""),
        _key(key) if key else None,
        tuple(_column(column) for column in data["columns"] if current(column)),
        tuple(lines),
        data.get("sum", ""),
        data.get("total", False),
    )


def _marked(block: InputBlock, prints: Callable[[InputColumn, str], bool]) -> InputBlock:
    """A block that knows what of it nobody needs."""
    rows = [line.name for line in block.lines if not line.sums] or [""]
    idle = (
        column.name(row) if row else column.pattern
        for column in block.columns
        for row in rows
        if not prints(column, row)
    )
    return replace(block, idle=frozenset(idle))


def _key(data: Mapping[str, Any]) -> Key:
    levels, within = (tuple(data.get(name, ())) for name in ("levels", "within"))
    return Key(data["head"], data.get("codes", ""), levels, within, data.get("whole", False))


def _column(data: Mapping[str, Any]) -> InputColumn:
    kind = data.get("kind", AMOUNT if "fact" in data else TEXT)
    if kind not in KINDS:
        raise ValueError(f"填报表“{data['head']}”栏的 kind 只能是 {'、'.join(KINDS)}")
    return InputColumn(**{**_plainly(data), "kind": kind, "choices": tuple(data.get("choices", ()))})


def _line(data: Mapping[str, Any]) -> InputLine:
    plainly = _plainly(data)
    for name in ("choices", "sums"):
        plainly[name] = tuple(plainly.get(name, ()))
    return InputLine(**{"label": data["name"], **plainly})


def _plainly(data: Mapping[str, Any]) -> dict[str, Any]:
    """What a line or column says of itself, without where and when it is asked."""
    return {name: value for name, value in data.items() if name not in ("since", "until", "places")}


def head_of(text: str) -> str:
    """A head or line name for comparing: without layout, ordinals and the unit in brackets behind it.

    >>> head_of("年初预算数 （元）"), head_of("因公出国(境)费"), head_of("团组数（个）")
    ('年初预算数', '因公出国（境）费', '团组数')
    """
    return _UNIT_MARK.sub("", label(plain(text)))


@dataclass(frozen=True)
class InputSheet:
    """A sheet of the workbook: its name, a remark, and its columns; the names of the fields go with them."""

    name: str
    note: str
    fields: tuple[tuple[str, InputColumn], ...]

    def column(self, name: str) -> InputColumn:
        """The column of a field.

        >>> InputSheet("指标", "", (("full", InputColumn("分值")),)).column("full").head
        '分值'
        """
        return dict(self.fields)[name]
