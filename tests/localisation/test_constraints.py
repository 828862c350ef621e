"""Findings become constraints: exactly, once each, in the same order however they come."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import number_of, printed
from mingzhang.language.document.proportion import percentage
from mingzhang.localisation.conflicts import Conflicts
from mingzhang.localisation.constraints import Printing, build, residual, slack, span
from tests.localisation.checks import cells, judged, rate, sums


def test_a_sum_is_one_row_without_tolerance() -> None:
    c = cells(总="6.01", 一="1.00", 二="2.00", 三="3.00")
    system = build([sums("甲", c["总"], c["一"], c["二"], c["三"])])
    (row,) = system.constraints
    own = system.figures.index(c["总"])
    assert row.weights[own] == 1
    assert [w for f, w in row.weights.items() if f != own] == [-1, -1, -1]
    assert (row.low, row.high, row.first) == (-100, -100, own)
    assert slack(row, system) == 200


def test_inequalities_keep_their_open_end() -> None:
    c = cells(大="3.00", 小="2.00")
    gap = number_of(c["大"]) - number_of(c["小"])
    (more,) = build([judged("甲", gap, "≥")]).constraints
    (less,) = build([judged("甲", gap, "≤")]).constraints
    assert (more.low, more.high, more.first) == (-10_000, None, None)
    assert (less.low, less.high) == (None, -10_000)


@given(st.integers(1, 99_999), st.integers(1, 99_999), st.integers(0, 20_000))
def test_a_ratio_is_two_rows_that_say_exactly_what_rounding_allows(
    part: int, whole: int, percent: int
) -> None:
    a, b = printed(f"{part / 100:.2f}", "万元"), printed(f"{whole / 100:.2f}", "万元")
    q = f"{percent / 100:.2f}"
    system = build([rate("甲", q, a, b)])
    if number_of(b).value <= 50:
        assert not system.constraints
        return
    kept = all(not residual(row) for row in system.constraints)
    true = 100 * Fraction(part, whole)
    if system.constraints:
        assert kept is (abs(true - Fraction(q)) <= Fraction(1, 200))
        assert {row.guards for row in system.constraints} == {
            (system.figures.index(f),) for f in system.figures if f.unit == "%"
        }


def test_a_base_that_came_out_negative_decides_no_sign_once_it_is_doubted() -> None:
    """88.02 for 888.02: less the increase of 106.56, the year before comes out negative."""
    now, more, again = (printed(text, "万元") for text in ("88.02", "106.56", "888.02"))
    percent = printed("13.64", "%")
    change = percentage(percent, number_of(more), number_of(now) - number_of(more), "增长")
    system = build([change, judged("甲", number_of(now) - number_of(again))])
    at = {figure: number for number, figure in enumerate(system.figures)}
    ratios = [row for row in system.constraints if row.guards]
    assert [set(row.signs) for row in ratios] == [{at[now], at[more]}] * 2
    assert all(set(row.conditions) == {at[now], at[more], at[percent]} for row in ratios)
    assert Conflicts(system).joint({at[now]}) is None, "with 888.02 everything is right"
    assert Conflicts(system).joint({at[again]}) is not None


def test_the_same_comparison_is_kept_once_and_knows_who_asked() -> None:
    c = cells(总="3.00", 一="1.00", 二="2.00")
    checks = [sums("甲", c["总"], c["一"], c["二"]), sums("乙", c["总"], c["一"], c["二"])]
    (row,) = build(checks).constraints
    assert row.findings == (0, 1)


def test_the_order_of_the_findings_does_not_matter() -> None:
    c = cells(总="3.00", 一="1.00", 二="2.00", 又="3.00")
    checks = [
        sums("甲", c["总"], c["一"], c["二"]),
        sums("乙", c["又"], c["总"]),
        rate("丙", "33.33", c["一"], c["总"]),
    ]
    shapes = set()
    for order in permutations(checks):
        system = build(order)
        shapes.add(
            repr([(r.weights, r.low, r.high, r.guards) for r in system.constraints]) + repr(system.spans)
        )
    assert len(shapes) == 1


def test_undecided_findings_and_findings_without_amounts_take_no_part() -> None:
    c = cells(一="1.00")
    silent = [Finding("甲", Verdict.FAILS), Finding("乙", Verdict.UNDECIDED, gap=number_of(c["一"]))]
    assert build(silent).figures == ()


def test_prints_of_one_amount_that_differ_within_rounding_are_twins() -> None:
    c = cells(一="1.00", 又="1.01")
    finding = sums("甲", c["一"], c["又"])
    assert finding.verdict is Verdict.ROUNDING
    assert build([finding]).twins == ()
    finding.verdict = Verdict.FAILS
    assert build([finding]).twins == ((0, 1, (0,)),)


def test_a_percentage_whose_tail_was_cut_off_is_no_contradiction() -> None:
    c = cells(一="20000.00", 总="30000.00")
    finding = rate("甲", "66.66", c["一"], c["总"])
    assert (finding.verdict, finding.severity) == (Verdict.FAILS, Severity.INFO)
    assert not any(residual(row) for row in build([finding]).constraints)


@given(st.integers(-10_000, 10_000), st.sampled_from(list(Printing)))
def test_what_an_office_prints_lies_in_the_span(cents: int, printing: Printing) -> None:
    """An amount in 分, printed in 元 without decimals."""
    true = Fraction(cents, 100)
    shown = abs(cents) // 100 if printing is Printing.TRUNCATED else (abs(cents) + 50) // 100
    figure = printed(f"{'-' if cents < 0 and shown else ''}{shown}", "元")
    low, high = span(figure, printing)
    if figure.value or cents >= 0 or printing is Printing.ROUNDED:
        assert low <= true - figure.value <= high


def test_random_documents_without_error_satisfy_every_row_together() -> None:
    random = Random(5)
    amounts = [random.randrange(10**6) for _ in range(6)]
    c = cells(**{str(n): f"{(a + 50) // 100 / 100:.2f}" for n, a in enumerate([*amounts, sum(amounts)])})
    system = build([sums("甲", c["6"], *(c[str(n)] for n in range(6)))])
    for row in system.constraints:
        assert abs(residual(row)) <= slack(row, system)  # type: ignore[operator]


def test_a_limit_passed_within_rounding_proves_nothing() -> None:
    c = cells(决算="2.05", 预算="2")
    gap = number_of(c["决算"]) - number_of(c["预算"])
    assert judged("甲", gap, "≤").verdict is Verdict.ROUNDING
    assert not build([judged("甲", gap, "≤")]).constraints
