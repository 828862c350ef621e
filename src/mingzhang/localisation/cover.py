"""Cheapest sets that hit every conflict, all of them, cluster by cluster."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

Group = frozenset[int]


@dataclass
class Budget:
    """How much searching is allowed, counted in steps, so that every machine stops at the same place."""

    steps: int
    exhausted: bool = field(default=False, init=False)

    def spend(self) -> bool:
        """Take one step; false when there are none left.

        >>> budget = Budget(1)
        >>> budget.spend(), budget.spend(), budget.exhausted
        (True, False, True)
        """
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
    search = _Search(cost, budget)
    search.extend(needed, frozenset(), frozenset(), 0)
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


@dataclass
class _Search:
    cost: Callable[[int], int]
    budget: Budget
    best: int | None = None
    found: set[Group] = field(default_factory=set)

    def extend(self, open_: list[Group], chosen: Group, excluded: Group, spent: int) -> None:
        """Branch on the conflict with the fewest choices left."""
        if not open_:
            if self.best is None or spent < self.best:
                self.best, self.found = spent, set()
            if spent == self.best:
                self.found.add(chosen)
            return
        left = [group - excluded for group in open_]
        least = spent + self._disjoint(left)
        if not all(left) or (self.best is not None and least > self.best) or not self.budget.spend():
            return
        group = min(left, key=lambda g: (len(g), sorted(g)))
        for choice in sorted(group, key=lambda c: (-sum(c in g for g in left) / self.cost(c), c)):
            rest = [g for g in open_ if choice not in g]
            self.extend(rest, chosen | {choice}, excluded, spent + self.cost(choice))
            excluded |= {choice}

    def _disjoint(self, groups: list[Group]) -> int:
        """What groups without a common choice must cost at least."""
        seen: Group = frozenset()
        total = 0
        for group in groups:
            if group and not group & seen:
                total += min(map(self.cost, group))
                seen |= group
        return total


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
