"""Every cheapest cover is found, and nothing but the cheapest."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.localisation.cover import Budget, Group, cheapest, clusters

groups = st.lists(st.frozensets(st.integers(0, 6), min_size=1, max_size=4), min_size=1, max_size=6)
costs = st.lists(st.integers(1, 3), min_size=7, max_size=7)


def tried_out(sets: list[Group], cost: list[int]) -> list[Group]:
    every = [frozenset(c) for size in range(8) for c in combinations(range(7), size)]
    covers = [c for c in every if all(c & group for group in sets)]
    least = min(sum(cost[x] for x in c) for c in covers)
    return sorted((c for c in covers if sum(cost[x] for x in c) == least), key=sorted)


@given(groups, costs)
def test_it_agrees_with_trying_every_cover(sets: list[Group], cost: list[int]) -> None:
    assert cheapest(sets, cost.__getitem__, {}, Budget(100_000)) == tried_out(sets, cost)


@given(groups, st.randoms(use_true_random=False))
def test_the_order_of_the_conflicts_does_not_matter(sets: list[Group], random: object) -> None:
    mixed = list(sets)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    assert cheapest(sets, lambda _: 1, {}, Budget(9_999)) == cheapest(mixed, lambda _: 1, {}, Budget(9_999))


def test_a_choice_may_stand_for_several_suspects() -> None:
    sets = [frozenset((1,)), frozenset((2,)), frozenset((3,))]
    choices = {1: [9], 2: [9], 3: [9]}
    assert cheapest(sets, lambda c: 5 if c == 9 else 4, choices, Budget(999)) == [frozenset((9,))]
    assert cheapest(sets[:1], lambda c: 5 if c == 9 else 4, choices, Budget(999)) == [frozenset((1,))]


def test_a_search_cut_short_still_answers() -> None:
    sets = [frozenset((n, n + 1)) for n in range(0, 12, 2)]
    budget = Budget(2)
    (answer,) = cheapest(sets, lambda _: 1, {}, budget)[:1]
    assert budget.exhausted
    assert all(answer & group for group in sets)


@given(groups)
def test_clusters_share_nothing_and_leave_nothing_out(sets: list[Group]) -> None:
    parts = list(clusters(sets))
    assert sorted(n for part in parts for n in part) == list(range(len(sets)))
    for one, other in combinations(parts, 2):
        left = frozenset().union(*(sets[n] for n in one))
        assert not left & frozenset().union(*(sets[n] for n in other))
