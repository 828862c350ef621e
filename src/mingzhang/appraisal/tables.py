"""Tables of an appraisal as they stand in its documents and its result workbook."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction

from mingzhang.appraisal.claims import DEDUCTION
from mingzhang.appraisal.measures import OwnResult
from mingzhang.appraisal.next_year import NextTask, next_tasks
from mingzhang.appraisal.ranking import Ranking
from mingzhang.appraisal.scores import Appraisal, LeafState, UnitScore
from mingzhang.appraisal.sealing import Seal
from mingzhang.appraisal.task_book import special_lines
from mingzhang.facts.days import day_words
from mingzhang.facts.measure import LiveMeasure
from mingzhang.facts.number import rounded, shown
from mingzhang.facts.publication import CAPTION, SIGNED, TABLE, Piece
from mingzhang.facts.report import Cell, Paragraph, Table
from mingzhang.scoring.precision import written
from mingzhang.scoring.reached import reached

_NONE = "—"
_NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
_MARKS = ("得分", "失分", "计分", "申报分数", "对应分数")  # columns of marks that were given
Line = Sequence[str]


def marks(score: Fraction | None) -> str:
    """Marks as they are printed; a dash where there are none.

    >>> marks(Fraction(7, 2)), marks(None), marks(Fraction(200, 3))
    ('3.5', '—', '66.67')
    """
    if score is None:
        return _NONE
    text = written(score)
    return text if "/" not in text else written(rounded(score, 2))


def fixed(score: Fraction | None, decimals: int = 2) -> str:
    """Marks with so many decimals, as totals stand under each other.

    >>> fixed(Fraction(187, 2)), fixed(None)
    ('93.50', '—')
    """
    return _NONE if score is None else shown(score, "", decimals)


def signed(appraisal: Appraisal, seal: Seal) -> Piece:
    """Who answers for sealed results, and the day of the seal: the end of every paper that tells them."""
    office = appraisal.plan.office or appraisal.plan.cycle.district
    return Piece(Paragraph(f"{office}\n{day_words(seal.day)}"), SIGNED)


def captioned(name: str, heads: Line, lines: Sequence[Line], total: bool = False) -> list[Piece]:
    """A table under its caption; the last line is strong where it is a total.

    >>> [piece.role for piece in captioned("得分", ("指标", "得分"), [("甲", "1")])]
    ['caption', 'table']
    """
    rows = [heads, *_even(heads, lines)]
    cells = [Cell(text, row, column) for row, line in enumerate(rows) for column, text in enumerate(line)]
    strong = frozenset({len(rows) - 1}) if total else frozenset[int]()
    return [Piece(Paragraph(name), CAPTION), Piece(Table(cells, name=name), TABLE, strong=strong, name=name)]


def _even(heads: Line, lines: Sequence[Line]) -> list[Line]:
    """The lines with marks of a column to the same decimals: two, or as many as one of them needs."""
    most = [2] * len(heads)
    for column, text in (
        (k, text) for line in lines for k, text in enumerate(line) if _NUMBER.fullmatch(text)
    ):
        most[column] = max(most[column], len(text.partition(".")[2]))
    return [
        [
            f"{Decimal(text):.{most[k]}f}" if heads[k] in _MARKS and _NUMBER.fullmatch(text) else text
            for k, text in enumerate(line)
        ]
        for line in lines
    ]


def score_lines(score: UnitScore) -> Iterator[Line]:
    """Indicator by indicator: level, name, full marks, target, outturn, marks, assessor; then their sum."""
    for leaf in score.leaves:
        trace, said = leaf.trace, leaf.reported
        got = marks(trace.score)
        if leaf.state is not LeafState.SCORED:
            got = f"{got}（{leaf.state}）" if leaf.state is LeafState.UNSUPPORTED else leaf.state.value
        full = written(trace.leaf.full)
        actual = (said.actual if said else "") or _NONE
        level, target = leaf.indicator.level1, str(trace.leaf.target) or _NONE
        yield level, leaf.name, full, target, actual, got, leaf.indicator.assessor
    yield "合计", "", written(score.full), "", "", marks(score.base), ""


SCORE_HEADS = ("一级指标", "指标", "分值", "指标值", "完成值", "得分", "考评部门")
LOST_HEADS = ("指标", "分值", "得分", "失分", "性质", "原因")


def lost_lines(score: UnitScore) -> Iterator[Line]:
    """Where marks were lost, the most first; what was not proven is not called not done."""
    for leaf in score.lost:
        kind = "缺佐证" if leaf.state is LeafState.UNSUPPORTED else "未达到"
        why = leaf.reported.reason if leaf.reported else ""
        trace = leaf.trace
        yield leaf.name, written(trace.full), marks(trace.score), marks(leaf.lost), kind, why


CLAIM_HEADS = ("申报编号", "种类", "事由", "申报分数", "评审结果", "计分", "评审理由")


def claim_lines(score: UnitScore) -> Iterator[Line]:
    """The claims of a unit with what became of them."""
    for one in score.claims:
        granted = f"{'-' if one.kind == DEDUCTION and one.granted else ''}{written(one.granted)}"
        yield one.number, one.kind, one.text, written(one.claimed), one.outcome, granted, one.reason


TASK_HEADS = ("来源", "性质", "任务", "目标值", "对应分数")


def task_lines(tasks: Sequence[NextTask]) -> Iterator[Line]:
    """What becomes next year's tasks."""
    return ((task.source, task.kind, task.text, task.target or _NONE, marks(task.lost)) for task in tasks)


RANK_HEADS = ("名次", "单位", "指标得分", "加分", "减分", "总分", "等次")


def rank_lines(ranking: Ranking) -> Iterator[Line]:
    """A ranking by place."""
    for one in ranking.places:
        score = one.score
        place = str(one.place) if one.place is not None else "不排名"
        bonus, deduction = fixed(score.bonus[1]), fixed(score.deduction[1])
        yield place, score.unit.name, fixed(score.base), bonus, deduction, fixed(score.total), score.grade


SPECIAL_HEADS = ("专项任务", "单位", "任务", "事项编号", "目标值", "完成值", "完成情况", "得分", "挑战值情况")


def special_rows(appraisal: Appraisal) -> Iterator[Line]:
    """The lines of all special tasks with what was reached."""
    leaves = {
        (score.unit.name, leaf.line.number): leaf
        for score, leaf in appraisal.leaves()
        if leaf.line is not None
    }
    for name, some in special_lines(appraisal.returns.books).items():
        for book, line in some:
            leaf = leaves.get((book.unit, line.number))
            actual = leaf.reported.actual if leaf and leaf.reported else ""
            year = appraisal.plan.cycle.year
            met = reached(line.target, actual, year).verdict
            more = reached(line.challenge, actual, year).verdict if line.challenge else _NONE
            got = marks(leaf.trace.score) if leaf else _NONE
            yield name, book.unit, line.text, line.matter, line.target, actual, met, got, more


MEASURE_HEADS = ("计数项", "数量", "截至", "计数依据（条）")


def measure_lines(found: dict[str, LiveMeasure]) -> Iterator[Line]:
    """What was counted."""
    return ((m.name, m.text, m.as_of.isoformat(), str(len(m.rows))) for m in found.values())


OWN_HEADS = ("指标", "指标值", "实际完成值", "完成情况", "数据来源")


def own_lines(results: Sequence[OwnResult]) -> Iterator[Line]:
    """The self-evaluation of the appraisal: what was counted or explained."""
    for one in results:
        text, said = (one.actual.text, one.actual.sentence) if one.actual else (_NONE, one.fault)
        yield one.row.name, one.row.target, text, one.verdict.verdict if one.verdict else _NONE, said


def all_tasks(appraisal: Appraisal) -> list[NextTask]:
    """Next year's tasks of all units."""
    return [task for score in appraisal.scores for task in next_tasks(score)]
