"""What is done apart: each verb takes files, writes what it makes into a folder and says what that is.

Nothing here knows Django: the process has neither database nor secrets.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any
from zipfile import is_zipfile

from mingzhang.appraisal.appraise import appraise
from mingzhang.appraisal.plan import Plan
from mingzhang.appraisal.plan_workbook import read_plan
from mingzhang.appraisal.return_workbook import read_returns
from mingzhang.appraisal.returns import Returns
from mingzhang.appraisal.sealing import seal_of
from mingzhang.appraisal.stored import restored, stored
from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.progress import reached
from mingzhang.facts.report import Report
from mingzhang.facts.result import Result
from mingzhang.performance.ballot_workbook import UnfitReviewError, read_review
from mingzhang.performance.evaluate import evaluate
from mingzhang.performance.filled_forms import read_forms
from mingzhang.performance.project import Project, Register
from mingzhang.performance.project_workbook import read_register
from mingzhang.readers import read_report
from mingzhang.readers.collection import unpacked
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.readers.news import read_clippings
from mingzhang.readers.opening import is_archive
from mingzhang.readers.readable import is_readable
from mingzhang.readers.word.unaccepted import Unaccepted, unaccepted
from mingzhang.scoring.precision import written
from mingzhang.scoring.tree import ScoringProblem, told_once
from mingzhang.understanding.read import read_document
from mingzhang.web.apart import archive_verbs, field_verbs, purchase_verbs
from mingzhang.web.performance.carried import kept_of, typed_of
from mingzhang.web.supervision.carried import ledger
from mingzhang.work.appraise_files import write_sealed
from mingzhang.work.build import build_file, drafted, remarks, told
from mingzhang.work.build import publish as publish_draft
from mingzhang.work.check import CheckResult, check_file
from mingzhang.work.facsimile import leaves, marked_text, said_lines
from mingzhang.work.fix import adopt_file
from mingzhang.work.public_files import write_public
from mingzhang.work.together import check_compared, check_together
from mingzhang.writers.word.clean import write_clean
from mingzhang.writers.words import groups

Told = dict[str, Any]
MOST_FILES = 500
_WORD = (".docx", ".docm")


def check(files: Sequence[Path], out: Path, seconds: int) -> Told:
    """Check a document: its result, its pages as pictures or its text with marks, and its lines.

    An archive is one document of several files.
    """
    made = _checked(files, seconds)
    result, report = made.result().called(files[0].name), made.document.report
    found = in_order(result)
    numbered = [finding for finding in found if finding.verdict is Verdict.FAILS]
    (out / "result.json").write_text(json.dumps(result.to_json(), ensure_ascii=False), encoding="utf-8")
    lines = [asdict(line) for line in said_lines(report)]
    (out / "lines.json").write_text(json.dumps(lines, ensure_ascii=False), encoding="utf-8")
    pages = _leaves(report, files[0], out) if report.format == "pdf" else []
    if not pages:
        (out / "text.html").write_text(marked_text(report, numbered), encoding="utf-8")
    told = [finding.to_json() | {"number": n} for n, finding in _each(found)]
    return {"leaves": pages, "findings": told, "unaccepted": str(_left_open(files[0], out, seconds))}


def _left_open(path: Path, out: Path, seconds: int) -> Unaccepted:
    """The tracked changes and comments in a Word file, or in those of an archive."""
    limits = Limits(seconds=seconds)
    if path.suffix.lower() == ".zip":
        folder = out / "members"
        folder.mkdir()
        members = [member for member, _ in unpacked(path, folder, limits)]
    else:
        members = [path]
    words = [member for member in members if member.suffix.lower() in _WORD and is_zipfile(member)]
    return sum((unaccepted(member, limits) for member in words), Unaccepted())


def _checked(files: Sequence[Path], seconds: int) -> CheckResult:
    limits = Limits(seconds=seconds)
    if files[0].suffix.lower() == ".zip":
        return check_together(files, limits=limits)
    return check_file(files[0], limits=limits)


def in_order(result: Result) -> list[Finding]:
    """The findings as they are gone through: the worst first and those alike together, then the others."""
    found = groups(result)
    return [*found.numbered, *found.rounding, *found.undecided]


def _each(found: Sequence[Finding]) -> list[tuple[int, Finding]]:
    """With the numbers that stand at the marks; what does not fail has 0."""
    return [(n if f.verdict is Verdict.FAILS else 0, f) for n, f in enumerate(found, 1)]


def _leaves(report: Report, path: Path, out: Path) -> list[Told]:
    """The pictures of the pages, written one by one; none where the file shows no pages."""
    told = []
    try:
        for leaf in leaves(report, path.read_bytes()):
            reached("画第几页", leaf.number, report.pages or 0)
            (out / f"{leaf.number}.png").write_bytes(leaf.png)
            told.append({"number": leaf.number, "width": leaf.width, "height": leaf.height})
    except ValueError:
        return []
    return told


def publish(files: Sequence[Path], out: Path, seconds: int, place: str, year: int) -> Told:
    """Work out what the public is shown of a document: its data, its text and files to take away."""
    made = write_public(files[0], out, place or None, year, seconds)
    return {"files": [path.name for path in made]}


def correct(files: Sequence[Path], out: Path, seconds: int, adopted: dict[str, int]) -> Told:
    """A copy of a Word file with the adopted corrections as tracked changes, and why others are not in it."""
    fix = adopt_file(files[0], out / "corrected.docx", adopted, Limits(seconds=seconds), datetime.now())
    told = [f"{change.place}：{change.old} → {change.new}" for _, change in fix.done]
    return {"done": told, "left": [f"{finding.message}——{why}" for finding, why in fix.left]}


def clean(files: Sequence[Path], out: Path, seconds: int) -> Told:  # noqa: ARG001 (a verb's form)
    """A copy of a Word file with every tracked change accepted and no comment left."""
    write_clean(files[0], out / "clean.docx")
    return {}


def news(files: Sequence[Path], out: Path, seconds: int) -> Told:  # noqa: ARG001 (a verb's form)
    """The news of each file, as clippings; a file that cannot be read is told and the others go on."""
    found: list[Told] = []
    sources: list[Told] = []
    refused, notes = list[str](), list[str]()
    for path in files:
        try:
            made = read_clippings(path, Limits(seconds=seconds))
        except UnreadableError as fault:
            refused.append(str(fault).removeprefix("in/"))
            continue
        notes += [f"{path.name}：{note}" for note in made.notes]
        found += [{"file": path.name, "clipping": asdict(each)} for each in made.news]
        sources += [asdict(each) for each in made.sources]
    return {"news": found, "sources": sources, "told": notes, "not_read": refused}


def rows(files: Sequence[Path], out: Path, seconds: int) -> Told:  # noqa: ARG001 (a verb's form)
    """The rows of the first sheet of a workbook, as texts."""
    tables = list(read_report(files[0], Limits(seconds=seconds)).tables())
    if not tables:
        return {"rows": []}
    height, width = tables[0].shape
    cells = [[tables[0].at(row, column) for column in range(width)] for row in range(height)]
    return {"rows": [["" if cell is None else cell.text for cell in row] for row in cells]}


def compare(files: Sequence[Path], out: Path, seconds: int, own: str) -> Told:  # noqa: ARG001 (a verb's form)
    """Hold documents against each other: what fails in ``own``, and which was held against which."""
    made = check_compared(files, limits=Limits(seconds=seconds))
    (result,) = (each.result() for path, each in zip(files, made, strict=True) if path.name == own)
    failing = [finding.to_json() for finding in result.findings if finding.verdict is Verdict.FAILS]
    told = [note for note in result.document.notes if note.startswith(("已对照", "没有对照", "单位名单"))]
    return {"findings": failing, "told": told}


def unpack(files: Sequence[Path], out: Path, seconds: int) -> Told:
    """The documents among files and in archives, written one by one under names of our own."""
    told: list[Told] = []
    for number, path in enumerate(files):
        folder = out / str(number)
        folder.mkdir()
        members = unpacked(path, folder, Limits(seconds=seconds)) if is_archive(path) else [(path, path.name)]
        for member, name in members:
            fits = is_readable(member.suffix.lower())
            told.append({"path": str(member.resolve()), "name": name, "fits": fits})
            if len(told) > MOST_FILES:
                raise UnreadableError(path.name, f"里面的文件超过 {MOST_FILES} 个，请分几次上传")
    return {"files": told}


def whose(files: Sequence[Path], out: Path, seconds: int) -> Told:  # noqa: ARG001 (a verb's form)
    """Whose document a file says it is, of which year and kind."""
    document = read_document(files[0], limits=Limits(seconds=seconds))
    return {"unit": document.unit, "year": document.year, "kind": document.kind}


def build(files: Sequence[Path], out: Path, seconds: int, answers: dict[str, str]) -> Told:
    """Build a document from a filled workbook, or tell what is wrong in it and what only people know."""
    asked: list[str] = []

    def ask(sentence: str) -> str:
        asked.append(sentence)
        return answers.get(sentence, "")

    made = drafted(files[0], ask=ask, limits=Limits(seconds=seconds))
    left = [sentence for sentence in told(made) if sentence.removesuffix("。") not in asked]
    if left or any(sentence not in answers for sentence in asked):
        return {"problems": left, "questions": asked, "file": ""}
    (path,) = publish_draft(made.publication, out, ["docx"], force=False)
    return {"problems": [], "questions": asked, "file": path.name}


def build_all(files: Sequence[Path], out: Path, seconds: int) -> Told:
    """Build what is published of a filled workbook in all formats; nothing while anything is open."""
    made = build_file(files[0], out / "公开", limits=Limits(seconds=seconds))
    named = [path.relative_to(out).as_posix() for path in made.files]
    return {"problems": told(made.draft), "remarks": remarks(made.draft), "files": named}


def projects(files: Sequence[Path], out: Path, seconds: int) -> Told:  # noqa: ARG001 (a verb's form)
    """The projects of a workbook of projects, each with what in it could not be read."""
    register, problems = read_register(files[0], Limits(seconds=seconds))
    return _register(register, problems, form=False)


def forms(files: Sequence[Path], out: Path, seconds: int) -> Told:  # noqa: ARG001 (a verb's form)
    """The projects of filled self-evaluation forms, each with what in it could not be read."""
    register, problems = read_forms(files[0], Limits(seconds=seconds))
    # A total that the rows do not make is told once, and does not stand in the way for ever.
    told = [problem for problem in evaluate(register).open if problem.column == "原表总分"]
    for project in register.projects:
        project.stated = None
    return _register(register, [*problems, *told], form=True)


def _register(register: Register, problems: Sequence[ScoringProblem], form: bool) -> Told:
    """A register as texts; ``loose`` is what belongs to none of its projects."""
    names = {project.name for project in register.projects}
    return {
        "unit": register.unit,
        "year": register.year,
        "projects": [
            {
                "form": form,
                "typed": typed_of(project),
                "kept": kept_of(project, (a for a in register.accepted if a.project == project.name)),
                "unread": [str(problem) for problem in problems if problem.project == project.name],
            }
            for project in register.projects
        ],
        "loose": [str(problem) for problem in problems if problem.project not in names],
    }


def ballot(
    files: Sequence[Path],
    out: Path,  # noqa: ARG001 (a verb's form)
    seconds: int,
    about: dict[str, Any],
) -> Told:
    """The marks and opinions of one expert in a workbook of an evaluation, and what is wrong with them."""
    project = Project(about["code"], about["name"])
    register = Register("", about["year"], [project], about["place"])
    try:
        review, problems = read_review(files, register, Limits(seconds=seconds))
    except UnfitReviewError as fault:
        raise UnreadableError(files[0], f"不是这个项目的评分表：{str(fault).rstrip('。')}") from fault
    found = [each for each in review.ballots if each.expert == about["label"]]
    if not found:
        raise UnreadableError(files[0], f"里面没有“{about['label']}”的评分表，请用从这里下载的工作簿")
    marks, opinions = found[0].marks, found[0].opinions
    typed = {
        "/".join(path): {
            "mark": written(marks[path]) if path in marks else "",
            "opinion": opinions.get(path, ""),
        }
        for path in dict.fromkeys([*marks, *opinions])
    }
    return {"typed": typed, "problems": [str(problem) for problem in problems]}


def appraisal_plan(files: Sequence[Path], out: Path, seconds: int) -> Told:  # noqa: ARG001 (a verb's form)
    """The plan of an appraisal, and what in its cells is wrong."""
    plan, book = read_plan(files[0], Limits(seconds=seconds))
    return {"plan": stored(plan), "problems": told_once(book.problems)}


def appraisal_returns(
    files: Sequence[Path],
    out: Path,  # noqa: ARG001 (a verb's form)
    seconds: int,
    plan: dict[str, Any],
) -> Told:
    """What a workbook hands in for a year's appraisal, and what in its cells is wrong."""
    returns, book = read_returns(files[0], restored(Plan, plan), Limits(seconds=seconds))
    return {"returns": stored(returns), "problems": told_once(book.problems)}


def appraisal_reports(
    files: Sequence[Path],
    out: Path,
    seconds: int,  # noqa: ARG001 (a verb's form)
    seal: dict[str, Any],
) -> Told:
    """The documents of a sealed appraisal, from what was kept when it was sealed."""
    kept = json.loads(files[0].read_text(encoding="utf-8"))
    made = appraise(restored(Plan, kept["方案"]), restored(Returns, kept["数据"]))
    written = write_sealed(made, seal_of(seal), out / "反馈")
    return {"files": [path.relative_to(out).as_posix() for path in written]}


VERBS: dict[str, Callable[..., Told]] = (
    {
        verb.__name__: verb
        for verb in (
            appraisal_plan,
            appraisal_reports,
            appraisal_returns,
            ballot,
            build,
            build_all,
            check,
            clean,
            compare,
            correct,
            forms,
            ledger,
            news,
            projects,
            publish,
            rows,
            unpack,
            whose,
        )
    }
    | archive_verbs.VERBS
    | field_verbs.VERBS
    | purchase_verbs.VERBS
)
