"""From contradictions to causes: who is suspect, what it should be, and by what slip it came about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import exp, log

from mingzhang.facts.deadline import NEVER, Deadline
from mingzhang.facts.fact import Facts
from mingzhang.facts.finding import Finding, Verdict
from mingzhang.localisation import search
from mingzhang.localisation.conflicts import Conflicts
from mingzhang.localisation.constraints import Printing, System, build, cut_off, reach, residual
from mingzhang.localisation.operations import Operation, Trials, copied, exchanged, misplaced_units
from mingzhang.localisation.proof import Proof
from mingzhang.localisation.surroundings import Surroundings
from mingzhang.localisation.suspicion import Suspicion, Suspicions

_CERTAIN, _DOUBTFUL = 0.97, 0.5
_FAR_FETCHED = 100  # how many times likelier a rival must be that some named slip explains entirely
_COMPARED = 40  # explanations that are worked out, of those that are equally small
_CUT_OFF = 6  # signs before an office is taken to cut off tails; a figure not accused then counts twice


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


def explain(
    findings: Sequence[Finding],
    facts: Facts | None = None,
    steps: int = search.STEPS,
    deadline: Deadline = NEVER,
) -> Account:
    """Which figures are wrong, from everything that was compared (findings that hold included).

    Raises ``OutOfTimeError`` when the time is over before it is known.

    >>> from mingzhang.facts.number import number_of, printed
    >>> a, b, c = (printed(text, "万元") for text in ("21.30", "12.30", "12.30"))
    >>> gaps = [number_of(x) - number_of(y) for x, y in ((a, b), (b, c), (a, c))]
    >>> verdicts = [Verdict.FAILS if gap.value else Verdict.HOLDS for gap in gaps]
    >>> checks = [Finding("甲", verdict, gap=gap) for verdict, gap in zip(verdicts, gaps)]
    >>> (cause,) = explain(checks).causes
    >>> [(s.figure.text, s.replacement, s.slip) for s in cause.explanations[0].suspicions]
    [('21.30', '12.30万元', '相邻两位写颠倒')]
    """
    system = build(findings)
    if not system.twins and not any(map(residual, system.constraints)):  # possible as it is printed
        return Account((), Printing.ROUNDED, system)
    around, trials = Surroundings.of(facts or Facts()), Trials(system, deadline)
    causes, operations = _causes(trials, around, steps)
    evidence = _cuts_off(system, findings) if causes else 0
    if evidence and evidence + 2 * _blamed(causes) >= _CUT_OFF:  # what it could spare at the most
        cut = Trials(build(findings, Printing.TRUNCATED), deadline)
        fewer, others = _causes(cut, around, steps)
        spared = _blamed(causes) - _blamed(fewer)
        if spared > 0 and evidence + 2 * spared >= _CUT_OFF:
            told = _Teller(Suspicions(cut, others, findings, around))
            return Account(tuple(map(told.cause, fewer)), Printing.TRUNCATED, cut.system)
    told = _Teller(Suspicions(trials, operations, findings, around))
    return Account(tuple(map(told.cause, causes)), Printing.ROUNDED, system)


def _causes(
    trials: Trials, around: Surroundings, steps: int
) -> tuple[list[search.Cluster], Sequence[Operation]]:
    """Mechanisms are looked for only where no single figure settles every contradiction."""
    system, deadline = trials.system, trials.deadline
    plain = [conflict.suspects for conflict in Conflicts(system, deadline).plain()]
    if not plain or frozenset.intersection(*plain):
        causes = search.Search(system, (), steps, deadline).causes()
        if _blamed(causes) < 2:
            return causes, ()
    suspects = frozenset().union(*plain)
    cells = {n: around.cells[f] for n, f in enumerate(system.figures) if f in around.cells}
    operations = [
        *copied(trials), *exchanged(trials, cells, suspects), *misplaced_units(trials, cells, suspects)
    ]  # fmt: skip
    return search.Search(system, operations, steps, deadline).causes(), operations


def _blamed(causes: Sequence[search.Cluster]) -> int:
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

    suspicions: Suspicions

    def __post_init__(self) -> None:
        self.system, self.findings = self.suspicions.system, self.suspicions.findings

    def cause(self, found: search.Cluster) -> Cause:
        failing: set[int] = set()
        joint = []
        for conflict in found.conflicts:
            told = self.told(conflict.proof)
            broken = {n for n in told if self.findings[n].verdict is Verdict.FAILS}
            failing |= broken
            if not broken:
                joint.append(tuple(sorted(told)))
        guessed = all(any(map(self.suspicions.is_relation, c.suspects)) for c in found.conflicts)
        proofs = tuple(conflict.proof for conflict in found.conflicts)
        explanations, far_fetched = self.ranked(found, guessed)
        return Cause(tuple(sorted(failing)), tuple(joint), explanations, proofs, found.proven, far_fetched)

    def ranked(self, found: search.Cluster, guessed: bool) -> tuple[tuple[Explanation, ...], int]:
        """The explanations worth listing, the likeliest first, and how many are not worth it."""
        chosen = self.suspicions.likeliest(found.explanations, _COMPARED)
        drafts = [self.suspicions.of(choices) for choices in chosen]
        weights = [sum(log(suspicion.weight) for suspicion in draft) for draft in drafts]
        top = max(weights)
        whole = sum(exp(weight - top) for weight in weights)
        most = _CERTAIN if found.proven else _DOUBTFUL
        least = max((w for w, draft in zip(weights, drafts, strict=True) if _by_slips(draft)), default=None)
        order = sorted(range(len(drafts)), key=lambda n: (-weights[n], sorted(chosen[n])))
        kept = [n for n in order if least is None or weights[n] >= least - log(_FAR_FETCHED)]
        explanations = tuple(
            Explanation(drafts[n], self.capped(drafts[n], most * exp(weights[n] - top) / whole, guessed))
            for n in kept
        )
        return explanations, len(drafts) - len(kept)

    def told(self, proof: Proof) -> set[int]:
        """The findings a proof uses."""
        if proof.twins is not None:
            return set(self.system.twins[proof.twins][2])
        return {n for number in proof.factors for n in self.system.constraints[number].findings}

    @staticmethod
    def capped(draft: tuple[Suspicion, ...], confidence: float, guessed: bool) -> float:
        """A guessed relation never convicts a figure."""
        doubtful = guessed and any(suspicion.figure is not None for suspicion in draft)
        return round(min(confidence, _DOUBTFUL) if doubtful else confidence, 3)


def _by_slips(draft: Sequence[Suspicion]) -> bool:
    """Whether slips of the hand explain everything."""
    return all(suspicion.slip and suspicion.figure is not None for suspicion in draft)
