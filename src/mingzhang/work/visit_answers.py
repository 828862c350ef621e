"""What units answer to their problems, out to workbooks and back into the workbook of a verification."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from mingzhang.facts.report import Table
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.verification.answers import UnitAnswer, answer_workbook, answers_in
from mingzhang.verification.campaign import Campaign, judged
from mingzhang.verification.problem import FieldProblem, ProblemEvent, ProblemState, UnlawfulMoveError
from mingzhang.writers.publish import name_for
from mingzhang.writers.spreadsheet.form import workbook_file

FOLDER = "整改答复"


def answer_files(campaign: Campaign) -> dict[str, bytes]:
    """The workbook of each unit that was told of a problem that is open, by its path.

    >>> answer_files(Campaign())
    {}
    """
    by_unit: dict[str, list[UnitAnswer]] = {}
    for each in judged(campaign)[0].values():
        if each.open and each.state is not ProblemState.FOUND:
            row = UnitAnswer(
                str(campaign.year), each.number, each.unit, item=each.item.text, found=each.text,
                state=each.state.value,
            )  # fmt: skip
            by_unit.setdefault(each.unit, []).append(row)
    return {
        f"{FOLDER}/{name_for(unit, FOLDER)}.xlsx": workbook_file(answer_workbook(rows))
        for unit, rows in by_unit.items()
    }


def answered(
    campaign: Campaign, tables: Mapping[str, Table], day: date
) -> tuple[list[ProblemEvent], list[ScoringProblem]]:
    """The steps in the sheets of a workbook of answers, done on ``day``, and what is not taken and why."""
    found, told = answers_in(tables)
    problems, taken = judged(campaign)[0], list[ProblemEvent]()
    for one in found:
        why = list(_unfit(campaign, problems.get(one.problem), one))
        if not why and one.act is not None:
            event = ProblemEvent(one.problem, day, one.act, "", one.text, "、".join(one.evidence))
            try:
                problems[one.problem].take(event)
                taken.append(event)
            except UnlawfulMoveError as fault:
                why = [("步骤", fault.why)]
        told += [
            ScoringProblem(one.problem, "", head, f"{words}，没有汇入", one.row, kind="问题")
            for head, words in why
        ]
    return taken, told


def _unfit(campaign: Campaign, problem: FieldProblem | None, one: UnitAnswer) -> Iterator[tuple[str, str]]:
    """Why an answer is none to this verification: the column and the words."""
    if problem is None or one.year != str(campaign.year):
        yield "问题编号", f"{one.year}年的这个问题不在这份核验表里"
    elif one.unit != problem.unit:
        yield "单位", f"这是“{problem.unit}”的问题，写的是“{one.unit}”"
    elif one.act is None:
        yield "步骤", "没有填步骤"
