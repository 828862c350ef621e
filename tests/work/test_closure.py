"""Sums help doubtful figures and accuse nobody: shown on accounts at random, misread at random."""

from __future__ import annotations

from fractions import Fraction
from random import Random

import pytest

from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.number import Printed, number_of, printed
from mingzhang.facts.page_scan import WHOLE, PageScan
from mingzhang.facts.place import Place
from mingzhang.facts.report import Doubt, Report
from mingzhang.work.closure import closure, spot_of

SIZE = 4  # rows and columns of parts; the last of each is the total
SCAN = PageScan(1, (1.0, 0, 0, 0, 1.0, 0, 0, 0, 1.0), 900, 900, 1.0, figures=25)
Grid = dict[tuple[int, int], int]


def place(row: int, column: int, text: str) -> Place:
    x, y = 100.0 * column, 20.0 * row
    return Place(page=1, bbox=(x, y, x + 90, y + 18), printed=text)


def figure(row: int, column: int, hundredths: int) -> Printed:
    text = f"{hundredths // 100}.{hundredths % 100:02}"
    return printed(text, "万元", place(row, column, text))


def account(random: Random) -> Grid:
    """A table that adds up across and down."""
    made = {(y, x): random.randrange(1, 99_999) for y in range(SIZE) for x in range(SIZE)}
    for n in range(SIZE):
        made[n, SIZE] = sum(made[n, x] for x in range(SIZE))
        made[SIZE, n] = sum(made[y, n] for y in range(SIZE))
    made[SIZE, SIZE] = sum(made[n, SIZE] for n in range(SIZE))
    return made


def findings(read: Grid) -> list[Finding]:
    """What the checks of all rows and columns say of what was read."""
    cells = {spot: figure(*spot, value) for spot, value in read.items()}
    lines = [[(n, x) for x in range(SIZE + 1)] for n in range(SIZE + 1)]
    lines += [[(y, n) for y in range(SIZE + 1)] for n in range(SIZE + 1)]
    found = []
    for *parts, whole in lines:
        gap = number_of(cells[whole])
        for part in parts:
            gap = gap - number_of(cells[part])
        verdict = Verdict.FAILS if gap.value else Verdict.HOLDS
        found.append(Finding("T00", verdict, places=[cells[whole].place], gap=gap))
    return found


def report(doubtful: set[tuple[int, int]], *more: Doubt, refused: str = "") -> Report:
    doubts = [Doubt(1, place(*spot, "").bbox or (0, 0, 0, 0), 0.5) for spot in sorted(doubtful)]
    scan = PageScan(1, SCAN.matrix, 900, 900, 1.0, refused=refused, figures=25)
    return Report("a.png", "picture", doubts=[*doubts, *more], scans=[scan])


def box(spot: tuple[int, int]) -> tuple[int | None, str | None, tuple[float, float, float, float] | None]:
    return spot_of(place(*spot, ""))


@pytest.mark.parametrize("seed", range(60))
def test_what_closes_is_as_printed_and_what_is_proposed_is_what_was_printed(seed: int) -> None:
    """Of doubtful figures any may be misread; certain ones are read as they are printed."""
    random = Random(seed)
    truth = account(random)
    spots = sorted(truth)
    doubtful = {*random.sample(spots, random.randrange(1, 9))}
    misread = {*random.sample(sorted(doubtful), random.randrange(len(doubtful) + 1))}
    read = {s: v + random.choice((1, 10, 900, 7000)) if s in misread else v for s, v in truth.items()}
    told = closure(findings(read), report(doubtful))
    assert told.certain <= {box(spot) for spot in doubtful - misread}
    proposed = {box(spot): figure(*spot, truth[spot]).text for spot in misread}
    assert all(proposed.get(spot) == text for spot, text in told.proposed.items())
    if len(doubtful) == 1:  # a part or a total of totals: each stands in two sums
        (alone,) = doubtful
        assert box(alone) in (told.proposed if misread else told.certain)


@pytest.mark.parametrize("seed", range(30))
def test_no_figure_that_a_check_speaks_against_becomes_certain(seed: int) -> None:
    """With an error in print as well: every check that fails still rests on a doubtful figure, if it did."""
    random = Random(seed)
    truth = account(random)
    spots = sorted(truth)
    doubtful = {*random.sample(spots, 5)}
    read = {spot: value + (100 if spot in random.sample(spots, 3) else 0) for spot, value in truth.items()}
    found = findings(read)
    told = closure(found, report(doubtful))
    left = {box(spot) for spot in doubtful} - told.certain
    for finding in found:
        rests = {spot_of(f.place) for f in (finding.gap.moves if finding.gap else ())}
        if finding.verdict is Verdict.FAILS and rests & {box(spot) for spot in doubtful}:
            assert rests & left


def test_two_sums_with_a_figure_in_common_count_once() -> None:
    truth = account(Random(1))
    found = findings(truth)
    row = found[0]
    assert closure([row, row], report({(0, 0)})).certain == set()
    assert closure([row, found[SIZE + 1]], report({(0, 0)})).certain == {box((0, 0))}


def test_sums_that_ask_for_different_values_propose_nothing() -> None:
    read = account(Random(2))
    read[0, 0] += 5
    read[0, 1] += 7  # certain, and wrong in print
    told = closure(findings(read), report({(0, 0)}))
    assert told.proposed == {} and told.certain == set()


def test_a_check_of_another_kind_speaks_against_too() -> None:
    read = account(Random(3))
    against = Finding("N-34", Verdict.FAILS, places=[place(0, 0, "")])
    assert closure([*findings(read), against], report({(0, 0)})).certain == set()


def test_only_sums_that_are_exact_count() -> None:
    found = findings(account(Random(4)))
    for finding in found:
        assert finding.gap
        finding.gap.bend = Fraction(1)
    assert closure(found, report({(0, 0)})).certain == set()


@pytest.mark.parametrize(("refused", "closes"), [("", True), ("字大多认不出", False)])
def test_a_page_refused_for_its_doubts_has_certain_figures_and_one_that_was_not_read_has_none(
    refused: str, closes: bool
) -> None:
    whole = Doubt(1, (0.0, 0.0, 900.0, 900.0), 0.0, reason=WHOLE + "看不准")
    told = closure(findings(account(Random(5))), report({(0, 0)}, whole, refused=refused))
    assert bool(told.certain) is closes
