"""One clock for everything that is done to a document."""

from __future__ import annotations

from itertools import count

import pytest

from mingzhang.facts.deadline import NEVER, Deadline, OutOfTimeError


def looks(allowed: int) -> Deadline:
    """A deadline that passes after so many looks at the clock: no machine is fast or slow by it."""
    ticks = count()
    return Deadline(allowed + 1, lambda: next(ticks))


@pytest.mark.parametrize("allowed", [0, 1, 7])
def test_the_time_is_over_when_it_is_used_up(allowed: int) -> None:
    deadline = looks(allowed)
    for _ in range(allowed):
        deadline.tick()
    with pytest.raises(OutOfTimeError):
        deadline.tick()


def test_without_a_limit_the_time_is_never_over() -> None:
    assert not NEVER.passed
