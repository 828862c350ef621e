"""Conflicts: sets of suspects of which at least one must be to blame, each with its proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from mingzhang.facts.deadline import NEVER, Deadline
from mingzhang.localisation.constraints import System, residual, slack
from mingzhang.localisation.proof import Proof, refutes
from mingzhang.localisation.simplex import Simplex, Span

FREE: Span = (None, None)


@dataclass(frozen=True, slots=True)
class Conflict:
    """At least one of the ``suspects`` is wrong, as ``proof`` shows.

    A suspect is the number of a figure, or ``len(figures) + n`` for “constraint n does not apply here”.
    """

    suspects: frozenset[int]
    proof: Proof


@dataclass
class Conflicts:
    """Finds conflicts in a system while some suspects are not trusted."""

    system: System
    deadline: Deadline = NEVER

    @cached_property
    def _simplex(self) -> Simplex:
        system = self.system
        simplex = Simplex(len(system.spans), [row.weights for row in system.constraints], self.deadline)
        for variable in range(len(system.spans) + len(system.constraints)):
            simplex.bound(variable, self._span(variable))
        return simplex

    @cached_property
    def _fine(self) -> System:
        """What the simplex sees: whole numbers calculate faster, and proofs are the same in any unit."""
        return self.system.in_whole_numbers[0]

    def __post_init__(self) -> None:
        self._distrusted: frozenset[int] = frozenset()
        self._open: dict[int, int] = {}  # variables without bounds, and how many suspects ask for it
        self._guarded: dict[int, list[int]] = {}
        for number, row in enumerate(self.system.constraints, len(self.system.spans)):
            for figure in row.conditions:
                self._guarded.setdefault(figure, []).append(number)

    def plain(self) -> Iterator[Conflict]:
        """The conflicts that one check shows by itself."""
        for number, row in enumerate(self.system.constraints):
            self.deadline.tick()
            low, high = row.low, row.high
            if residual(row):
                room = slack(row, self.system)
                if (low is not None and low > room) or (high is not None and high < -room):
                    yield self._made({number: 1})
        for number, (first, second, _) in enumerate(self.system.twins):
            yield Conflict(frozenset((first, second)), Proof({}, number))

    def joint(self, distrusted: Iterable[int]) -> Conflict | None:
        """A conflict among what is still trusted; ``None`` when it is possible as it stands.

        Raises ``ArithmeticError`` when the checker refuses the proof.
        """
        chosen = frozenset(distrusted)
        for number, (first, second, _) in enumerate(self.system.twins):
            if first not in chosen and second not in chosen:
                return Conflict(frozenset((first, second)), Proof({}, number))
        self._distrust(chosen)
        certificate = self._simplex.conflict()
        if certificate is None:
            return None
        count = len(self.system.spans)
        factors = {v - count: factor for v, factor in certificate.items() if v >= count}
        return self._made(factors, chosen)

    def _made(self, factors: dict[int, int], distrusted: frozenset[int] = frozenset()) -> Conflict:
        """The conflict that constraints, by number and factor, prove together once the checker agrees."""
        system, proof = self.system, Proof(factors)
        if not refutes(system, proof, distrusted):
            raise ArithmeticError("a conflict without proof")
        total: dict[int, int] = {}
        suspects: set[int] = set()
        for number, factor in factors.items():
            row = system.constraints[number]
            suspects.update(row.conditions)
            if row.inferred:
                suspects.add(len(system.spans) + number)
            for figure, weight in row.weights.items():
                total[figure] = total.get(figure, 0) + factor * weight
        suspects.update(figure for figure, weight in total.items() if weight)
        return Conflict(frozenset(suspects), proof)

    def _distrust(self, chosen: frozenset[int]) -> None:
        """Lift the bounds that hang on the chosen suspects, and restore those of suspects trusted again."""
        for suspect in sorted(self._distrusted - chosen):
            for variable in self._variables(suspect):
                self._open[variable] -= 1
                if not self._open[variable]:
                    self._simplex.bound(variable, self._span(variable))
        for suspect in sorted(chosen - self._distrusted):
            for variable in self._variables(suspect):
                self._open[variable] = self._open.get(variable, 0) + 1
                if self._open[variable] == 1:
                    self._simplex.bound(variable, FREE)
        self._distrusted = chosen

    def _variables(self, suspect: int) -> list[int]:
        return [suspect, *self._guarded.get(suspect, ())]

    def _span(self, variable: int) -> Span:
        count = len(self.system.spans)
        if variable < count:
            return self._fine.spans[variable]
        row = self._fine.constraints[variable - count]
        return row.low, row.high
