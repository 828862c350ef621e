"""Performance part of a document: its self-evaluation forms and the scoring tables of its reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.fact import Fact, Facts
from mingzhang.facts.report import Block, Paragraph, Report, Table
from mingzhang.language.evaluation.grid import FormGrid, name_of
from mingzhang.language.evaluation.score_table import (
    TOTALS,
    ScoredRow,
    ScoreTable,
    is_score_table,
    read_score_table,
)
from mingzhang.language.evaluation.self_evaluation import (
    BUDGET,
    ORIGINAL,
    OUTTURN,
    IndicatorRow,
    SelfEvaluation,
)
from mingzhang.language.evaluation.self_evaluation_reader import FormReader, form_heads, is_form, opens
from mingzhang.language.table.caption import unit_of
from mingzhang.language.text.spelling import plain

__all__ = ["IndicatorRow", "ScoreTable", "ScoredRow", "SelfEvaluation", "bind_evaluations", "is_evaluation"]

_YEAR = re.compile(r"(20\d\d)年")
_TITLE = re.compile(r"(?:自评|评价|评分|绩效|打分|指标体系)[^。；，]*表|（?20\d\d年度?）?$")
_MARKED = re.compile(r"得\s*分|指\s*标|分\s*值|权\s*重|绩\s*效|目\s*标")
_NEAR = 4  # lines above a form that may be its title


def is_evaluation(table: Table) -> bool:
    """Whether a table is a self-evaluation form (or a page of one) or a scoring table.

    >>> from mingzhang.facts.report import Cell
    >>> heads = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分")
    >>> is_evaluation(Table([Cell(head, 0, i) for i, head in enumerate(heads)]))
    True
    >>> is_evaluation(Table([Cell("项目", 0, 0), Cell("决算数", 0, 1)]))
    False
    """
    if not any(_MARKED.search(cell.text) for cell in table.cells):
        return False  # most tables are the account's: one look at their words is enough
    return is_score_table(table) or is_form(table)


def bind_evaluations(report: Report, facts: Facts) -> tuple[list[SelfEvaluation], list[ScoreTable]]:
    """Read all forms and scoring tables; their totals become facts ``绩效[n].…`` and ``评价[n].…``."""
    forms: list[SelfEvaluation] = []
    tables: list[ScoreTable] = []
    for block, group in _groups(report):
        first = group[0]
        title, year, money = _above(report, block)
        if is_score_table(first):
            tables.append(read_score_table(FormGrid(group), len(tables) + 1, title, block))
            continue
        for part in _parts(group):
            form = FormReader(part, len(forms) + 1, block, money).read()
            form.title, form.year = title, _year_in(part) or year
            form.whole = form.whole or "整体" in title
            if form.indicators:
                forms.append(form)
    for form in forms:
        _state(form, facts)
    for table in tables:
        _state_score(table, facts)
    return forms, tables


def _groups(report: Report) -> Iterator[tuple[int, list[Table]]]:
    """Evaluation tables with the pages they go on over."""
    group: list[Table] = []
    begun, last = 0, 0
    for index, block in enumerate(report.blocks):
        if not isinstance(block, Table):
            continue
        if group and _goes_on(group, block, report.blocks[last + 1 : index]):
            group.append(block)
            last = index
        elif is_evaluation(block):
            if group:
                yield begun, group
            begun, last, group = index, index, [block]
    if group:
        yield begun, group


def _goes_on(group: list[Table], table: Table, between: list[Block]) -> bool:
    """Whether a table continues the one before: same columns, nothing closed yet, no title in between."""
    if table.shape[1] != group[-1].shape[1] or _closed(group[-1]):
        return False
    name = next((name for t in group for name in _names(t)), "")
    if any(other != name for other in _names(table)):
        return False
    if not all(isinstance(block, Paragraph) for block in between):
        return False
    kinds = ("header", "footnote")
    lines = [plain(b.text) for b in between if isinstance(b, Paragraph) and b.kind not in kinds]
    longest = max(map(len, lines), default=0)
    return longest <= 8 if is_evaluation(table) else not any(re.search(r"[\u4e00-\u9fff]", t) for t in lines)


def _closed(table: Table) -> bool:
    rows = (table.row(row) for row in range(table.shape[0]))
    return any(cells and name_of(cells[0].text) in TOTALS for cells in rows)


def _names(table: Table) -> list[str]:
    """The project names that a table's rows begin forms with."""
    grid = FormGrid([table])
    rows = [grid.row(row) for row in range(len(grid)) if opens(grid, row)]
    return [plain(cells[1].text) if len(cells) > 1 else "" for cells in rows]


def _parts(group: list[Table]) -> Iterator[FormGrid]:
    """One grid per form: a sheet may hold several forms under each other."""
    whole = FormGrid(group)
    starts = [0]
    closed = named = False
    for row in range(len(whole)):
        cells = whole.row(row)
        if opens(whole, row):
            if named and closed:
                starts.append(row)
            named, closed = True, False
        elif cells and name_of(cells[0].text) in TOTALS:
            closed = True
    for start, end in zip(starts, [*starts[1:], len(whole)], strict=True):
        part = FormGrid([])
        part.rows = whole.rows[start:end]
        if any(form_heads(part, row) for row in range(len(part))):
            yield part


def _year_in(grid: FormGrid) -> int | None:
    for row in range(min(3, len(grid))):
        cells = [cell for cell in grid.row(row) if cell.text.strip()]
        match = _YEAR.search(plain(cells[0].text)) if len(cells) == 1 else None
        if match:
            return int(match[1])
    return None


def _above(report: Report, block: int) -> tuple[str, int | None, str]:
    """Title, year and money unit that the lines right above a table state."""
    title, year, money = "", None, ""
    for item in reversed(report.blocks[max(0, block - _NEAR) : block]):
        if not isinstance(item, Paragraph):
            break
        text = plain(item.text)
        match = _YEAR.search(text)
        if len(text) > 60 or not (_TITLE.search(text) or unit_of(text)):
            continue
        year = year or (int(match[1]) if match else None)
        money = money or unit_of(text)
        if text.endswith("表") and not title:
            title = text
    return title, year, money


def _state(form: SelfEvaluation, facts: Facts) -> None:
    """Record the figures of a form's funds and totals as facts."""
    name = f"绩效[{form.number}]"
    said = {key: form.fund(key) for key in (ORIGINAL, BUDGET, OUTTURN)}
    said |= {
        "执行率": form.rate,
        "执行率得分": form.rate_score,
        "总分值": form.total_full,
        "总分": form.total_score,
    }
    for key, item in said.items():
        if item.figure is not None:
            facts.add(Fact(f"{name}.{key}", item.figure))


def _state_score(table: ScoreTable, facts: Facts) -> None:
    for key, item in (("总分值", table.total_full), ("总分", table.total_score)):
        if item.figure is not None:
            facts.add(Fact(f"评价[{table.number}].{key}", item.figure))
