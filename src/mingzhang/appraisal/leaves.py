"""The indicator tree of one unit: its system, its task book, and what was handed in, leaf by leaf."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from mingzhang.appraisal.plan import AppraisalIndicator, AppraisalSystem, DatedRule, Plan
from mingzhang.appraisal.plan_faults import aim_faults, measurable
from mingzhang.appraisal.returns import Key, Reported
from mingzhang.appraisal.scores import LeafState
from mingzhang.appraisal.task_book import TaskBook, TaskLine
from mingzhang.appraisal.units import Appraisee
from mingzhang.scoring.precision import written
from mingzhang.scoring.rules import BY_HAND, PANEL, SURVEY
from mingzhang.scoring.tree import Group, Leaf, Tree

_NOTHING = f"{BY_HAND}：得分=0"


@dataclass(frozen=True, slots=True)
class LeafPart:
    """Where a leaf comes from: indicator, task line, rule, and what was handed in."""

    indicator: AppraisalIndicator
    line: TaskLine | None
    rule: DatedRule | None
    reported: Reported | None
    full: Fraction

    @property
    def aimless(self) -> bool:
        """Whether its target cannot be measured, which is told where the target stands."""
        if self.rule is None:
            return False
        if self.line is not None:
            return bool(measurable(self.line.target, self.rule.line))
        return any(aim_faults(self.indicator, self.rule.line))


@dataclass(frozen=True)
class UnitTree:
    """The tree of a unit with the part behind every leaf, and what is known of each by name.

    ``waiting`` are the leaves that cannot be scored yet.
    """

    unit: Appraisee
    tree: Tree
    parts: tuple[LeafPart, ...]
    states: Mapping[str, LeafState]
    waiting: tuple[Leaf, ...]


def unit_tree(
    plan: Plan,
    system: AppraisalSystem,
    unit: Appraisee,
    book: TaskBook | None,
    reported: Mapping[Key, Reported],
) -> UnitTree:
    """The tree of a unit; an indicator with tasks is one leaf for each task."""
    groups: dict[str, list[Leaf]] = {}
    parts: dict[str, list[LeafPart]] = {}
    states: dict[str, LeafState] = {}
    waiting: list[Leaf] = []
    for one in system.indicators:
        for part in _parts(plan, unit, one, book, reported):
            state = _state(part)
            leaf = _leaf(part, state)
            states[leaf.name] = state
            groups.setdefault(one.level1, []).append(leaf)
            parts.setdefault(one.level1, []).append(part)
            if state in (LeafState.MISSING, LeafState.UNSUPPORTED) and not leaf.rule.startswith(BY_HAND):
                waiting.append(leaf)
    children = tuple(Group(name, tuple(leaves)) for name, leaves in groups.items())
    tree = Tree(unit.name, children, plan.cycle.year, system.full)
    ordered = tuple(part for name in groups for part in parts[name])
    return UnitTree(unit, tree, ordered, states, tuple(waiting))


def _parts(
    plan: Plan,
    unit: Appraisee,
    one: AppraisalIndicator,
    book: TaskBook | None,
    reported: Mapping[Key, Reported],
) -> list[LeafPart]:
    """An indicator as it is scored of a unit: once, or once for each line of the task book."""
    rule = plan.rule(one.rule)
    whole = reported.get((unit.name, one.code, ""))
    lines = book.shared(one.full, one.code) if book and one.tasked else []
    if not lines or (whole is not None and not whole.concerned):
        return [LeafPart(one, None, rule, whole, one.full)]
    return [
        LeafPart(one, line, rule, reported.get((unit.name, one.code, line.number)), full)
        for line, full in lines
    ]


def _state(part: LeafPart) -> LeafState:
    """What is known of a leaf before it is scored."""
    said = part.reported
    if said is None:
        return LeafState.MISSING
    if not said.concerned:
        return LeafState.ABSENT
    if said.unsupported:
        return LeafState.UNSUPPORTED
    if not said.actual and said.marks is None:
        return LeafState.MISSING
    return LeafState.UNSUPPORTED if part.indicator.evidence and not said.evidence else LeafState.SCORED


def _leaf(part: LeafPart, state: LeafState) -> Leaf:
    """The leaf as the engine scores it."""
    one, line, said, rule = part.indicator, part.line, part.reported, part.rule
    scored = state is LeafState.SCORED and said is not None
    row = said.row if said else None
    return Leaf(
        f"{one.name}（{line.number}）{line.text}" if line else one.name,
        part.full,
        line.target if line else one.target,
        _actuals(rule, said) if scored and said else (),
        _rule(rule, said, state),
        said.reason if said else "",
        tuple(item.short for item in said.evidence) if said else (),
        f"{rule.code} {rule.name}" if rule else "",
        one.better,
        state is not LeafState.ABSENT,
        row,
        one.absent,
    )


def _rule(rule: DatedRule | None, said: Reported | None, state: LeafState) -> str:
    """The line by which the engine scores."""
    if said is not None and said.unsupported:
        return _NOTHING
    if rule is None:
        return "（没有细则）"
    if rule.by_hand and state is LeafState.SCORED and said is not None and said.marks is not None:
        return f"{BY_HAND}：得分={written(said.marks)}"
    return rule.line if not rule.by_hand else "（没有得分）"


def _actuals(rule: DatedRule | None, said: Reported) -> tuple[str, ...]:
    """The outturn; marks of a panel and strata of a survey one by one."""
    if rule is not None and rule.line.startswith((PANEL, SURVEY)):
        return tuple(part for part in re.split("[；;]", said.actual) if part.strip())
    return (said.actual,) if said.actual else ()
