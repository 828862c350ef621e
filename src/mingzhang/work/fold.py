"""One cause, one finding: blame the figure that most failing identities share, fold the rest beneath it."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction

from mingzhang.facts.finding import Finding, Severity, Suspect, Verdict
from mingzhang.facts.number import SCALES, Printed, decimals_of, rounded, shown, size


def fold(findings: list[Finding]) -> list[Finding]:
    """Fold failing identities that one figure explains into one finding; the others are left as they are.

    A figure takes the blame when at least two identities fail with it, fewer hold with it than with any
    rival in the same identities, and all of them ask for the same value.
    """
    failing = [f for f in findings if f.verdict is Verdict.FAILS and f.gap is not None and f.gap.moves]
    held: dict[Printed, int] = defaultdict(int)
    broken: dict[Printed, list[Finding]] = defaultdict(list)
    for finding in findings:
        if finding.gap is None:
            continue
        for figure in finding.gap.moves:
            if finding.verdict is Verdict.FAILS:
                broken[figure].append(finding)
            elif finding.verdict in (Verdict.HOLDS, Verdict.ROUNDING) and finding.gap.moves:
                held[figure] += 1
    folded: set[int] = set()
    for figure in sorted(broken, key=lambda f: (-len(broken[f]), held[f])):
        together = [f for f in broken[figure] if id(f) not in folded]
        value = _repair(figure, together)
        if len(together) >= 2 and value is not None and _guiltiest(figure, together, broken, held):
            folded.update(_blame(figure, value, together))
    for finding in failing:
        if id(finding) not in folded and not finding.suspects:
            _name_suspects(finding, broken, held)
    return [finding for finding in findings if id(finding) not in folded]


def _repair(figure: Printed, findings: list[Finding]) -> Fraction | None:
    """The one value of the figure that satisfies all of them, ``None`` if they disagree."""
    low = high = None
    for finding in findings:
        gap = finding.gap
        assert gap is not None
        weight = gap.moves[figure]
        need = figure.value - gap.value / weight
        room = gap.slack / size(weight) - figure.half
        low = need - room if low is None else max(low, need - room)
        high = need + room if high is None else min(high, need + room)
    if low is None or high is None or low > high:
        return None
    scale = SCALES.get(figure.shown, 1)
    return rounded((low + high) / 2 / scale, decimals_of(figure)) * scale


def _guiltiest(
    figure: Printed, findings: list[Finding], broken: dict[Printed, list[Finding]], held: dict[Printed, int]
) -> bool:
    for finding in findings:
        assert finding.gap is not None
        for rival in finding.gap.moves:
            if rival is not figure and len(broken[rival]) >= len(findings) and held[rival] <= held[figure]:
                return False
    return True


def _blame(figure: Printed, value: Fraction, together: list[Finding]) -> set[int]:
    """Make one finding of them; returns the identities of those that are folded beneath it."""
    accuser = next((f for f in together if f.gap is not None and len(f.gap.moves) == 1), None)
    direct = (f for f in together if f.places and f.places[0] == figure.place)
    first = accuser or next(direct, together[0])
    rest = [f for f in together if f is not first]
    if accuser is not None:  # it already says what the figure should be
        accuser.consequences = list(dict.fromkeys(f.rule for f in rest))
        return {id(f) for f in rest}
    right = shown(value, figure.shown, decimals_of(figure))
    others = list(dict.fromkeys(f.rule for f in rest))
    first.places = [figure.place, *(p for p in first.places if p != figure.place)]
    first.printed, first.expected, first.unit = f"{figure.text}{figure.shown}", right, figure.shown
    first.message = f"{first.printed} 使 {len(together)} 个等式都不成立，应为 {right}。{first.message}"
    first.explanation = "；".join(dict.fromkeys(f.explanation for f in together if f.explanation))
    first.consequences = others
    first.severity = min((f.severity for f in together), key=list(Severity).index)
    first.suspects = [Suspect(0, figure.text, right, "多个等式共同指向", 0.9)]
    return {id(f) for f in rest}


def _name_suspects(finding: Finding, broken: dict[Printed, list[Finding]], held: dict[Printed, int]) -> None:
    """The figures of one failing identity, the one with fewest holding identities first."""
    assert finding.gap is not None
    ranked = sorted(finding.gap.moves, key=lambda f: held[f] - len(broken[f]))[:3]
    for figure in ranked:
        places = [i for i, place in enumerate(finding.places) if place == figure.place]
        value = _repair(figure, [finding])
        if places and value is not None:
            right = shown(value, figure.shown, decimals_of(figure))
            confidence = 0.5 if held[figure] == 0 else 0.2
            finding.suspects.append(Suspect(places[0], figure.text, right, "", confidence))
