"""A whole survey from its returns: who counts, what weights they get, what comes out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np

from mingzhang.survey.dispositions import (
    INELIGIBLE,
    NO_CONTACT,
    OTHER,
    REFUSAL,
    UNKNOWN,
    ResponseRates,
    group_of,
    grouped,
    rates,
)
from mingzhang.survey.estimates import (
    AnswerTable,
    Estimate,
    Results,
    answer_table,
    estimated,
    overall_of,
)
from mingzhang.survey.form_versions import FormVersions
from mingzhang.survey.linearised import Codes, Design, LonelyStratumError
from mingzhang.survey.plan import CELLS, QUOTA, UNWEIGHTED, SurveyPlan
from mingzhang.survey.questionnaire import AGE, SEX, TOWN, Questionnaire, SurveyQuestion
from mingzhang.survey.returns import Return
from mingzhang.survey.states import PASSED, RECEIVED, state_of
from mingzhang.survey.weights import (
    ANSWERED,
    SILENT,
    UNDECIDED,
    UNFIT,
    Margin,
    UnfitMarginsError,
    WeightRun,
    respond,
    weigh,
)

_PLACES = {TOWN: 0, AGE: 1, SEX: 2}  # in the cell of a stratum
_STATUS = {REFUSAL: SILENT, NO_CONTACT: SILENT, OTHER: SILENT, UNKNOWN: UNDECIDED, INELIGIBLE: UNFIT}


@dataclass
class SurveyOutcome:
    """What a survey found, with all that its method page says.

    ``left_out`` counts the returns that do not count, by the reason.
    """

    plan: SurveyPlan
    form: Questionnaire
    returns: list[Return]
    table: AnswerTable
    run: WeightRun
    design: Design
    results: Results
    response: ResponseRates
    left_out: Counter[str] = field(default_factory=Counter)

    @property
    def count(self) -> int:
        """How many returns count."""
        return len(self.returns)

    def question_results(self, dimension: str) -> list[tuple[SurveyQuestion, Estimate]]:
        """The questions of a dimension with their indices in the district."""
        asked = list(self.form.of_dimension(dimension))
        results = estimated(
            self.table, self.design, {each.name: self.table.questions[each.name] for each in asked}
        )
        return [(each, results.of(each.name)) for each in asked]


def countable(returns: Iterable[Return], left_out: Counter[str]) -> list[Return]:
    """The returns that count, in order: in their place, first of their key, not sent back or made void.

    Where a survey was reviewed at all, only those that passed count.
    """
    kept = []
    for one in returns:
        if one.shifted:
            left_out["整行错位"] += 1
        elif one.again:
            left_out["同一份答卷重复"] += 1
        else:
            kept.append(one)
    reviewed = any(state_of(one.review) == PASSED for one in kept)
    found = []
    for one in kept:
        state = state_of(one.review)
        if state == PASSED or (not reviewed and state == RECEIVED):
            found.append(one)
        else:
            left_out[f"审核状态“{state}”"] += 1
    return found


def outcome(
    plan: SurveyPlan, form: Questionnaire, returns: Iterable[Return], earlier: Sequence[Questionnaire] = ()
) -> SurveyOutcome:
    """Weigh and estimate; each return is measured by its version of the form, ``earlier`` are those before.

    Raises :class:`~mingzhang.survey.weights.UnfitMarginsError` and
    :class:`~mingzhang.survey.linearised.LonelyStratumError`.
    """
    _reachable(plan, form)
    left_out: Counter[str] = Counter()
    counted = countable(returns, left_out)
    _some(counted, left_out)
    levels = {use: {each.cell[place] for each in plan.strata} for use, place in _PLACES.items()}
    table = answer_table(counted, form, plan.towns, plan.weights, plan.satisfied, earlier, levels)
    margins = margins_of(plan, table)
    base = base_weights(plan, table)
    run = weigh(table.columns, base, margins, plan.cut, table.keys)
    run.told.insert(0, _base_told(plan))
    run.told += _versions_told(plan, FormVersions((*earlier, form)), counted)
    design = Design(
        run.weights, _strata(table), _clusters(plan, counted), None, run.margins, base, plan.lonely
    )
    results = _estimated(table, design)
    response = rates(grouped(((code, count) for _, code, count in plan.outcomes), len(counted)))
    return SurveyOutcome(plan, form, counted, table, run, design, results, response, left_out)


def _some(counted: Sequence[Return], left_out: Counter[str]) -> None:
    """Raise where nothing counts, and say why."""
    if not counted:
        why = "，".join(f"{reason}{count}份" for reason, count in left_out.items())
        raise UnfitMarginsError(f"没有一份可以计算的答卷{f'（未计入：{why}）' if why else ''}")


def _versions_told(plan: SurveyPlan, versions: FormVersions, counted: Sequence[Return]) -> list[str]:
    """How the versions of the form differ, and whose share of the satisfied is not counted."""
    counts = Counter(one.version for one in counted)
    told = list(versions.changes(counts))
    question = overall_of(versions.newest)
    if question and (number := sum(counts[version] for version in versions.other_scales(question))):
        told.append(
            f"满意率按“{versions.newest.version}”版“{question.label or question.name}”"
            f"{plan.satisfied}分以上计算，分值不同的{number:,}份答卷不算在内"
        )
    return told


def _reachable(plan: SurveyPlan, form: Questionnaire) -> None:
    """Raise where nothing is scored, or where the score from which on somebody is satisfied does not lie in
    the upper half of the scale: a share of 0 % or 100 % would say nothing."""
    question = overall_of(form)
    if question is None or question.scale is None:
        raise UnfitMarginsError(
            f"问卷《{form.title}》没有计分的题，算不出指数；请在 survey 表填“维度”列、在 choices 表填“得分”列"
        )
    low, high = question.scale
    if not (low + high) / 2 <= plan.satisfied <= high:
        raise UnfitMarginsError(
            f"方案里“满意的最低分”是{plan.satisfied}分（不填为8分），"
            f"而“{question.label or question.name}”的分值是{low}—{high}分；请按这个分值填写"
        )


def _estimated(table: AnswerTable, design: Design) -> Results:
    """The estimates; a stratum that shows no variance is told by its name."""
    try:
        return estimated(table, design)
    except LonelyStratumError as fault:
        names = [(*table.towns, "没有写明街道的答卷")[each] for each in fault.strata]
        raise LonelyStratumError(fault.strata, names) from fault


def _strata(table: AnswerTable) -> Codes:
    """Towns are the strata; returns of no town are one more."""
    return np.where(table.town < 0, len(table.towns), table.town)


def _clusters(plan: SurveyPlan, returns: Sequence[Return]) -> Codes | None:
    if not plan.cluster:
        return None
    said = [one.answers.get(plan.cluster, "") for one in returns]
    order = {name: code for code, name in enumerate(dict.fromkeys(said))}
    return np.array([order[name] for name in said], np.int64)


def base_weights(plan: SurveyPlan, table: AnswerTable) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    """One for a quota sample; else how many people of its town each return stands for.

    Where it is known by town who did not answer, those who did stand for them.  Raises
    :class:`~mingzhang.survey.weights.UnfitMarginsError`.
    """
    if plan.sampling == QUOTA:
        return np.ones(len(table))
    people = Counter[str]()
    for stratum in plan.strata:
        people[stratum.town] += stratum.people
    silent = [
        (town, _STATUS[group_of(code)])
        for town, code, count in plan.outcomes
        if people[town] and group_of(code) in _STATUS
        for _ in range(count)
    ]
    cells = [table.towns[code] if code >= 0 else "" for code in table.town.tolist()]
    cells += [town for town, _ in silent]
    issued = Counter(cells)
    drawn = np.array([people[town] / issued[town] if town else 1.0 for town in cells])
    if not silent:
        return drawn
    status = [*[ANSWERED] * len(table), *(each for _, each in silent)]
    return respond(status, cells, drawn)[: len(table)]


def _base_told(plan: SurveyPlan) -> str:
    if plan.sampling == QUOTA:
        return "配额抽样没有入样概率，基础权数都是1；区间由模型推算，不是抽样误差"
    if any(town for town, _, _ in plan.outcomes):
        return "基础权数是各街道总体人数除以抽中人数，未应答者的权数在本街道内加到应答者上"
    return "基础权数是各街道总体人数除以有效答卷数"


def margins_of(plan: SurveyPlan, table: AnswerTable) -> list[Margin]:
    """What the weights are fitted to: town × age × sex at once, or one after the other."""
    if plan.weighting == UNWEIGHTED:
        return []
    used = [
        name
        for name, place in _PLACES.items()
        if name in table.columns and any(stratum.cell[place] for stratum in plan.strata)
    ]
    groups = [tuple(used)] if plan.weighting == CELLS else [(name,) for name in used]
    found = []
    for columns in groups:
        totals: Counter[tuple[str, ...]] = Counter()
        for stratum in plan.strata:
            totals[tuple(stratum.cell[_PLACES[name]] for name in columns)] += stratum.people
        found.append(Margin(columns, totals))
    return found
