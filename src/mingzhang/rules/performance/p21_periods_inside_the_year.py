"""完成时间落在预算年度和项目周期内

为什么：本年度资金对应本年度的工作；起止时间在年度之外，往往是上年或别的项目的文字没有改。
怎么改：核对起止时间；确属跨年项目的，在总体目标中写明周期。

>>> print(*rule.check(form(rows=["时效指标|实施期限|2024.1-2024.12|按期|90|90"])))
P-21 成立：
>>> print(*rule.check(form(rows=["时效指标|实施期限|2023.9-2024.12|按期|90|90"])))
P-21 不成立：自评表1“安全检查”“时效指标 实施期限”写“2023.9-2024.12”，起于 2024 年度之前
>>> print(*rule.check(form(year=0, rows=["时效指标|实施期限|2024.1-2024.12|按期|90|90"])))
P-21 无法判断：自评表1“安全检查”的年度不明，不能核对完成时间
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.grid import FormEntry
from mingzhang.language.evaluation.recognise import SelfEvaluation
from mingzhang.language.text.quantities import moments, periods

RULE = Judgement(
    "P-21", Severity.INFO, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each form that states dates for its schedule or its lasting effect."""
    for form in document.evaluations:
        timed = [
            row for row in form.indicators if row.level2.startswith(("时效", "可持续")) and row.concerned
        ]
        cells = [cell for row in timed for cell in (row.target, row.name, row.actual) if moments(cell.text)]
        year = form.year or document.year
        if cells and year is None:
            yield undecided(f"{form.table}的年度不明，不能核对完成时间", cells[0].place)
        elif cells and year is not None:
            early, late = _early(form, cells, year), _late(form, cells, year)
            if early is not None:
                yield _finding(form, early, year, f"起于 {year} 年度之前", document)
            elif late is not None:
                yield _finding(form, late, year, f"完成时间在 {year} 年度之后，而资金已全部支出", document)
            else:
                yield holds(cells[0].place)


def _early(form: SelfEvaluation, cells: list[FormEntry], year: int) -> FormEntry | None:
    """A period that begins before the year, unless another row of the form speaks of the same beginning."""
    for cell in cells:
        for first, last in periods(cell.text):
            others = [e for e in form.texts() if e.plain != cell.plain]
            known = any(m.key[:2] == first.key[:2] for e in others for m in moments(e.text))
            if first.year < year <= last.year and not known:
                return cell
    return None


def _late(form: SelfEvaluation, cells: list[FormEntry], year: int) -> FormEntry | None:
    """A date after the year although all money was spent, unless the goal says how long the project takes."""
    if form.budget is None or form.outturn is None or form.outturn.value < form.budget.value:
        return None
    told = {m.key[:2] for m in moments(form.goal.text)}
    late = (c for c in cells for m in moments(c.text) if m.year > year and m.month and m.key[:2] not in told)
    return next(late, None)


def _finding(form: SelfEvaluation, cell: FormEntry, year: int, what: str, document: Document) -> Finding:
    others = [other for other in document.evaluations if other is not form]
    twins = [other.table for other in others if any(e.plain == cell.plain for e in other.texts())]
    again = f"；与{'、'.join(twins)}完全相同，疑为复制" if twins else ""
    return fails(
        f"{form.table}“{cell.place.row}”写“{cell.text[:40]}”，{what}{again}",
        cell.place,
        printed=cell.text[:60],
        expected=f"{year} 年度内的时间",
    )
