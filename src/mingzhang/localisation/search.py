"""Every smallest explanation of what contradicts in a document."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingzhang.facts.deadline import NEVER, Deadline
from mingzhang.localisation.conflicts import Conflict, Conflicts
from mingzhang.localisation.constraints import System
from mingzhang.localisation.cover import Budget, Group, cheapest, clusters
from mingzhang.localisation.operations import Operation

FIGURE, RELATION, OPERATION = 4, 4, 5  # what blaming one of them costs
ARBITRARY = 9  # and an operation that no known slip began
STEPS = 4_000
_RESERVE = 8  # the part of the steps that is left for the rest when one cluster has used up its own


@dataclass(frozen=True, slots=True)
class Cluster:
    """Conflicts that hang together, and every cheapest set of choices that settles them.

    A choice is the number of a figure, ``len(figures) + n`` for “constraint n does not apply here”, or
    beyond these the number of an operation.  ``proven`` is false when the search was cut short.
    """

    conflicts: tuple[Conflict, ...]
    explanations: tuple[Group, ...]
    proven: bool


class Search:
    """The search over one system; :meth:`causes` is the answer.

    >>> from mingzhang.localisation.constraints import Constraint, System
    >>> equal = [Constraint({a: 1, b: -1}, gap, gap) for a, b, gap in ((0, 1, 0), (1, 2, 900), (0, 2, 900))]
    >>> search = Search(System((), ((-50, 50),) * 3, tuple(equal)))
    >>> [sorted(map(sorted, cause.explanations)) for cause in search.causes()]
    [[[2]]]
    """

    def __init__(
        self,
        system: System,
        operations: Sequence[Operation] = (),
        steps: int = STEPS,
        deadline: Deadline = NEVER,
    ) -> None:
        self.system, self.operations = system, operations
        self._conflicts = Conflicts(system, deadline)
        self._budget = Budget(steps, deadline)
        self._known: dict[Group, Conflict] = {}
        self._searched: dict[frozenset[Group], list[Group]] = {}
        self._possible: set[Group] = set()
        self._first = len(system.spans) + len(system.constraints)  # the number of the first operation
        self._choices: dict[int, list[int]] = {}
        for number, operation in enumerate(operations, self._first):
            for figure in operation.figures:
                self._choices.setdefault(figure, []).append(number)

    def cost(self, choice: int) -> int:
        """What a choice costs."""
        if choice >= self._first:
            return OPERATION if self.operations[choice - self._first].named else ARBITRARY
        return FIGURE if choice < len(self.system.spans) else RELATION

    def causes(self) -> list[Cluster]:
        """All causes, each with every cheapest explanation; the same for every order of the findings."""
        for conflict in self._conflicts.plain():
            self._learn(conflict)
        while (found := self._conflicts.joint(frozenset().union(*self._known))) is not None:
            self._learn(found)
        while True:
            ordered = self._ordered()
            parts = [[ordered[n] for n in part] for part in self._parts()]
            answers, proven = self._settled(parts)
            if not all(proven):
                break
            if not self._clash(answers) and len(self._parts()) == len(parts) and not self._grew(parts):
                break
            if self._budget.exhausted:
                break
        sure = not self._budget.exhausted
        return [
            Cluster(tuple(self._known[group] for group in part), tuple(answer), sure and whole)
            for part, answer, whole in zip(parts, answers, proven, strict=True)
        ]

    def _settled(self, parts: list[list[Group]]) -> tuple[list[list[Group]], list[bool]]:
        """Explanations of every cluster, and whether its search came to an end; the small ones go first.

        One cluster that is beyond all search leaves the others what they need.
        """
        answers: list[list[Group]] = [[] for _ in parts]
        proven = [True] * len(parts)
        for number in sorted(range(len(parts)), key=lambda n: (len(parts[n]), n)):
            before = self._budget.steps
            answers[number] = self._settle(parts[number], parts)
            if self._budget.exhausted:
                proven[number] = False
                self._budget = Budget(max(before // _RESERVE, 1), self._budget.deadline)
        return answers, proven

    def _grew(self, parts: list[list[Group]]) -> bool:
        return sum(map(len, parts)) != len(self._known)

    def _learn(self, conflict: Conflict) -> None:
        self._known.setdefault(conflict.suspects, conflict)

    def _ordered(self) -> list[Group]:
        return sorted(self._known, key=lambda group: (len(group), sorted(group)))

    def _parts(self) -> list[list[int]]:
        """Clusters of conflicts; an operation that would settle two of them ties them together."""
        reach = [group.union(*(self._choices.get(s, ()) for s in group)) for group in self._ordered()]
        return list(clusters(reach))

    def _settle(self, part: list[Group], parts: list[list[Group]]) -> list[Group]:
        """Cheapest explanations of one cluster that leave the rest possible; extends the cluster."""
        outside = frozenset().union(*(group for other in parts if other is not part for group in other))
        possible: set[Group] = set()
        while True:
            answers = self._cheapest(part)
            for answer in answers:
                if answer in possible:
                    continue
                if not self._budget.spend():
                    return answers
                found = self._joint(self._distrusted(answer) | outside)
                if found is not None:
                    self._learn(found)
                    part.append(found.suspects)
                    break
                possible.add(answer)
            else:
                return answers

    def _cheapest(self, part: list[Group]) -> list[Group]:
        """The cheapest explanations of some conflicts, from memory where they were searched before."""
        key = frozenset(part)
        if key not in self._searched:
            answers = cheapest(part, self.cost, self._choices, self._budget)
            if self._budget.exhausted:
                return answers
            self._searched[key] = answers
        return self._searched[key]

    def _joint(self, distrusted: Group) -> Conflict | None:
        """A conflict among what is still trusted; what was once found possible stays so."""
        if distrusted in self._possible:
            return None
        found = self._conflicts.joint(distrusted)
        if found is None:
            self._possible.add(distrusted)
        return found

    def _clash(self, answers: list[list[Group]]) -> bool:
        """Whether explanations of different clusters cannot be true together; learns why."""
        chosen = [answer[0] for answer in answers if answer]
        for place, alternatives in enumerate(answers):
            for answer in alternatives[1:] if place else alternatives:
                together = [answer if n == place else other for n, other in enumerate(chosen)]
                if len(answers) == 1 or not self._budget.spend():
                    return False
                found = self._joint(frozenset().union(*map(self._distrusted, together)))
                if found is not None:
                    self._learn(found)
                    return True
        return False

    def _distrusted(self, choices: Iterable[int]) -> Group:
        blamed: set[int] = set()
        for choice in choices:
            blamed.update(
                self.operations[choice - self._first].figures if choice >= self._first else (choice,)
            )
        return frozenset(blamed)
