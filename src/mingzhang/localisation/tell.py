"""One cause, one finding: name the figure that is wrong, fold what follows from it beneath it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from mingzhang.facts.deadline import NEVER, Deadline
from mingzhang.facts.finding import Finding, Severity, Suspect, Verdict
from mingzhang.facts.number import Printed, decimals_of, shown
from mingzhang.facts.place import Place
from mingzhang.language.document.document import Document
from mingzhang.localisation.constraints import Printing, System
from mingzhang.localisation.exchanged import told_apart
from mingzhang.localisation.explanation import Cause, Explanation, explain
from mingzhang.localisation.left_blank import left_blank
from mingzhang.localisation.shift import Axis, Shift, shifts
from mingzhang.localisation.surroundings import Surroundings
from mingzhang.localisation.suspicion import Suspicion

JOINT = "X-44"
_TITLE = "各项等式要能同时成立"
_REMEDY = "这几处单看都在舍入范围内，合在一起却不可能，说明有数是凑出来的：对照账簿重新取数。"
_FILL = "对照账簿和报表补填这一格；确实没有数的，改正与它不符的各处。"
_SHOWN = 0.8  # confidence in what should stand in a line out of place: to be written line by line, by hand
_MOST = 8  # suspects named in one finding
_CLEAR = 0.5  # confidence from which a figure is called wrong that several checks contradict
_ALONE = 0.9  # and from which one check may be told as the error of another figure than its own


def localise(findings: Sequence[Finding], document: Document, deadline: Deadline = NEVER) -> list[Finding]:
    """Findings with causes named: failing checks that one error explains become one finding.

    Order-independent: the causes do not depend on the order of ``findings``.  Findings that compare no
    amounts are left as they are.  Raises ``OutOfTimeError``, with the findings untouched, when the time is
    over before the causes are known.
    """
    apart, rest = _shifted(findings, document, deadline)
    exchanged, rest = told_apart(rest, document.facts)
    filled, rest = _filled(rest)
    return [*_told(rest, document, deadline), *filled, *exchanged, *apart]


def _told(findings: Sequence[Finding], document: Document, deadline: Deadline) -> list[Finding]:
    """The findings with the causes named that single figures and known mechanisms make up."""
    account = explain(findings, document.facts, deadline=deadline)
    folded: set[int] = set()
    made: list[Finding] = []
    accused: set[int] = set()
    for cause in _parted(account.causes, findings):
        told = _Telling(findings, cause, account.system, accused)
        made += told.joint()
        folded.update(told.fold())
    blamed = {n for cause in account.causes for n in cause.findings}
    if account.printing is Printing.TRUNCATED:
        for number, finding in enumerate(findings):
            if finding.gap is not None and finding.verdict is Verdict.FAILS and number not in blamed:
                _excuse(finding)
    return [f for n, f in enumerate(findings) if n not in folded] + made


def _shifted(
    findings: Sequence[Finding], document: Document, deadline: Deadline
) -> tuple[list[Finding], list[Finding]]:
    """One finding for each table with shifted rows or columns, and the findings that do not speak of it."""
    rest = list(findings)
    if sum(f.verdict is Verdict.FAILS and f.gap is not None for f in findings) < 3:
        return [], rest
    apart = []
    for shift in shifts(findings, Surroundings.of(document.facts).cells):
        deadline.tick()
        figures = set(shift.figures)
        lines = {_line_of(figure.place, shift.line) for figure in shift.figures}
        about = [
            f
            for f in rest
            if any(figure in figures for figure in _sources(f))
            or (f.gap is not None and any(_line_of(place, shift.line) in lines for place in f.places))
        ]
        failing = [f for f in about if f.verdict is Verdict.FAILS]
        if len(failing) > 1:
            apart += [f for f in about if f.verdict is not Verdict.FAILS]
            apart.append(_misaligned(shift, failing))
            rest = [f for f in rest if not any(f is other for other in about)]
    return apart, rest


def _filled(findings: Sequence[Finding]) -> tuple[list[Finding], list[Finding]]:
    """One finding for each cell left blank that checks ask to be filled, and the other findings."""
    told, gone = [], set[int]()
    for lack in left_blank(findings):
        asking = [findings[n] for n in lack.findings]
        gone.update(lack.findings)
        leader = min(asking, key=lambda f: (list(Severity).index(f.severity), not f.empty, f.rule))
        cell, like = lack.cell, leader.gap.sources[0] if leader.gap is not None else lack.cell
        should = shown(lack.value, like.shown, decimals_of(like))
        failing = f"使 {len(asking)} 项检查不成立，" if len(asking) > 1 else ""
        one = replace(
            leader,
            message=f"{cell.place}是空的，{failing}应为 {should}",
            explanation="；".join(dict.fromkeys(f.explanation for f in asking if f.explanation)),
            remedy=_FILL,
            printed="",
            expected=should,
            unit=like.shown,
            places=[cell.place, *(place for place in leader.places if place != cell.place)],
            gap=None,
            ratio=None,
            blanks=(),
        )
        one.consequences = list(dict.fromkeys(f.rule for f in asking if f is not leader))
        told.append(one)
    return told, [f for n, f in enumerate(findings) if n not in gone]


def _line_of(place: Place, line: Axis) -> tuple[str | None, str | None]:
    return place.table, place.row if line is Axis.ROW else place.column


def _misaligned(shift: Shift, failing: Sequence[Finding]) -> Finding:
    """What a shift is told as: where it begins and ends, by how much, and what shows it."""
    name, line = shift.figures[0].place.table or "", shift.line

    def named(place: Place) -> str:
        return f"“{place.row if line is Axis.ROW else place.column}”{line}"

    def rank(finding: Finding) -> tuple[bool, int, str]:
        here = bool(finding.places) and finding.places[0].table == name
        return not here, list(Severity).index(finding.severity), finding.rule

    leader, first, last = min(failing, key=rank), shift.figures[0].place, shift.figures[-1].place
    sides = ("上", "下") if line is Axis.ROW else ("左", "右")
    shown_by = [
        f"{named(one.figure.place)}应为 {one.right.text}{one.right.shown}，"
        f"印着 {one.figure.text}{one.figure.shown}，应有的数印在{sides[one.by < 0]}面第 {abs(one.by)} {line}"
        for one in shift.shown_by
    ]
    figure, right = shift.shown_by[0].figure, shift.shown_by[0].right
    by = "、".join(str(n) for n in dict.fromkeys(shift.offsets))
    found = replace(
        leader,
        severity=Severity.ERROR,
        message=f"《{name}》从{named(first)}到{named(last)}，数与{line}错开了 {by} {line}，"
        f"使 {len(failing)} 个等式都不成立：{shown_by[0]}",
        explanation="；".join(shown_by),
        remedy=f"从{named(first)}起，逐{line}对照账簿重新填列；漏了或多了一{line}时，后面的数会全部移位。",
        printed=f"{figure.text}{figure.shown}",
        expected=f"{right.text}{right.shown}",
        unit=figure.shown,
        places=[figure.place, *(one.figure.place for one in shift.shown_by[1:])],
        suspects=[],
        gap=None,
        ratio=None,
    )
    found.consequences = list(dict.fromkeys(f.rule for f in failing if f is not leader))
    for one in shift.shown_by[:_MOST]:
        place = found.places.index(one.figure.place)
        found.suspects.append(Suspect.of(place, one.figure, one.right.value, f"数与{line}错开", _SHOWN))
    return found


def _parted(causes: Sequence[Cause], findings: Sequence[Finding]) -> list[Cause]:
    """The causes with every failing finding at one of them only, where it compares what that one suspects.

    A proof may use a check that fails for a reason of its own; folded there, it would take the finding of
    this cause with it, or be taken for its consequence.
    """
    speaking: dict[int, list[int]] = {}
    for number, cause in enumerate(causes):
        for n in cause.findings:
            if any(_speaks(findings[n], suspicion) for suspicion in cause.explanations[0].suspicions):
                speaking.setdefault(n, []).append(number)
    parted = []
    for number, cause in enumerate(causes):
        kept = tuple(n for n in cause.findings if number in speaking.get(n, (number,)))
        parted.append(replace(cause, findings=kept) if kept else cause)
    return parted


def _excuse(finding: Finding) -> None:
    if finding.severity is not Severity.INFO:
        finding.verdict, finding.severity = Verdict.ROUNDING, Severity.INFO
        finding.message += "；全文的数是截去尾数印的，差额在截尾范围内"


class _Telling:
    """Tells one cause in findings."""

    def __init__(self, findings: Sequence[Finding], cause: Cause, system: System, accused: set[int]) -> None:
        self.findings, self.cause, self.system = findings, cause, system
        self._accused = accused  # the findings, by id, that call a figure wrong already
        plausible = (e for e in cause.explanations if not any(map(_below_zero, e.suspicions)))
        self.best = next(plausible, cause.explanations[0])

    def fold(self) -> set[int]:
        """Fold the failing findings beneath one for each suspicion; returns what was folded away."""
        left = list(self.cause.findings)
        folded: set[int] = set()
        about = {id(s): [n for n in left if _speaks(self.findings[n], s)] for s in self.best.suspicions}
        ordered = sorted(self.best.suspicions, key=lambda s: len(about[id(s)]))
        for suspicion in ordered:  # whoever is spoken of least chooses first
            together = [n for n in left if suspicion is ordered[-1] or n in about[id(suspicion)]]
            left = [n for n in left if n not in together]
            if together:
                first = self._leader(together, suspicion)
                self._blame(self.findings[first], suspicion, [n for n in together if n != first])
                folded.update(n for n in together if n != first)
        return folded

    def joint(self) -> list[Finding]:
        """One finding for contradictions that no single check shows, where no failing check carries them."""
        if self.cause.findings:
            return []
        numbers = sorted({n for group in self.cause.joint for n in group})
        rules = list(dict.fromkeys(self.findings[n].rule for n in numbers))
        names = "、".join(rules)
        figures = dict.fromkeys(s for n in numbers for s in _sources(self.findings[n]))
        found = Finding(
            JOINT,
            Verdict.FAILS,
            Severity.WARNING,
            _TITLE,
            f"{names} 各自在舍入范围内，合在一起却不可能同时成立",
            "；".join(
                dict.fromkeys(self.findings[n].explanation for n in numbers if self.findings[n].explanation)
            ),
            _REMEDY,
            ["A"],
            places=[figure.place for figure in figures],
        )
        found.consequences = rules
        for suspicion in self.best.suspicions:
            self._blame(found, suspicion, [])
        return [found]

    def _leader(self, together: list[int], suspicion: Suspicion) -> int:
        """The finding that speaks for all: it names the figure alone, stands at it, or is the gravest."""

        def rank(number: int) -> tuple[bool, bool, int, str, int]:
            finding = self.findings[number]
            alone = finding.gap is not None and len(finding.gap.moves) == 1
            at = (
                bool(finding.places)
                and suspicion.figure is not None
                and finding.places[0] == suspicion.figure.place
            )
            return not alone, not at, list(Severity).index(finding.severity), finding.rule, number

        return min(together, key=rank)

    def _blame(self, finding: Finding, suspicion: Suspicion, rest: list[int]) -> None:
        """Fold the findings ``rest`` into this one, accuse the figure where that is clear, list suspects."""
        others = [self.findings[n] for n in rest]
        finding.severity = min((f.severity for f in (finding, *others)), key=list(Severity).index)
        finding.consequences = list(dict.fromkeys([*finding.consequences, *(f.rule for f in others)]))
        texts = [f.explanation for f in (finding, *others) if f.explanation]
        finding.explanation = "；".join(dict.fromkeys(texts))
        alone = finding.gap is not None and len(finding.gap.moves) == 1  # it says what the figure should be
        figure = suspicion.figure
        if figure is not None and not alone and self._clear(finding, suspicion, len(rest) + 1):
            finding.places = [figure.place, *(p for p in finding.places if p != figure.place)]
            self._accuse(finding, figure, suspicion, len(rest) + 1)
        if not self.cause.proven:
            finding.explanation += "；牵连太广，没有全部搜完，以下可能出错的数未能证明是最少的（未证明最小）"
        if self.cause.far_fetched:
            finding.explanation += f"；另有 {self.cause.far_fetched} 种解释也能使等式成立，但要把数随意改写，可能性不到上述的百分之一，未列出"
        for explanation in self.cause.explanations:
            self._suspect(finding, suspicion, explanation)
        del finding.suspects[_MOST:]

    def _clear(self, finding: Finding, suspicion: Suspicion, count: int) -> bool:
        """Whether the figure may be called wrong; a single check says itself what it should be."""
        if _below_zero(suspicion) or (count == 1 and not suspicion.replacement):
            return False
        figure = suspicion.figure
        own = figure is not None and bool(finding.places) and finding.places[0] == figure.place
        if own and count == 1 and not suspicion.slip:
            return False
        return self.best.confidence >= (_CLEAR if own or count > 1 else _ALONE)

    def _accuse(self, finding: Finding, figure: Printed, suspicion: Suspicion, count: int) -> None:
        """Make the finding call the figure wrong, once: what it should be, and what went wrong with it."""
        words = f"{figure.text}{figure.shown}"
        if id(finding) in self._accused:
            return
        self._accused.add(id(finding))
        should = f"应为 {suspicion.replacement}" if suspicion.replacement else suspicion.room.said(figure)
        slip = f"（{suspicion.slip}）" if suspicion.slip else ""
        finding.printed, finding.unit = words, figure.shown
        finding.expected = suspicion.replacement or should.removeprefix("应").removeprefix("为 ")
        lead = f"{words} 使 {count} 个等式都不成立，" if count > 1 else f"{words} 与其他数不相容，"
        if not finding.message.startswith(words):
            finding.message = f"{lead}{should}{slip}。{finding.message}"
        if suspicion.derived:
            texts = [f"{f.text}{f.shown}{_should(f, v)}" for f, v in suspicion.derived]
            finding.explanation += f"；跟着错的数：{'、'.join(texts)}"
            for derived, _ in suspicion.derived:
                _place(finding, derived.place)

    def _suspect(self, finding: Finding, about: Suspicion, explanation: Explanation) -> None:
        """Name the suspicion, and what could take its place while the other suspicions stay."""
        rest = {id(s.figure) for s in self.best.suspicions if s is not about}
        fresh = [s for s in explanation.suspicions if id(s.figure) not in rest]
        if explanation is self.best:
            fresh = [about]
        elif len(fresh) != 1 or len(explanation.suspicions) != len(self.best.suspicions):
            return
        suspicion = fresh[0]
        figure = suspicion.figure
        if _below_zero(suspicion):
            return
        if figure is None:
            finding.suspects.append(Suspect(0, "", "", suspicion.slip, explanation.confidence))
            return
        words = suspicion.slip or ("" if suspicion.replacement else suspicion.room.said(figure))
        place = _place(finding, figure.place)
        finding.suspects.append(
            Suspect.of(place, figure, suspicion.right, words, explanation.confidence, suspicion.kind)
        )


def _below_zero(suspicion: Suspicion) -> bool:
    """Whether a figure would have to become negative that is not printed so: no slip does that."""
    figure = suspicion.figure
    return figure is not None and figure.value >= 0 and suspicion.replacement.startswith("-")


def _should(figure: Printed, value: Fraction | None) -> str:
    return "应重算" if value is None else f"应为 {shown(value, figure.shown, decimals_of(figure))}"


def _place(finding: Finding, place: Place) -> int:
    """The index of a place in the finding, which gets it when it lacks it."""
    if place not in finding.places:
        finding.places = [*finding.places, place]
    return finding.places.index(place)


def _sources(finding: Finding) -> list[Printed]:
    ratio = finding.ratio
    if ratio is not None:
        return [ratio.percent, *ratio.part.sources, *ratio.whole.sources]
    return finding.gap.sources if finding.gap is not None else []


def _speaks(finding: Finding, suspicion: Suspicion) -> bool:
    """Whether a finding compares a suspected figure."""
    if suspicion.figure is None:
        return finding.inferred
    figures = {suspicion.figure, *(figure for figure, _ in suspicion.derived)}
    return any(figure in figures for figure in _sources(finding))
