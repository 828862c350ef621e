"""From filled-in self-evaluation forms, in Word, Excel or PDF, back to the register of projects."""

from __future__ import annotations

import re
from fractions import Fraction
from pathlib import Path

from mingzhang.catalogue import NATION, load
from mingzhang.language.document.document import Document
from mingzhang.language.evaluation.grid import FormEntry
from mingzhang.language.evaluation.recognise import IndicatorRow as Row
from mingzhang.language.evaluation.recognise import SelfEvaluation
from mingzhang.language.evaluation.self_evaluation import APPROPRIATION
from mingzhang.language.table.notation import Notation
from mingzhang.performance.evaluate import scheme_of, tree_of
from mingzhang.performance.project import SOURCES, STAGES, Indicator, Project, Register
from mingzhang.performance.project_workbook import RATE
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.scoring.engine import score
from mingzhang.scoring.precision import written
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.understanding.read import read_document

_REASON = re.compile(r"预算执行率偏差原因：([^。]*)")


def read_forms(path: str | Path, limits: Limits | None = None) -> tuple[Register, list[ScoringProblem]]:
    """The projects of the self-evaluation forms in a file, and what could not be taken over.

    Marks that the usual rules do not give again become marks by hand, as the form printed them.  Raises
    :class:`~mingzhang.readers.limits.UnreadableError`, also where there is no form.
    """
    document = read_document(path, limits=limits)
    if not document.evaluations:
        raise UnreadableError(Path(path), "里面没有项目支出绩效自评表")
    return register_of(document)


def register_of(document: Document) -> tuple[Register, list[ScoringProblem]]:
    """The projects of a document's forms."""
    year = document.year or next((form.year for form in document.evaluations if form.year), 0) or 0
    unit = document.unit or next((f.department.text for f in document.evaluations if f.department.text), "")
    notation = load(document.place or NATION, year or None)
    register = Register(unit, year, place=document.place or NATION)
    problems: list[ScoringProblem] = []
    for form in document.evaluations:
        if not form.whole:
            register.projects.append(_project(form, document, notation, year, problems))
    return register, problems


def _project(
    form: SelfEvaluation, document: Document, notation: Notation, year: int, problems: list[ScoringProblem]
) -> Project:
    """One form as a project of the register; what is no figure becomes a problem."""
    texts = {
        name: getattr(form, name).text
        for name in ("department", "unit", "person", "phone", "goal", "outcome")
    }
    project = Project(f"{form.number:03}", form.name.text, **texts)
    said = _Figures(project.name, problems)
    project.funds = _funds(form, said)
    project.rate_full = said.of(form.rate_full, RATE, "分值") or Fraction(0)
    project.stated = said.of(form.total_score, "总分", "得分")
    project.rate_reason = _rate_reason(form, document)
    rows = [row for row in form.indicators if row.concerned or _worth(row.full)]
    for row in rows:
        project.indicators.append(_indicator(row, said))
    _by_hand(project, form, rows, notation, year, said)
    return project


class _Figures:
    """Figures of one form; what is there but no figure is a problem, never a zero."""

    def __init__(self, project: str, problems: list[ScoringProblem]) -> None:
        self._project, self._problems = project, problems

    def of(self, entry: FormEntry, name: str, column: str) -> Fraction | None:
        if entry.figure is None and not entry.blank:
            self._problems.append(
                ScoringProblem(self._project, name, column, f"“{entry.text}”不是数字，没有读入")
            )
        return entry.figure.value if entry.figure is not None else None


def _worth(entry: FormEntry) -> bool:
    return entry.figure is not None and entry.figure.value > 0


def _funds(form: SelfEvaluation, said: _Figures) -> dict[str, dict[str, Fraction | None]]:
    """Fund rows; a total that no source states is the appropriation's where nothing else can be."""
    rows: dict[str, dict[str, Fraction | None]] = {}
    for source in SOURCES:
        for stage in STAGES:
            amount = said.of(form.fund(stage, source), source, stage)
            if amount is not None:
                rows.setdefault(source, {})[stage] = amount
    for stage in STAGES:
        whole = said.of(form.fund(stage), "年度资金总额", stage)
        known = [rows[source].get(stage) for source in rows]
        if whole is not None and not any(known):
            missing = all(amount is None for amount in known)
            if missing or whole:
                rows.setdefault(APPROPRIATION, {})[stage] = whole
    return rows


def _rate_reason(form: SelfEvaluation, document: Document) -> str:
    """Why the execution rate fell short, as the note below the form says."""
    index = next((i for i, f in enumerate(document.evaluations) if f is form), 0)
    after = document.evaluations[index + 1 :]
    end = after[0].block if after else len(document.report.blocks)
    for place, paragraph in document.body():
        found = _REASON.search(paragraph.text) if form.block < place < end else None
        if found:
            return found[1]
    return ""


def _indicator(row: Row, said: _Figures) -> Indicator:
    return Indicator(
        row.level1,
        row.level2,
        row.name.text,
        row.aim if row.aim != row.target.plain else row.target.text,
        row.got if row.got != row.actual.plain else row.actual.text,
        said.of(row.full, row.name.text, "分值"),
        reason="" if row.reason.blank else row.reason.text,
    )


def _by_hand(
    project: Project, form: SelfEvaluation, rows: list[Row], notation: Notation, year: int, said: _Figures
) -> None:
    """State marks by hand where the rules for the targets do not give what the form printed."""
    result = score(tree_of(project, notation, year or None), scheme_of(notation))
    rate, *traces = result.traces
    printed = said.of(form.rate_score, RATE, "得分")
    if printed is not None and printed != rate.score:
        project.rate_rule = _hand(printed)
    by_item = {id(trace.leaf.name): trace for trace in traces}
    for item, row in zip(project.indicators, rows, strict=True):
        printed = said.of(row.score, item.name, "得分")
        if item.applies and printed is not None and printed != by_item[id(item.name)].score:
            item.rule = _hand(printed)


def _hand(marks: Fraction) -> str:
    return f"人工：得分={written(marks)}；理由=按原自评表"
