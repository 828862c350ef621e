"""From contradictions to causes: who is suspect, what it should be, and by what slip it came about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.facts.fact import Facts
from mingzhang.facts.finding import Finding, Ratio, Verdict
from mingzhang.facts.number import SCALES, Printed, decimals_of, rounded, shown
from mingzhang.localisation import search
from mingzhang.localisation.conflicts import Conflicts
from mingzhang.localisation.constraints import Constraint, Printing, System, build, cut_off, reach
from mingzhang.localisation.cover import Group
from mingzhang.localisation.operations import COPIED, Operation, Trials, copied, exchanged, misplaced_units
from mingzhang.localisation.proof import Proof
from mingzhang.localisation.slips import SHARES, Range, guess
from mingzhang.localisation.surroundings import Surroundings

ANYTHING = Range(None, None)
RELATION = "这一关系在此处可能不适用"
_CERTAIN, _DOUBTFUL = 0.97, 0.5
_MISPLACED = 0.05  # likelihood of rows, columns or units out of place
_MISREAD = 0.005  # likelihood that a guessed relation fails because it was guessed wrong
_ECHO = 50  # how much likelier a figure is right when another table prints the same for the same item
_FAR_FETCHED = 100  # how many times likelier a rival must be that some named slip explains entirely
_CUT_OFF = 6  # signs before an office is taken to cut off tails; a figure not accused then counts twice


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One figure that may be wrong, or ``None`` for “this relation does not apply here”.

    ``right`` is the figure that should stand there, in the figure's unit, where it is determined; ``room``
    is what the amount must be; ``slip`` says in words how the error came about, as far as that shows.
    ``derived`` are figures that inherited the error, with what they should be where that is known.
    """

    figure: Printed | None
    room: Range = ANYTHING
    right: Fraction | None = None
    slip: str = ""
    weight: float = 1.0
    derived: tuple[tuple[Printed, Fraction | None], ...] = ()

    @property
    def replacement(self) -> str:
        """The figure that should stand there, as an office would print it; empty when not determined."""
        if self.figure is None or self.right is None:
            return ""
        if self.slip.startswith("单位写错"):
            factor = self.right / self.figure.value
            unit = next((u for u, s in SCALES.items() if s == SCALES[self.figure.shown] * factor), None)
            if unit is not None:
                return f"{self.figure.text}{unit}"
        return shown(self.right, self.figure.shown, decimals_of(self.figure))


@dataclass(frozen=True, slots=True)
class Explanation:
    """What must be wrong together, and how likely this is the explanation among its rivals."""

    suspicions: tuple[Suspicion, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class Cause:
    """Failing checks that hang together, with every smallest explanation, the likeliest first.

    ``findings`` are numbers of failing findings, ``joint`` those of findings that hold one by one but
    not together; ``proven`` is false when the search was cut short; ``proofs`` show the contradictions.
    ``far_fetched`` counts explanations that add up as well but are left out, because they need figures
    changed at will where one slip of the hand explains everything.
    """

    findings: tuple[int, ...]
    joint: tuple[tuple[int, ...], ...]
    explanations: tuple[Explanation, ...]
    proofs: tuple[Proof, ...]
    proven: bool
    far_fetched: int = 0


@dataclass(frozen=True, slots=True)
class Account:
    """The causes in a document, and how its office prints; ``system`` is what the proofs speak of."""

    causes: tuple[Cause, ...]
    printing: Printing
    system: System


def explain(findings: Sequence[Finding], facts: Facts | None = None, steps: int = search.STEPS) -> Account:
    """Which figures are wrong, from everything that was compared (findings that hold included).

    >>> from mingzhang.facts.number import number_of, printed
    >>> a, b, c = (printed(text, "万元") for text in ("21.30", "12.30", "12.30"))
    >>> gaps = [number_of(x) - number_of(y) for x, y in ((a, b), (b, c), (a, c))]
    >>> verdicts = [Verdict.FAILS if gap.value else Verdict.HOLDS for gap in gaps]
    >>> checks = [Finding("甲", verdict, gap=gap) for verdict, gap in zip(verdicts, gaps)]
    >>> (cause,) = explain(checks).causes
    >>> [(s.figure.text, s.replacement, s.slip) for s in cause.explanations[0].suspicions]
    [('21.30', '12.30万元', '相邻两位写颠倒')]
    """
    around = Surroundings.of(facts or Facts())
    system = build(findings)
    trials = Trials(system)
    causes, operations = _causes(trials, around, steps)
    evidence = _cuts_off(system, findings) if causes else 0
    if evidence:
        cut = Trials(build(findings, Printing.TRUNCATED))
        fewer, others = _causes(cut, around, steps)
        spared = _blamed(causes) - _blamed(fewer)
        if spared > 0 and evidence + 2 * spared >= _CUT_OFF:
            told = _Teller(cut, others, findings, around)
            return Account(tuple(map(told.cause, fewer)), Printing.TRUNCATED, cut.system)
    told = _Teller(trials, operations, findings, around)
    return Account(tuple(map(told.cause, causes)), Printing.ROUNDED, system)


def _causes(
    trials: Trials, around: Surroundings, steps: int
) -> tuple[list[search.Cause], Sequence[Operation]]:
    """Mechanisms are looked for only where no single figure settles every contradiction."""
    system = trials.system
    plain = [conflict.suspects for conflict in Conflicts(system).plain()]
    if not plain or frozenset.intersection(*plain):
        causes = search.Search(system, steps=steps).causes()
        if _blamed(causes) < 2:
            return causes, ()
    suspects = frozenset().union(*plain)
    cells = {n: around.cells[f] for n, f in enumerate(system.figures) if f in around.cells}
    operations = [
        *copied(trials), *exchanged(trials, cells, suspects), *misplaced_units(trials, cells, suspects)
    ]  # fmt: skip
    return search.Search(system, operations, steps).causes(), operations


def _blamed(causes: Sequence[search.Cause]) -> int:
    """How many choices it takes to explain everything."""
    return sum(len(cause.explanations[0]) for cause in causes)


def _cuts_off(system: System, findings: Sequence[Finding]) -> int:
    """How many sums err to the side of cut-off tails; none when a single one errs to the other.

    Percentages that were cut off count as well.
    """
    signs = [True for f in findings if f.ratio is not None and cut_off(f)]
    for row in system.constraints:
        if row.low is None or row.low != row.high or row.guards or row.first is None or len(row.weights) < 3:
            continue
        own, low = row.weights.get(row.first, 0), row.low
        near = sum((2 * abs(w) * reach(system.spans[f]) for f, w in row.weights.items()), Fraction(0))
        if (
            low
            and -near <= low <= near
            and all(w * own < 0 for f, w in row.weights.items() if f != row.first)
        ):
            signs.append(low * own < 0)
    return len(signs) if all(signs) else 0


@dataclass
class _Teller:
    """Puts names, values and likelihoods to the numbers of one search."""

    trials: Trials
    operations: Sequence[Operation]
    findings: Sequence[Finding]
    around: Surroundings

    def __post_init__(self) -> None:
        self.system, self.rows = self.trials.system, self.trials.rows

    def cause(self, found: search.Cause) -> Cause:
        failing: set[int] = set()
        joint = []
        for conflict in found.conflicts:
            told = self.told(conflict.proof)
            broken = {n for n in told if self.findings[n].verdict is Verdict.FAILS}
            failing |= broken
            if not broken:
                joint.append(tuple(sorted(told)))
        guessed = all(any(self.is_relation(s) for s in c.suspects) for c in found.conflicts)
        drafts = [tuple(self.suspicions(choices)) for choices in found.explanations]
        weights = [self.weight(draft) for draft in drafts]
        whole = sum(weights)
        most = _CERTAIN if found.proven else _DOUBTFUL
        least = self.least(drafts)
        ranked = sorted(range(len(drafts)), key=lambda n: (-weights[n], sorted(found.explanations[n])))
        explanations = tuple(
            Explanation(drafts[n], self.capped(drafts[n], most * weights[n] / whole, guessed))
            for n in ranked
            if weights[n] >= least
        )
        proofs = tuple(conflict.proof for conflict in found.conflicts)
        left_out = len(drafts) - len(explanations)
        return Cause(tuple(sorted(failing)), tuple(joint), explanations, proofs, found.proven, left_out)

    def told(self, proof: Proof) -> set[int]:
        """The findings a proof uses."""
        if proof.twins is not None:
            return set(self.system.twins[proof.twins][2])
        return {n for number in proof.factors for n in self.system.constraints[number].findings}

    def is_relation(self, choice: int) -> bool:
        count = len(self.system.figures)
        return count <= choice < count + len(self.system.constraints)

    @staticmethod
    def weight(draft: tuple[Suspicion, ...]) -> float:
        weight = 1.0
        for suspicion in draft:
            weight *= suspicion.weight
        return weight

    def least(self, drafts: Sequence[tuple[Suspicion, ...]]) -> float:
        """How likely an explanation must be to be listed: 0 unless slips explain one of them entirely."""
        slips = [self.weight(d) for d in drafts if all(s.slip and s.figure is not None for s in d)]
        return max(slips, default=0.0) / _FAR_FETCHED

    @staticmethod
    def capped(draft: tuple[Suspicion, ...], confidence: float, guessed: bool) -> float:
        """A guessed relation never convicts a figure."""
        doubtful = guessed and any(suspicion.figure is not None for suspicion in draft)
        return round(min(confidence, _DOUBTFUL) if doubtful else confidence, 3)

    def suspicions(self, choices: Group) -> list[Suspicion]:
        first = len(self.system.figures) + len(self.system.constraints)
        blamed: set[int] = set()
        for choice in choices:
            blamed.update(self.operations[choice - first].figures if choice >= first else (choice,))
        found = []
        for choice in sorted(choices):
            if choice >= first:
                found.append(self.operation(self.operations[choice - first], frozenset(blamed)))
            elif self.is_relation(choice):
                found.append(Suspicion(None, slip=RELATION, weight=_MISREAD))
            else:
                found.append(self.figure(choice, frozenset(blamed)))
        return found

    def operation(self, operation: Operation, blamed: Group) -> Suspicion:
        figures = self.system.figures
        source, value = figures[operation.source], operation.values[0][1]
        rest = tuple((figures[f], v) for f, v in operation.values[1:])
        if operation.kind != COPIED or value is None:
            return Suspicion(source, ANYTHING, value, operation.kind, _MISPLACED, rest)
        room = Range(value - operation.error, value + operation.error)
        echo, factor = self.echo(operation.source, blamed, room)
        found = guess(source, room, echo)
        words = f"{found.slip}，{operation.kind}" if found.slip else operation.kind
        return Suspicion(source, room, found.right, words, factor * found.likelihood, rest)

    # -- one figure -----------------------------------------------------------------------------------

    def figure(self, number: int, blamed: Group) -> Suspicion:
        figure = self.system.figures[number]
        room, likely = self.room(number, blamed)
        elsewhere = self.printed_elsewhere(number, blamed, room)
        echo, factor = self.echo(number, blamed, room)
        known = next((value for value in (elsewhere, likely, echo) if value is not None), None)
        found = guess(figure, room, known)
        words, weight = found.slip, found.likelihood * factor
        if not words and figure.value and (other := self.copied_from(figure, room)):
            words, weight = other, weight + SHARES["抄了别处的数"] / 4
        if base := self.wrong_base(number):
            words, weight = base, weight + SHARES["基数用错"]
        return Suspicion(figure, room, found.right, words, weight)

    def echo(self, number: int, blamed: Group, room: Range) -> tuple[Fraction | None, float]:
        """What other tables print for the same item, where the room allows it, and how telling that is.

        Nothing demands that they agree: much is paid from one fund only, and the same in every table.
        """
        figure = self.system.figures[number]
        doubted = {self.system.figures[n] for n in blamed if n < len(self.system.figures)}
        said = {other.value for other in self.around.other_tables(figure) if other not in doubted} - {0}
        allowed = [value for value in said if value != figure.value and room.allows(value, figure.half)]
        factor = 1 / _ECHO if figure.value in said else 1
        return (allowed[0], factor * _ECHO) if len(allowed) == 1 else (None, factor)

    def wrong_base(self, number: int) -> str:
        """Whether a percentage is that of the figure after the change instead of the one before it."""
        figure = self.system.figures[number]
        for at in self.rows[number]:
            row = self.system.constraints[at]
            if number not in row.guards:
                continue
            ratio = self.ratio(row)
            for base in (ratio.whole + ratio.part, ratio.whole - ratio.part):
                if abs(base.value) > base.slack:
                    other = rounded(abs(ratio.part.percent_of(base).value), decimals_of(figure))
                    if other == abs(figure.value):
                        return "比率的基数用错"
        return ""

    def room(self, number: int, blamed: Group) -> tuple[Range, Fraction | None]:
        """What the amount must be by every constraint that speaks of nothing else in doubt.

        With it, for a percentage, what its amounts make it.
        """
        figure = self.system.figures[number]
        ends: list[Range] = []
        likely = None
        count = len(self.system.figures)
        for at in self.rows[number]:
            row = self.system.constraints[at]
            others = (f for f in row.figures if f != number)
            if count + at in blamed or number in row.signs or any(f in blamed for f in others):
                continue
            if number in row.guards:
                ratio = self.ratio(row)
                value = ratio.part.percent_of(ratio.whole)
                value = -value if value.value < 0 <= figure.value else value
                ends.append(Range(value.low, value.high))
                likely = rounded(value.value, decimals_of(figure))
            else:
                ends.append(self.within(row, number, figure))
        low = max((end.low for end in ends if end.low is not None), default=None)
        high = min((end.high for end in ends if end.high is not None), default=None)
        if low is not None and high is not None and low > high:
            low, high = high, low  # only within rounding: the joint search has found it possible
        return Range(low, high), likely

    def ratio(self, row: Constraint) -> Ratio:
        ratios = (self.findings[n].ratio for n in row.findings)
        return next(ratio for ratio in ratios if ratio is not None)

    def within(self, row: Constraint, number: int, figure: Printed) -> Range:
        """The range one constraint leaves to a figure when it trusts the others."""
        weight = row.weights[number]
        room = Fraction(0)
        middle = Fraction(0)
        for other, w in row.weights.items():
            if other != number:
                low, high = self.system.spans[other]
                middle += w * Fraction(low + high) / 2
                room += abs(w) * Fraction(high - low) / 2
        ends = [
            None if row.low is None else (row.low - middle - room) / weight,
            None if row.high is None else (row.high - middle + room) / weight,
        ]
        if weight < 0:
            ends.reverse()
        low_end, high_end = (None if end is None else figure.value + Fraction(end) for end in ends)
        return Range(low_end, high_end)

    def printed_elsewhere(self, number: int, blamed: Group, room: Range) -> Fraction | None:
        """What the other prints of the same amount say, where they all say the same."""
        figure = self.system.figures[number]
        said = set()
        for at in self.rows[number]:
            row = self.system.constraints[at]
            others = [f for f in row.weights if f != number]
            if row.guards or len(others) != 1 or others[0] in blamed or row.low != row.high:
                continue
            other = self.system.figures[others[0]]
            if other.half == figure.half and row.weights[number] == -row.weights[others[0]]:
                said.add(other.value)
        value = said.pop() if len(said) == 1 else None
        return value if value is not None and room.allows(value, figure.half) else None

    def copied_from(self, figure: Printed, room: Range) -> str:
        """Where a wrong figure may come from when no slip of the hand explains it."""
        if any(other.value == figure.value for other in self.around.last_year(figure)):
            return "抄了上年的数"
        if any(other.value == figure.value for other in self.around.neighbours(figure)):
            return "抄了相邻格的数"
        if room.low is None or room.high is None:
            return ""
        for other in self.around.siblings(figure):
            if other.value and room.allows(figure.value - other.value, figure.half):
                return f"把同一行的 {other.text}{other.shown} 也算了进去"
        return ""
