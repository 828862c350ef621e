"""Rules that take a judgement: laws of panels, surveys and execution rates."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.scoring.engine import ScoredTree, score
from mingzhang.scoring.precision import Mode, Precision
from mingzhang.scoring.tree import Leaf, Tree

FULL = Fraction(20)


def scored(rule: str, target: str, *actuals: str) -> ScoredTree:
    return score(Tree("甲", (Leaf("指标", FULL, target, actuals, rule, "见材料"),), 2024, full=FULL))


@given(st.lists(st.integers(0, 100), min_size=3, max_size=7), st.randoms(use_true_random=False))
def test_a_panel_is_its_mean_in_every_order(marks: list[int], random: object) -> None:
    mixed = list(marks)
    random.shuffle(mixed)  # type: ignore[attr-defined]
    result = scored("评审", "", *map(str, mixed))
    assert result.total == Precision().of(FULL * sum(marks) / len(marks) / 100)
    kept = sorted(marks)[1:-1]
    cut = scored("评审：去极值=1", "", *map(str, mixed))
    assert cut.total == Precision().of(FULL * sum(kept) / len(kept) / 100)
    assert cut.traces[0].recomputed() == cut.total


@given(st.integers(1, 10**7), st.integers(0, 10**7))
def test_an_execution_rate_is_outturn_by_budget(budget: int, outturn: int) -> None:
    result = scored("执行率：取整=舍去；小数=0；最低=1", f"{budget}元", f"{outturn}元")
    if outturn > budget:
        assert result.total is None and "大于全年预算数" in str(result.problems[0])
        return
    exact = FULL * outturn / budget
    wanted = Precision(0, Mode.DOWN).of(exact)
    assert result.total == (max(wanted, 1) if outturn else 0)
    assert scored("执行率", f"{budget}元", f"{outturn}元").total == Precision().of(exact)


@given(
    st.lists(
        st.tuples(st.integers(1, 300), st.integers(0, 300), st.integers(1, 9000)), min_size=1, max_size=4
    )
)
def test_strata_weigh_by_their_size(strata: list[tuple[int, int, int]]) -> None:
    asked = [(n, min(content, n), size) for n, content, size in strata]
    texts = [f"满意{content}份，样本{n}份，居民{size}人" for n, content, size in asked]
    rate = Fraction(sum(Fraction(size * content, n) for n, content, size in asked)) / sum(
        size for *_, size in asked
    )
    result = scored("调查", "≥90%", *texts)
    assert result.total == Precision().of(FULL * min(rate / Fraction(9, 10), Fraction(1)))
    assert f"样本 {sum(n for n, *_ in asked)}，" in result.traces[0].sentence


def test_an_outturn_beyond_its_budget_is_told_as_it_was_filled_in() -> None:
    (problem,) = scored("执行率", "3.5万元", "34.67万元").problems
    assert "全年执行数 34.67万元 大于全年预算数 3.5万元" in str(problem)


INDEX = "甲街道综合指数{}（标准误差{}，95%区间60.0～80.0，有效回答{}份）"


@given(st.integers(1, 999), st.integers(1, 99), st.integers(1, 999))
def test_an_index_is_held_against_its_target_with_its_error(index: int, error: int, target: int) -> None:
    value, spread, aim = (Fraction(each, 10) for each in (index, error, target))
    said = INDEX.format(*(f"{float(each):.1f}" for each in (value, spread)), 318)
    result = scored("调查", f"≥{float(aim):.1f}分", said)
    assert result.total == Precision().of(FULL * min(value / aim, Fraction(1)))
    near = value < aim and aim - value <= Fraction(196, 100) * spread
    assert ("差别在误差之内" in result.traces[0].sentence) is near


def test_an_index_of_too_few_answers_or_without_a_target_in_points_is_refused() -> None:
    few = scored("调查：样本=400", "≥80分", INDEX.format("70.3", "1.0", 318))
    share = scored("调查", "≥80%", INDEX.format("70.3", "1.0", 318))
    assert "少于要求的 400" in str(few.problems[0]) and "应为分数" in str(share.problems[0])
