"""Build a disclosure from what an office has filled in: everything that is missing or contradictory first.

Nothing is written while anything is wrong: the figures must be complete, agree with each other, and what is
composed of them must read back and pass every check that says 错误.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from mingzhang.catalogue import NATION, derivation, filing_pages, load
from mingzhang.facts.fact import Facts
from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import MONEY, shown
from mingzhang.facts.publication import Piece, Publication
from mingzhang.language.apportion import apportioned
from mingzhang.language.derive import Conflict, complete
from mingzhang.language.filing import Block, Filing, Page, Problem
from mingzhang.language.prose import Question
from mingzhang.readers.limits import Limits
from mingzhang.work.check import judge
from mingzhang.work.compose import FinalAccount, composed
from mingzhang.work.evaluation_files import evaluate_file
from mingzhang.work.filing import read_filing
from mingzhang.work.localise import localise
from mingzhang.work.performance import account_figures, differences, performance_pieces
from mingzhang.work.prior import prior_facts
from mingzhang.work.read import understand
from mingzhang.writers.publish import FORMATS, write_set

REASON = "原因:"
ADJUST = "adjust"  # the place's setting `rounding`; otherwise amounts are rounded one by one


@dataclass
class Draft:
    """A disclosure composed, and what stands in the way of publishing it.

    ``problems`` must be resolved first; ``findings`` are what the checks say of the composed document that
    is no error; ``asked`` are the reasons and figures that are missing.
    """

    filing: Filing
    publication: Publication
    problems: list[Problem] = field(default_factory=list)
    asked: list[Question] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)

    @property
    def ready(self) -> bool:
        """Whether it may be written."""
        return not self.problems and not self.asked


def draft(filing: Filing, performance: Sequence[Piece] = (), more: Facts | None = None) -> Draft:
    """Complete, compose and check what an office has filled in; ``more`` are figures from elsewhere.

    What is filled in comes before ``more``.

    >>> draft(Filing("某局", 2024, "310107")).problems
    [Problem(sheet='收入', cell='', sentence='“收入”表没有填写，无法编制')]
    """
    problems = list(filing.problems)
    if not problems and not filing.facts.rows("收入账") and filing.facts.get("总表.收入总计") is None:
        problems = [Problem("收入", "", "“收入”表没有填写，无法编制")]
    facts = joined(filing.facts, more or Facts())
    whole, conflicts = complete(facts, derivation())
    problems += [_contradiction(conflict) for conflict in conflicts]
    exact = None
    if load(filing.place or NATION, filing.year).settings.get("rounding") == ADJUST and not conflicts:
        exact, whole = whole, complete(apportioned(facts), derivation())[0]
    account = FinalAccount(
        whole, filing.unit, filing.year, filing.place or NATION, filing.words, performance, exact=exact
    )
    publication, asked = composed(account)
    made = Draft(filing, publication, problems, [] if problems else asked)
    if made.ready:
        _check(made)
    return made


def joined(first: Facts, second: Facts) -> Facts:
    """Figures of two sources; where both say one, the first counts.

    >>> from mingzhang.facts.fact import stated
    >>> joined(stated("甲 1"), stated("甲 2", "乙 3")).names()
    ['甲', '乙']
    """
    both = Facts()
    for fact in first:
        both.add(fact)
    for fact in second:
        if first.get(fact.name) is None:
            both.add(fact)
    return both


def _contradiction(conflict: Conflict) -> Problem:
    fact, place = conflict.fact, conflict.fact.place
    unit = "万元" if fact.figure.unit == MONEY else fact.figure.unit
    where = f"“{place.table}”表 {place.column} 格" if place.table else fact.name
    decimals = 6 if fact.figure.unit == MONEY else 0
    said, computed = (shown(value, unit, decimals) for value in (fact.figure.value, conflict.computed))
    gap = shown(abs(fact.figure.value - conflict.computed), unit, decimals)
    sentence = f"{where}填 {said}，按“{conflict.formula.replace('?', '')}”应为 {computed}，相差 {gap}：请改正其中一处"
    return Problem(place.table or "", place.column or "", sentence)


def _check(made: Draft) -> None:
    """Judge what is composed: errors stand in the way, the rest is told."""
    document = understand(made.publication.report(), made.filing.place or None, made.filing.year)
    found = localise(judge(document), document)
    failed = [finding for finding in found if finding.verdict is Verdict.FAILS]
    errors = [finding for finding in failed if finding.severity is Severity.ERROR]
    made.findings = [finding for finding in failed if finding not in errors]
    made.problems += [Problem("", "", f"{finding.message}（{finding.rule}）") for finding in errors]


def where(name: str, pages: Iterable[Page]) -> str:
    """Where in the workbook a figure or a word is to be filled in; ``""`` where it has no place there.

    >>> where("原因:上年:总表.本年收入", filing_pages("310107", 2024))
    '“上年”表“本年收入合计”行“变动原因”栏'
    """
    for page in pages:
        for block in page.blocks:
            if found := _within(name, block):
                return f"“{page.name}”表{found}"
    return ""


def _within(name: str, block: Block) -> str:
    for line in block.lines:
        for column in block.columns:
            if line.column(column).name(line.name) == name:
                return f"“{line.label}”行“{column.head}”栏"
    for column in block.columns if block.key else ():
        if "{row}" in column.pattern and (row := column.row_of(name)):
            return f"科目 {row} 一行“{column.head}”栏" if row.isdigit() else f"“{row}”一行“{column.head}”栏"
    return ""


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
    force: bool = False,
    limits: Limits | None = None,
) -> Built:
    """Build the disclosure of a filled workbook into a folder; nothing is written unless it is ready.

    ``prior`` is last year's document, ``projects`` the register of projects, ``ask`` answers a
    question that only people can answer (an empty answer leaves it open).  Raises
    :class:`~mingzhang.readers.limits.Unreadable` and :class:`~mingzhang.writers.written.Unwritable`.
    """
    filing = read_filing(path, limits)
    pieces, more = _projects(filing, projects, limits) if projects is not None else ((), Facts())
    if prior is not None:
        before, problems = prior_facts(prior, filing, limits)
        filing.problems += problems
        more = joined(more, before)
    made = draft(filing, pieces, more)
    if ask is not None and not made.problems:
        made = _answered(made, ask, pieces, more)
    if not made.ready:
        return Built(made)
    folder = Path(out)
    if folder.parent.is_dir() and not folder.exists():
        folder.mkdir()
    return Built(made, write_set(made.publication, folder, formats, force))


def _projects(filing: Filing, path: str | Path, limits: Limits | None) -> tuple[Sequence[Piece], Facts]:
    """What a register of projects says in the account; what is open in it, or differs, is a problem."""
    evaluation = evaluate_file(path, limits)
    figures = account_figures(evaluation.register)
    filing.problems += [Problem(Path(path).name, "", str(problem)) for problem in evaluation.open]
    whole, _ = complete(filing.facts, derivation())
    filing.problems += [Problem("", "", sentence) for sentence in differences(figures, whole)]
    notation = load(filing.place or NATION, filing.year)
    return performance_pieces(evaluation.register, notation, evaluation=evaluation), figures


def _answered(made: Draft, ask: Callable[[str], str], pieces: Sequence[Piece], more: Facts) -> Draft:
    """Ask for the reasons that are missing, and compose again."""
    for question in made.asked:
        if question.key.startswith(REASON) and (said := ask(question.sentence).strip()):
            made.filing.words[question.key] = said
    return draft(made.filing, pieces, more)


def told(made: Draft) -> list[str]:
    """Everything that stands in the way, one sentence each, in the words of the workbook."""
    pages = filing_pages(made.filing.place or NATION, made.filing.year)
    sentences = [problem.sentence for problem in made.problems]
    for question in made.asked:
        place = where(question.key, pages)
        sentences.append(f"{place}：{question.sentence}" if place else question.sentence)
    return list(dict.fromkeys(sentences))
