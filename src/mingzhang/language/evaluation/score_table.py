"""Scoring tables of evaluation reports: levels of indicators, full marks, marks given, opinions."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction

from mingzhang.facts.place import Place
from mingzhang.facts.report import Table
from mingzhang.language.evaluation.grid import (
    FormEntry,
    FormGrid,
    Head,
    entry,
    figures_sum,
    name_of,
    nothing,
    out_of,
)
from mingzhang.language.text.spelling import plain

LEVEL, FULL, SCORE, OPINION, TARGET, ACTUAL = "level", "full", "score", "opinion", "target", "actual"
TOTALS = (
    "合计",
    "总分",
    "总计",
    "总得分",
    "合计得分",
    "得分合计",
    "自评总分",
    "总分合计",
    "自评得分合计",
    "综合得分",
    "总评分",
)
_LEVEL = re.compile(r"[一二三四五]级(?:评价)?(?:指标)?(?:名称|内容)?$|(?:评价|考核|评分)?指标(?:名称|内容)?$")
_FULL = re.compile(r"(?:指标)?(?:分值|权重|权数|标准分值?|满分|分值权重|权重分值|分数)(?:值|分)?$")
_SCORE = re.compile(
    r"(?:自评|评价|自评价|最终|实际|指标|考核|评审|专家|复评|核定)*(?:得分|评分|自评分|评价分)$|自评分$"
)
_OPINION = re.compile(r".*(?:原因|改进措施|意见|(?:评分|得分|评价|扣分|完成情况)说明).*$|(?:备注|说明)$")
_TARGET = re.compile(
    r"(?:年度|年初|全年|当年|预期|绩效|计划|设定|指标|原定|调整后?)*(?:指标值|目标值|预期值|计划值|设定值|目标|绩效指标值)$"
)
_ACTUAL = re.compile(
    r"(?:全年|年度|实际|本年|目标|指标|自评)*(?:完成值|完成情况|实际值|完成数|实现值|完成|完成指标值)$"
)


def head_kind(name: str) -> str:
    """Which kind of column of an indicator table a head names, ``""`` if none.

    >>> [head_kind(n) for n in ("三级指标", "年度指标值", "实际完成值", "分值", "评价得分", "评价意见", "项目")]
    ['level', 'target', 'actual', 'full', 'score', 'opinion', '']
    """
    patterns = {
        OPINION: _OPINION,
        ACTUAL: _ACTUAL,
        TARGET: _TARGET,
        LEVEL: _LEVEL,
        FULL: _FULL,
        SCORE: _SCORE,
    }
    return next((kind for kind, pattern in patterns.items() if pattern.match(name)), "")


@dataclass
class ScoredRow:
    """One scored row: the entries of its levels from the top down, full marks, marks given, opinion."""

    levels: list[FormEntry]
    full: FormEntry
    score: FormEntry
    opinion: FormEntry

    @property
    def name(self) -> str:
        """The name of the lowest level that has one."""
        return next((level.plain for level in reversed(self.levels) if level.plain), "")

    @property
    def place_name(self) -> str:
        """The row as a message names it: its two lowest levels."""
        return self.score.place.row or self.name

    @property
    def lost(self) -> bool:
        """Whether marks were lost, as far as both figures are read."""
        full, score = self.full.figure, self.score.figure
        return full is not None and score is not None and score.value < full.value


@dataclass
class StatedLevel:
    """A level's cell that states full marks in brackets, and the rows below it."""

    head: FormEntry
    declared: str
    leaves: list[ScoredRow]


@dataclass
class ScoreTable:
    """A scoring table; ``number`` counts from 1, ``block`` is its index in the report."""

    number: int
    title: str
    block: int
    leaves: list[ScoredRow] = field(default_factory=list)
    total_full: FormEntry = field(default_factory=nothing)
    total_score: FormEntry = field(default_factory=nothing)

    @property
    def table(self) -> str:
        """The name its places carry."""
        return f"评分表{self.number}“{self.title[:40]}”"

    def groups(self) -> list[StatedLevel]:
        """The levels that state their full marks, each with its rows."""
        groups: list[StatedLevel] = []
        for depth in range(max((len(leaf.levels) for leaf in self.leaves), default=0)):
            for leaf in self.leaves:
                if depth >= len(leaf.levels):
                    continue
                head = leaf.levels[depth]
                declared = out_of(head.text)
                if groups and groups[-1].head is head:
                    groups[-1].leaves.append(leaf)
                elif declared and any(other is not head for other in leaf.levels[depth:]):
                    groups.append(StatedLevel(head, declared, [leaf]))
        return [group for group in groups if group.leaves[0].levels[-1] is not group.head]

    def sums(self) -> dict[tuple[str, str], Fraction]:
        """What all rows (``""``) and those below each of the two upper levels add up to, in 分.

        Keys are a name and ``full`` or ``score``; names that both levels bear and sums that cannot be read
        are left out.
        """
        groups: dict[tuple[str, int], list[ScoredRow]] = {("", -1): self.leaves}
        for depth in (0, 1):
            for leaf in self.leaves:
                if depth < len(leaf.levels) - 1:
                    groups.setdefault((name_of(leaf.levels[depth].text), depth), []).append(leaf)
        named = Counter(name for name, _ in groups)
        found: dict[tuple[str, str], Fraction] = {}
        for (name, _), leaves in groups.items():
            for kind, entries in ((FULL, [x.full for x in leaves]), (SCORE, [x.score for x in leaves])):
                added = figures_sum(unique(entries))
                if added is not None and named[name] == 1 and not any(entry.blank for entry in entries):
                    found[name, kind] = added.value
        return found


def unique(entries: list[FormEntry]) -> list[FormEntry]:
    """The entries without repetitions of one merged cell.

    >>> one = FormEntry("5", Place())
    >>> len(unique([one, one]))
    1
    """
    seen: dict[int, FormEntry] = {}
    for item in entries:
        seen.setdefault(id(item.cell) if item.cell is not None else id(item), item)
    return list(seen.values())


def score_heads(grid: FormGrid, row: int) -> list[Head]:
    """The heads of a scoring table when this row prints them, otherwise nothing."""
    heads = grid.heads(row, head_kind)
    kinds = [head.kind for head in heads]
    return heads if LEVEL in kinds and FULL in kinds and SCORE in kinds else []


def is_score_table(table: Table) -> bool:
    """Whether a table scores indicators without comparing targets and outturns.

    >>> from mingzhang.facts.report import Cell
    >>> is_score_table(Table([Cell(t, 0, i) for i, t in enumerate(("一级", "二级", "分值", "得分", "评价意见"))]))
    True
    """
    grid = FormGrid([table])
    for row in range(min(len(grid), 8)):
        heads = score_heads(grid, row)
        if heads:
            kinds = {head.kind for head in heads}
            return not {TARGET, ACTUAL} <= kinds
    return False


def read_score_table(grid: FormGrid, number: int, title: str, block: int) -> ScoreTable:
    """Read a scoring table; rows it cannot place are left out."""
    result = ScoreTable(number, title, block)
    heads: list[Head] = []
    above: list[FormEntry] = []
    for row in range(len(grid)):
        found = score_heads(grid, row)
        cells = grid.row(row)
        if found:
            heads, above = found, []
        elif not heads:
            texts = [plain(cell.text) for cell in cells if cell.text.strip()]
            if len(texts) == 1 and len(texts[0]) <= 40:
                result.title = texts[0]
        elif name_of(cells[0].text) in TOTALS:
            result.total_full, result.total_score = totals(grid, row, heads, result.table)
            break
        elif name_of(cells[0].text) not in ("小计", "分项小计"):
            above = _read_row(result, grid, row, heads, above)
    return result


def _read_row(
    table: ScoreTable, grid: FormGrid, row: int, heads: list[Head], above: list[FormEntry]
) -> list[FormEntry]:
    """Add a row if it is scored; returns its levels, which blank or merged cells of the next row repeat."""
    level_heads = [head for head in heads if head.kind == LEVEL]
    full, score = full_head(heads), next(head for head in heads if head.kind == SCORE)
    levels: list[FormEntry] = []
    for depth, head in enumerate(level_heads):
        cell = grid.under(row, head)
        same = depth < len(above) and all(a is b for a, b in zip(levels, above, strict=False))
        same = same and (above[depth].cell is cell or not (cell and cell.text.strip()))
        levels.append(above[depth] if same else entry(cell, table.table, "", head.text))
    name = next((level.plain for level in reversed(levels) if level.plain), "")
    path = " ".join(dict.fromkeys(level.plain[:20] for level in levels[-2:] if level.plain))

    def cell_of(head: Head | None) -> FormEntry:
        return nothing() if head is None else entry(grid.under(row, head), table.table, path, head.text, "分")

    opinion = next((head for head in heads if head.kind == OPINION), None)
    leaf = ScoredRow(levels, cell_of(full), cell_of(score), cell_of(opinion))
    for level in levels:
        level.place = level.place.naming(row=level.place.row or level.plain[:30])
    if name and not (leaf.full.blank and leaf.score.blank):
        table.leaves.append(leaf)
    return levels


def full_head(heads: list[Head]) -> Head | None:
    """The column of full marks that belongs to the rows: the last one before the marks given.

    >>> heads = [Head("full", "分值", 1, 2), Head("full", "分值", 3, 4), Head("score", "得分", 4, 5)]
    >>> full_head(heads).left
    3
    """
    score = next((head.left for head in heads if head.kind == SCORE), 0)
    before = [head for head in heads if head.kind == FULL and head.left < score]
    return before[-1] if before else next((head for head in heads if head.kind == FULL), None)


def totals(grid: FormGrid, row: int, heads: list[Head], table: str) -> tuple[FormEntry, FormEntry]:
    """Full marks and marks of a total row: by column, or, where the row is merged otherwise, in order."""
    cells = grid.row(row)
    name = plain(cells[0].text)
    full, score = full_head(heads), next((head for head in heads if head.kind == SCORE), None)

    def under(head: Head | None) -> FormEntry:
        return nothing() if head is None else entry(grid.under(row, head), table, name, head.text, "分")

    both = under(full), under(score)
    if both[0].cell is not None and both[0].cell is both[1].cell:
        return FormEntry("", Place(table=table, row=name)), both[1]
    if any(item.figure for item in both):
        return both
    figures = [item for cell in cells[1:] if (item := entry(cell, table, name, "得分", "分")).figure]
    if len(figures) == 2:
        figures[0].place = figures[0].place.naming(column="分值")
        return figures[0], figures[1]
    if len(figures) == 1 and name not in ("合计", "总计"):
        return (both[0] if both[0].absent else FormEntry("", Place(table=table, row=name))), figures[0]
    return both
