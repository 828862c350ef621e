"""Tables and charts of an evaluation report: scoring table, marks of every expert, where marks were lost."""

from __future__ import annotations

from fractions import Fraction

from mingzhang.facts.number import rounded
from mingzhang.facts.publication import TABLE, Chart, Piece, Position
from mingzhang.facts.report import Cell, Table
from mingzhang.language.evaluation.grid import marks as shortened
from mingzhang.performance.assess import Assessment, Judged
from mingzhang.scoring.precision import summed, written

SCORES, PANEL = "绩效评价评分表", "专家评分汇总表"
_MOST = 8  # bars that can be told apart


def score_table(made: Assessment) -> Piece:
    """The scoring table: levels merged downwards, the upper ones with their full marks in brackets."""
    assert made.total is not None
    depth = len(made.system.heads)
    heads = (*made.system.heads, "分值", "评价得分", "评价意见")
    cells = [Cell(head, 0, column) for column, head in enumerate(heads)]
    cells += _levels(made, depth)
    for row, one in enumerate(made.judged, 1):
        assert one.score is not None
        for column, text in enumerate((written(one.leaf.full), written(one.score), one.opinion), depth):
            cells.append(Cell(text, row, column))
    last = len(made.judged) + 1
    cells.append(Cell("合计", last, 0, colspan=depth))
    full = summed(one.leaf.full for one in made.judged)
    for column, text in enumerate((written(full), written(made.total), ""), depth):
        cells.append(Cell(text, last, column))
    cells.sort(key=lambda cell: (cell.row, cell.column))
    sums: dict[Position, tuple[tuple[int, str, Position], ...]] = {
        (last, column): tuple((1, SCORES, (row, column)) for row in range(1, last))
        for column in (depth, depth + 1)
    }
    table, strong = Table(cells, name=SCORES), frozenset({last})
    return Piece(table, TABLE, strong=strong, name=SCORES, sums=sums)


def _levels(made: Assessment, depth: int) -> list[Cell]:
    """The cells of the levels; equal paths under each other are one cell."""
    cells = []
    for level in range(depth):
        runs: list[list[Judged]] = []
        for one in made.judged:
            if runs and runs[-1][0].leaf.path[: level + 1] == one.leaf.path[: level + 1]:
                runs[-1].append(one)
            else:
                runs.append([one])
        row = 1
        for run in runs:
            path = run[0].leaf.path[: level + 1]
            full = made.system.groups.get(path)
            bracket = f"\n（{written(full)}）" if full is not None and level < depth - 1 else ""
            cells.append(Cell(path[-1] + bracket, row, level, rowspan=len(run)))
            row += len(run)
    return cells


def panel_table(made: Assessment) -> Piece:
    """What every expert gave, leaf by leaf, with the spread; experts are named as their sheets are."""
    experts = [ballot.expert for ballot in made.review.ballots]
    heads = ("序号", "评价内容", "满分", *experts, "汇总", "最高最低之差", "标准差")
    rows = [heads]
    for number, one in enumerate(made.judged, 1):
        assert one.joint is not None
        joint = one.joint
        given = [written(joint.marks[expert]) for expert in experts]
        spread = (written(joint.spread), written(joint.deviation))
        content = "：".join(dict.fromkeys(one.leaf.path[-2:]))
        rows.append((str(number), content, written(joint.full), *given, written(joint.score), *spread))
    sums = [
        written(summed(one.joint.marks[expert] for one in made.judged if one.joint)) for expert in experts
    ]
    full = summed(one.leaf.full for one in made.judged)
    rows.append(("", "合计", written(full), *sums, written(made.total or Fraction(0)), "", ""))
    cells = [Cell(text, row, column) for row, line in enumerate(rows) for column, text in enumerate(line)]
    return Piece(Table(cells, name=PANEL), TABLE, strong=frozenset({len(rows) - 1}), name=PANEL)


def charts(made: Assessment) -> list[Chart]:
    """The score rates of the groups, and where marks were lost; nothing lost has no second chart."""
    depth = 2 if len({one.leaf.path[:2] for one in made.judged}) <= _MOST else 1
    paths = list(dict.fromkeys(one.leaf.path[:depth] for one in made.judged))
    names = tuple(path[-1] for path in paths)
    rates, lost = [], []
    for path in paths:
        full, got = made.part(*path)
        assert got is not None
        rates.append(rounded(100 * got / full, 2))
        lost.append(full - got)
    said = "，".join(f"{name}{shortened(rate)}%" for name, rate in zip(names, rates, strict=True))
    found = [
        Chart("bars", "各类指标得分率", names, (("得分率", tuple(rates)),), "%", f"各类指标得分率：{said}。")
    ]
    parts = [(name, each) for name, each in zip(names, lost, strict=True) if each]
    if parts:
        labels, values = (tuple(some) for some in zip(*parts, strict=True))
        told = "，".join(f"{name}{written(each)}分" for name, each in parts)
        whole = written(summed(lost))
        found.append(
            Chart(
                "ring", f"失分构成（共失{whole}分）", labels, (("失分", values),), "分", f"失分构成：{told}。"
            )
        )
    return found
