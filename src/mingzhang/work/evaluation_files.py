"""Files of project evaluation: the scored register in words, its forms on disk, filled forms taken over."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.number import shown
from mingzhang.facts.publication import Publication
from mingzhang.language.evaluation.grid import marks
from mingzhang.performance.evaluate import Evaluation, Scored, evaluate
from mingzhang.performance.filled_forms import read_forms
from mingzhang.performance.in_account import performance_summary
from mingzhang.performance.project_workbook import read_register, write_register
from mingzhang.performance.self_evaluation_form import TITLE, form_pieces, forms_publication
from mingzhang.readers.limits import Limits
from mingzhang.rules import all_rules
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.understanding.understand import understand
from mingzhang.work.check import judge
from mingzhang.writers.publish import write_sets
from mingzhang.writers.written import made_folder

_SCORED = ("P-01", "P-15")  # what scoring has told already, cell by cell
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\s]+')


def evaluate_file(path: str | Path, limits: Limits | None = None) -> Evaluation:
    """Read a workbook of projects and score it; raises :class:`~mingzhang.readers.limits.UnreadableError`."""
    register, problems = read_register(path, limits)
    return evaluate(register, problems)


def target_findings(evaluation: Evaluation) -> list[Finding]:
    """What the checks find on the forms: targets without figures, copied texts, wrong periods."""
    publication = forms_publication(evaluation)
    if not publication.pieces:
        return []
    register = evaluation.register
    document = understand(publication.report(), register.place, register.year or None, "self_evaluation")
    rules = [rule for rule in all_rules() if rule.id.startswith("P-") and rule.id not in _SCORED]
    return [found for found in judge(document, rules) if found.verdict is Verdict.FAILS]


def evaluation_text(evaluation: Evaluation, explain: bool = False) -> str:
    """The scores, what they are together, and everything that is open, in words.

    ``explain`` adds the sentence behind every score.

    >>> from mingzhang.performance.project import Register
    >>> print(evaluation_text(evaluate(Register("某局", 2024))))
    项目表里还没有要评价的项目。
    """
    lines = [] if evaluation.scored else ["项目表里还没有要评价的项目。"]
    for scored in evaluation.scored:
        lines.append(_line(scored))
        if explain and scored.result is not None:
            lines += [f"  {sentence}" for sentence in scored.result.sentences()]
    lines += performance_summary(evaluation.register, evaluation)[1] if evaluation.scored else []
    lines += _listed("已接受的问题", [f"{p}（{a.reason}）" for p, a in evaluation.accepted])
    title = "要先改正或写明理由接受的问题"
    lines += _listed(title, [str(problem) for problem in evaluation.open])
    advice = [*map(str, evaluation.advice), *map(str, target_findings(evaluation))]
    lines += _listed("可以改进的地方", advice)
    return "\n".join(lines)


def _line(scored: Scored) -> str:
    project, outturn = scored.project, scored.project.spent
    money = f"，执行 {shown(outturn, '万元')}" if outturn is not None else ""
    given = "没有得分" if scored.total is None else f"{marks(scored.total)} 分，{scored.grade}"
    return f"{project.code} {project.name}：{given}{money}"


def _listed(title: str, items: Sequence[str]) -> list[str]:
    return [f"{title} {len(items)} 条：", *(f"  {item}" for item in items)] if items else []


def write_forms(
    evaluation: Evaluation,
    folder: str | Path,
    formats: Sequence[str],
    chosen: str = "",
    masked: bool = True,
    force: bool = False,
) -> list[list[Path]]:
    """Write one form for each project, or for the one of a code or name; returns the files of each project.

    The forms of all projects are one set: they are written together or not at all.  Nothing is written while
    :func:`refusal_text` has something to say: raises ``ValueError``.  Raises
    :class:`~mingzhang.writers.written.UnwritableError` where a file may not be written.
    """
    register = evaluation.register
    refusal = refusal_text(evaluation, chosen)
    if refusal:
        raise ValueError(refusal)
    project, folder = register.of(chosen), made_folder(folder)
    forms: list[tuple[Publication, str]] = []
    for one in evaluation.scored:
        if one.result is None or project not in (None, one.project):
            continue
        title = f"{register.year}年度{one.project.name}{TITLE}"
        pieces = form_pieces(one, evaluation.notation, masked, alone=True)
        publication = Publication(register.unit, title, register.year, pieces, register.place)
        stem = _FORBIDDEN.sub("", f"{one.project.code}{one.project.name}")[:60]
        forms.append((publication, stem))
    return write_sets(forms, folder, formats, force)


def refusal_text(evaluation: Evaluation, chosen: str = "") -> str:
    """Why no form may be written yet, problem by problem; empty when forms may be written.

    >>> from mingzhang.performance.project import Project, Register
    >>> evaluation = evaluate(Register(projects=[Project("1", "甲", way="不评价")]))
    >>> refusal_text(evaluation), refusal_text(evaluation, "乙")
    ('', '项目表里没有项目“乙”。')
    """
    project = evaluation.register.of(chosen)
    if chosen and project is None:
        return f"项目表里没有项目“{chosen}”。"
    problems = [p for p in evaluation.open if project is None or p.project == project.name]
    return "\n".join(_listed("没有写出自评表，要先改正或写明理由接受的问题", [str(p) for p in problems]))


def take_over(
    path: str | Path, out: str | Path, limits: Limits | None = None, force: bool = False
) -> tuple[int, list[ScoringProblem]]:
    """Take filled forms over into a new workbook; returns how many, and what could not be read.

    Raises :class:`~mingzhang.readers.limits.UnreadableError` and
    :class:`~mingzhang.writers.written.UnwritableError`.
    """
    register, problems = read_forms(path, limits)
    write_register(register, out, force)
    return len(register.projects), problems
