"""Correct what is determined: which findings leave no choice, and the figures to write for them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from mingzhang.facts.finding import Finding, Suspect, unit_of, written
from mingzhang.facts.number import SCALES
from mingzhang.facts.place import Place
from mingzhang.readers.limits import Limits
from mingzhang.work.check import CheckResult, check_file
from mingzhang.writers.written import UnwritableError, writable

SURE = 0.9  # from this confidence on, one slip explains everything that fails
_FIGURE = re.compile(r"-?[0-9][0-9,]*(?:\.[0-9]+)?")
_CHOICE = re.compile(
    r"(\w{2,3})(?:（(\w{2,3})）|[/／](\w{2,3}))"
)  # 增加（减少）, of which one word is to stay
_OPEN, _CLASH = "有几种改法都说得通，要由人来定", "几条发现对这个数的改法不一致"
_UNSAID = "应当写什么，要由人来定"


@dataclass(frozen=True)
class Replacement:
    """The figure printed at a place and the one to be printed instead.

    >>> Replacement(Place(printed="7.23元"), "7.23元", "7.23万元").new
    '7.23万元'
    """

    place: Place
    old: str
    new: str


@dataclass
class Fix:
    """What became of the failing findings: ``done`` with their replacements, ``left`` with the reasons."""

    result: CheckResult
    done: list[tuple[Finding, Replacement]]
    left: list[tuple[Finding, str]]


def fix_file(
    path: str | Path,
    out: str | Path,
    place: str | None = None,
    year: int | None = None,
    limits: Limits | None = None,
    force: bool = False,
    when: datetime | None = None,
    **options: Any,
) -> Fix:
    """Check a Word file and write a copy in which the determined corrections are tracked changes.

    When nothing is determined, nothing is written.  ``options`` are those of
    :func:`~mingzhang.work.check.check_file`.  Raises ``UnreadableError`` or ``UnwritableError``.
    """
    path, out = Path(path), Path(out)
    writable(out, force, path)
    result = check_file(path, place, year, limits, **options)
    _of_word(result, path)
    chosen, left = determined(result.open)
    return _entered(path, out, result, chosen, left, force, when)


def adopt_file(
    path: str | Path,
    out: str | Path,
    adopted: Mapping[str, int],
    limits: Limits | None = None,
    when: datetime | None = None,
) -> Fix:
    """Check a Word file and write a copy with the corrections that somebody chose as tracked changes.

    ``adopted`` names suspects: the fingerprint of a finding, and which of its suspects it is.  When none can
    be entered, nothing is written.  Raises ``UnreadableError`` or ``UnwritableError``.
    """
    path, out = Path(path), Path(out)
    writable(out, source=path)
    result = check_file(path, limits=limits)
    _of_word(result, path)
    found = [finding for finding in result.failed if finding.fingerprint in adopted]
    chosen, left = settled(
        [(finding, _adopted(finding, adopted[finding.fingerprint])) for finding in found], _UNSAID
    )
    return _entered(path, out, result, chosen, left, False, when)


def _of_word(result: CheckResult, path: Path) -> None:
    if result.document.report.format != "docx":
        raise UnwritableError(path, "修订只能写进 Word 文档（.docx）")


def _adopted(finding: Finding, order: int) -> Replacement | None:
    """What to write for one of the suspects of a finding."""
    if not 0 <= order < len(finding.suspects):
        return None
    suspect = finding.suspects[order]
    return _of(suspect, finding.places[suspect.place]) if suspect.place < len(finding.places) else None


def _entered(
    path: Path,
    out: Path,
    result: CheckResult,
    chosen: list[tuple[Finding, Replacement]],
    left: list[tuple[Finding, str]],
    force: bool,
    when: datetime | None,
) -> Fix:
    """Write the chosen replacements; those that cannot be entered join the ones that are ``left``."""
    from mingzhang.writers.word.tracked_changes import Correction, write_corrections

    changes = list({_spot(change): change for _, change in chosen}.values())
    corrections = [Correction(change.place, change.old, change.new) for change in changes]
    reasons = write_corrections(path, corrections, out, when or datetime.now(), force)
    why = dict(zip(map(_spot, changes), reasons, strict=True))
    done = [(finding, change) for finding, change in chosen if not why[_spot(change)]]
    left += [(finding, why[_spot(change)]) for finding, change in chosen if why[_spot(change)]]
    order = {id(finding): number for number, finding in enumerate(result.failed)}
    return Fix(result, done, sorted(left, key=lambda pair: order[id(pair[0])]))


def fix_text(fix: Fix, out: str) -> str:
    """What was corrected and what was not, for the terminal; ``out`` is the name of the new file."""
    lines = [f"用修订改正 {len(fix.done)} 处，已写到 {out}" if fix.done else "没有可以确定的改正，未写文件。"]
    for finding, change in fix.done:
        lines.append(f"   · {change.place}：{change.old} → {change.new}（{finding.rule}）")
    if fix.left:
        lines += ["", f"没有改的 {len(fix.left)} 处："]
        lines += [f"   · {finding.message}（{finding.rule}）——{reason}" for finding, reason in fix.left]
    return "\n".join(lines)


def determined(
    findings: Sequence[Finding],
) -> tuple[list[tuple[Finding, Replacement]], list[tuple[Finding, str]]]:
    """The findings that leave no choice with their replacement, and the others with the reason.

    A choice is left unless one suspect is nearly certain, or the unit alone is wrong, or a percentage is
    wrong whose amounts no other finding doubts, or the sentence tells
    which word of a template's is meant.  Two findings that want one figure changed in different ways
    determine nothing.

    >>> from mingzhang.facts.finding import Verdict
    >>> finding = Finding("N-40", Verdict.FAILS, printed="7.23元", expected="7.23万元",
    ...                   places=[Place(printed="7.23元")])
    >>> [(change.old, change.new) for _, change in determined([finding])[0]]
    [('7.23元', '7.23万元')]
    """
    found = [(finding, _replacement(finding, findings)) for finding in findings]
    return settled(found)


def settled(
    found: Sequence[tuple[Finding, Replacement | None]], unsaid: str = ""
) -> tuple[list[tuple[Finding, Replacement]], list[tuple[Finding, str]]]:
    """The replacements that do not contradict each other, and the findings without one, with the reason.

    >>> from mingzhang.facts.finding import Verdict
    >>> place = Place(printed="6.20")
    >>> one, two = (Finding("X-07", Verdict.FAILS, places=[place]) for _ in range(2))
    >>> settled([(one, Replacement(place, "6.20", "6.30")), (two, Replacement(place, "6.20", "6.02"))])[0]
    []
    """
    wanted: dict[Place | tuple[int, int], set[tuple[str, str]]] = {}
    for _, change in found:
        if change is not None:
            wanted.setdefault(_spot(change), set()).add((change.old, change.new))
    done, left = [], []
    for finding, change in found:
        if change is None:
            left.append((finding, unsaid or (_OPEN if finding.expected else _UNSAID)))
        elif len(wanted[_spot(change)]) > 1:
            left.append((finding, _CLASH))
        else:
            done.append((finding, change))
    return done, left


def _spot(change: Replacement) -> Place | tuple[int, int]:
    """Where the old figure begins in the file; several findings may speak of the same one."""
    if not change.place.source:
        return change.place
    node, first, _ = change.place.source[0]
    return node, first + change.place.printed.index(change.old)


def _replacement(finding: Finding, findings: Sequence[Finding]) -> Replacement | None:
    """The one correction that a finding leaves no choice about; ``None`` where it leaves one."""
    sure = [suspect for suspect in finding.suspects if suspect.confidence >= SURE]
    if len(sure) == 1 and sure[0].place < len(finding.places):
        return _of(sure[0], finding.places[sure[0].place])
    if sure or not finding.places:
        return None
    first = finding.places[0]
    choice = _CHOICE.fullmatch(first.printed)
    if choice is not None and finding.expected in choice.groups():
        return Replacement(first, first.printed, finding.expected)
    if _only_the_unit(finding):
        return Replacement(first, finding.printed, finding.expected) if first.printed else None
    if _only_the_percentage(finding) and not _doubted(finding.places[1:], finding, findings):
        return _written(first, finding.printed, finding.expected)
    return None


def _of(suspect: Suspect, place: Place) -> Replacement | None:
    """What to write for a suspect at its place, in the unit and with the decimals of the printed figure.

    >>> from fractions import Fraction
    >>> from mingzhang.facts.number import printed
    >>> figure = printed("1,243.50", "万元", Place(printed="1,243.50万元"))
    >>> _of(Suspect.of(0, figure, Fraction(12_345_000)), figure.place).new
    '1,234.50'
    """
    figure, right = suspect.figure, suspect.right
    if figure is None or right is None or place.printed.count(figure.text) != 1:
        return None
    unit = unit_of(right, figure, suspect.kind)
    if unit != figure.shown:
        old = f"{figure.text}{figure.shown}"
        return Replacement(place, old, f"{figure.text}{unit}") if old in place.printed else None
    digits = written(right, figure)
    if "," in figure.text:
        digits = f"{Decimal(digits):,}"
    return Replacement(place, figure.text, digits) if digits != figure.text else None


def _only_the_unit(finding: Finding) -> bool:
    """Same digits, other unit, and the whole figure stands at the place."""
    printed, expected = (_FIGURE.match(text) for text in (finding.printed, finding.expected))
    return (
        printed is not None
        and expected is not None
        and printed[0] == expected[0]
        and "" not in (finding.printed[printed.end() :], finding.expected[expected.end() :])
        and finding.printed != finding.expected
        and finding.places[0].printed == finding.printed
        and len(finding.expected) < len(printed[0]) + 4
    )


def _only_the_percentage(finding: Finding) -> bool:
    """A printed percentage that its amounts contradict, and which is more suspect than any of them."""
    whole = [re.fullmatch(_FIGURE.pattern + "[%％]", t) for t in (finding.printed, finding.expected)]
    own = max((s.confidence for s in finding.suspects if s.place == 0), default=0.0)
    others = [s.confidence for s in finding.suspects if s.place != 0]
    return None not in whole and own > 0 and bool(others) and max(others) < own


def _doubted(places: Sequence[Place], finding: Finding, findings: Sequence[Finding]) -> bool:
    """Whether another failing finding takes one of these figures for a suspect."""
    return any(
        other.places[suspect.place] in places
        for other in findings
        if other is not finding
        for suspect in other.suspects
        if suspect.place < len(other.places)
    )


def _written(place: Place, printed: str, replacement: str) -> Replacement | None:
    """The new figure as the place prints figures: its unit stays, groups of digits if it has them.

    >>> _written(Place(printed="7.23元"), "7.23", "7.23万元").new
    '7.23万元'
    """
    old, new = (_FIGURE.match(text) for text in (printed, replacement))
    if old is None or new is None or place.printed.count(old[0]) != 1:
        return None
    unit, wanted = place.printed.partition(old[0])[2], replacement[new.end() :]
    if old[0] == new[0] and unit != wanted and {unit, wanted} <= SCALES.keys():
        return Replacement(place, f"{old[0]}{unit}", replacement)
    if unit.strip() and not unit.strip().startswith(wanted):
        return None  # the place prints another unit than the one the value is given in
    digits = new[0].replace(",", "")
    if "," in old[0]:
        digits = f"{Decimal(digits):,}"
    return Replacement(place, old[0], digits) if digits != old[0] else None
