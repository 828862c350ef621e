"""A project as the texts that people type, and back; what cannot be read stays as typed, and is told.

Nothing here knows Django: what is read apart comes back in this form too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from fractions import Fraction
from typing import Any

from mingzhang.facts.place import Place
from mingzhang.language.evaluation.self_evaluation import BUDGET, ORIGINAL, OUTTURN
from mingzhang.language.workbook.cell import WrongCellError, figure_of
from mingzhang.language.workbook.form import COUNT, InputColumn
from mingzhang.performance.evaluate import wan
from mingzhang.performance.project import (
    FUNDS,
    SOURCES,
    Accepted,
    Indicator,
    Payment,
    Project,
    funds_of,
)
from mingzhang.scoring.precision import written
from mingzhang.scoring.tree import ScoringProblem

Typed = dict[str, Any]  # a text by field, and under "rows" the rows of indicators in the same way

WORDS = ("code", "name", "department", "unit", "person", "phone", "item", "rate_rule", "rate_reason")
TEXTS = ("goal", "outcome")
BASE = (*WORDS, *TEXTS, "rate_full", *FUNDS)
ROW = ("level1", "level2", "name", "target", "actual", "full", "score", "rule", "reason", "evidence")
STAGES = (ORIGINAL, BUDGET, OUTTURN)
MARKS = InputColumn("分值", kind=COUNT, unit="分", decimals=2)
_OWN_WORD = "单位自评"
_BY_HAND = re.compile(rf"人工：得分=(\d+(?:\.\d+)?)；理由=(?:按原自评表|{_OWN_WORD})")
_MARKS = ("full", "score")
_COUNTS = ("found", "settled", "settling")
_FIGURES = ("bought_amount", "marks", "stated")
_OTHER = ("way", "bought", "service", "procured", "size", *_COUNTS)


def typed_of(project: Project) -> Typed:
    """The texts of a project, amounts in 万元.

    >>> typed = typed_of(Project("1", "甲", indicators=[Indicator("产出", "数量", "次数", full=Fraction(5))]))
    >>> typed["name"], typed["rate_full"], typed["rows"][0]["full"], typed["财政拨款.执行"]
    ('甲', '10', '5', '')
    """
    typed: Typed = {name: getattr(project, name) for name in (*WORDS, *TEXTS)}
    typed["rate_full"] = written(project.rate_full)
    for key in FUNDS:
        source, _, stage = key.partition(".")
        typed[key] = wan(project.fund(stage, source))
    return typed | {"rows": [_row(item) for item in project.indicators]}


def _row(item: Indicator) -> dict[str, str]:
    """One row; marks that somebody gave stand in the column of marks, not in that of rules."""
    hand = _BY_HAND.fullmatch(item.rule)
    row = {name: getattr(item, name) for name in ROW if name not in (*_MARKS, "rule")}
    marks = {"full": "" if item.full is None else written(item.full), "score": hand[1] if hand else ""}
    return row | marks | {"rule": "" if hand else item.rule}


def kept_of(project: Project, accepted: Iterable[Accepted] = ()) -> dict[str, Any]:
    """What a workbook says of a project besides what the form shows, to be given back as it came.

    >>> kept_of(Project("1", "甲", marks=Fraction(91), procured="货物"))["marks"]
    '91'
    """
    kept: dict[str, Any] = {name: getattr(project, name) for name in _OTHER}
    kept |= {name: _said(getattr(project, name)) for name in _FIGURES}
    kept["payments"] = [
        asdict(payment) | {"amount": _said(payment.amount), "paid": _said(payment.paid)}
        for payment in project.payments
    ]
    return kept | {"accepted": [asdict(each) for each in accepted]}


def _said(figure: Fraction | None) -> str | None:
    return None if figure is None else str(figure)


def _figure(said: str | None) -> Fraction | None:
    return None if said is None else Fraction(said)


def project_of(typed: Typed, kept: Mapping[str, Any]) -> tuple[Project, list[ScoringProblem]]:
    """The project of the texts, and what in them is no figure.

    >>> project, problems = project_of({"name": "甲", "财政拨款.执行": "１，２３４．５", "rate_full": "十"}, {})
    >>> project.fund("执行"), [str(problem) for problem in problems]
    (Fraction(12345000, 1), ['项目“甲”“分值”栏：“十”不是数字，应填数字（分）'])
    """
    cells = _Cells(typed.get("name", ""))
    words: dict[str, Any] = {name: typed.get(name, "") for name in (*WORDS, *TEXTS)}
    words |= {name: kept[name] for name in _OTHER if name in kept}
    words |= {name: _figure(kept.get(name)) for name in _FIGURES}
    rate_full = cells.figure(typed.get("rate_full", ""), MARKS, "rate_full")
    project = Project(
        **words,
        funds=funds_of((key, cells.figure(typed.get(key, ""), FUNDS[key], key)) for key in FUNDS),
        rate_full=Fraction(10) if rate_full is None else rate_full,
    )
    project.payments = [_payment(each) for each in kept.get("payments", ())]
    for number, row in enumerate(typed.get("rows", ()), 1):
        project.indicators.append(_indicator(row, number, cells))
    return project, cells.problems


def _payment(said: Mapping[str, Any]) -> Payment:
    return Payment(**{**said, "amount": _figure(said["amount"]), "paid": _figure(said["paid"])})


def accepted_of(kept: Mapping[str, Any]) -> list[Accepted]:
    """The problems that stand for a reason, as the workbook had them.

    >>> accepted_of({"accepted": [{"project": "甲", "name": "", "column": "分值", "reason": "沿用"}]})[0].reason
    '沿用'
    """
    return [Accepted(**each) for each in kept.get("accepted", ())]


class TypedProblem(ScoringProblem):
    """What is wrong in a field of the form: its ``cell`` is the field's name, which is for the page alone."""

    def __str__(self) -> str:
        """The sentence without it."""
        return str(ScoringProblem(self.project, self.name, self.column, self.message, self.row))


class _Cells:
    """Reads the figures of one form; a text that is none is a problem and stays unknown."""

    def __init__(self, project: str) -> None:
        self._project = project
        self.problems: list[ScoringProblem] = []

    def figure(
        self, text: str, column: InputColumn, field: str, name: str = "", row: int | None = None
    ) -> Fraction | None:
        if not text.strip():
            return None
        try:
            return figure_of(text, column, "万元", Place()).value
        except WrongCellError as wrong:
            self.tell(name, column.head, str(wrong), row, field)
            return None

    def tell(self, name: str, head: str, message: str, row: int | None, field: str) -> None:
        self.problems.append(TypedProblem(self._project, name, head, message, row, field))


_SCORE = InputColumn("得分", kind=COUNT, unit="分", decimals=2)


def _indicator(row: Mapping[str, str], number: int, cells: _Cells) -> Indicator:
    """A row of the form; marks that were typed are marks by hand, and stand instead of a rule."""
    words: dict[str, Any] = {name: row.get(name, "").strip() for name in ROW if name not in _MARKS}
    item = Indicator(**words, full=cells.figure(row.get("full", ""), MARKS, "full", words["name"], number))
    item.row = number
    score = cells.figure(row.get("score", ""), _SCORE, "score", item.name, number)
    if score is not None and item.rule:
        message = "写了计分办法，得分由程序计算；要自行评分，请删去计分办法"
        cells.tell(item.name, _SCORE.head, message, number, "score")
    elif score is not None:
        item.rule = f"人工：得分={written(score)}；理由={_OWN_WORD}"
    return item


def sources_of(project: Project) -> list[tuple[str, tuple[Fraction | None, ...]]]:
    """The amounts of each source that states any, in the order of :data:`STAGES`.

    >>> sources_of(Project("1", "甲", funds={"其他": {"执行": Fraction(5)}}))
    [('其他', (None, None, Fraction(5, 1)))]
    """
    rows = [(source, tuple(project.fund(stage, source) for stage in STAGES)) for source in SOURCES]
    return [(source, amounts) for source, amounts in rows if any(each is not None for each in amounts)]
