"""The tree itself: weights add up over any shape, and what does not add up is told where it stands."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.scoring.tree import Group, Leaf, ScoringProblem, Tree, problems, weight

Node = Group | Leaf
MARKS = st.fractions(0, 30, max_denominator=20)
LEAVES = st.builds(lambda full: Leaf("次数", full), MARKS)
NODES: st.SearchStrategy[Node] = st.recursive(
    LEAVES,
    lambda below: st.builds(
        lambda name, some: Group(name, tuple(some)), st.sampled_from("甲乙丙"), st.lists(below, max_size=3)
    ),
    max_leaves=8,
)


def stated(node: Node) -> Node:
    """The same node, every group stating the full marks that its leaves make."""
    if isinstance(node, Leaf):
        return node
    return Group(node.name, tuple(map(stated, node.children)), weight(node))


@given(st.lists(NODES, max_size=4))
def test_a_weight_is_that_of_the_leaves(nodes: list[Node]) -> None:
    tree = Tree("甲", tuple(nodes))
    fulls = [leaf.full for _, leaf in tree.leaves()]
    assert sum(map(weight, nodes), Fraction(0)) == sum(fulls, Fraction(0))


@given(st.lists(NODES, max_size=4))
def test_what_adds_up_has_no_problem(nodes: list[Node]) -> None:
    whole = sum(map(weight, nodes), Fraction(0))
    assert problems(Tree("甲", tuple(map(stated, nodes)), full=whole)) == []


@given(st.lists(NODES, min_size=1, max_size=4), st.fractions(1, 9))
def test_a_whole_that_is_not_the_sum_is_told_once(nodes: list[Node], gap: Fraction) -> None:
    whole = sum(map(weight, nodes), Fraction(0))
    for wrong, word in ((whole + gap, "缺"), (whole - gap, "多")):
        (told,) = problems(Tree("甲", tuple(map(stated, nodes)), full=wrong))
        assert (told.name, told.column) == ("", "分值") and word in told.message


def test_leaves_come_in_order_with_the_names_above_them() -> None:
    inner = Group("数量指标", (Leaf("甲", Fraction(1)), Leaf("乙", Fraction(2))))
    tree = Tree("项目", (Leaf("执行率", Fraction(10)), Group("产出", (inner, Leaf("丙", Fraction(3))))))
    assert [(path, leaf.name) for path, leaf in tree.leaves()] == [
        ((), "执行率"),
        (("产出", "数量指标"), "甲"),
        (("产出", "数量指标"), "乙"),
        (("产出",), "丙"),
    ]


def test_a_group_inside_a_group_is_told_by_its_own_name() -> None:
    inner = Group("数量指标", (Leaf("甲", Fraction(6)),), Fraction(8))
    told = problems(Tree("项目", (Group("产出", (inner,), Fraction(6)),), full=Fraction(6)))
    assert [str(problem) for problem in told] == [
        "项目“项目”“数量指标”“分值”栏：下级分值相加为 6，应为 8，缺 2 分"
    ]


def test_a_problem_says_as_much_as_it_knows() -> None:
    assert str(ScoringProblem("甲", "", "", "没有指标")) == "项目“甲”：没有指标"
    assert str(ScoringProblem("甲", "", "分值", "没有填写", 3)) == "项目“甲”第 3 行“分值”栏：没有填写"
