"""预期的数量目标都要写实际数

为什么：评价报告的目标完成情况表里，预期写了数量的，实际完成也要写出数量才能比较。
怎么改：逐项补写实际完成的数量。

>>> expected, got = "印发手册≥200册，培训≥2次", "印发手册230册，培训3次"
>>> print(*rule.check(goals_table(expected, got)))
P-37 成立：
>>> print(*rule.check(goals_table(expected, "印发手册230册，开展了培训")))
P-37 不成立：“产出数量指标”的预期目标里 1 个数量没有写实际数：培训≥2次
>>> print(*rule.check(goals_table(expected, "")))
P-37 无法判断：“产出数量指标”没有填写实际完成情况
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.report import Cell, Table
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.grid import FormGrid
from mingzhang.language.evaluation.recognise import is_evaluation
from mingzhang.language.text.quantities import Quantity, quantities
from mingzhang.language.text.spelling import plain

RULE = Judgement(
    "P-37", Severity.INFO, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each row of a table that sets expected goals against what was reached."""
    for table in document.report.tables():
        promises = table.shape[0] > 1 and any("预期" in cell.text for cell in table.row(0))
        if promises and not is_evaluation(table):
            yield from _table(table)


def _kind(name: str) -> str:
    return {"预期": "goal", "实际": "got"}.get(re.sub("目标$|完成$|完成情况$", "", name), "")


def _table(table: Table) -> Iterator[Finding]:
    grid = FormGrid([table])
    heads = {head.kind: head for head in grid.heads(0, _kind)}
    if set(heads) != {"goal", "got"}:
        return
    for row in range(1, len(grid)):
        goal, got, first = grid.under(row, heads["goal"]), grid.under(row, heads["got"]), grid.at(row, 0)
        name = first.text.strip() if first else ""
        if goal is not None and len(quantities(goal.text)) > 1:
            yield _row(name, goal, got)


def _row(name: str, goal: Cell, got: Cell | None) -> Finding:
    """The counted goals of a row for which the outturn states no number."""
    place = (got or goal).place().naming(table="预期目标完成情况表", row=name, column="实际完成")
    if got is None or not got.text.strip():
        return undecided(f"“{name}”没有填写实际完成情况", place)
    text = plain(goal.text)
    counted = [clause for clause in re.split(r"[，。；、]", plain(got.text)) if quantities(clause)]
    aims = [(aim, _thing(text, aim)) for aim in quantities(text) if aim.unit and aim.low > 1]
    missing = [aim for aim, thing in aims if thing and not any(thing in clause for clause in counted)]
    if not missing:
        return holds(place)
    named = "、".join(re.split(r"[，。；、]", text[: aim.end])[-1][-20:] for aim in missing)
    message = f"“{name}”的预期目标里 {len(missing)} 个数量没有写实际数：{named}"
    aim_place = goal.place().naming(table="预期目标完成情况表", row=name, column="预期目标")
    return fails(message, place, aim_place, expected="写出实际完成的数量")


def _thing(text: str, aim: Quantity) -> str:
    """What a quantity counts: the last characters before it."""
    before = re.search(r"[\u4e00-\u9fff]{2,}$", text[: aim.start])
    return before[0][-2:] if before else aim.noun[:2]
