"""Reading a self-evaluation form row by row: by heads and row labels, never by position."""

from __future__ import annotations

import re
from itertools import pairwise

from mingzhang.facts.report import Cell, Table
from mingzhang.language.evaluation.grid import FormEntry, FormGrid, Head, entry, name_of, nothing
from mingzhang.language.evaluation.score_table import (
    ACTUAL,
    FULL,
    LEVEL,
    OPINION,
    SCORE,
    TARGET,
    TOTALS,
    full_head,
    head_kind,
    totals,
)
from mingzhang.language.evaluation.self_evaluation import (
    APPROPRIATION,
    BUDGET,
    CARRIED,
    ORIGINAL,
    OTHER,
    OUTTURN,
    TOTAL,
    IndicatorRow,
    SelfEvaluation,
)
from mingzhang.language.table.caption import unit_of
from mingzhang.language.table.cell import unit_in
from mingzhang.language.text.spelling import plain

_RATE, _FULL, _SCORE = "执行率", "分值", "得分"
_NAMES = ("项目名称", "政策名称", "专项名称", "专项资金名称", "转移支付项目名称", "部门名称", "部门单位名称")
_HEADER = {
    "department": ("主管部门", "项目主管部门", "主管部门及代码", "主管部门名称"),
    "unit": ("实施单位", "项目实施单位", "项目单位", "资金使用单位", "预算单位"),
    "person": ("项目负责人", "负责人", "联系人", "项目联系人"),
    "phone": ("联系电话", "电话", "联系方式", "项目负责人电话"),
}
_FUND_HEADS = {
    ORIGINAL: r"年初预算(?:数|金额|安排)?$|年初批复.*$",
    BUDGET: r"(?:全年|调整后?|调整后的|全年调整)预算(?:数|金额)?$|预算数$|(?:全年)?预算金额$|预算调整数$",
    OUTTURN: r"(?:全年|预算|实际|本年)*(?:执行|支出)(?:数|金额|额)$",
    _RATE: r"(?:预算|资金|全年)?执行率$",
    _FULL: r"(?:执行率)?(?:分值|权重|满分)$",
    _SCORE: r"(?:执行率)?(?:自评)?得分$",
}
_FUND_ROWS = {
    TOTAL: r"总额|资金合计|年度资金|^合计$|^总计$|^小计$",
    CARRIED: r"结转",
    OTHER: r"其他|自筹",
    APPROPRIATION: r"财政拨款|财政资金|一般公共预算拨款",
}
_EXPECTED = re.compile(r"(?:项目|年度|年初|全年|预期|设定|总体|绩效)*(?:预期目标|目标|设定目标|绩效目标)$")
_REACHED = re.compile(
    r"(?:项目|年度|全年|总体|实际|目标|绩效目标)*(?:完成情况|实际完成|完成情况综述|实现情况)$"
)
_NATURE = re.compile(r"(?:指标)?(?:性质|方向|符号|比较符)$")
_MEASURE = re.compile(r"(?:度量|计量|指标)?单位$")
_SECOND = re.compile(
    r"(?:数量|质量|时效|成本|经济效益|社会效益|生态效益|可持续影响|服务对象满意度|满意度)指标$"
)


def _form_head(name: str) -> str:
    if _NATURE.match(name):
        return "nature"
    return "measure" if _MEASURE.match(name) else head_kind(name)


def form_heads(grid: FormGrid, row: int) -> list[Head]:
    """The heads of the indicator block when this row prints them, otherwise nothing."""
    heads = grid.heads(row, _form_head)
    kinds = {head.kind for head in heads}
    scored = kinds & {FULL, SCORE}
    return heads if {TARGET, ACTUAL, LEVEL} <= kinds and (scored or OPINION in kinds) else []


def is_form(table: Table) -> bool:
    """Whether a table is a self-evaluation form or a page of one.

    >>> table = Table([Cell(text, row, 0) for row, text in enumerate(("数量指标", "质量指标", "时效指标"))])
    >>> is_form(table), is_form(Table([Cell("项目名称", 0, 0), Cell("预算数", 0, 1)]))
    (True, False)
    """
    grid = FormGrid([table])
    seconds, named, owned = 0, False, False
    for row in range(len(grid)):
        if form_heads(grid, row):
            return True
        cells = grid.row(row)
        seconds += any(_SECOND.match(name_of(cell.text)) for cell in cells)
        named = named or opens(grid, row)
        owned = owned or bool(cells and name_of(cells[0].text) in _HEADER["department"])
    return seconds >= 2 or (named and owned)


def opens(grid: FormGrid, row: int) -> bool:
    """Whether a row is the one that names the project."""
    cells = grid.row(row)
    return bool(cells) and cells[0].column == 0 and name_of(cells[0].text) == "项目名称"


def _fund_head(name: str) -> str:
    return next((kind for kind, pattern in _FUND_HEADS.items() if re.match(pattern, name)), "")


class FormReader:
    """Reads one form row by row; :meth:`read` returns it."""

    def __init__(self, grid: FormGrid, number: int, block: int, money: str) -> None:
        self.grid, self.form = grid, SelfEvaluation(number, block, money=money)
        self.fund_heads: list[Head] = []
        self.heads: list[Head] = []
        self.goal_heads: list[Head] = []
        self.above: list[FormEntry] = []

    def read(self) -> SelfEvaluation:
        """The form, as far as its rows were understood."""
        for row in range(len(self.grid)):
            self._unit(row)
            if self._goals(row) or self._indicator_heads(row) or self._total(row):
                continue
            if opens(self.grid, row):
                self.heads = []
            if self.heads:
                if self.form.total_score.absent:
                    self._indicator(row)
                continue
            self._pairs(row)
            self._funds(row)
        self._execution()
        return self.form

    def _unit(self, row: int) -> None:
        if self.form.money or self.heads:
            return
        for cell in self.grid.row(row):
            unit = unit_in(cell.text) or unit_of(cell.text)
            if unit.endswith("元"):
                self.form.money = unit
                break

    def _pairs(self, row: int) -> None:
        """Take the project's name, department, unit, person and phone: labels with the answer beside."""
        cells = self.grid.row(row)
        for cell, value in pairwise(cells):
            name = name_of(cell.text)
            if name in _NAMES and self.form.name.absent and value.text.strip():
                text = " ".join(value.text.split())
                self.form.name = FormEntry(text, value.place(), cell=value)
                self.form.whole = name.startswith("部门")
                self.form.name.place = self.form.name.place.naming(table=self.form.table, row=name)
            for attribute, names in _HEADER.items():
                if name in names and getattr(self.form, attribute).absent:
                    setattr(self.form, attribute, entry(value, self.form.table, name, ""))

    def _funds(self, row: int) -> None:
        """Take the heads of the money columns, or the amounts of one source under them."""
        heads = self.grid.heads(row, _fund_head)
        if len(heads) >= 2 and {head.kind for head in heads} & {ORIGINAL, BUDGET, OUTTURN}:
            self.fund_heads = heads
            return
        if not self.fund_heads:
            return
        left = min(head.left for head in self.fund_heads)
        labels = [c for c in self.grid.row(row) if c.column < left and self.grid.begins(row, c)]
        named = next((name_of(c.text) for c in reversed(labels) if c.text.strip()), "")
        key = next((key for key, words in _FUND_ROWS.items() if re.search(words, named)), named or TOTAL)
        values = {}
        for head in self.fund_heads:
            unit = {_RATE: "%", _FULL: "分", _SCORE: "分"}.get(head.kind, self.form.money or "元")
            values[head.kind] = entry(
                self.grid.under(row, head), self.form.table, named or "资金", head.text, unit
            )
        if any(not value.blank for value in values.values()) or named:
            self.form.funds.setdefault(key, values)

    def _execution(self) -> None:
        for row in sorted(self.form.funds, key=lambda key: key != TOTAL):
            values = self.form.funds[row]
            for kind, attribute in ((_RATE, "rate"), (_FULL, "rate_full"), (_SCORE, "rate_score")):
                known = getattr(self.form, attribute)
                if kind in values and (known.absent or (known.blank and values[kind].figure)):
                    setattr(self.form, attribute, values[kind])

    def _goals(self, row: int) -> bool:
        """Whether a row holds the heads of goal and outcome, or the texts below them, which are kept."""
        if self.goal_heads:
            heads, self.goal_heads = self.goal_heads, []
            for head, attribute in zip(heads, ("goal", "outcome"), strict=True):
                cell = self.grid.under(row, head)
                setattr(self.form, attribute, entry(cell, self.form.table, "年度总体目标", head.text))
            return True
        if self.heads:
            return False
        cells = [cell for cell in self.grid.row(row) if self.grid.begins(row, cell)]
        expected = [c for c in cells if _EXPECTED.match(name_of(c.text))]
        reached = [c for c in cells if _REACHED.match(name_of(c.text))]
        if expected and reached and not form_heads(self.grid, row):
            pair = (expected[-1], reached[-1])
            self.goal_heads = [Head("", plain(c.text), c.column, c.column + c.colspan) for c in pair]
        return bool(self.goal_heads)

    def _indicator_heads(self, row: int) -> bool:
        found = form_heads(self.grid, row)
        if found:
            self.heads, self.goal_heads = found, []
        return bool(found)

    def _total(self, row: int) -> bool:
        cells = self.grid.row(row)
        if not self.heads or not cells or name_of(cells[0].text) not in TOTALS:
            return False
        self.form.total_full, self.form.total_score = totals(self.grid, row, self.heads, self.form.table)
        return True

    def _indicator(self, row: int) -> None:
        """Add the indicator in a row to the form, or join it to the one above that a page break cut."""
        levels = self._levels([head for head in self.heads if head.kind == LEVEL], row)
        if not any(level.plain for level in levels):
            return
        name, kind = levels[-1], levels[-2] if len(levels) > 1 else nothing()
        label = " ".join(dict.fromkeys(part for part in (name_of(kind.text), name.plain[:20]) if part))

        def under(kind_of: str, unit: str = "") -> FormEntry:
            return self._under(row, kind_of, label, unit)

        name.place = name.place.naming(row=label)
        item = IndicatorRow(
            name_of(levels[0].text),
            name_of(kind.text),
            kind,
            name,
            under(TARGET),
            under(ACTUAL),
            under(FULL, "分"),
            under(SCORE, "分"),
            under(OPINION),
        )
        nature, measure = under("nature").plain, under("measure").plain
        item.aim = (nature if nature in ("≥", "≤", "=", ">", "<") else "") + item.target.plain + measure
        item.got = item.actual.plain + (measure if re.search(r"\d$", item.actual.plain) else "")
        if item.target.cell is not None and item.target.cell is item.full.cell:
            return  # a remark over the whole width
        if self._goes_on(row, item):
            self._join(item)
        elif item.full.figure or item.score.figure or item.target.plain or item.actual.plain:
            self.form.indicators.append(item)

    def _under(self, row: int, kind: str, label: str, unit: str) -> FormEntry:
        heads = [head for head in self.heads if head.kind == kind]
        if kind == FULL:
            heads = [head for head in (full_head(self.heads),) if head is not None]
        found = [entry(self.grid.under(row, h), self.form.table, label, h.text, unit) for h in heads]
        if kind == TARGET:  # of an original and an adjusted value the adjusted one, printed last, counts
            return next((item for item in reversed(found) if item.text), found[0])
        return found[0] if found else nothing()

    def _goes_on(self, row: int, item: IndicatorRow) -> bool:
        """Whether a page break cut the row above and this is its lower part."""
        open_row = bool(self.form.indicators) and self.grid.opens(row)
        return open_row and item.full.blank and item.score.blank and not item.target.not_concerned

    def _join(self, item: IndicatorRow) -> None:
        last = self.form.indicators[-1]
        for above, below in (
            (last.target, item.target),
            (last.actual, item.actual),
            (last.reason, item.reason),
        ):
            above.text += below.text
            above.__dict__.pop("plain", None)
        last.aim += item.aim
        last.got += item.got

    def _levels(self, heads: list[Head], row: int) -> list[FormEntry]:
        """The levels of a row from the top down; merged cells and blank upper ones repeat the row above."""
        levels: list[FormEntry] = []
        for depth, head in enumerate(heads):
            cell: Cell | None = self.grid.under(row, head)
            same = depth < len(self.above) and all(a is b for a, b in zip(levels, self.above, strict=False))
            lowest = depth == len(heads) - 1
            empty = not (cell and cell.text.strip())
            if same and (self.above[depth].cell is cell or (empty and not lowest)):
                levels.append(self.above[depth])
            else:
                levels.append(entry(cell, self.form.table, "", head.text))
        self.above = levels
        return levels
