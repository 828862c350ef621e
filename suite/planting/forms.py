"""Faults in self-evaluation forms, and between the forms and what is told of them."""

from __future__ import annotations

import re
from random import Random

from mingzhang.facts.report import Cell, Table
from suite.manuscript import EASY, HARD, Fault, Manuscript, heading_of, replaced
from suite.planting.slips import slipped
from suite.slots import Spot

_TOPICS = ("自评表", "目标表")


def _forms(manuscript: Manuscript) -> list[tuple[int, Table]]:
    return [(n, table) for n, part, table in manuscript.tables() if part.topic in _TOPICS]


def _put(
    manuscript: Manuscript, number: int, cell: Cell, wrong: str, difficulty: str, way: str, *others: str
) -> Fault:
    part = manuscript.parts[number]
    where = f"{heading_of(manuscript, number)}（{part.piece.name}）"
    assert part.table is not None
    named = [c.text for c in part.table.row(cell.row) if c.column < cell.column and c.text]
    made = manuscript.put(number, part.showing({(cell.row, cell.column): wrong}))
    others = (*others, *_beside(manuscript, part.table))
    near = named[min(2, len(named) - 1)] if named else wrong
    return Fault(made, f"{where}｜{near}", near, wrong, cell.text, difficulty, way, others)


def _beside(manuscript: Manuscript, table: Table) -> tuple[str, ...]:
    """What stands against a wrong score as well: the total of the form, the average that is told."""
    totals = [cell.text for row in _rows(table, "总分") if (cell := table.at(row, 6)) is not None]
    return (*totals, *(manuscript.parts[n].text[s.start : s.end] for n, s in _told(manuscript, "平均分")))


def _rows(table: Table, first: str) -> list[int]:
    return [row for row in range(table.shape[0]) if (cell := table.at(row, 0)) and cell.text == first]


def score_sum(manuscript: Manuscript, random: Random) -> Fault | None:
    """总分不等于各项得分之和。"""
    forms = [(n, t) for n, t in _forms(manuscript) if _rows(t, "总分")]
    if not forms:
        return None
    number, table = random.choice(forms)
    cell = table.at(_rows(table, "总分")[0], 6)
    assert cell is not None
    wrong = f"{float(cell.text) - random.choice((2, 3, 5)):.1f}".removesuffix(".0")
    return _put(manuscript, number, cell, wrong, EASY, "总分写错")


def score_above_weight(manuscript: Manuscript, random: Random) -> Fault | None:
    """得分大于分值。"""
    return _of_indicator(manuscript, random, 6, 2, "得分大于分值")


def weight_wrong(manuscript: Manuscript, random: Random) -> Fault | None:
    """分值（权重）加起来不是 100。"""
    return _of_indicator(manuscript, random, -1, 5, "分值合计不是100")


def _of_indicator(manuscript: Manuscript, random: Random, column: int, more: int, way: str) -> Fault | None:
    forms = _forms(manuscript)
    if not forms:
        return None
    number, table = random.choice(forms)
    at = column if column > 0 else (5 if table.shape[1] == 7 else 4)
    rows = [row for name in ("产出指标", "效益指标", "满意度指标") for row in _rows(table, name)]
    cell = table.at(random.choice(rows), at)
    if cell is None or not cell.text.isdigit():
        return None
    return _put(manuscript, number, cell, str(int(cell.text) + more), EASY, way)


def rate_of_form(manuscript: Manuscript, random: Random) -> Fault | None:
    """执行率与预算数、执行数不符。"""
    forms = [(n, t) for n, t in _forms(manuscript) if t.shape[1] == 7]
    if not forms:
        return None
    number, table = random.choice(forms)
    cell = table.at(2, 5)
    assert cell is not None
    wrong = slipped(cell.text.removesuffix("%"), random) + "%"
    return _put(manuscript, number, cell, wrong, EASY, "执行率写错")


def _told(manuscript: Manuscript, key: str) -> list[tuple[int, Spot]]:
    return [
        (n, s) for n, part in manuscript.bodies() for s in part.spots if s.key == key and part.topic == "绩效"
    ]


def number_told(manuscript: Manuscript, random: Random) -> Fault | None:
    """说明里的项目个数与表不符。"""
    spots = _told(manuscript, "项目数")
    if not spots or not _forms(manuscript):
        return None
    number, spot = spots[0]
    right = manuscript.parts[number].text[spot.start : spot.end]
    wrong = str(int(right) + random.choice((1, 2, 3)))
    made, near = replaced(manuscript, number, (spot.start, spot.end), wrong)
    return Fault(made, heading_of(manuscript, number), near, wrong, right, HARD, "项目个数与表不符")


def money_told(manuscript: Manuscript, random: Random) -> Fault | None:
    """说明里的项目金额与表不符。"""
    return _slip_told(manuscript, random, "绩效金额", "项目金额与表不符")


def average_told(manuscript: Manuscript, random: Random) -> Fault | None:
    """说明里的平均分与各表不符。"""
    return _slip_told(manuscript, random, "平均分", "平均分与表不符")


def _slip_told(manuscript: Manuscript, random: Random, key: str, way: str) -> Fault | None:
    spots = _told(manuscript, key)
    if not spots or not _forms(manuscript):
        return None
    number, spot = spots[0]
    right = manuscript.parts[number].text[spot.start : spot.end]
    wrong = slipped(right, random) if key != "平均分" else re.sub("^9", "8", right)
    if wrong == right:
        wrong = "92.00"
    made, near = replaced(manuscript, number, (spot.start, spot.end), wrong)
    return Fault(made, heading_of(manuscript, number), near, wrong, right, HARD, way)
