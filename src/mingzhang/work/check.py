"""Check documents: run every rule that applies and gather what it says."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from mingzhang.catalogue.divisions import place_name
from mingzhang.catalogue.files import UnfitCatalogueError
from mingzhang.facts.coverage import Coverage, Worth
from mingzhang.facts.deadline import NEVER, Deadline, OutOfTimeError
from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import SCALES, UnfitFigureError, UnlikeUnitsError, decimals_of, shown
from mingzhang.facts.progress import reached
from mingzhang.facts.result import CheckedDocument, Freedom, Result, Summary, UnreadNumber, Waiver
from mingzhang.language.document.document import Document
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Rule
from mingzhang.localisation.blind_spots import BlindSpot, blind_spots
from mingzhang.localisation.tell import localise
from mingzhang.readers.limits import Limits, UnreadableError
from mingzhang.rules import all_rules
from mingzhang.understanding.coverage import coverage
from mingzhang.understanding.read import read_document
from mingzhang.understanding.understand import understand
from mingzhang.work.answers import take_over
from mingzhang.work.breakdown import breakdown
from mingzhang.work.scanned import certain_findings
from mingzhang.work.second_look import Look, look_into
from mingzhang.work.understood import hindrance
from mingzhang.work.waive import read_waivers, sorted_out
from mingzhang.writers.frame import to_frame

_OUT_OF_TIME = "没有在时限内检查完"


@dataclass(repr=False)
class CheckResult:
    """The findings on one document; ``findings`` leaves out what holds, ``counts`` does not.

    What one wants first is ``failed``, and what is printed: a line for each of them.

    ``coverage`` says of every printed number whether anything watches it; ``hindrance`` says why the
    document was not understood, ``""`` where it was.  ``undecided`` findings are kept once for each rule and
    reason; ``waivers`` are those that explain one of the findings.
    """

    document: Document
    findings: list[Finding]
    counts: dict[Verdict, int]
    coverage: Coverage = field(default_factory=Coverage)
    hindrance: str = ""
    seconds: float = 0.0
    waivers: list[Waiver] = field(default_factory=list)
    blind_spots: list[BlindSpot] | None = None  # where they were asked for
    notes: list[str] = field(default_factory=list)  # what was not done in time
    off: tuple[str, ...] = ()  # rules that were not to be used, by the beginnings of their ids

    def __repr__(self) -> str:
        from mingzhang.work.show import brief_text

        failed = [f"  {finding.severity.chinese} {finding}" for finding in self.failed]
        return "\n".join([brief_text(self.result()), *failed])

    def to_frame(self) -> Any:  # noqa: ANN401 (see there)
        """The findings as a data frame, one row each; see :func:`mingzhang.writers.frame.to_frame`."""
        return to_frame([self.result()])

    @property
    def failed(self) -> list[Finding]:
        """The findings that are not satisfied, explained or not."""
        return [finding for finding in self.findings if finding.verdict is Verdict.FAILS]

    @property
    def open(self) -> list[Finding]:
        """The findings that are not satisfied and that nobody has explained."""
        explained = {waiver.fingerprint for waiver in self.waivers}
        return [finding for finding in self.failed if finding.fingerprint not in explained]

    def to_json(self) -> dict[str, Any]:
        """The result by the contract ``mingzhang/check/2``."""
        return self.result().to_json()

    def result(self) -> Result:
        """What outputs are made of: plain data that may cross to another process."""
        document, report, basis = self.document, self.document.report, self.document.notation.basis
        named = {name: getattr(document, name) for name in ("kind", "unit", "year", "place", "scope")}
        return Result(
            CheckedDocument(
                report.file,
                report.sha256,
                **named,
                pages=report.pages,
                unread_pages=tuple(report.unread_pages),
                notes=tuple(filter(None, [self.hindrance, *report.notes, *self.notes, self._unused])),
                place_name=place_name(document.place),
            ),
            Summary(
                **{verdict.value: self.counts.get(verdict, 0) for verdict in Verdict},
                numbers=self.coverage.counts,
                understood=not self.hindrance,
                seconds=round(self.seconds, 3),
                complete=not self.notes,
                unchecked=len(report.unchecked) + bool(report.unread_pages and not report.parts),
            ),
            tuple(
                replace(
                    found,
                    gap=None,
                    ratio=None,
                    compared=(),
                    basis=[basis.get(key, key) for key in found.basis],
                )
                for found in self.findings
            ),
            tuple(
                UnreadNumber(number.printed, number.place, number.worth)
                for number in self.coverage.of(Worth.UNREAD, Worth.DOUBTFUL)
            ),
            tuple(self.waivers),
            None if self.blind_spots is None else tuple(map(_freedom, self.blind_spots)),
        )

    @property
    def _unused(self) -> str:
        """The note on rules that were not to be used."""
        return f"按设置没有用编号以 {'、'.join(self.off)} 开头的规则。" if self.off else ""


def _freedom(spot: BlindSpot) -> Freedom:
    """A blind spot in the printed unit."""
    figure, scale = spot.figure, SCALES.get(spot.figure.shown, 1)
    down, up = (
        None if end is None else shown(end / scale, "", decimals_of(figure) + 1)
        for end in (spot.down, spot.up)
    )
    return Freedom(f"{figure.text}{figure.shown}", down, up, spot.said, figure.place)


def judge(
    document: Document,
    rules: Iterable[Rule] | None = None,
    strict: bool = False,
    deadline: Deadline = NEVER,
    look: Look | None = None,
) -> list[Finding]:
    """What every applicable rule says about a document, all four verdicts, causes not yet folded.

    On a scan nothing fails but what was read with certainty and what ``look`` sees again; else see
    :func:`verdicts`.
    """
    found = verdicts(document, rules, strict, deadline)
    report = document.report
    return certain_findings(found, document, look) if report.doubts or report.scans else found


def verdicts(
    document: Document,
    rules: Iterable[Rule] | None = None,
    strict: bool = False,
    deadline: Deadline = NEVER,
) -> list[Finding]:
    """What every applicable rule says of what was read, however certainly.

    A rule that breaks down on an unforeseen document is undecided, never silent and never the end of the
    other rules; ``strict`` lets the error through, for tests.  So is a rule that was not run to its end
    before the ``deadline``.  What one rule cannot decide for one reason is said once: of a large table it
    would be said of every row.
    """
    found: list[Finding] = []
    open_reasons: set[tuple[str, str]] = set()
    document = Examined.of(document)  # once: what one rule works out serves all
    applying = [rule for rule in (all_rules() if rules is None else rules) if rule.applies(document)]
    for number, rule in enumerate(applying, 1):
        reached("检查，规则", number, len(applying))
        try:
            for finding in _until(deadline, rule, document):
                if finding.verdict is Verdict.UNDECIDED:
                    if (finding.rule, finding.message) in open_reasons:
                        continue
                    open_reasons.add((finding.rule, finding.message))
                found.append(finding)
        except OutOfTimeError:
            found.append(Finding(rule.id, Verdict.UNDECIDED, rule.severity, rule.title, _OUT_OF_TIME))
        except (UnlikeUnitsError, UnfitFigureError) as told:  # what is printed leaves nothing to compare
            found.append(Finding(rule.id, Verdict.UNDECIDED, rule.severity, rule.title, str(told)))
        except Exception as problem:
            if strict:
                raise
            why = f"规则 {rule.id} 在本文件上没能运行完：{breakdown(problem)}"
            found.append(Finding(rule.id, Verdict.UNDECIDED, rule.severity, rule.title, why))
    return found


def _until(deadline: Deadline, rule: Rule, document: Document) -> Iterator[Finding]:
    """The findings of a rule as long as there is time."""
    deadline.tick()
    for finding in rule.check(document):
        yield finding
        deadline.tick()


def check(
    document: Document,
    only: Iterable[str] = (),
    severity: Severity = Severity.INFO,
    began: float | None = None,
    waivers: Iterable[Waiver] = (),
    blind: bool = False,
    deadline: Deadline = NEVER,
    *,
    off: Iterable[str] = (),
    look: Look | None = None,
) -> CheckResult:
    """Judge a document, name causes and count.

    ``only`` limits to rules whose id begins with one of these, ``off`` leaves such out; ``severity`` is the
    lightest to report; ``waivers`` explain findings, and one that matches none is itself a finding; ``blind``
    adds the map of figures that nothing watches; ``look`` reads figures of a scan again.  What is not done
    before the ``deadline`` is undecided, and a note says so.
    """
    began = time.perf_counter() if began is None else began
    wanted, unwanted = tuple(only), tuple(off)
    rules = [rule for rule in all_rules() if not wanted or rule.id.startswith(wanted)]
    rules = [rule for rule in rules if not unwanted or not rule.id.startswith(unwanted)]
    found = judge(document, rules, deadline=deadline, look=look)
    before = Counter(finding.verdict for finding in found)
    known = coverage(document, found)
    spots = blind_spots(found, known) if blind else None
    order = list(Severity)
    causes, notes = _in_time(found, document, deadline)
    told = [finding for finding in causes if finding.verdict is not Verdict.HOLDS]
    told = [finding for finding in told if not unwanted or not finding.rule.startswith(unwanted)]
    matched, stale = sorted_out(waivers, told, wanted, unwanted)
    told = _each_once([*told, *stale])
    counts = _counts(before, told)
    told = [finding for finding in told if order.index(finding.severity) <= order.index(severity)]
    told.sort(key=_place_order)
    names = {finding.fingerprint for finding in told}
    explained = [waiver for waiver in matched if waiver.fingerprint in names]
    seconds = time.perf_counter() - began
    return CheckResult(
        document, told, counts, known, hindrance(document, known), seconds, explained, spots, notes, unwanted
    )


def _in_time(found: list[Finding], document: Document, deadline: Deadline) -> tuple[list[Finding], list[str]]:
    """The findings with causes named as far as the time allows, and what the user is told of the rest."""
    notes = list(document.facts.beyond)
    late = f"检查用完了 {deadline.seconds:g} 秒的时限，{{}}可用 --max-seconds 放宽时间。"
    left = len({finding.rule for finding in found if finding.message == _OUT_OF_TIME})
    notes += [late.format(f"有 {left} 项规则没有检查完，列为无法判断；")] if left else []
    try:
        return localise(found, document, deadline), notes
    except OutOfTimeError:
        return found, [*notes, late.format("没有查找是哪个数写错，不成立的检查逐项列出；")]


def _counts(before: Counter[Verdict], told: list[Finding]) -> dict[Verdict, int]:
    """How many checks gave each verdict, in agreement with the findings that are ``told``.

    Truncation found out later moves checks from failing to rounding; undecided ones count once a reason.
    """
    after = Counter(finding.verdict for finding in told)
    moved = max(0, after[Verdict.ROUNDING] - before[Verdict.ROUNDING])
    return {
        Verdict.HOLDS: before[Verdict.HOLDS],
        Verdict.ROUNDING: before[Verdict.ROUNDING] + moved,
        Verdict.FAILS: before[Verdict.FAILS] - moved,
        Verdict.UNDECIDED: after[Verdict.UNDECIDED],
    }


def _each_once(findings: list[Finding]) -> list[Finding]:
    """Undecided findings of one rule for one reason count once; the same finding is reported once."""
    seen: set[tuple[str, str, str]] = set()
    kept = []
    for finding in findings:
        if finding.verdict is Verdict.UNDECIDED:
            key = (finding.rule, finding.message, "")
        else:
            key = (finding.rule, finding.message, finding.fingerprint)
        if key not in seen:
            seen.add(key)
            kept.append(finding)
    return kept


def _place_order(finding: Finding) -> tuple[int, str, int, tuple[int, ...], float, str]:
    """As a reader meets them: by file, page or line, and in a Word file by its text nodes."""
    rank = {Verdict.FAILS: 0, Verdict.ROUNDING: 1, Verdict.UNDECIDED: 2, Verdict.HOLDS: 3}[finding.verdict]
    place = finding.places[0] if finding.places else None
    if place is None:
        return rank, "", 0, (), 0.0, finding.rule
    node = place.source[0][:2] if place.source else ()
    height = place.bbox[1] if place.bbox else 0.0
    return rank, place.file or "", place.page or place.line or 0, node, height, finding.rule


def check_file(
    path: str | Path,
    place: str | None = None,
    year: int | None = None,
    limits: Limits | None = None,
    only: Iterable[str] = (),
    severity: Severity = Severity.INFO,
    blind: bool = False,
    *,
    off: Iterable[str] = (),
    waivers: Iterable[tuple[str, Waiver]] = (),
) -> CheckResult:
    """Read and check one file; the other parameters are those of :func:`check`.

    ``waivers`` are some besides those in the file's own, each with the name of the file it is for.
    What people have settled of a scan is taken over.  Raises :class:`UnreadableError` when it, or a file
    beside it, cannot be read.
    """
    began = time.perf_counter()
    deadline = Deadline((limits or Limits()).seconds)
    try:
        document = read_document(path, place, year, limits)
        if take_over(document.report, Path(path)):
            document = understand(document.report, place, year)
        known = read_waivers(Path(path), waivers)
        look = look_into({None: Path(path)}, limits or Limits())
        return check(document, only, severity, began, known, blind, deadline, off=off, look=look)
    except UnreadableError:
        raise
    except UnfitCatalogueError as problem:  # the document is not to blame
        raise UnreadableError(path, f"检查要用的地区文件写错了：{str(problem).rstrip('。')}") from problem
    except Exception as problem:  # one broken document must not end a batch, nor show a traceback
        raise UnreadableError(path, breakdown(problem)) from problem
