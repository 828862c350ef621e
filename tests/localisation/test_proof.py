"""The checker accepts what follows and refuses everything else."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.number import printed
from mingzhang.localisation import proof as module
from mingzhang.localisation.constraints import Constraint, System
from mingzhang.localisation.proof import Proof, refutes

HALF = 50
CHAIN = System(
    (),
    ((-HALF, HALF),) * 3,
    (
        Constraint({0: 1, 1: -1}, 100, 100),
        Constraint({1: 1, 2: -1}, 100, 100),
        Constraint({0: 1, 1: 1}, None, 300, (2,)),
    ),
)
BOTH = {0: 1, 1: 1}


def test_two_comparisons_that_hold_alone_contradict_together() -> None:
    assert not refutes(CHAIN, Proof({0: 1}))
    assert not refutes(CHAIN, Proof({1: 1}))
    assert refutes(CHAIN, Proof(BOTH))


def test_a_figure_that_cancels_need_not_be_trusted() -> None:
    assert refutes(CHAIN, Proof(BOTH), {1})
    assert not refutes(CHAIN, Proof(BOTH), {0})
    assert not refutes(CHAIN, Proof(BOTH), {2})


def test_an_open_end_proves_nothing() -> None:
    assert not refutes(CHAIN, Proof({2: 1}))
    assert not refutes(CHAIN, Proof({2: -1}))


def test_distrusting_what_decides_a_sign_drops_the_comparison() -> None:
    system = System((), ((-1, 1),) * 2, (Constraint({0: 1}, 5, None, (), signs=(1,)),))
    assert refutes(system, Proof({0: 1}))
    assert not refutes(system, Proof({0: 1}), {1})


def test_distrusting_a_percentage_drops_its_comparison() -> None:
    system = System((), ((-1, 1),) * 2, (Constraint({0: 1}, 5, None, (1,)),))
    assert refutes(system, Proof({0: 1}))
    assert not refutes(system, Proof({0: 1}), {1})


@given(st.integers(-9, 9), st.integers(-9, 9))
def test_factors_of_another_mix_do_not_prove_it(one: int, other: int) -> None:
    """Only equal factors of one sign make the middle figure cancel far enough."""
    proof = Proof({0: one, 1: other})
    reach = HALF * (abs(one) + abs(other - one) + abs(other))
    assert refutes(CHAIN, proof) is (abs(100 * (one + other)) > reach)


def test_two_prints_of_one_amount_must_be_alike() -> None:
    figures = (printed("3.00", "万元"), printed("3.01", "万元"), printed("3.0", "万元"))
    system = System(figures, ((-HALF, HALF),) * 3, (), ((0, 1, (0,)), (0, 2, (1,))))
    assert refutes(system, Proof({}, 0))
    assert not refutes(system, Proof({}, 0), {1})
    assert not refutes(system, Proof({}, 1)), "printed with fewer digits"


def test_the_checker_is_short_and_shares_nothing_with_the_search() -> None:
    source = Path(module.__file__).read_text(encoding="utf-8")
    assert len(source.splitlines()) < 100
    imports = [line for line in source.splitlines() if "mingzhang" in line and line.startswith("from")]
    assert imports == ["from mingzhang.localisation.constraints import Rational, System"]
