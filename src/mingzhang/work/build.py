"""Build a disclosure from what an office has filled in: everything that is missing or contradictory first.

Nothing is written while anything is wrong: the figures must be complete, agree with each other, and what is
composed of them must read back and pass every check that says 错误.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Container, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from mingzhang.catalogue import NATION, derivation, load
from mingzhang.catalogue.standing import instead
from mingzhang.disclosure.compose import FinalAccount, composed
from mingzhang.disclosure.filing import read_filing
from mingzhang.disclosure.prior import prior_facts
from mingzhang.disclosure.questions import REASON, FilledWorkbook
from mingzhang.disclosure.remarks import in_order, left_out, out_of_place, unused
from mingzhang.facts.fact import Facts
from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.names import FactName
from mingzhang.facts.place import Place
from mingzhang.facts.publication import Piece, Publication
from mingzhang.facts.refusal import disk_reason
from mingzhang.language.identity.apportion import apportioned
from mingzhang.language.identity.derive import Derivation, complete
from mingzhang.language.narrative.sentence_writer import MISSING, Question
from mingzhang.language.workbook.form import BUDGET, FINAL, Filing, Problem
from mingzhang.localisation.tell import localise
from mingzhang.performance.in_account import (
    account_figures,
    differences,
    performance_pieces,
    performance_summary,
)
from mingzhang.performance.project_workbook import read_register
from mingzhang.performance.target_form import target_figures, target_pieces, unplanned
from mingzhang.readers.limits import Limits
from mingzhang.understanding.understand import understand
from mingzhang.work.check import judge
from mingzhang.work.evaluation_files import evaluate_file
from mingzhang.work.report_files import assess_register
from mingzhang.writers.publish import FORMATS, write_set
from mingzhang.writers.written import UnwritableError

# The sheet without which nothing can be said: its name, its ledger, and what an export gives instead.
_FIRST = {
    FINAL: ("收入", "收入账", "总表.收入总计"),
    BUDGET: ("收入预算", "收入预算账", "预算总表.收入总计"),
}
EVALUATED = "绩效."  # figures that a register of projects says too
IDLE = "填了，公开文本没有用到"
ADJUST = "adjust"  # the place's setting `rounding`; otherwise amounts are rounded one by one


@dataclass
class Draft:
    """A disclosure composed, and what stands in the way of publishing it.

    ``facts`` are the whole account.  ``problems`` must be resolved first; ``findings`` are what the checks
    say of the composed document that is no error; ``asked`` are the reasons and figures that are missing;
    ``notes`` are the sentences of the findings and say what is used for a place or year nobody described,
    ``left_out`` says what is not written because cells are blank, ``unused`` names filled cells without use.
    """

    filing: Filing
    publication: Publication
    facts: Facts = field(default_factory=Facts)
    problems: list[Problem] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    left_out: list[Problem] = field(default_factory=list)
    unused: list[Problem] = field(default_factory=list)

    @property
    def ready(self) -> bool:
        """Whether it may be written."""
        return not self.problems and not self.asked


def draft(filing: Filing, performance: Sequence[Piece] = (), more: Facts | None = None) -> Draft:
    """Complete, compose and check what an office has filled in; ``more`` are figures from elsewhere.

    What is filled in comes before ``more``.

    >>> draft(Filing("某局", 2024, "310107")).problems
    [Problem(sheet='收入', cell='', sentence='工作表“收入”：还没有填；没有的填 0。')]
    """
    problems = list(filing.problems)
    sheet, ledger, total = _FIRST[filing.kind]
    if not problems and not filing.facts.rows(ledger) and filing.facts.get(total) is None:
        problems = [Problem(sheet, "", f"工作表“{sheet}”：{MISSING}。")]
    facts = joined(filing.facts, more or Facts())
    steps = _steps(filing)
    whole, conflicts = complete(facts, steps)
    book = FilledWorkbook(filing, whole)
    cells = {(problem.sheet, problem.cell) for problem in problems}
    told_of = map(book.contradiction, conflicts)
    problems += [problem for problem in told_of if (problem.sheet, problem.cell) not in cells]
    problems += [*book.personal(performance), *out_of_place(book)]
    exact = None
    adjusts = load(filing.place or NATION, filing.year).settings.rounding == ADJUST
    if adjusts and filing.kind == FINAL and not conflicts:
        exact, whole = whole, complete(apportioned(facts), steps)[0]
    account = FinalAccount(
        whole, filing.unit, filing.year, filing.place or NATION, filing.words, performance,
        exact=exact, kind=filing.kind,
    )  # fmt: skip
    says = composed(account)
    asked = [question for question in says.asked if question.key not in whole.unread]  # told with its cell
    made = Draft(filing, says.publication, whole, problems, asked)
    made.notes += instead(filing.place or NATION, filing.year or None, filing.kind)
    wrong = {name for conflict in conflicts for name in book.sources.behind(conflict.fact.name)}
    missing = {each.name for q in asked if q.sentence == MISSING for each in book.inputs(q.key)}
    _check(made, book, wrong, {FactName.parse(name).home for name in (*missing, *whole.unread)})
    if not filing.problems and not missing:
        compared = [f.name for f in facts if performance and f.name.startswith(EVALUATED)]
        made.unused = unused(book, says.used.union(compared))
    made.left_out = left_out(book, says.left_out)
    return made


def _steps(filing: Filing) -> Derivation:
    """How what is filled in becomes what the filing's place publishes."""
    return derivation(filing.kind, filing.place or NATION, filing.year or None)


def joined(first: Facts, second: Facts) -> Facts:
    """Figures of two sources; where both say one, the first counts.

    >>> from mingzhang.facts.fact import stated
    >>> joined(stated("甲 1"), stated("甲 2", "乙 3")).names()
    ['甲', '乙']
    """
    both = Facts(unread=first.unread | second.unread)
    for fact in first:
        both.add(fact)
    for fact in second:
        if first.get(fact.name) is None:
            both.add(fact)
    return both


def _check(made: Draft, book: FilledWorkbook, wrong: Container[str], unknown: Container[str]) -> None:
    """Judge what is composed: errors stand in the way, each with the cells behind it; the rest is told.

    What comes from figures that are told to be ``wrong``, or from tables of which some are ``unknown``, is
    not told again.
    """
    ready = made.ready
    document = understand(made.publication.report(), made.filing.place or None, made.filing.year)
    found = localise(judge(document), document)
    failed = [finding for finding in found if finding.verdict is Verdict.FAILS]
    made.findings = [finding for finding in failed if finding.severity is not Severity.ERROR]
    names = {_spot(fact.place): fact.name for fact in document.facts}
    objected: set[frozenset[str]] = set()
    for finding in failed:
        spots = [name for place in finding.places if (name := names.get(_spot(place)))]
        behind = [name for spot in spots for name in book.sources.behind(spot)]
        sheet, cell, where = book.among(behind)
        said = f"{where}编成的公开文本里，{finding.message}（{finding.rule}）。"
        doubtful = any(n in wrong or FactName.parse(n).home in unknown for n in behind)
        doubtful |= len([n for n in spots if made.facts.get(n)]) < len(finding.places)  # left blank
        if finding.severity is not Severity.ERROR:
            made.notes.append(said)
        elif ready or (behind and not doubtful and not made.facts.unread):
            if not behind or frozenset(behind) not in objected:  # one sentence for the same cells
                made.problems.append(Problem(sheet, cell, said))
            objected.add(frozenset(behind))


def _spot(place: Place) -> tuple[object, ...]:
    """What tells a place of a composed document from the others."""
    return place.table, place.row, place.column, place.section, place.quote, place.span


@dataclass
class Built:
    """What building gave: the draft, and the files that were written."""

    draft: Draft
    files: list[Path] = field(default_factory=list)


def build_file(
    path: str | Path,
    out: str | Path,
    formats: Sequence[str] = tuple(FORMATS),
    prior: str | Path | None = None,
    projects: str | Path | None = None,
    ask: Callable[[str], str] | None = None,
    *,
    force: bool = False,
    limits: Limits | None = None,
    reviews: Sequence[str | Path] = (),
    strict: bool = False,
) -> Built:
    """Build the disclosure of a filled workbook into a folder; nothing is written unless it is ready.

    ``prior`` is last year's document, ``projects`` the register of projects, ``reviews`` the marks of
    experts on one of them; ``strict`` as in :func:`told`; ``ask`` answers a question that only people can
    answer (an empty answer leaves it open).  Raises
    :class:`~mingzhang.readers.limits.UnreadableError` and
    :class:`~mingzhang.writers.written.UnwritableError`.
    """
    made = drafted(path, prior, projects, ask, limits, reviews)
    if told(made, strict):
        return Built(made)
    return Built(made, publish(made.publication, Path(out), formats, force))


def drafted(
    path: str | Path,
    prior: str | Path | None = None,
    projects: str | Path | None = None,
    ask: Callable[[str], str] | None = None,
    limits: Limits | None = None,
    reviews: Sequence[str | Path] = (),
) -> Draft:
    """The disclosure of a filled workbook composed and checked, as :func:`build_file`, but not written."""
    filing = read_filing(path, limits)
    pieces, more = _projects(filing, projects, reviews, limits) if projects else ((), Facts())
    if prior is not None:
        before, problems = prior_facts(prior, filing, limits)
        filing.problems += problems
        more = joined(more, before)
    made = draft(filing, pieces, more)
    if ask is not None and not made.problems:
        made = _answered(made, ask, pieces, more)
    return made


def publish(publication: Publication, folder: Path, formats: Sequence[str], force: bool) -> list[Path]:
    """Write into a folder, which is made where it is only itself missing.

    It goes again when nothing could be written.  Raises :class:`~mingzhang.writers.written.UnwritableError`.
    """
    fresh = folder.parent.is_dir() and not os.path.lexists(folder)
    try:
        if fresh:
            folder.mkdir()
        return write_set(publication, folder, formats, force)
    except OSError as fault:
        raise UnwritableError(folder, f"文件夹建不了（{disk_reason(fault)}）") from fault
    finally:
        if fresh:
            with suppress(OSError):  # not empty: what it was made for is in it
                folder.rmdir()


def _projects(
    filing: Filing, path: str | Path, reviews: Sequence[str | Path], limits: Limits | None
) -> tuple[Sequence[Piece], Facts]:
    """What a register of projects says in the account; what is open in it, or differs, is a problem."""
    if filing.kind == BUDGET:
        return _targets(filing, path, limits)
    evaluation = evaluate_file(path, limits)
    name = Path(path).name
    filing.problems += [Problem(name, "", f"“{name}”的{problem}。") for problem in evaluation.open]
    more = _lent(filing, account_figures(evaluation.register))
    _lent(filing, performance_summary(evaluation.register, evaluation)[0])  # told in sentences of their own
    notation = load(filing.place or NATION, filing.year)
    # what is open in the register is told above: only the marks are looked at here
    reports = [assess_register(evaluation.register, (), reviews, limits)] if reviews else []
    for report in reports:
        filing.problems += [
            Problem(Path(reviews[0]).name, "", f"“{Path(reviews[0]).name}”的{problem}。")
            for problem in report.open
        ]
    whole_reports = [report for report in reports if not report.open]
    pieces = performance_pieces(evaluation.register, notation, evaluation=evaluation, reports=whole_reports)
    return pieces, more


def _targets(filing: Filing, path: str | Path, limits: Limits | None) -> tuple[Sequence[Piece], Facts]:
    """The target forms of a register and their figures; what a form would lack is a problem."""
    register, problems = read_register(path, limits)
    name = Path(path).name
    open_ = [*map(str, problems), *unplanned(register)]
    filing.problems += [Problem(name, "", f"“{name}”的{sentence}。") for sentence in open_]
    return target_pieces(register), _lent(filing, target_figures(register))


def _lent(filing: Filing, figures: Facts) -> Facts:
    """The figures of a register that the workbook leaves open; where both say one and differ, it is told."""
    whole = complete(filing.facts, _steps(filing))[0]
    differing = differences(figures, whole)
    filled = [pair for pair in differing if filing.facts.get(pair[0].name) is not None]
    book = FilledWorkbook(filing, whole)  # a sum of cells that differ is no fault of its own
    filing.problems += dict.fromkeys(book.difference(said, other) for said, other in filled or differing)
    more = Facts()
    for fact in figures:
        if whole.get(fact.name) is None:
            more.add(fact)
    return more


def _answered(made: Draft, ask: Callable[[str], str], pieces: Sequence[Piece], more: Facts) -> Draft:
    """Ask for the reasons that are missing, and compose again."""
    book = FilledWorkbook(made.filing)
    for question in made.asked:
        if question.key.startswith(REASON):
            (problem,) = book.missing([question])
            if said := ask(problem.sentence.removesuffix("。")).strip():
                made.filing.words[question.key] = said
    return draft(made.filing, pieces, more)


def told(made: Draft, strict: bool = False) -> list[str]:
    """Everything that stands in the way, one sentence each, in the words and the order of the workbook.

    ``strict`` takes what is left out, and what is filled in without use, for that too.
    """
    problems, book = list(made.problems), FilledWorkbook(made.filing, made.facts)
    wrong = {(problem.sheet, problem.cell) for problem in problems}
    for problem in book.missing(made.asked):
        if not wrong & {(problem.sheet, ""), (problem.sheet, problem.cell)} and (problem.sheet or not wrong):
            problems.append(problem)
    if strict:
        problems += made.left_out
        problems += [Problem(p.sheet, p.cell, f"{p.sentence[:-1]}：{IDLE}。") for p in made.unused]
    return list(in_order(book.ordered(problems)))


def remarks(made: Draft) -> list[str]:
    """What is to be told of a disclosure that is written: findings, what is left out, cells without use."""
    idle = [f"{number}. {problem.sentence}" for number, problem in enumerate(made.unused, 1)]
    return [
        *made.notes,
        *in_order(made.left_out),
        *([f"填了但没有用到的格子 {len(idle)} 个："] if idle else []),
        *idle,
    ]
