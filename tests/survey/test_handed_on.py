"""What appraisal and self-evaluation are handed: values with their errors, counts with their rows."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from mingzhang.facts.measure import actual_value
from mingzhang.scoring.engine import score
from mingzhang.scoring.tree import Leaf, Tree
from mingzhang.survey.handed_on import IndexValue, count_measures, index_values
from mingzhang.survey.outcome import outcome
from mingzhang.survey.report import publications, report_set
from tests.survey.made import TOWNS, invented, small_form, small_plan

MADE = outcome(small_plan(), small_form(), invented())


def test_an_index_goes_with_its_error_and_its_equals() -> None:
    found = index_values(MADE)
    one = found[TOWNS[0]]
    assert one.low < one.value < one.high and one.error > 0 and one.model_based
    assert one.group == 1 and one.equals == (TOWNS[1],)
    assert found[TOWNS[2]].group == 2 and found[TOWNS[2]].equals == ()
    assert (
        found[""].domain == "某区"
        and found[""].group == 0
        and found[""].count == MADE.results.of("综合指数").count
    )


def test_values_are_exact_as_they_are_printed() -> None:
    one = index_values(MADE)[""]
    assert isinstance(one.value, Fraction) and (one.value * 10).denominator == 1
    assert str(one).startswith(f"某区综合指数{float(one.value):.1f}（标准误差")


def test_what_may_not_be_published_is_not_handed_on() -> None:
    few = [one for one in invented() if one.answers["town"] != TOWNS[2]]
    few += [one for one in invented() if one.answers["town"] == TOWNS[2]][:20]
    assert TOWNS[2] not in index_values(outcome(small_plan(), small_form(), few))


def test_returns_and_reports_are_counted_with_their_rows() -> None:
    names = [name for _, name in publications(report_set(MADE)) if "报告" in name]
    returns, reports = count_measures(MADE, names, date(2026, 11, 30))
    assert returns.text == "180份" and reports.text == "4份"
    assert returns.rows[0] == ("uuid:0", TOWNS[0], "")
    assert actual_value(returns).sentence == (
        "居民满意度调查有效答卷180份（截至2026年11月30日，由180条记录计得）"
    )


def test_the_words_of_an_index_are_an_outturn_that_appraisal_scores() -> None:
    """The join to the scoring rule 调查: value, error and answers go over in one text, and nothing is typed."""
    low, high = Fraction(69), Fraction(75)
    one = IndexValue("甲街道", "综合指数", Fraction(72), Fraction("1.5"), low, high, 318)
    leaf = Leaf("群众满意度", Fraction(10), "≥80分", (str(one),), "调查：样本=300", "调查报告")
    made = score(Tree("甲街道", (leaf,), 2026, full=Fraction(10)))
    assert made.total == 9 and "72±2.94" in made.traces[0].sentence
