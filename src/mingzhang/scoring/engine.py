"""Scoring a tree: every leaf by its rule, with a trace; what is wrong is told and never scored silently."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from mingzhang.language.document.performance_summary import BANDS
from mingzhang.language.text.quantities import far_beyond
from mingzhang.scoring import judged, measured, rules
from mingzhang.scoring.case import Case
from mingzhang.scoring.peers import Peers
from mingzhang.scoring.precision import Precision, less, summed, written
from mingzhang.scoring.rules import rule_of
from mingzhang.scoring.trace import Trace, Worked
from mingzhang.scoring.tree import Absent, Leaf, ScoringProblem, Tree, problems
from mingzhang.scoring.value import WHOLE, Better, UnfitValueError, Value, direction, paired, value

WORK: dict[str, Callable[[Case], Worked]] = {
    rules.RATIO: measured.ratio,
    rules.THRESHOLD: measured.threshold,
    rules.PER_CASE: measured.per_case,
    rules.LADDER: measured.ladder,
    rules.RANK: measured.ranked,
    rules.BEST: measured.best,
    rules.DEADLINE: measured.deadline,
    rules.EXTERNAL: judged.external,
    rules.EXECUTION: judged.execution,
    rules.PANEL: judged.panel,
    rules.SURVEY: judged.survey,
    rules.QUALITATIVE: judged.qualitative,
    rules.BY_HAND: judged.by_hand,
}
_DEFAULTS = {"quantity": rules.RATIO, "date": rules.DEADLINE, "text": rules.QUALITATIVE}
# A share of a whole, which cannot be more than the whole.
_WITHIN_WHOLE = re.compile(
    r"满意|(?:合格|覆盖|达标|及时|准确|优良|参与|到位|普及|出勤|通过|正确|完好|入库|办结|回复)率|占比|执行率"
)
_GROWTH = re.compile(r"增长|提高|提升|上升|同比|增幅|完成率")


@dataclass(frozen=True, slots=True)
class Scheme:
    """How a place scores: rounding, what must be explained, what does not apply, grades.

    From ``over`` times the target on, over-completion must be explained; ``absent`` is one of
    :data:`~mingzhang.scoring.tree.Absent`; ``grades`` are names with their lowest marks out of 100, from
    the best down.

    >>> Scheme().grade(Fraction("89.99")), Scheme().grade(Fraction(90))
    ('良', '优')
    """

    precision: Precision = field(default_factory=Precision)
    over: Fraction = Fraction(3, 2)
    absent: Absent = Absent.RESCALED
    grades: tuple[tuple[str, int], ...] = tuple((name, low) for name, (low, _) in BANDS.items())

    def grade(self, total: Fraction, full: Fraction = Fraction(100)) -> str:
        """The grade of a total out of ``full``."""
        percent = total / full * 100
        return next((name for name, low in self.grades if percent >= low), self.grades[-1][0])


_USUAL = Scheme()


@dataclass(frozen=True, slots=True)
class ScoredTree:
    """A scored tree: a trace for every leaf and everything that is wrong.

    ``total`` is ``None`` when a leaf has no score; ``remarks`` tell what else made it what it is.

    >>> result = score(Tree("甲", (Leaf("次数", Fraction(100), "≥4次", ("3次",), reason="人手不足"),)))
    >>> result.total, result.problems, result.traces[0].sentence
    (Fraction(75, 1), (), '“次数”指标值“≥4次”，实际完成“3次”，按“比例”计分，未达到指标值，按完成比例：100×3÷4=75，满分 100 分，得 75 分，偏差原因：人手不足。')
    """

    tree: Tree
    traces: tuple[Trace, ...]
    problems: tuple[ScoringProblem, ...]
    total: Fraction | None
    remarks: tuple[str, ...] = ()

    def part(self, *path: str) -> tuple[Fraction, Fraction | None]:
        """Full marks and score of a group, by the names that lead to it; the score is ``None`` if unknown."""
        inside = [trace for trace in self.traces if trace.path[: len(path)] == path]
        return summed(t.full for t in inside), added([t.score for t in inside])

    def sentences(self) -> list[str]:
        """Every score explained, and what else made the total what it is."""
        return [*(trace.sentence for trace in self.traces), *self.remarks]


def added(scores: list[Fraction | None]) -> Fraction | None:
    """The sum of scores, ``None`` when one of them is unknown.

    >>> added([Fraction(1), Fraction(2)]), added([Fraction(1), None])
    (Fraction(3, 1), None)
    """
    known = [one for one in scores if one is not None]
    return summed(known) if len(known) == len(scores) else None


def score(tree: Tree, scheme: Scheme | None = None, peers: Mapping[str, Peers] | None = None) -> ScoredTree:
    """Score a tree; ``peers`` are those it is compared with, by the name of the indicator."""
    scheme = scheme or _USUAL
    peers, leaves = peers or {}, tree.leaves()
    found = problems(tree, [leaf for _, leaf in leaves])
    traces = [_trace(tree, path, leaf, scheme, peers.get(leaf.name), found) for path, leaf in leaves]
    absent = not all([leaf.applies for _, leaf in leaves])
    if absent:
        traces = [_mean(trace, traces) for trace in traces]
    total, shared = added([trace.score for trace in traces]), ""
    if absent:
        total, shared = _shared(traces, scheme, total)
    total, limited = _limited(tree, total)
    remarks = tuple(said for said in (shared, limited) if said)
    return ScoredTree(tree, tuple(traces), tuple(found), total, remarks)


def _shared(traces: list[Trace], scheme: Scheme, total: Fraction | None) -> tuple[Fraction | None, str]:
    """The total when the full marks of what does not apply are shared among the rest."""
    left = summed(trace.full for trace in traces)
    lost = summed(trace.leaf.full for trace in traces) - left
    if total is None or not lost or not left:
        return (total if left or not lost else None), ""
    shared = scheme.precision.of(total * (left + lost) / left)
    sum_of = f"{written(total)}×{written(left + lost)}÷{written(left)}"
    sign = "=" if shared * left == total * (left + lost) else "≈"
    return (
        shared,
        f"不涉及的指标分值 {written(lost)} 分由其余指标按比例分担：{sum_of}{sign}{written(shared)} 分。",
    )


def _trace(
    tree: Tree,
    path: tuple[str, ...],
    leaf: Leaf,
    scheme: Scheme,
    peers: Peers | None,
    found: list[ScoringProblem],
) -> Trace:
    """The trace of a leaf; what is wrong with it is added to ``found``."""
    if not leaf.applies:
        return _absent(path, leaf, scheme, peers)
    full = leaf.full
    aim, actuals = value(leaf.target), leaf.actuals
    got = value(actuals[0] if len(actuals) == 1 else "；".join(map(str, actuals)))
    gots = (got,) if len(actuals) == 1 else tuple(map(value, actuals))
    name = leaf.rule or _DEFAULTS[aim.kind]
    try:
        rule = rule_of(name)
        case = Case(leaf, full, rule, aim, got, gots, tree.year, peers)
        if aim.beyond or got.beyond:
            _possible(leaf, aim, got)
        worked = WORK[rule.kind](case)
    except UnfitValueError as wrong:
        found.append(ScoringProblem(tree.project, leaf.name, wrong.column, f"{wrong}，没有计分", leaf.row))
        return Trace(leaf, path, name, full, None, None, scheme.precision)
    return _checked(tree, path, case, worked, scheme, found)


def _checked(
    tree: Tree, path: tuple[str, ...], case: Case, worked: Worked, scheme: Scheme, found: list[ScoringProblem]
) -> Trace:
    """The trace of a leaf that has a score; what its reviewer must still be told is added to ``found``."""
    leaf, full, rule = case.leaf, case.full, case.rule
    precision = worked.precision or scheme.precision
    reached = worked.exact is full  # most are: no need to compare fractions
    if reached and (rule.kind != rules.RATIO or (leaf.reason and not leaf.reason.isspace())):
        return Trace(leaf, path, rule.text, full, full, worked, precision)
    given, over, short = (full, False, False) if reached else precision.against(worked.exact, full)
    if over:
        message = f"{rule.text}得 {written(worked.exact)} 分，高于分值 {written(full)}，没有计分"
        found.append(ScoringProblem(tree.project, leaf.name, "计分办法", message, leaf.row))
        return Trace(leaf, path, rule.text, full, None, None, precision)
    trace = Trace(leaf, path, rule.text, full, given if short else full, worked, precision)
    if leaf.reason.strip():
        return trace
    if short:
        message = f"得 {written(given)}/{written(full)} 分，扣分必须填写偏差原因和改进措施"
    elif rule.kind == rules.RATIO and _far(case, scheme.over):
        percent = written(scheme.over * 100)
        message = f"完成值超过指标值的 {percent}%，必须说明原因（是否目标偏低）；得分不自动扣减"
    else:
        return trace
    found.append(ScoringProblem(tree.project, leaf.name, "偏差原因", message, leaf.row))
    return trace


def _absent(path: tuple[str, ...], leaf: Leaf, scheme: Scheme, peers: Peers | None) -> Trace:
    """The trace of a leaf that does not apply; a mean of its group waits for the scores of the others."""
    absent = leaf.absent or scheme.absent
    if absent is Absent.FULL:
        worked = Worked(leaf.full, "不涉及，按满分计", "{}", (leaf.full,))
        return Trace(leaf, path, "不涉及", leaf.full, leaf.full, worked, scheme.precision)
    if absent is Absent.MEAN:
        waiting = Trace(leaf, path, "不涉及", leaf.full, None, None, scheme.precision)
        return _at_mean(waiting, peers.got, peers.of, "同类") if peers and peers.of else waiting
    worked = Worked(Fraction(0), "不涉及", "0", ())
    return Trace(leaf, path, "不涉及", Fraction(0), Fraction(0), worked, scheme.precision)


def _mean(trace: Trace, traces: list[Trace]) -> Trace:
    """What does not apply at the mean of its group, of all where its group has nothing else."""
    if trace.leaf.applies or trace.score is not None:
        return trace
    around = [t for t in traces if t.leaf.applies and t.path == trace.path]
    around = around or [t for t in traces if t.leaf.applies]
    got, of = added([t.score for t in around]), summed(t.full for t in around)
    return trace if got is None or not of else _at_mean(trace, got, of, "同组")


def _at_mean(trace: Trace, got: Fraction, of: Fraction, whose: str) -> Trace:
    """What does not apply at the share of the full marks that others got."""
    terms = (trace.full, got, of)
    worked = Worked(trace.full * got / of, f"不涉及，按{whose}平均得分率", "{}×{}÷{}", terms)
    given = trace.precision.of(worked.exact)
    return Trace(trace.leaf, trace.path, trace.rule, trace.full, given, worked, trace.precision)


def _limited(tree: Tree, total: Fraction | None) -> tuple[Fraction | None, str]:
    limits = sorted((limit for limit in tree.limits if limit.reason.strip()), key=lambda one: one.at_most)
    if total is None or not limits or total <= limits[0].at_most:
        return total, ""
    lowest = limits[0]
    marks = f"{written(total)} 分按 {written(lowest.at_most)} 分计"
    return (
        lowest.at_most,
        f"“{lowest.name}”（{lowest.reason}）：总分不高于 {written(lowest.at_most)} 分，{marks}。",
    )


def _possible(leaf: Leaf, aim: Value, got: Value) -> None:
    """Raises :class:`UnfitValueError` for a share of more than the whole."""
    for said in (aim, got):
        for quantity in said.quantities:
            if quantity.unit == "%" and less(WHOLE, quantity.high) and _within_whole(leaf.name):
                column = "指标值" if said is aim else "完成值"
                raise UnfitValueError(column, f"{column}“{said.text}”超过 100%，这一指标不可能超过")


def _within_whole(name: str) -> bool:
    return bool(_WITHIN_WHOLE.search(name)) and not _GROWTH.search(name)


def _far(case: Case, limit: Fraction) -> bool:
    """Whether a target that is to be exceeded was exceeded by far."""
    return any(
        direction(aim, case.leaf.better) != Better.LESS and far_beyond(aim, got, limit)
        for aim, got in paired(case.aim, case.got)
    )
