"""What may be said of one suspect: the figure that should stand there, by what slip, and how likely."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import log

from mingzhang.facts.finding import Finding, Ratio, SlipKind, unit_of, written
from mingzhang.facts.number import SCALES, Printed, decimals_of, rounded
from mingzhang.localisation.constraints import Constraint
from mingzhang.localisation.cover import Group
from mingzhang.localisation.operations import COPIED, Operation, Trials
from mingzhang.localisation.slips import SHARES, Guess, Range, guess
from mingzhang.localisation.surroundings import Surroundings

ANYTHING = Range(None, None)
RELATION = "这一关系在此处可能不适用"
_MISPLACED = 0.05  # likelihood of rows, columns or units out of place
_MISREAD = 0.005  # likelihood that a guessed relation fails because it was guessed wrong
_UNCHANGED = 0.001  # likelihood that a figure is wrong where only what is printed would do
_ECHO = 50  # how much likelier a figure is right when another table prints the same for the same item


@dataclass(frozen=True, slots=True)
class Suspicion:
    """One figure that may be wrong, or ``None`` for “this relation does not apply here”.

    ``right`` is the figure that should stand there, in the figure's unit, where it is determined; ``room``
    is what the amount must be; ``slip`` says in words how the error came about, as far as that shows, and
    ``kind`` which slip of the hand it was.
    ``derived`` are figures that inherited the error, with what they should be where that is known.
    """

    figure: Printed | None
    room: Range = ANYTHING
    right: Fraction | None = None
    slip: str = ""
    weight: float = 1.0
    derived: tuple[tuple[Printed, Fraction | None], ...] = ()
    kind: SlipKind | None = None

    @property
    def replacement(self) -> str:
        """The figure that should stand there, as an office would print it; empty when not determined."""
        if self.figure is None or self.right is None:
            return ""
        unit = unit_of(self.right, self.figure, self.kind)
        return f"{written(self.right, self.figure, self.kind)}{unit}"


@dataclass
class Suspicions:
    """Says of each choice of a search what is wrong, worked out once for all explanations that ask alike.

    What is said of a figure depends on the other suspects only as far as they share a comparison with it:
    ``asked`` counts how often something new had to be worked out.
    """

    trials: Trials
    operations: Sequence[Operation]
    findings: Sequence[Finding]
    around: Surroundings
    asked: int = 0
    _near: dict[int, Group] = field(default_factory=dict)
    _known: dict[tuple[int, Group], Suspicion] = field(default_factory=dict)
    _guesses: dict[tuple[Printed, Range, Fraction | None], Guess] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.system, self.rows = self.trials.system, self.trials.rows
        self._first = len(self.system.figures) + len(self.system.constraints)
        self._numbers = {figure: number for number, figure in enumerate(self.system.figures)}

    def of(self, choices: Group) -> tuple[Suspicion, ...]:
        """What is wrong when all these choices are to blame together."""
        blamed = self._blamed(choices)
        return tuple(self._one(choice, blamed) for choice in sorted(choices))

    def likeliest(self, explanations: Sequence[Group], most: int) -> list[Group]:
        """The explanations worth working out, at most so many: those whose members are likeliest alone."""
        if len(explanations) <= most:
            return list(explanations)
        common = frozenset.intersection(*explanations)
        members = sorted(frozenset().union(*explanations))
        alone = {choice: log(self._one(choice, self._blamed(common | {choice})).weight) for choice in members}
        ranks = {group: sum(alone[choice] for choice in sorted(group)) for group in explanations}
        return sorted(explanations, key=lambda group: (-ranks[group], sorted(group)))[:most]

    def is_relation(self, choice: int) -> bool:
        """Whether a choice says that a constraint does not apply."""
        return len(self.system.figures) <= choice < self._first

    def _blamed(self, choices: Group) -> Group:
        """The figures and relations that some choices distrust."""
        operations = [
            self.operations[choice - self._first].figures for choice in choices if choice >= self._first
        ]
        return frozenset(choice for choice in choices if choice < self._first).union(*operations)

    def _one(self, choice: int, blamed: Group) -> Suspicion:
        """What is said of one choice, from memory where the suspects near it are the same."""
        key = (choice, blamed & self._neighbourhood(choice))
        if key not in self._known:
            self.trials.deadline.tick()
            self.asked += 1
            self._known[key] = self._said(choice, blamed)
        return self._known[key]

    def _said(self, choice: int, blamed: Group) -> Suspicion:
        if choice >= self._first:
            return self.operation(self.operations[choice - self._first], blamed)
        if self.is_relation(choice):
            return Suspicion(None, slip=RELATION, weight=_MISREAD)
        return self.figure(choice, blamed)

    def _neighbourhood(self, choice: int) -> Group:
        """The suspects on which it depends what is said of a choice."""
        if choice >= self._first:
            choice = self.operations[choice - self._first].source
        if self.is_relation(choice):
            return frozenset()
        if choice not in self._near:
            figure, count = self.system.figures[choice], len(self.system.figures)
            rows = self.rows[choice]
            near = {f for at in rows for f in self.system.constraints[at].figures}
            near.update(count + at for at in rows)
            near.update(self._numbers.get(other, choice) for other in self.around.other_tables(figure))
            self._near[choice] = frozenset(near)
        return self._near[choice]

    def guess(self, figure: Printed, room: Range, known: Fraction | None) -> Guess:
        """What slips make of a figure; different suspects often leave it the same room."""
        key = (figure, room, known)
        if key not in self._guesses:
            self._guesses[key] = guess(figure, room, known)
        return self._guesses[key]

    def operation(self, operation: Operation, blamed: Group) -> Suspicion:
        """What is said of several figures that are wrong at one stroke."""
        figures = self.system.figures
        source, value = figures[operation.source], operation.values[0][1]
        rest = tuple((figures[f], v) for f, v in operation.values[1:])
        if operation.kind != COPIED or value is None:
            return Suspicion(source, ANYTHING, value, operation.kind, _MISPLACED, rest)
        room = Range(value - operation.error, value + operation.error)
        echo, factor = self.echo(operation.source, blamed, room)
        found = self.guess(source, room, echo)
        words = f"{found.slip}，{operation.kind}" if found.slip else operation.kind
        weight = factor * found.likelihood
        return Suspicion(source, room, found.right, words, weight, rest, found.slip)

    def figure(self, number: int, blamed: Group) -> Suspicion:
        """What is said of one figure."""
        figure = self.system.figures[number]
        room, likely = self.room(number, blamed)
        elsewhere = self.printed_elsewhere(number, blamed, room)
        echo, factor = self.echo(number, blamed, room)
        known = next((value for value in (elsewhere, likely, echo) if value is not None), None)
        found = self.guess(figure, room, known)
        right = found.right
        if right is not None and _as_printed(right, figure) == _as_printed(figure.value, figure):
            return Suspicion(figure, room, weight=found.likelihood * factor * _UNCHANGED)
        if right is not None and elsewhere is not None and right == _as_printed(elsewhere, figure):
            right = elsewhere  # where it has more decimals
        words, weight, kind = found.slip.value if found.slip else "", found.likelihood * factor, found.slip
        if not words and figure.value and (other := self.copied_from(figure, room)):
            words, weight = other, weight + SHARES[SlipKind.COPIED] / 4
            kind = SlipKind.COPIED
        if base := self.wrong_base(number):
            words, weight = base, weight + SHARES[SlipKind.WRONG_BASE]
            kind = SlipKind.WRONG_BASE
        return Suspicion(figure, room, right, words, weight, (), kind)

    def echo(self, number: int, blamed: Group, room: Range) -> tuple[Fraction | None, float]:
        """What other tables print for the same item, where the room allows it, and how telling that is.

        Nothing demands that they agree: much is paid from one fund only, and the same in every table.
        """
        figure = self.system.figures[number]
        doubted = {self.system.figures[n] for n in blamed if n < len(self.system.figures)}
        said = {other.value for other in self.around.other_tables(figure) if other not in doubted} - {0}
        allowed = [value for value in said if value != figure.value and room.allows(value, figure.half)]
        factor = 1 / _ECHO if figure.value in said else 1
        return (allowed[0], factor * _ECHO) if len(allowed) == 1 else (None, factor)

    def wrong_base(self, number: int) -> str:
        """Whether a percentage is that of the figure after the change instead of the one before it."""
        figure = self.system.figures[number]
        for at in self.rows[number]:
            row = self.system.constraints[at]
            if number not in row.guards:
                continue
            ratio = self.ratio(row)
            for base in (ratio.whole + ratio.part, ratio.whole - ratio.part):
                if abs(base.value) > base.slack:
                    other = rounded(abs(ratio.part.percent_of(base).value), decimals_of(figure))
                    if other == abs(figure.value):
                        return "比率的基数用错"
        return ""

    def room(self, number: int, blamed: Group) -> tuple[Range, Fraction | None]:
        """What the amount must be by every constraint that speaks of nothing else in doubt.

        With it, for a percentage, what its amounts make it.
        """
        figure = self.system.figures[number]
        ends: list[Range] = []
        likely = None
        count = len(self.system.figures)
        for at in self.rows[number]:
            row = self.system.constraints[at]
            others = (f for f in row.figures if f != number)
            if count + at in blamed or number in row.signs or any(f in blamed for f in others):
                continue
            if number in row.guards:
                ratio = self.ratio(row)
                value = ratio.part.percent_of(ratio.whole)
                value = -value if value.value < 0 <= figure.value else value
                ends.append(Range(value.low, value.high))
                likely = rounded(value.value, decimals_of(figure))
            else:
                ends.append(self.within(row, number, figure))
        low = max((end.low for end in ends if end.low is not None), default=None)
        high = min((end.high for end in ends if end.high is not None), default=None)
        if low is not None and high is not None and low > high:
            low, high = high, low  # only within rounding: the joint search has found it possible
        return Range(low, high), likely

    def ratio(self, row: Constraint) -> Ratio:
        """The ratio behind a constraint that has guards."""
        ratios = (self.findings[n].ratio for n in row.findings)
        return next(ratio for ratio in ratios if ratio is not None)

    def within(self, row: Constraint, number: int, figure: Printed) -> Range:
        """The range one constraint leaves to a figure when it trusts the others."""
        weight = row.weights[number]
        room = Fraction(0)
        middle = Fraction(0)
        for other, w in row.weights.items():
            if other != number:
                low, high = self.system.spans[other]
                middle += w * Fraction(low + high) / 2
                room += abs(w) * Fraction(high - low) / 2
        ends = [
            None if row.low is None else (row.low - middle - room) / weight,
            None if row.high is None else (row.high - middle + room) / weight,
        ]
        if weight < 0:
            ends.reverse()
        low_end, high_end = (None if end is None else figure.value + Fraction(end) for end in ends)
        return Range(low_end, high_end)

    def printed_elsewhere(self, number: int, blamed: Group, room: Range) -> Fraction | None:
        """What other prints of the same amount say, as exactly or more so, where they all say the same."""
        figure = self.system.figures[number]
        said = set()
        for at in self.rows[number]:
            row = self.system.constraints[at]
            others = [f for f in row.weights if f != number]
            if row.guards or len(others) != 1 or others[0] in blamed or row.low != row.high:
                continue
            other = self.system.figures[others[0]]
            as_exact = other.half == figure.half or (other.half < figure.half and other.shown == figure.shown)
            if as_exact and row.weights[number] == -row.weights[others[0]]:
                said.add(other.value)
        value = said.pop() if len(said) == 1 else None
        return value if value is not None and room.allows(value, figure.half) else None

    def copied_from(self, figure: Printed, room: Range) -> str:
        """Where a wrong figure may come from when no slip of the hand explains it."""
        if any(other.value == figure.value for other in self.around.last_year(figure)):
            return "抄了上年的数"
        if any(other.value == figure.value for other in self.around.neighbours(figure)):
            return "抄了相邻格的数"
        if room.low is None or room.high is None:
            return ""
        for other in self.around.siblings(figure):
            if other.value and room.allows(figure.value - other.value, figure.half):
                return f"把同一行的 {other.text}{other.shown} 也算了进去"
        return ""


def _as_printed(value: Fraction, figure: Printed) -> Fraction:
    """A value as it is with the figure's unit and decimals."""
    scale = SCALES.get(figure.shown, 1)
    return rounded(value / scale, decimals_of(figure)) * scale
