"""Exact feasibility: answers agree with trying every corner, conflicts prove themselves."""

from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.localisation.simplex import Rational, Simplex, Span

Rows = list[dict[int, int]]
WIDTH = 3

weights = st.dictionaries(
    st.integers(0, WIDTH - 1), st.integers(-3, 3).filter(bool), min_size=1, max_size=WIDTH
)
ends = st.tuples(st.integers(-6, 6), st.integers(0, 4)).map(lambda e: (e[0], e[0] + e[1]))


def loaded(rows: Rows, row_spans: list[Span], spans: list[Span]) -> Simplex:
    simplex = Simplex(WIDTH, rows)
    for number, span in enumerate([*spans, *row_spans]):
        simplex.bound(number, span)
    return simplex


def satisfied(simplex: Simplex, rows: Rows, spans: list[Span]) -> bool:
    values = [simplex.value(variable) for variable in range(WIDTH + len(rows))]
    sums = all(values[WIDTH + n] == sum(w * values[v] for v, w in row.items()) for n, row in enumerate(rows))
    within = all(
        (low is None or low <= value) and (high is None or value <= high)
        for value, (low, high) in zip(values, spans, strict=True)
    )
    return sums and within


def refuted(certificate: dict[int, Rational], rows: Rows, spans: list[Span]) -> bool:
    """The factors make an identity, and the bounds keep it from being zero."""
    left = [Fraction(certificate.get(v, 0)) for v in range(WIDTH)]
    for number, row in enumerate(rows):
        for variable, weight in row.items():
            left[variable] += weight * Fraction(certificate.get(WIDTH + number, 0))
    low = high = Fraction(0)
    for variable, factor in certificate.items():
        least, most = spans[variable]
        bounds = (least, most) if factor > 0 else (most, least)
        low += factor * Fraction(bounds[0]) if bounds[0] is not None else Fraction(-(10**9))
        high += factor * Fraction(bounds[1]) if bounds[1] is not None else Fraction(10**9)
    return not any(left) and (low > 0 or high < 0)


@given(st.lists(weights, min_size=1, max_size=5), st.data())
def test_there_is_a_witness_or_a_proof(rows: Rows, data: st.DataObject) -> None:
    row_spans: list[Span] = [data.draw(ends) for _ in rows]
    spans: list[Span] = [(-2, 2)] * WIDTH
    simplex = loaded(rows, row_spans, spans)
    certificate = simplex.conflict()
    every = [*spans, *row_spans]
    if certificate is None:
        assert satisfied(simplex, rows, every)
    else:
        assert refuted(certificate, rows, every)  # type: ignore[arg-type]
        corners = product((-2, -1, 0, 1, 2), repeat=WIDTH)
        assert not any(
            all(low <= sum(w * corner[v] for v, w in row.items()) <= high  # type: ignore[operator]
                for row, (low, high) in zip(rows, row_spans, strict=True))
            for corner in corners
        )  # fmt: skip


@given(st.lists(weights, min_size=1, max_size=4), st.data())
def test_bounds_may_be_opened_and_closed_again(rows: Rows, data: st.DataObject) -> None:
    row_spans: list[Span] = [data.draw(ends) for _ in rows]
    spans: list[Span] = [(-2, 2)] * WIDTH
    simplex = loaded(rows, row_spans, spans)
    before = simplex.conflict() is None
    for variable in range(WIDTH):
        simplex.bound(variable, (None, None))
    simplex.conflict()
    for variable in range(WIDTH):
        simplex.bound(variable, (-2, 2))
    assert (simplex.conflict() is None) is before


def test_fractions_stay_exact() -> None:
    third = Simplex(1, [{0: 3}])
    third.bound(0, (None, None))
    third.bound(1, (1, 1))
    assert third.conflict() is None
    assert third.value(0) == Fraction(1, 3)
