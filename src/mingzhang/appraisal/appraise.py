"""Score all units of a district: leaf by leaf on the scoring engine, then bonus, penalty and veto.

A unit's score is the sum of its leaves, each between 0 and its full marks, rescaled where something does not
concern it, plus what counts of its bonus, less what counts of its penalties; vetoes come last.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from mingzhang.appraisal.claims import BONUS, DEDUCTION, PointClaim, capped
from mingzhang.appraisal.described import REPORTED, SYSTEMS, cell_of
from mingzhang.appraisal.leaves import UnitTree, unit_tree
from mingzhang.appraisal.plan import ISSUED, AppraisalSystem, Plan
from mingzhang.appraisal.plan_faults import fault, plan_faults
from mingzhang.appraisal.return_faults import field_of, return_faults
from mingzhang.appraisal.returns import Key, Reported, Returns, Veto
from mingzhang.appraisal.scores import Appraisal, LeafState, ScoredLeaf, UnitScore
from mingzhang.appraisal.task_book import TaskBook
from mingzhang.language.text.quantities import Quantity
from mingzhang.scoring.engine import ScoredTree, score
from mingzhang.scoring.peers import Peers, peers_of
from mingzhang.scoring.precision import summed, written
from mingzhang.scoring.rules import BEST, RANK
from mingzhang.scoring.tree import Absent, ScoringProblem, Tree
from mingzhang.scoring.value import value


def appraise(plan: Plan, returns: Returns, found: Iterable[ScoringProblem] = ()) -> Appraisal:
    """Score every unit of the plan; ``found`` are the problems of reading the workbooks."""
    problems = [*found, *plan_faults(plan), *return_faults(plan, returns)]
    handed = _Handed(returns)
    scores: dict[str, UnitScore] = {}
    for system in filter(None, map(plan.system, dict.fromkeys(unit.kind for unit in plan.scored()))):
        if system.state != ISSUED:
            told = f"现为“{system.state}”，印发后才能考评"
            problems.append(fault("指标体系", system.name, SYSTEMS, "state", system.row, told))
        for made in _kind(plan, system, handed):
            scores[made.unit.unit.code] = made.score(plan, handed)
            problems += made.problems()
    ordered = tuple(scores[unit.code] for unit in plan.scored() if unit.code in scores)
    return Appraisal(plan, returns, ordered, tuple(dict.fromkeys(problems)))


class _Handed:
    """What was handed in, by unit."""

    def __init__(self, returns: Returns) -> None:
        self.reported: dict[Key, Reported] = {}
        for one in returns.reported:
            self.reported.setdefault(one.key, one)
        self.books: dict[str, TaskBook] = {book.unit: book for book in returns.books}
        self.claims: dict[str, list[PointClaim]] = {}
        for claim in returns.claims:
            self.claims.setdefault(claim.unit, []).append(claim)
        self.vetoes: dict[str, list[Veto]] = {}
        for veto in returns.vetoes:
            self.vetoes.setdefault(veto.unit, []).append(veto)


class _Made:
    """One unit with its tree and what the engine made of it."""

    def __init__(self, unit: UnitTree, system: AppraisalSystem, result: ScoredTree) -> None:
        self.unit, self.system, self.result = unit, system, result

    def problems(self) -> Iterator[ScoringProblem]:
        """What the engine tells of this unit, with the cells of the workbook, and leaves without a score.

        What follows from a target that the plan or the task book is told of is not told again, nor of every
        unit that the weights of its system do not add up.
        """
        name, waiting = self.unit.unit.name, {leaf.name for leaf in self.unit.waiting}
        lines = {t.leaf.name: p for p, t in zip(self.unit.parts, self.result.traces, strict=True)}
        for told in self.result.problems:
            part = lines.get(told.name)
            whole = told.column == "分值" and not told.name and self._unweighted()
            if told.name not in waiting and not (part and part.aimless) and not whole:
                sheet, field = field_of(told.column)
                cell = cell_of(sheet, field, told.row)
                yield replace(told, project=name, kind="单位", cell=cell, column=sheet.column(field).head)
        for leaf in self.unit.waiting:
            state, row = self.unit.states[leaf.name], leaf.row
            message = f"“{leaf.name}”还没有采集到完成值"
            if state is LeafState.UNSUPPORTED:
                message = f"“{leaf.name}”没有佐证材料；没有佐证不等于没有完成，请补交，或写明理由按零分计"
            yield fault("单位", name, REPORTED, "actual", row, message)

    def _unweighted(self) -> bool:
        """Whether the weights of the system do not add up: told of the system."""
        return summed(one.full for one in self.system.indicators) != self.system.full

    def leaves(self) -> tuple[ScoredLeaf, ...]:
        """The scored leaves in the order of the system."""
        units = zip(self.unit.parts, self.result.traces, strict=True)
        states = self.unit.states
        return tuple(
            ScoredLeaf(p.indicator, p.line, p.rule, p.reported, states[trace.leaf.name], trace)
            for p, trace in units
        )

    def score(self, plan: Plan, handed: _Handed) -> UnitScore:
        """The score of the unit with bonus, penalty and vetoes."""
        unit = self.unit.unit
        claims, vetoes = handed.claims.get(unit.name, []), handed.vetoes.get(unit.name, [])
        bonus, deduction = capped(claims, BONUS, plan.bonus), capped(claims, DEDUCTION, plan.deduction)
        base = self.result.total
        made = UnitScore(
            unit,
            self.system.full,
            self.leaves(),
            base,
            bonus,
            deduction,
            None,
            "",
            tuple(claims),
            tuple(vetoes),
        )
        if base is None:
            return made
        remarks = [*self.result.remarks, *_caps(made)]
        total = base + bonus[1] - deduction[1]
        for veto in vetoes:
            remarks.append(veto.sentence)
            if veto.at_most is not None:
                total = min(total, veto.at_most)
        grades = [name for name, _ in plan.scheme.grades]
        reached = [grades.index(plan.scheme.grade(total, self.system.full))]
        reached += [grades.index(veto.grade) for veto in vetoes if veto.grade in grades]
        return replace(made, total=total, grade=grades[max(reached)], remarks=tuple(remarks))


def _caps(made: UnitScore) -> Iterator[str]:
    """What was cut off from bonus and penalty."""
    for kind, (added, counted) in ((BONUS, made.bonus), (DEDUCTION, made.deduction)):
        if counted < added:
            yield f"{kind}合计 {written(added)} 分，超过上限，按 {written(counted)} 分计。"


def _kind(plan: Plan, system: AppraisalSystem, handed: _Handed) -> list[_Made]:
    """All units of a kind, scored against each other; those with a mean of the others twice."""
    units = [unit for unit in plan.scored() if unit.kind == system.kind]
    trees = [unit_tree(plan, system, unit, handed.books.get(unit.name), handed.reported) for unit in units]
    peers = _peers(plan, system, trees)
    made = [_Made(tree, system, _scored(plan, tree, peers)) for tree in trees]
    means = _means(system, made, peers)
    if means:
        peers = {**peers, **means}
        for place, one in enumerate(made):
            if any(not leaf.applies and leaf.name in means for _, leaf in one.unit.tree.leaves()):
                made[place] = _Made(one.unit, system, _scored(plan, one.unit, peers))
    return made


def _scored(plan: Plan, unit: UnitTree, peers: Mapping[str, Peers]) -> ScoredTree:
    tree: Tree = unit.tree
    return score(tree, plan.scheme, peers)


def _peers(plan: Plan, system: AppraisalSystem, trees: list[UnitTree]) -> dict[str, Peers]:
    """The outturns of the indicators that are compared, by name."""
    compared = {
        one.name
        for one in system.indicators
        if (rule := plan.rule(one.rule)) and rule.line.partition("：")[0] in (BEST, RANK)
    }
    found: dict[str, list[Quantity]] = {name: [] for name in compared}
    for tree in trees if compared else ():
        for _, leaf in tree.tree.leaves():
            if leaf.name in compared and leaf.applies and leaf.actuals:
                said = value(leaf.actuals[0]).quantities
                found[leaf.name] += said if len(said) == 1 else ()
    return {name: peers_of(_alike(some)) for name, some in found.items()}


def _alike(outturns: list[Quantity]) -> list[Quantity]:
    """The outturns in the unit that most of them have: one in another unit is told, not all the others."""
    units = Counter(one.unit for one in outturns)
    usual = max(units, key=lambda unit: (units[unit], unit), default="")
    return [one for one in outturns if one.unit == usual]


def _means(system: AppraisalSystem, made: list[_Made], peers: Mapping[str, Peers]) -> dict[str, Peers]:
    """What the units got that an indicator concerns, where it takes the mean for those it does not."""
    wanted = {one.name for one in system.indicators if one.absent is Absent.MEAN}
    wanted &= {leaf.name for one in made for _, leaf in one.unit.tree.leaves() if not leaf.applies}
    found = {}
    for name in wanted:
        some = [t for one in made for t in one.result.traces if t.leaf.name == name and t.leaf.applies]
        got = [t.score for t in some if t.score is not None]
        if some and len(got) == len(some):
            outturns = peers[name].outturns if name in peers else ()
            found[name] = peers_of(outturns, summed(got), summed(t.full for t in some))
    return found
