"""Target forms of a budget: what each project of the register asks for and promises, and their figures."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mingzhang.facts.fact import Fact, Facts
from mingzhang.facts.number import MONEY, printed, shown
from mingzhang.facts.publication import CAPTION, TABLE, Piece, Position
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.language.evaluation.self_evaluation import APPROPRIATION, CARRIED, ORIGINAL, OTHER
from mingzhang.performance.evaluate import wan
from mingzhang.performance.project import Project, Register

TITLE = "项目支出绩效目标表"
_OFFICE = "实施单位"
_HEADS = ("一级指标", "二级指标", "三级指标", "指标值")


def target_pieces(register: Register) -> list[Piece]:
    """A form for each project: office, money asked for by source, goal, and every target."""
    pieces: list[Piece] = []
    for project in register.projects:
        pieces.append(Piece(Paragraph(f"{TITLE}：{project.name}"), CAPTION))
        table = _table(project)
        pieces.append(Piece(table, TABLE, heads=0, name=project.name[:31], labels=_labels(table)))
    return pieces


def target_figures(register: Register) -> Facts:
    """How many projects have targets and what is asked for them; nothing where an amount is unknown.

    >>> from mingzhang.performance.project import funds_of
    >>> asked = funds_of([("财政拨款.年初预算", Fraction(90000))])
    >>> figures = target_figures(Register("某局", 2026, [Project("1", "甲", funds=asked)]))
    >>> [(fact.name, fact.figure.text) for fact in figures]
    [('绩效.目标项目数', '1'), ('绩效.目标金额', '90000.00')]
    """
    facts = Facts()
    amounts = [project.fund(ORIGINAL) for project in register.projects]
    known = [amount for amount in amounts if amount is not None]
    if amounts and len(known) == len(amounts):
        facts.add(Fact("绩效.目标项目数", printed(str(len(amounts)), "个"), table=False))
        facts.add(Fact("绩效.目标金额", printed(shown(sum(known, Fraction(0)), "", 2), MONEY), table=False))
    return facts


def unplanned(register: Register) -> Iterator[str]:
    """What a form would lack, project by project, as sentences without a full stop.

    >>> list(unplanned(Register(projects=[Project("1", "甲", goal="办成一件事")])))
    ['“甲”没有填年初预算数', '“甲”没有填指标']
    """
    for project in register.projects:
        if project.fund(ORIGINAL) is None:
            yield f"“{project.name}”没有填年初预算数"
        if not project.goal:
            yield f"“{project.name}”没有填预期目标"
        if not project.indicators:
            yield f"“{project.name}”没有填指标"
        for item in project.indicators:
            if not item.target and item.applies:
                yield f"“{project.name}”的指标“{item.name}”没有填年度指标值"


def _table(project: Project) -> Table:
    """The cells of one form; a level stands once before all its targets."""
    cells: list[Cell] = []

    def row(*texts: str, spans: tuple[int, ...]) -> None:
        at, column = max((cell.row for cell in cells), default=-1) + 1, 0
        for text, span in zip(texts, spans, strict=True):
            cells.append(Cell(text, at, column, colspan=span))
            column += span

    row("项目名称", project.name, spans=(1, 4))
    row("主管部门", project.department, _OFFICE, project.unit, spans=(1, 2, 1, 1))
    fiscal = [project.fund(ORIGINAL, source) for source in (APPROPRIATION, CARRIED)]
    stated = [amount for amount in fiscal if amount is not None]
    row("年度资金总额（万元）", wan(project.fund(ORIGINAL)), spans=(1, 4))
    row("其中：财政拨款（含上年结转）", wan(sum(stated, Fraction(0))), spans=(1, 4))
    row("其他资金", wan(project.fund(ORIGINAL, OTHER) or Fraction(0)), spans=(1, 4))
    row("年度总体目标", project.goal, spans=(1, 4))
    row(*_HEADS, spans=(1, 1, 2, 1))
    _targets(project, cells)
    return Table(cells, name=project.name[:31])


def _labels(table: Table) -> dict[Position, str]:
    """The cells that are heads: names at the left, the office's second, the heads of targets, the levels."""
    heads = next(cell.row for cell in table.cells if cell.text == _HEADS[0])
    labels = {
        (cell.row, cell.column): "row" for cell in table.cells if cell.column == 0 or cell.text == _OFFICE
    }
    labels |= {(cell.row, 1): "row" for cell in table.cells if cell.row > heads and cell.column == 1}
    return labels | {(heads, cell.column): "column" for cell in table.row(heads)}


def _targets(project: Project, cells: list[Cell]) -> None:
    """The rows of targets; a level is one cell down all its targets."""
    at = max(cell.row for cell in cells) + 1
    groups: dict[str, dict[str, list[tuple[str, str]]]] = {}
    for item in project.indicators:
        if item.applies:
            kinds = groups.setdefault(item.level1, {})
            kinds.setdefault(item.level2, []).append((item.name, item.target))
    for level1, kinds in groups.items():
        cells.append(Cell(level1, at, 0, rowspan=sum(map(len, kinds.values()))))
        for level2, rows in kinds.items():
            cells.append(Cell(level2, at, 1, rowspan=len(rows)))
            for name, target in rows:
                cells += [Cell(name, at, 2, colspan=2), Cell(target, at, 4)]
                at += 1
