"""A small plan and what three units handed in: figures to be worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

from mingzhang.appraisal.appraise import appraise
from mingzhang.appraisal.plan import ISSUED, AppraisalIndicator, AppraisalSystem, DatedRule, Plan
from mingzhang.appraisal.returns import Reported, Returns
from mingzhang.appraisal.scores import Appraisal, UnitScore
from mingzhang.appraisal.task_book import TaskBook, TaskLine
from mingzhang.appraisal.timetable import Cycle, usual
from mingzhang.appraisal.units import ORGAN, Appraisee
from mingzhang.facts.evidence import Evidence
from mingzhang.scoring.tree import Absent

YEAR = 2024
NAMES = ("甲局", "乙局", "丙局")
PROOF = (Evidence("总结.pdf", "ab" * 32, "甲局", "2025年1月10日", "完成情况"),)
RULES = {"R1": "比例", "R2": "比最优", "R3": "人工", "R4": "比例", "R5": "加减：每次=1"}
INDICATORS = (
    AppraisalIndicator("K1", "重点任务", "任务", Fraction(40), "R1", "督查科", evidence=True, tasked=True),
    AppraisalIndicator("F1", "备案件数", "依法", Fraction(20), "R2", "司法局"),
    AppraisalIndicator("X1", "创新", "创新", Fraction(20), "R3", "督查科"),
    AppraisalIndicator("T1", "提案办理", "提案", Fraction(20), "R4", "督查科", "100%", absent=Absent.MEAN),
)
LINES = (TaskLine("1", "检查", "K1", "≥10次", "≥12次", matter="DC1"), TaskLine("2", "培训", "K1", "≥4次"))


def plan(**changes: object) -> Plan:
    """The plan: three organs, four indicators."""
    units = tuple(Appraisee(f"A{n}", name, ORGAN, row=n + 4) for n, name in enumerate(NAMES, 1))
    rules = tuple(DatedRule(code, code, line, date(YEAR, 1, 1), row=9) for code, line in RULES.items())
    system = AppraisalSystem(
        ORGAN, "机关体系", 1, ISSUED, Fraction(100), INDICATORS, {}, date(YEAR, 9, 1), date(YEAR, 9, 2), row=5
    )
    made = Plan(
        Cycle(YEAR, "某区", usual(YEAR)), "督查科", units, (), rules, (system,),
        bonus=Fraction(5), deduction=Fraction(10),
    )  # fmt: skip
    return replace(made, **changes)  # type: ignore[arg-type]


def reported(unit: str, *, filed: int = 10, done: int = 10, marks: int = 20) -> list[Reported]:
    """What one unit handed in."""
    rows = [
        Reported(unit, "K1", f"{done}次", "1", None, "张", "进度偏慢", evidence=PROOF),
        Reported(unit, "K1", "4次", "2", None, "张", evidence=PROOF),
        Reported(unit, "F1", f"{filed}件", "", None, "李", "材料少"),
        Reported(unit, "X1", "评审", "", Fraction(marks), "王", "有创新"),
        Reported(unit, "T1", "90%", "", None, "赵", "两件逾期"),
    ]
    return [replace(row, row=place) for place, row in enumerate(rows, 5)]


def returns(rows: list[Reported] | None = None, **more: object) -> Returns:
    """What all units handed in; 甲局 did best."""
    usual_rows = [*reported("甲局"), *reported("乙局", filed=5, done=8), *reported("丙局", filed=5, done=8)]
    books = tuple(TaskBook(name, lines=LINES) for name in NAMES)
    return Returns(books, tuple(usual_rows if rows is None else rows), **more)  # type: ignore[arg-type]


def made(given: Returns | None = None, **changes: object) -> Appraisal:
    """The appraisal of the small district."""
    return appraise(plan(**changes), given or returns())


def score(unit: str, given: Returns | None = None) -> UnitScore:
    """The score of one unit."""
    found = made(given).of(unit)
    assert found is not None
    return found


def told(given: Returns | None = None, **changes: object) -> list[str]:
    """The problems as they are printed."""
    return [str(problem) for problem in made(given, **changes).problems]
