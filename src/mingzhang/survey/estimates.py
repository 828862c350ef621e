"""Indices of a survey by town and dimension with their errors; what may be printed, who differs from whom.

An answer is placed on the scale from 0 to 100 (the form of the ACSI index: score less the least, over the
range).  A respondent's value for a dimension is the mean of what he answered of it, his whole value the
weighted mean of the dimensions, if he answered half of them; an index is the weighted mean over respondents.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

import numpy as np

from mingzhang.survey.form_versions import FormVersions
from mingzhang.survey.linearised import Codes, Design, Estimated, Floats, critical, mean
from mingzhang.survey.plan import LEAST
from mingzhang.survey.questionnaire import AGE, SEX, TOWN, Questionnaire, SurveyQuestion
from mingzhang.survey.returns import Return
from mingzhang.survey.shipped import OVERALL

WHOLE, SHARE = "综合指数", "满意率"
ALL = ""  # the district as a whole


@dataclass(frozen=True)
class Estimate:
    """One figure: what of whom, its standard error and interval (95 %), and what it rests on.

    ``effective`` is how many answers of a simple sample would say as much.  Below :data:`LEAST` answers
    nothing is published.
    """

    measure: str
    domain: str
    value: float
    error: float
    low: float
    high: float
    count: int
    effective: float
    effect: float
    degrees: int

    @property
    def published(self) -> bool:
        """Whether the figure may be printed."""
        return self.count >= LEAST and not np.isnan(self.error)

    @property
    def reach(self) -> float:
        """Half of the interval."""
        return (self.high - self.low) / 2


@dataclass
class AnswerTable:
    """Returns as columns of numbers: ``values`` by measure (``nan`` where nothing was said), coded towns."""

    towns: tuple[str, ...]
    town: Codes
    values: dict[str, Floats]
    questions: dict[str, Floats]
    columns: dict[str, list[str]]
    keys: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.town)


def parts_of(form: Questionnaire) -> tuple[str, ...]:
    """The dimensions that the whole index is made of: all but the overall question where there are others."""
    return tuple(each for each in form.dimensions if each != OVERALL) or form.dimensions


def overall_of(form: Questionnaire) -> SurveyQuestion | None:
    """The question that says who is satisfied: the overall one, else the first that is scored."""
    return next((each for each in form.scored if each.dimension == OVERALL), next(iter(form.scored), None))


def answer_table(
    returns: Sequence[Return],
    form: Questionnaire,
    towns: Sequence[str],
    weights: Mapping[str, Fraction] | None = None,
    satisfied: int = 8,
    earlier: Sequence[Questionnaire] = (),
    levels: Mapping[str, Collection[str]] | None = None,
) -> AnswerTable:
    """The columns of returns; those of no town of the list have the town -1.

    Each return is measured by the version of the form that it was filled by: ``earlier`` are those before.
    ``levels`` are what a plan calls towns, ages and sexes.
    """
    codes = {town: code for code, town in enumerate(towns)}
    versions = FormVersions((*earlier, form))
    columns = {
        use: called(returns, versions, use, (levels or {}).get(use, ()))
        for use in (TOWN, AGE, SEX)
        if form.used_for(use)
    }
    said = columns.get(TOWN, [""] * len(returns))
    questions = {each.name: _worth(returns, each.name, versions.worth(each.name)) for each in versions.scored}
    values = {
        dimension: _joined([questions[each.name] for each in versions.scored if each.dimension == dimension])
        for dimension in form.dimensions
    }
    if parts := parts_of(form):
        shares = [float((weights or {}).get(part, Fraction(1))) for part in parts]
        values[WHOLE] = _joined([values[part] for part in parts], shares, 0.5)
    if whole := overall_of(form):
        values[SHARE] = _satisfied(returns, whole, versions, satisfied)
    place = np.array([codes.get(town, -1) for town in said], np.int64)
    return AnswerTable(tuple(towns), place, values, questions, columns, [one.key for one in returns])


def called(returns: Sequence[Return], versions: FormVersions, use: str, known: Collection[str]) -> list[str]:
    """What each return says of a use, as the plan calls it."""
    asked = {form.version: form.used_for(use) for form in versions.forms}
    newest, kept, found = asked[versions.newest.version], dict[tuple[str, str], str](), []
    for one in returns:
        question = asked.get(one.version, newest)
        answer = one.answers.get(question.name, "") if question else ""
        if (one.version, answer) not in kept:
            kept[one.version, answer] = question.called(answer, known) if question else ""
        found.append(kept[one.version, answer])
    return found


def _worth(returns: Sequence[Return], name: str, scales: Sequence[tuple[str, Mapping[str, float]]]) -> Floats:
    """What each answer to a question is worth; where versions differ, by the version of the return."""
    newest, by_version = scales[-1][1], dict(scales)
    if len(scales) == 1:
        return np.array([newest.get(one.answers.get(name, ""), np.nan) for one in returns])
    return np.array(
        [by_version.get(one.version, newest).get(one.answers.get(name, ""), np.nan) for one in returns]
    )


def _satisfied(
    returns: Sequence[Return], question: SurveyQuestion, versions: FormVersions, least: int
) -> Floats:
    """100 for who gave at least so many points, 0 for who gave less, nothing for who gave none.

    Points of a version with another scale are others: its returns say nothing here.
    """
    worth = {c.name: 100.0 * (c.score >= least) for c in question.choices if c.score is not None}
    other = versions.other_scales(question)
    return np.array(
        [
            np.nan if one.version in other else worth.get(one.answers.get(question.name, ""), np.nan)
            for one in returns
        ]
    )


def _joined(parts: Sequence[Floats], shares: Sequence[float] | None = None, least: float = 0.0) -> Floats:
    """Weighted means over what was answered, nothing where less than ``least`` of the weight was."""
    weights = np.array(shares if shares is not None else [1.0] * len(parts))[:, None]
    table = np.stack(parts)
    given = ~np.isnan(table)
    whole = (weights * given).sum(axis=0)
    with np.errstate(invalid="ignore", divide="ignore"):
        found = np.where(given, weights * table, 0.0).sum(axis=0) / whole
    enough = (whole > 0) & (whole >= least * weights.sum())
    return np.asarray(np.where(enough, found, np.nan))


def _interval(measure: str, value: float, reach: float, count: int) -> tuple[float, float]:
    """The interval of an index; that of a share stays between 0 and 100, also where all or nobody said yes.

    >>> [round(limit, 1) for limit in _interval("满意率", 0.0, 0.0, 60)]
    [0.0, 6.0]
    >>> [round(limit, 1) for limit in _interval("满意率", 97.0, 4.0, 60)]
    [89.1, 99.2]
    """
    if measure != SHARE or np.isnan(reach) or not count:
        return value - reach, value + reach
    share = value / 100
    if (
        not 0 < share < 1
    ):  # what would still have given this with a probability of 2.5 % (Clopper and Pearson)
        most = 100 * (1 - 0.025 ** (1 / count))
        return (0.0, most) if share <= 0 else (100 - most, 100.0)
    middle, reach = float(np.log(share / (1 - share))), reach / 100 / (share * (1 - share))
    low, high = (100 / (1 + float(np.exp(-limit))) for limit in (middle - reach, middle + reach))
    return low, high


def _row(measure: str, domain: str, made: Estimated, place: int) -> Estimate:
    value, error, degrees = float(made.values[place]), float(made.errors[place]), int(made.degrees[place])
    low, high = _interval(measure, value, error * float(critical(degrees)), int(made.counts[place]))
    count, effect = int(made.counts[place]), float(made.effects[place])
    effective = count / effect if effect > 0 else float(count)
    return Estimate(measure, domain, value, error, low, high, count, effective, effect, degrees)


@dataclass
class Results:
    """All estimates of a survey, and the covariances between towns."""

    towns: tuple[str, ...]
    measures: tuple[str, ...]
    found: dict[tuple[str, str], Estimate]
    _between: dict[str, Floats]

    def of(self, measure: str, domain: str = ALL) -> Estimate:
        """The estimate of a measure for a town, or for the district; raises ``KeyError``."""
        return self.found[measure, domain]

    def difference(self, measure: str, one: str, other: str) -> Difference:
        """The difference between two towns of one survey, tested."""
        first, second = self.of(measure, one), self.of(measure, other)
        table = self._between[measure]
        a, b = self.towns.index(one), self.towns.index(other)
        variance = table[a, a] + table[b, b] - 2 * table[a, b]
        return _tested(first.value - second.value, float(variance), first.degrees + second.degrees)

    def change(self, measure: str, domain: str, value: float, error: float) -> Difference:
        """The change against an earlier survey of other people, tested."""
        now = self.of(measure, domain)
        return _tested(now.value - value, now.error**2 + error**2, now.degrees)


@dataclass(frozen=True)
class Difference:
    """A difference, its standard error and the probability of one as great by chance alone."""

    value: float
    error: float
    chance: float

    @property
    def telling(self) -> bool:
        """Whether it is more than chance would do one time in twenty."""
        return self.chance < 0.05

    @cached_property
    def words(self) -> str:
        """In words: a difference that chance explains is none.

        >>> Difference(1.2, 1.5, 0.42).words, Difference(-6.0, 1.5, 0.0001).words
        ('没有显著变化', '下降6.0')
        """
        if not self.telling:
            return "没有显著变化"
        return f"{'上升' if self.value > 0 else '下降'}{abs(self.value):.1f}"


def _tested(value: float, variance: float, degrees: int) -> Difference:
    from scipy.special import stdtr

    error = float(np.sqrt(max(variance, 0.0)))
    if not error or np.isnan(error):
        return Difference(value, error, 1.0 if not value or np.isnan(error) else 0.0)
    return Difference(value, error, float(2 * stdtr(max(degrees, 1), -abs(value) / error)))


def estimated(table: AnswerTable, design: Design, measures: Mapping[str, Floats] | None = None) -> Results:
    """Every measure for the district and for each town; other ``measures`` than those of the table if given.

    Raises :class:`~mingzhang.survey.linearised.LonelyStratumError`.
    """
    chosen = table.values if measures is None else measures
    found, between = {}, {}
    for measure, answers in chosen.items():
        found[measure, ALL] = _row(measure, ALL, mean(design, answers), 0)
        by_town = mean(design, answers, table.town, len(table.towns))
        between[measure] = design.covariance(by_town.influence)
        for place, town in enumerate(table.towns):
            found[measure, town] = _row(measure, town, by_town, place)
    return Results(table.towns, tuple(chosen), found, between)


@dataclass(frozen=True)
class TieGroup:
    """Towns that the survey cannot tell apart from the first of them, with the places they share."""

    first: int
    last: int
    towns: tuple[str, ...]

    @property
    def places(self) -> str:
        """The places they share.

        >>> TieGroup(3, 5, ("甲", "乙", "丙")).places
        '并列第3—5位'
        """
        return f"第{self.first}位" if self.first == self.last else f"并列第{self.first}—{self.last}位"


def tie_groups(results: Results, measure: str = WHOLE) -> list[TieGroup]:
    """Towns in groups of equals, the best first; a group ends with a town that differs from its first one.

    Differences are tested at 5 % over all neighbours of a group together (Holm), so that of many comparisons
    none is taken for news by chance.  Towns that may not be published are in no group.
    """
    known = [town for town in results.towns if results.of(measure, town).published]
    known.sort(key=lambda town: -results.of(measure, town).value)
    groups: list[TieGroup] = []
    place = 0
    while place < len(known):
        rest = known[place + 1 :]
        chances = [results.difference(measure, known[place], town).chance for town in rest]
        apart = _holm(chances)
        last = place + (apart.index(True) if True in apart else len(rest))
        groups.append(TieGroup(place + 1, last + 1, tuple(known[place : last + 1])))
        place = last + 1
    return groups


def _holm(chances: Sequence[float], level: float = 0.05) -> list[bool]:
    """Which of several tests stand up together (Holm).

    >>> _holm([0.001, 0.06, 0.03])
    [True, False, False]
    """
    order = sorted(range(len(chances)), key=lambda place: chances[place])
    found = [False] * len(chances)
    for number, place in enumerate(order):
        if chances[place] > level / (len(chances) - number):
            break
        found[place] = True
    return found


@dataclass(frozen=True)
class ShortBoard:
    """A dimension in which a town lies under the district for sure: its upper limit is below the mean."""

    domain: str
    measure: str
    value: float
    high: float
    mean: float

    @property
    def sentence(self) -> str:
        """What is short, and by how much at least.

        >>> ShortBoard("甲街道", "病有所医", 61.0, 64.0, 70.5).sentence
        '甲街道“病有所医”指数61.0，区间上限64.0，低于全区70.5，至少低6.5'
        """
        return (
            f"{self.domain}“{self.measure}”指数{self.value:.1f}，区间上限{self.high:.1f}，"
            f"低于全区{self.mean:.1f}，至少低{self.mean - self.high:.1f}"
        )


def short_boards(results: Results, measures: Sequence[str]) -> list[ShortBoard]:
    """What is short, the surest first."""
    found = []
    for measure in measures:
        whole = results.of(measure)
        for town in results.towns:
            own = results.of(measure, town)
            if own.published and own.high < whole.value:
                found.append(ShortBoard(town, measure, own.value, own.high, whole.value))
    return sorted(found, key=lambda board: board.high - board.mean)
