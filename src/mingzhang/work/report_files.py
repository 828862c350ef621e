"""Files of an evaluation: the workbook for experts written, the marks told in words, the report on disk."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.language.evaluation.grid import marks
from mingzhang.performance.assess import Assessment, assess, settle
from mingzhang.performance.ballot_workbook import UnfitReviewError, read_review, write_review
from mingzhang.performance.evaluation_report import report_publication
from mingzhang.performance.project import Register
from mingzhang.performance.project_workbook import read_register
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.scoring.precision import written
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.understanding.understand import understand
from mingzhang.work.check import judge
from mingzhang.writers.publish import write_set
from mingzhang.writers.written import made_folder

OPEN = "评价报告没有写出，要先改正或写明理由接受的问题"


def write_panel(
    register: str | Path,
    out: str | Path,
    project: str = "",
    system: str = "",
    experts: int = 3,
    force: bool = False,
    limits: Limits | None = None,
) -> None:
    """Write the workbook that experts fill for a project of a register.

    Raises :class:`~mingzhang.readers.limits.UnreadableError`, also for a project or an indicator system that
    there is not, and :class:`~mingzhang.writers.written.UnwritableError`.
    """
    with _fitting(register):
        write_review(read_register(register, limits)[0], out, project, system, experts, force)


def assess_files(
    register: str | Path, reviews: Sequence[str | Path], limits: Limits | None = None
) -> Assessment:
    """Assess the project that workbooks of experts are about, and check what the report would say.

    Raises :class:`~mingzhang.readers.limits.UnreadableError`.
    """
    projects, problems = read_register(register, limits)
    return assess_register(projects, problems, reviews, limits)


def assess_register(
    projects: Register,
    problems: Sequence[ScoringProblem],
    reviews: Sequence[str | Path],
    limits: Limits | None = None,
) -> Assessment:
    """The same for a register that has been read; ``problems`` are those of reading it."""
    with _fitting(reviews[0]):
        review, more = read_review(reviews, projects, limits)
        made = assess(review, projects)
    own = [problem for problem in problems if problem.project == made.project.name]
    settle(made, [*own, *more])
    check_report(made)
    return made


@contextmanager
def _fitting(path: str | Path) -> Iterator[None]:
    try:
        yield
    except UnfitReviewError as fault:
        raise UnreadableError(Path(path), str(fault).rstrip("。")) from fault


def report_findings(made: Assessment) -> list[Finding]:
    """What the checks find wrong in the report; nothing while a mark is missing.

    >>> from mingzhang.performance.project import Project, Register
    >>> from mingzhang.performance.ballot import Review
    >>> report_findings(assess(Review("甲"), Register("某局", 2024, [Project("1", "甲")])))
    []
    """
    if made.total is None:
        return []
    register = made.register
    report = report_publication(made).report()
    document = understand(report, register.place, register.year or None, "evaluation_report")
    return [found for found in judge(document) if found.verdict is Verdict.FAILS]


def check_report(made: Assessment) -> None:
    """Let errors and warnings of the checks stand in the way, and keep the rest as advice."""
    problems = []
    for found in report_findings(made):
        if found.severity is Severity.INFO:
            made.advice.append(found)
        else:
            problems.append(ScoringProblem(made.project.name, "", found.rule, found.message))
    settle(made, problems)


def assessment_text(made: Assessment, explain: bool = False) -> str:
    """The marks in words, and everything that is open; ``explain`` adds the experts' marks leaf by leaf."""
    given = "没有得分" if made.total is None else f"{marks(made.total)} 分，{made.grade}"
    lines = [f"{made.project.code} {made.project.name}：{given}"]
    lines.append(f"指标体系 {made.system.key}，专家 {len(made.review.ballots)} 名，{made.panel.sentence}")
    for name in dict.fromkeys(one.leaf.path[0] for one in made.judged):
        full, score = made.part(name)
        lines.append(f"  {name} {'没有得分' if score is None else written(score)}/{written(full)}")
    if explain:
        lines += _leaves(made)
        lines += [
            f"  {item.goal} {item.aim}——{item.got or '（空）'}：{judged}" for item, judged in made.compared
        ]
    for title, items in (
        ("已接受的问题", [f"{problem}（{accepted.reason}）" for problem, accepted in made.accepted]),
        (OPEN, list(map(str, made.open))),
        ("可以改进的地方", list(map(str, made.advice))),
    ):
        lines += [f"{title} {len(items)} 条：", *(f"  {item}" for item in items)] if items else []
    return "\n".join(lines)


def _leaves(made: Assessment) -> Iterator[str]:
    for one in made.judged:
        if one.joint is not None:
            given = "、".join(f"{expert} {written(mark)}" for expert, mark in one.joint.marks.items())
            spread = f"相差 {written(one.joint.spread)}，标准差 {written(one.joint.deviation)}"
            score = f"{written(one.joint.score)}/{written(one.leaf.full)}"
            yield f"  {made.system.called(one.leaf)} {score}（{given}；{spread}）"


def write_report(
    made: Assessment, folder: str | Path, formats: Sequence[str] = ("docx", "pdf"), force: bool = False
) -> list[Path]:
    """Write the report; raises ``ValueError`` while anything is open.

    Raises :class:`~mingzhang.writers.written.UnwritableError` where a file may not be written.
    """
    if made.open:
        raise ValueError(OPEN)
    return write_set(report_publication(made), made_folder(folder), formats, force)
