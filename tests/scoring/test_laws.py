"""Laws of scoring: within bounds, monotone in the outturn, independent of order, recomputed by the trace."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.scoring.engine import Scheme, ScoredTree, score
from mingzhang.scoring.precision import Mode, Precision
from mingzhang.scoring.rules import OPTIONS
from mingzhang.scoring.tree import Absent, Group, Leaf, Tree
from mingzhang.scoring.value import Better

COUNTS = st.integers(0, 400)
# Rules for a count against a target of 100 次: more is better in all of them.
RISING = (
    "",
    "比例",
    "门槛",
    "门槛：步长=7次；扣分=1.5",
    "门槛：步长=3次；扣分=0.4；最低=2",
    "分档：≥100次=100%；≥80次=60%；≥0次=0%",
    "分档：按=完成率；≥95%=10；≥60%=6；≥0%=1",
    "比最优：最优=250次",
    "加减：每次=0.3；上限=8",
)
FALLING = ("加减：每次=-2；上限=9", "加减：每次=-0.7")


def one(got: str, rule: str = "", target: str = "≥100次", full: str = "10", **leaf: Any) -> ScoredTree:
    tree = Tree(
        "甲", (Leaf("次数", Fraction(full), target, (got,), rule, **leaf),), 2024, full=Fraction(full)
    )
    return score(tree)


def total(result: ScoredTree) -> Fraction:
    assert result.total is not None, list(map(str, result.problems))
    return result.total


@given(COUNTS, COUNTS, st.sampled_from(RISING))
def test_more_never_scores_less(first: int, second: int, rule: str) -> None:
    low, high = sorted((first, second))
    assert 0 <= total(one(f"{low}次", rule)) <= total(one(f"{high}次", rule)) <= 10


@given(COUNTS, COUNTS, st.sampled_from(FALLING))
def test_more_occurrences_never_score_more(first: int, second: int, rule: str) -> None:
    low, high = sorted((first, second))
    assert 10 >= total(one(f"{low}次", rule)) >= total(one(f"{high}次", rule)) >= 0


@given(
    st.integers(1, 300),
    st.integers(1, 300),
    st.sampled_from(("≤", "不超过")),
    st.sampled_from(("比例", "门槛")),
)
def test_less_of_a_cost_never_scores_less(first: int, second: int, relation: str, rule: str) -> None:
    low, high = sorted((first, second))
    target = f"{relation}50万元"
    assert total(one(f"{low}万元", rule, target)) >= total(one(f"{high}万元", rule, target))


@given(
    st.integers(1, 28),
    st.integers(1, 28),
    st.sampled_from(("时限", "时限：每日=0.5", "时限：每日=2；上限=6")),
)
def test_later_never_scores_more(first: int, second: int, rule: str) -> None:
    early, late = sorted((first, second))
    assert total(one(f"12月{early}日", rule, "12月10日前")) >= total(one(f"12月{late}日", rule, "12月10日前"))


@given(st.integers(0, 200000), st.integers(1, 200000), st.sampled_from(Mode), st.integers(0, 2))
def test_execution_scores_lie_within_the_full_marks(spent: int, more: int, mode: Mode, decimals: int) -> None:
    rule = f"执行率：取整={mode}；小数={decimals}；最低=1"
    result = one(f"{spent}元", rule, f"{spent + more}元")
    assert (1 if spent else 0) <= total(result) <= 10


LEAVES = st.builds(
    lambda index, got, rule, full: Leaf(
        f"指标{index}", Fraction(full, 2), "≥100次", (f"{got}次",), rule, "说明"
    ),
    st.integers(0, 99),
    COUNTS,
    st.sampled_from((*RISING, *FALLING)),
    st.integers(20, 60),
)


def tree_of(leaves: list[Leaf]) -> Tree:
    half = len(leaves) // 2
    groups = (Group("产出", tuple(leaves[:half])), Group("效益", tuple(leaves[half:])))
    return Tree("甲", groups, 2024, full=sum((leaf.full for leaf in leaves), Fraction(0)))


@given(st.lists(LEAVES, min_size=1, max_size=8), st.sampled_from(Mode), st.integers(0, 3))
def test_the_trace_recomputes_the_score(leaves: list[Leaf], mode: Mode, decimals: int) -> None:
    result = score(tree_of(leaves), Scheme(Precision(decimals, mode)))
    assert not result.problems
    for trace in result.traces:
        assert trace.score is not None and 0 <= trace.score <= trace.full == trace.leaf.full
        assert trace.recomputed() == trace.score
        assert trace.leaf.name in trace.sentence and str(trace.leaf.actuals[0]) in trace.sentence


@given(st.lists(LEAVES, min_size=1, max_size=8), st.randoms(use_true_random=False))
def test_the_order_of_indicators_does_not_matter(leaves: list[Leaf], random: object) -> None:
    shuffled = list(leaves)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    before, after = score(tree_of(leaves)), score(tree_of(shuffled))
    assert before.total == after.total
    assert sorted(t.sentence for t in before.traces) == sorted(t.sentence for t in after.traces)


@given(st.lists(LEAVES, min_size=2, max_size=8))
def test_the_total_is_the_sum_of_its_parts(leaves: list[Leaf]) -> None:
    result = score(tree_of(leaves))
    parts = [result.part("产出"), result.part("效益")]
    assert sum(full for full, _ in parts) == result.tree.full
    assert sum(got for _, got in parts if got is not None) == result.total


@given(st.lists(LEAVES, min_size=2, max_size=6), st.integers(0, 5), st.sampled_from(Absent))
def test_what_does_not_apply_never_leaves_the_bounds(leaves: list[Leaf], index: int, policy: Absent) -> None:
    gone = leaves[index % len(leaves)]
    absent = Leaf(gone.name, gone.full, applies=False)
    tree = tree_of([absent if leaf is gone else leaf for leaf in leaves])
    result = score(tree, Scheme(absent=policy))
    if any(leaf.applies for _, leaf in tree.leaves()):
        assert 0 <= total(result) <= tree.full


PARTS = st.sampled_from(
    ("≥", "≤", "<", ">", "=", "0", "3", "12", "100", "7.5", "%", "次", "万元", "天", "分", "；", "，", "-", "：", "无",
     "12月", "2024年", "13月40日", "满意", "样本", "达成预期指标", "部分达成预期指标并具有一定效果", "良好", " ", "1/0", "零")
)  # fmt: skip
TEXTS = st.lists(PARTS, max_size=5).map("".join)
OPTION = st.one_of(
    st.just(""),
    st.sampled_from(
        [
            f"{name}={said}"
            for names in OPTIONS.values()
            for name in names
            for said in ("0", "1%", "-1", "3次")
        ]
    ),
    st.sampled_from(
        ("≥3次=100%", "≥0%=0", "<5天=8", "≤0次=200%", "各项=最低", "反向=零分", "按=完成率", "理由=抽查")
    ),
)
LINES = st.builds(
    lambda kind, options: f"{kind}：{'；'.join(options)}",
    st.sampled_from(tuple(OPTIONS)),
    st.lists(OPTION, max_size=3),
)


@given(
    TEXTS,
    st.lists(TEXTS, max_size=3),
    st.one_of(st.just(""), LINES),
    st.sampled_from(("", Better.MORE, Better.LESS)),
)
def test_whatever_is_written_gets_a_score_or_a_problem(
    target: str, actuals: list[str], rule: str, better: str
) -> None:
    leaf = Leaf("次数", Fraction(10), target, tuple(actuals), rule, "已说明", better=better)
    result = score(Tree("甲", (leaf,), 2024, full=Fraction(10)))
    assert (result.total is None) == bool(result.problems)
    if result.total is not None:
        assert 0 <= result.total <= 10 and result.traces[0].recomputed() == result.total
