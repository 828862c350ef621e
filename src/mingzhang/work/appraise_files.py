"""Files of an appraisal: two workbooks read and scored, the reports of all units written as one set."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from mingzhang.appraisal.appraise import appraise
from mingzhang.appraisal.book_document import NAME as BOOK_NAME
from mingzhang.appraisal.book_document import task_book
from mingzhang.appraisal.described import BOOKS, LINES, PLAN_SHEETS, RETURN_SHEETS
from mingzhang.appraisal.district_documents import (
    ranking_publication,
    results_publication,
    special_publication,
)
from mingzhang.appraisal.feedback_report import NAME, feedback
from mingzhang.appraisal.measures import OwnResult, measures, own_results
from mingzhang.appraisal.plan import Plan
from mingzhang.appraisal.plan_workbook import plan_workbook, read_plan
from mingzhang.appraisal.ranking import rankings
from mingzhang.appraisal.return_faults import books_told
from mingzhang.appraisal.return_workbook import read_returns, return_workbook
from mingzhang.appraisal.returns import Returns
from mingzhang.appraisal.scores import Appraisal
from mingzhang.appraisal.sealing import NotSealableError, Seal, altered, seal, seal_of
from mingzhang.appraisal.tables import fixed
from mingzhang.appraisal.task_book import SIGNED
from mingzhang.appraisal.timetable import Cycle, usual
from mingzhang.appraisal.traces import TRACE_SCHEMA, TRACES, trace_bytes, trace_schema, traces
from mingzhang.facts.publication import Publication
from mingzhang.facts.refusal import RefusalError, disk_reason
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.scoring.tree import ScoringProblem, told_once
from mingzhang.sheets import UNFILLED, write_sheets
from mingzhang.work.together_written import DocumentFiles, write_documents
from mingzhang.writers.publish import name_for


def appraise_files(plan: str | Path, returns: str | Path, limits: Limits | None = None) -> Appraisal:
    """Read both workbooks and score; raises :class:`~mingzhang.readers.limits.UnreadableError`."""
    made, first = read_plan(plan, limits)
    given, second = read_returns(returns, made, limits)
    found = appraise(made, given, [*first.problems, *second.problems])
    problems = second.located(first.located(found.problems, PLAN_SHEETS), RETURN_SHEETS)
    return replace(found, problems=tuple(dict.fromkeys(_but_for_empty(problems))))


def _but_for_empty(problems: Sequence[ScoringProblem]) -> Iterator[ScoringProblem]:
    """The problems; of a cell that was told to be empty nothing else is told."""
    empty = {one.cell for one in problems if one.message == UNFILLED and "!" in one.cell}  # not a whole sheet
    return (one for one in problems if one.message == UNFILLED or one.cell not in empty)


def own_evaluation(appraisal: Appraisal, as_of: date) -> list[OwnResult]:
    """The appraisal's own self-evaluation, counted as of a day."""
    found = measures(appraisal.plan, appraisal.returns, as_of)
    return list(own_results(appraisal.returns.own, found))


def appraisal_text(appraisal: Appraisal, explain: bool = False) -> str:
    """Every ranking and everything that is open, in words; ``explain`` adds the sentence of every score."""
    cycle = appraisal.plan.cycle
    lines = [f"{cycle.district}{cycle.year}年度绩效考评：{len(appraisal.scores)} 个单位"]
    for ranking in rankings(appraisal):
        lines.append(f"{ranking.kind} {len(ranking.places)} 个，平均 {fixed(ranking.mean)} 分：")
        for one in ranking.places:
            place = f"第 {one.place} 名" if one.place is not None else "不排名"
            lines.append(
                f"  {place} {one.score.unit.name} {fixed(one.score.total)} {one.score.grade}".rstrip()
            )
            if explain:
                lines += [f"    {leaf.trace.sentence}" for leaf in one.score.leaves]
                lines += [f"    {remark}" for remark in one.score.remarks]
    lines += [f"说明：{note}。" for note in appraisal.plan.notes()]
    if appraisal.problems:
        told = told_once(appraisal.problems)
        lines.append(f"要先解决的问题 {len(told)} 条，解决前不封存、不出反馈报告：")
        lines += [f"  {problem}" for problem in told]
    return "\n".join(lines)


@dataclass(frozen=True)
class Sealing:
    """How a result is sealed: on which day, with which formats, after which earlier result, and why anew."""

    day: date
    formats: Sequence[str] = ("docx", "pdf")
    previous: Path | None = None
    reason: str = ""
    force: bool = False
    jobs: int | None = None


def write_results(appraisal: Appraisal, folder: str | Path, order: Sealing) -> tuple[Seal, list[Path]]:
    """Seal the scores and write everything as one set; returns the seal and the files.

    Raises :class:`~mingzhang.facts.refusal.RefusalError` while something is open, where an earlier result was
    altered, or a sealed score changed without a reason: nothing is written then.
    """
    try:
        before = _sealed(order.previous) if order.previous else None
        made = seal(appraisal, appraisal.plan.office, order.day, before, order.reason)
    except NotSealableError as fault:
        raise RefusalError(f"{fault}。") from fault
    return made, write_sealed(appraisal, made, folder, order.formats, order.force, order.jobs)


def write_sealed(
    appraisal: Appraisal,
    made: Seal,
    folder: str | Path,
    formats: Sequence[str] = ("docx", "pdf"),
    force: bool = False,
    jobs: int | None = None,
) -> list[Path]:
    """Write the documents of scores that are sealed; returns the files."""
    documents = [*_documents(appraisal, made, tuple(formats))]
    plain = {TRACES: trace_bytes(traces(appraisal, made))}
    return write_documents(documents, plain, Path(folder), force, jobs)


def _documents(appraisal: Appraisal, made: Seal, formats: tuple[str, ...]) -> Iterator[DocumentFiles]:
    """The reports of all units, the documents of the district, and the result workbook."""
    for ranking in rankings(appraisal):
        for one in ranking.places:
            name = name_for(f"{one.score.unit.code}{one.score.unit.name}{NAME}", one.score.unit.code)
            yield DocumentFiles(feedback(appraisal, ranking, one.score, made), name, formats)
    found = measures(appraisal.plan, appraisal.returns, made.day)
    whole: list[tuple[Publication, tuple[str, ...]]] = [
        (ranking_publication(appraisal, made), formats),
        (special_publication(appraisal), formats),
        (results_publication(appraisal, found, own_evaluation(appraisal, made.day)), ("xlsx",)),
    ]
    for publication, kinds in whole:
        yield DocumentFiles(publication, name_for(publication.title, "绩效考评"), kinds)


def _sealed(path: Path) -> Seal:
    """The seal of an earlier result; raises :class:`UnreadableError` and :class:`NotSealableError`."""
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        year, units, values = int(data["年度"]), list(data["单位"]), dict(data["封存"])
    except OSError as fault:
        raise UnreadableError(path, f"打不开（{disk_reason(fault)}）") from fault
    except (KeyError, TypeError, ValueError) as fault:
        raise UnreadableError(path, "不是考评写出的计分轨迹") from fault
    made = seal_of(values)
    wrong = altered(year, units, made)
    if wrong:
        raise NotSealableError(f"{path.name} 与它的封存记录不符，已被改动：{'、'.join(wrong[:5])}")
    return made


def write_books(
    plan: str | Path, returns: str | Path, folder: str | Path, formats: Sequence[str] = ("docx",),
    force: bool = False, limits: Limits | None = None,
) -> tuple[list[Path], list[ScoringProblem]]:  # fmt: skip
    """Write the task books of all units, to be signed; where one is faulty, none, and what is wrong.

    Whether a book is signed already, and what was reached since, does not matter here.
    """
    made, first = read_plan(plan, limits)
    given, second = read_returns(returns, made, limits)
    ready = [replace(book, state=SIGNED) for book in given.books]
    read = [p for p in second.problems if p.cell.partition("!")[0] in (BOOKS.name, LINES.name)]
    told = [*first.problems, *read, *second.located(books_told(made, ready), RETURN_SHEETS)]
    if told:
        return [], list(dict.fromkeys(told))
    documents = []
    for book in given.books:
        unit = made.unit(book.unit)
        name = f"{unit.code if unit else ''}{book.unit}{BOOK_NAME}"
        documents.append(DocumentFiles(task_book(made, book), name_for(name, BOOK_NAME), tuple(formats)))
    return write_documents(documents, {}, Path(folder), force), []


def write_schema(folder: str | Path, force: bool = False) -> list[Path]:
    """Write the schema of the traces."""
    return write_documents([], {TRACE_SCHEMA: trace_schema()}, Path(folder), force)


def write_blank(folder: str | Path, year: int, force: bool = False) -> list[Path]:
    """Write both workbooks empty, with the usual timetable of a year."""
    folder = Path(folder)
    plan = Plan(Cycle(year, "", usual(year)))
    paths = [folder / "方案.xlsx", folder / "数据.xlsx"]
    for path, book in zip(paths, (plan_workbook(plan), return_workbook(Returns())), strict=True):
        write_sheets(book, path, force)
    return paths
