"""What is missing or contradictory in a filing, in the words of the workbook: sheet, cell, row and column."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from mingzhang.catalogue import NATION, derivation, load, readable_pages
from mingzhang.disclosure.sources import Sources
from mingzhang.facts.fact import WHOLE, Fact, Facts
from mingzhang.facts.number import MONEY, shown
from mingzhang.facts.publication import Piece
from mingzhang.facts.report import Table
from mingzhang.language.identity.derive import Contradiction
from mingzhang.language.narrative.sentence_writer import MISSING, Question
from mingzhang.language.text.personal_data import personal
from mingzhang.language.workbook.form import MONEY_UNIT, Filing, InputBlock, InputColumn, Page, Problem

REASON = "原因:"
ANY = "*"
_FEW = 3  # cells that are named one by one
_CELL = re.compile(r"([A-Z]{1,3})(\d+)")


@dataclass(frozen=True)
class Input:
    """A place to fill in: page and block by their order, row and column by name, ``""`` for all of them."""

    page: int
    block: int
    row: str = ""
    column: str = ""
    name: str = ""
    order: int = 0


class FilledWorkbook:
    """The workbook of a filing: where its figures and words stand.

    >>> FilledWorkbook(Filing("某局", 2024, "310107")).where("原因:上年:总表.本年收入")
    '工作表“上年”的“本年收入合计”“变动原因”'
    """

    def __init__(self, filing: Filing, known: Facts | None = None) -> None:
        self.filing, self.known = filing, known if known is not None else filing.facts
        self.place = filing.place or NATION
        self.pages: tuple[Page, ...] = readable_pages(self.place, filing.year, filing.kind)
        self.money = filing.words.get(MONEY_UNIT, MONEY)

    @cached_property
    def sources(self) -> Sources:
        """The filled cells behind each figure."""
        steps = derivation(self.filing.kind, self.place, self.filing.year or None)
        return Sources(self.filing.facts, self.known, steps)

    @cached_property
    def names(self) -> dict[str, str]:
        """The names of codes."""
        return load(self.place, self.filing.year or None).code_names()

    # -- where figures are filled in -----------------------------------------------------------------------

    def inputs(self, name: str, seen: frozenset[str] = frozenset()) -> list[Input]:
        """Where a figure or a word is filled in: its own cell, or the cells that it follows from."""
        own = list(self._own(name))
        if own or name in seen:
            return [each for each in own if self.known.get(each.name) is None] or own
        for formula, setting in self.sources.giving(name):
            for optional in (False, True):  # what may be left out is asked for last
                parts = [_put(term.name, setting) for term in formula.right if term.optional is optional]
                unknown = [part for part in parts if self.known.get(part) is None]
                found = [each for part in unknown for each in self.inputs(part, seen | {name})]
                if found:
                    return list(dict.fromkeys(found))
        return []

    def _own(self, name: str) -> Iterator[Input]:
        for number, page in enumerate(self.pages):
            for place, block in enumerate(page.blocks):
                if found := list(_within(block, number, place, name)):
                    yield from found
                    if "." in name or ":" in name:  # not a whole table, which may stand in several blocks
                        return

    def where(self, name: str) -> str:
        """Where a figure or a word is filled in, ``""`` where it has no place in the workbook."""
        found = self.inputs(name)
        if not found:
            return ""
        rows = {(each.page, each.block, each.row) for each in found}
        first = found[0]
        return self.said(
            first if len(found) == 1 else Input(first.page, first.block, first.row if len(rows) == 1 else "")
        )

    def said(self, place: Input) -> str:
        """An input in words, with its cell where the workbook has it."""
        sheet, cell = self.filing.cells.get(place.name, (self.pages[place.page].name, ""))
        row = f"“{self._row(place)}”" if place.row else ""
        column = f"“{place.column}”" if place.column else ""
        if cell:
            return f"工作表“{sheet}”的 {cell}（{row}{column}）"
        block = self.pages[place.page].blocks[place.block]
        if place.row and block.key and self.filing.cells:
            row += "一行（没有的请加上）"
        if not row and not column and len(self.pages[place.page].blocks) > 1:
            column = f"“{block.first_head}”"
        return f"工作表“{sheet}”" + (f"的{row}{column}" if row or column else "")

    def _row(self, place: Input) -> str:
        name = self.names.get(place.row, "") if place.row.isdigit() else ""
        return f"{place.row} {name}".rstrip()

    # -- what is missing -----------------------------------------------------------------------------------

    def missing(self, asked: Iterable[Question]) -> list[Problem]:
        """One problem for each cell, column, block or sheet that is still to be filled, in their order."""
        figures: dict[Input, None] = {}
        problems: dict[tuple[int, int, int, str], Problem] = {}
        for question in asked:
            found = self.inputs(question.key)
            if question.sentence == MISSING and found and self.filing.cells:
                figures |= dict.fromkeys(found)
                continue
            said = self.said(found[0]) if found and self.filing.cells else f"“{question.key}”"
            first = found[0] if found else Input(len(self.pages), 0)
            problem = self._problem(first, f"{said}：{question.sentence}。")
            problems[first.page, first.block, first.order, question.key] = problem
        for place in dict.fromkeys(self._widened(place, figures) for place in figures):
            key = (place.page, place.block, place.order, place.name)
            problems[key] = self._problem(place, f"{self.wide(place)}：{MISSING}。")
        return [problems[key] for key in sorted(problems)]

    def _problem(self, place: Input, sentence: str) -> Problem:
        sheet = self.pages[place.page].name if place.page < len(self.pages) else ""
        return Problem(sheet, self.filing.cells.get(place.name, ("", ""))[1], sentence)

    def _widened(self, place: Input, asked: Iterable[Input]) -> Input:
        """The whole sheet, block or column instead of a cell where nothing of it is filled."""
        page = self.pages[place.page]
        block = page.blocks[place.block]
        if not any(self._filled(each, column) for each in page.blocks for column in each.columns):
            return Input(place.page, -1)
        if not any(self._filled(block, column) for column in block.columns):
            return Input(place.page, place.block)
        column = next((each for each in block.columns if each.head == place.column), None)
        among = [
            each
            for each in asked
            if (each.page, each.block, each.column) == (place.page, place.block, place.column)
        ]
        if column is not None and len(among) > 1 and not self._filled(block, column):
            return Input(place.page, place.block, "", place.column)
        return place

    def _filled(self, block: InputBlock, column: InputColumn) -> bool:
        """Whether any cell of a column is filled."""
        facts, words = self.filing.facts, self.filing.words
        if block.lines:
            names = [line.column(column).name(line.name) for line in block.lines]
            return any(facts.get(name) is not None or name in words for name in names)
        rows = {column.row_of(name) for name in (*facts.names(), *words)} - {None}
        return bool(rows if block.whole or not block.key else rows - {WHOLE})

    def blanks(self, names: Iterable[str]) -> list[tuple[Input, str]]:
        """The blank cells of figures and words, or the columns, blocks and sheets that are blank."""
        places: dict[Input, str] = {}
        for name in names if self.filing.cells else ():
            for place in self.inputs(name):
                places.setdefault(place, name)
        return [(self._widened(place, places), name) for place, name in places.items()]

    def cell_at(self, place: Input) -> tuple[str, str]:
        """Sheet and cell of an input, the cell empty for more than one."""
        return self.filing.cells.get(place.name, (self.pages[place.page].name, ""))

    def cell(self, name: str) -> tuple[str, str]:
        """Sheet and cell of a figure or a word."""
        found = self.inputs(name)
        return self.cell_at(found[0]) if found else ("", "")

    def ordered(self, problems: Iterable[Problem]) -> list[Problem]:
        """Problems in the order of sheets and cells, those of other files last."""
        sheets = {page.name: number for number, page in enumerate(self.pages)}

        def place(problem: Problem) -> tuple[int, int, str]:
            found = _CELL.fullmatch(problem.cell)
            row, column = (int(found[2]), found[1].rjust(3)) if found else (0, "")
            return sheets.get(problem.sheet, len(sheets)), row, column

        return sorted(problems, key=place)

    def wide(self, place: Input) -> str:
        """A sheet, block, column or cell in words."""
        return f"工作表“{self.pages[place.page].name}”" if place.block < 0 else self.said(place)

    # -- what is contradictory -----------------------------------------------------------------------------

    def contradiction(self, conflict: Contradiction) -> Problem:
        """A figure that is filled in and follows to be another one."""
        name = conflict.fact.name
        said, computed, gap = self._compared(conflict.fact, conflict.computed)
        parts = [self._part(sign, fact, name) for sign, fact in conflict.parts if fact.figure.value]
        by = f"“{' '.join(parts).removeprefix('+ ')}”" if conflict.parts else "其下各科目之和"
        if not conflict.stated:
            return self._unstated(conflict.fact, by)
        were = "各行合计" if self.sources.behind(name) - {name} else "填的是"
        sentence = f"{self.place_of(conflict.fact)}：{were} {said}，按{by}应为 {computed}，相差 {gap}，请改正其中一处。"
        return Problem(*self.cell_of(conflict.fact), sentence)

    def _unstated(self, fact: Fact, by: str) -> Problem:
        """A figure that must be filled in and is not, though others say that it is not zero."""
        found = self.inputs(fact.name)
        whole = WHOLE if found and found[0].name != fact.name else ""
        amount = self.amount(fact.figure.value, fact.figure.unit)
        sentence = f"没有填，按{by}推算{whole}应为 {amount}；请按账填写，推算不对的，改正填错的一处。"
        return Problem(*self.cell_of(fact), f"{self.place_of(fact)}：{sentence}")

    def difference(self, said: Fact, other: Fact) -> Problem:
        """A figure of which the register of projects says something else."""
        here, there, gap = self._compared(said, other.figure.value)
        sentence = f"填的是 {here}，按项目表算为 {there}，相差 {gap}，请核对项目是否登记齐全。"
        return Problem(*self.cell_of(said), f"{self.place_of(said)}：{sentence}")

    def _compared(self, fact: Fact, other: Fraction) -> tuple[str, str, str]:
        value, unit = fact.figure.value, fact.figure.unit
        return self.amount(value, unit), self.amount(other, unit), self.amount(abs(value - other), unit)

    def amount(self, value: Fraction, unit: str) -> str:
        """A figure as the workbook would state it, exact to the 分.

        >>> book = FilledWorkbook(Filing("某局", 2024, "310107", words={"金额单位": "万元"}))
        >>> book.amount(Fraction(123456), "元"), book.amount(Fraction("123456.78"), "元")
        ('12.3456万元', '12.345678万元')
        """
        if unit != MONEY:
            return shown(value, unit, 0)
        if self.money == MONEY:
            return shown(value, MONEY)
        digits = re.sub(r"(\.\d\d\d*?)0+$", r"\1", shown(value / 10_000, "", 6))
        return f"{digits}万元"

    def place_of(self, fact: Fact) -> str:
        """Where a figure was said: in the workbook, in another file, or by its name."""
        where = self.where(fact.name) or self._column_of(fact.name)
        if where and (self.filing.cells or not fact.place.file):
            return where
        sheet, cell = self.cell_of(fact)
        return f"“{sheet}”表 {cell} 格" if sheet and cell else where or f"“{fact.name}”"

    def _column_of(self, name: str) -> str:
        """The column, or the sheet, whose cells a figure adds up."""
        found = [place for each in self.sources.behind(name) for place in self._own(each)]
        columns = {(place.page, place.block, place.column) for place in found}
        pages = {page for page, _, _ in columns}
        if len(columns) == 1:
            return self.said(Input(*min(columns)[:2], "", min(columns)[2]))
        return f"工作表“{self.pages[min(pages)].name}”" if len(pages) == 1 else ""

    def cell_of(self, fact: Fact) -> tuple[str, str]:
        """Sheet and cell of a figure."""
        found = self.inputs(fact.name) or [
            place for name in sorted(self.sources.behind(fact.name)) for place in self._own(name)
        ]
        here = (self.pages[found[0].page].name if found else fact.place.table or "", fact.place.column or "")
        return self.filing.cells.get(fact.name, here)

    def among(self, names: Iterable[str]) -> tuple[str, str, str]:
        """Sheet, cell and words (with a colon behind) of where some figures are filled in."""
        found = dict.fromkeys(place for name in names for place in self._own(name))
        pages = sorted({place.page for place in found})
        if not pages:
            return "", "", ""
        sheet = self.pages[pages[0]].name
        if len(found) <= _FEW:
            cells = [self.cell_at(place)[1] for place in found]
            return sheet, cells[0] if len(found) == 1 else "", f"{'、'.join(map(self.said, found))}："
        return sheet, "", f"工作表{'、'.join(f'“{self.pages[page].name}”' for page in pages)}："

    def _part(self, sign: int, fact: Fact, of: str) -> str:
        """A part of a sum: its column, with the sheet where it is another one than the sum's."""
        label, own = fact.name, next(self._own(fact.name), None)
        if own is None:  # a sum of all rows stands in no row: any row of its column will do
            own = next(self._own(fact.name.replace(f"[{WHOLE}]", "[0]")), None)
        if own is not None:
            page = self.pages[own.page]
            label = own.column if page.blocks[own.block].key else own.row
            if page.name not in [self.pages[each.page].name for each in self._own(of)]:
                label = f"{page.name}·{label}"
        return f"{'+' if sign > 0 else '−'} {label} {self.amount(fact.figure.value, fact.figure.unit)}"

    # -- what is not to be published -----------------------------------------------------------------------

    def personal(self, pieces: Sequence[Piece]) -> list[Problem]:
        """Numbers of persons in what is filled in and in the part on performance."""
        problems = []
        for name, text in self.filing.words.items():
            for kind, number in personal(text):
                found = self._problem((self.inputs(name) or [Input(len(self.pages), 0)])[0], "")
                where = self.where(name) or f"“{name}”"
                problems.append(Problem(found.sheet, found.cell, f"{where}：{_hide(kind, number)}"))
        for fact in self.filing.facts:
            for kind, number in personal(fact.name):
                problems.append(Problem(*self.cell_of(fact), f"{self.place_of(fact)}：{_hide(kind, number)}"))
        for text in _texts(pieces):
            for kind, number in personal(text):
                problems.append(
                    Problem("", "", f"项目表里写到绩效部分的“{text[:12]}…”：{_hide(kind, number)}")
                )
        return list(dict.fromkeys(problems))


def _hide(kind: str, number: str) -> str:
    return f"有{kind} {number}，属于个人信息，公开前请删去。"


def _texts(pieces: Iterable[Piece]) -> Iterator[str]:
    for piece in pieces:
        block = piece.block
        yield from (
            (cell.text for cell in block.cells) if isinstance(block, Table) else [getattr(block, "text", "")]
        )


def _within(block: InputBlock, page: int, place: int, name: str) -> Iterator[Input]:
    """The inputs of a block that a name means: a cell, the lines of a sum, or the block of a whole table."""
    begins = re.compile(rf"{re.escape(name)}[.\[:]")  # a whole table, or a list of words
    if not re.search(r"[.:\[]", name) and any(begins.match(column.pattern) for column in block.columns):
        heads = [column.head for column in block.columns if column.pattern.startswith(f"{name}:")]
        yield Input(page, place, "", heads[0] if heads else "")
        return
    lines = {line.name: (order, line) for order, line in enumerate(block.lines)}
    for column in block.columns:
        for order, line in lines.values():
            if line.column(column).name(line.name) != name:
                continue
            parts = [part for part in line.sums if not lines[part][1].sums]
            for part in parts or [line.name]:
                order, found = lines[part]
                yield Input(page, place, found.label, column.head, line.column(column).name(part), order)
            return
        row = column.row_of(name) if "{row}" in column.pattern else None
        if row == ANY:
            yield Input(page, place)
            return
        summed = row == WHOLE and not block.whole
        if row is not None and not summed and not block.lines:  # what stands in a list is found by its column
            yield Input(page, place, row if block.key else "", column.head, name)
            return


def _put(name: str, setting: dict[str, str]) -> str:
    for variable, value in setting.items():
        name = name.replace("{" + variable + "}", value)
    return name
