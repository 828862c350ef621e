"""Cheapest sets that hit every conflict, all of them, cluster by cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mingzhang.facts.deadline import NEVER, Deadline

Group = frozenset[int]


@dataclass
class Budget:
    """How much searching is allowed, counted in steps, so that every machine stops at the same place.

    The clock is for emergencies: it ends everything (``OutOfTimeError``).
    """

    steps: int
    deadline: Deadline = NEVER
    exhausted: bool = field(default=False, init=False)

    def spend(self) -> bool:
        """Take one step; false when there are none left.

        >>> budget = Budget(1)
        >>> budget.spend(), budget.spend(), budget.exhausted
        (True, False, True)
        """
        self.deadline.tick()
        self.steps -= 1
        self.exhausted = self.exhausted or self.steps < 0
        return not self.exhausted


def cheapest(
    conflicts: Iterable[Group],
    cost: Callable[[int], int],
    choices: Mapping[int, Sequence[int]],
    budget: Budget,
) -> list[Group]:
    """Every cheapest set of choices that hits all conflicts, in a fixed order.

    ``choices`` lists for a suspect what may be blamed in its place besides itself.

    >>> sets = [frozenset((1, 2)), frozenset((2, 3)), frozenset((4, 5))]
    >>> [sorted(found) for found in cheapest(sets, lambda _: 1, {}, Budget(99))]
    [[2, 4], [2, 5]]
    """
    options = sorted(
        {_options(conflict, choices) for conflict in conflicts}, key=lambda o: (len(o), sorted(o))
    )
    needed = [o for n, o in enumerate(options) if not any(other < o for other in options[:n])]
    search = _Search(needed, cost, budget)
    search.run()
    return sorted(search.found or {_greedy(needed, cost)}, key=sorted)


def _greedy(groups: list[Group], cost: Callable[[int], int]) -> Group:
    """A set that hits all groups, not the cheapest one: for a search that was cut short."""
    chosen: Group = frozenset()
    while groups:
        counts = Counter(choice for group in groups for choice in group)
        best = min(counts, key=lambda choice: (-counts[choice] / cost(choice), choice))
        chosen |= {best}
        groups = [group for group in groups if best not in group]
    return chosen


def _options(conflict: Group, choices: Mapping[int, Sequence[int]]) -> Group:
    return conflict | {choice for suspect in conflict for choice in choices.get(suspect, ())}


class _Search:
    """A search over sets kept as whole numbers, one bit for each choice, the first choice the highest bit.

    Of two sets of one size the greater number then comes first, as if they were compared choice by choice.
    """

    def __init__(self, groups: Sequence[Group], cost: Callable[[int], int], budget: Budget) -> None:
        self.budget = budget
        self._choices = sorted(frozenset().union(*groups), reverse=True)  # bit n stands for number n
        self._costs = [cost(choice) for choice in self._choices]
        bits = {choice: 1 << n for n, choice in enumerate(self._choices)}
        self._groups = [sum(bits[choice] for choice in group) for group in groups]
        # The groups that hold a choice, one bit for each group: to be counted at one stroke.
        self._holding = [
            sum(1 << number for number, group in enumerate(self._groups) if group & bit)
            for bit in map(bits.__getitem__, self._choices)
        ]
        self._levels = [
            (price, sum(1 << n for n, cost in enumerate(self._costs) if cost == price))
            for price in sorted(set(self._costs))
        ]
        self._best: int | None = None
        self._found: set[int] = set()

    def run(self) -> None:
        """Find every cheapest set, or what the budget allows."""
        self._extend(self._groups, (1 << len(self._groups)) - 1, 0, 0, 0)

    @property
    def found(self) -> set[Group]:
        """The cheapest sets met so far."""
        return {frozenset(self._choices[n] for n in _bits(chosen)) for chosen in self._found}

    def _extend(self, open_: list[int], numbers: int, chosen: int, excluded: int, spent: int) -> None:
        """Branch on the conflict with the fewest choices left; ``numbers`` has a bit for each open group."""
        if not open_:
            if self._best is None or spent < self._best:
                self._best, self._found = spent, set()
            if spent == self._best:
                self._found.add(chosen)
            return
        left = [group & ~excluded for group in open_]
        least = spent + self._disjoint(left)
        if not all(left) or (self._best is not None and least > self._best) or not self.budget.spend():
            return
        group = min(left, key=lambda g: (g.bit_count(), -g))
        costs, holding = self._costs, self._holding
        ranks = [(-(holding[n] & numbers).bit_count() / costs[n], -n) for n in _bits(group)]
        for _, n in sorted(ranks):
            bit = 1 << -n
            rest = [g for g in open_ if not g & bit]
            self._extend(rest, numbers & ~holding[-n], chosen | bit, excluded, spent + costs[-n])
            excluded |= bit

    def _disjoint(self, groups: list[int]) -> int:
        """What groups without a common choice must cost at least."""
        seen = 0
        total = 0
        for group in groups:
            if group and not group & seen:
                for price, level in self._levels:
                    if group & level:
                        total += price
                        break
                seen |= group
        return total


def _bits(number: int) -> Iterator[int]:
    """The places of the bits that are set."""
    while number:
        lowest = number & -number
        yield lowest.bit_length() - 1
        number ^= lowest


def clusters(groups: Sequence[Group]) -> Iterator[list[int]]:
    """Numbers of the groups that hang together, because they share members, cluster by cluster.

    >>> list(clusters([frozenset((1, 2)), frozenset((3,)), frozenset((2, 4))]))
    [[0, 2], [1]]
    """
    left = list(range(len(groups)))
    while left:
        cluster, members = [left[0]], groups[left[0]]
        grown = True
        while grown:
            near = [n for n in left if n not in cluster and groups[n] & members]
            grown = bool(near)
            cluster += near
            members = members.union(*(groups[n] for n in near))
        left = [n for n in left if n not in cluster]
        yield sorted(cluster)
