"""What a survey hands on: an index with its error to appraisal, counts to a self-evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mingzhang.facts.measure import LiveMeasure, counted
from mingzhang.survey.estimates import ALL, WHOLE, Results, tie_groups
from mingzhang.survey.outcome import SurveyOutcome
from mingzhang.survey.report_words import tenth


@dataclass(frozen=True)
class IndexValue:
    """An index as a score is given of it: value, standard error, interval, answers, and who is equal to it.

    ``group`` is the place of the group of equals, from 1; a rank within it would mean nothing.
    ``model_based`` says that the error is a model's, because nobody was drawn by chance.

    >>> figures = map(Fraction, ("70.3", "1.0", "68.3", "72.3"))
    >>> print(IndexValue("甲街道", "综合指数", *figures, count=318))
    甲街道综合指数70.3（标准误差1.0，95%区间68.3～72.3，有效回答318份）
    """

    domain: str
    measure: str
    value: Fraction
    error: Fraction
    low: Fraction
    high: Fraction
    count: int
    group: int = 0
    equals: tuple[str, ...] = ()
    model_based: bool = True

    def __str__(self) -> str:
        value, error, low, high = (
            f"{float(each):.1f}" for each in (self.value, self.error, self.low, self.high)
        )
        return f"{self.domain}{self.measure}{value}（标准误差{error}，95%区间{low}～{high}，有效回答{self.count}份）"


def index_values(
    made: SurveyOutcome, measure: str = WHOLE, results: Results | None = None
) -> dict[str, IndexValue]:
    """The index of every town that may be published, and of the district under the empty name."""
    found = results or made.results
    groups = tie_groups(found, measure)
    values = {}
    for domain in (ALL, *found.towns):
        one = found.of(measure, domain)
        if one.published:
            number, equals = next(
                ((n, group.towns) for n, group in enumerate(groups, 1) if domain in group.towns), (0, ())
            )
            value, error, low, high = (
                Fraction(tenth(each)) for each in (one.value, one.error, one.low, one.high)
            )
            named = domain or made.plan.area
            others = tuple(town for town in equals if town != domain)
            values[domain] = IndexValue(
                named, measure, value, error, low, high, one.count, number, others, made.plan.model_based
            )
    return values


def count_measures(made: SurveyOutcome, reports: Sequence[str], as_of: date) -> list[LiveMeasure]:
    """How many returns count and how many reports were written, with the rows they are counted from."""
    towns = made.table.columns.get("街道", [""] * made.count)
    rows = [(one.key, town, one.received) for one, town in zip(made.returns, towns, strict=True)]
    asked = f"{made.plan.kind}满意度调查"
    return [
        counted(f"{asked}有效答卷", "份", as_of, ("答卷编号", "街道（乡镇）", "收到时间"), rows),
        counted(f"{asked}报告", "份", as_of, ("报告",), ((name,) for name in reports)),
    ]
