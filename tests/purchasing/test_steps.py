"""The states of a request: only the steps of the table, the signature for large sums alone."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mingzhang.purchasing.steps import (
    RequestState,
    RequestStep,
    UnlawfulRequestError,
    after_payment,
    after_step,
    is_large,
    request_steps,
)

S, T = RequestState, RequestStep


def test_every_step_is_lawful_where_it_is_offered_and_nowhere_else() -> None:
    for state in RequestState:
        for step in RequestStep:
            if step in request_steps(state):
                assert after_step(state, step, large=False) in RequestState
            else:
                with pytest.raises(UnlawfulRequestError, match=f"现在是“{state}”，不能“{step}”"):
                    after_step(state, step, large=False)


def test_nothing_large_is_paid_without_the_signature() -> None:
    """Every way from a draft to the payment of a large sum leads over the signature; of a small one, none."""
    for large in (False, True):
        signed = [path[-1] is T.SIGN for path in ways(S.DRAFT, large)]
        assert signed and all(each is large for each in signed)


def ways(
    state: RequestState, large: bool, path: tuple[RequestStep, ...] = ()
) -> list[tuple[RequestStep, ...]]:
    if state is S.APPROVED:
        return [path]
    if len(path) > 6:
        return []
    return [
        w for step in request_steps(state) for w in ways(after_step(state, step, large), large, (*path, step))
    ]


def test_the_large_sum_begins_at_the_amount_and_an_unknown_one_is_none_yet() -> None:
    assert [is_large(Fraction(n), Fraction(5)) for n in (4, 5, 6)] == [False, True, True]
    assert not is_large(None, Fraction(5)) and not is_large(Fraction(5), None)


def test_what_is_paid_to_the_last_fen_is_settled() -> None:
    assert after_payment(Fraction(5), Fraction(499, 100)) is S.APPROVED
    assert after_payment(Fraction(5), Fraction(5)) is S.PAID
    assert after_payment(None, Fraction(5)) is S.APPROVED
