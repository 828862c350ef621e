"""A project assessed from what experts gave: the published marks come out, and whatever is open is listed."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from examples.review import NAME, PUBLISHED, ballots, evaluated, review, system
from mingzhang.catalogue import load
from mingzhang.performance.assess import Assessment, assess, met_count, panel_of, settle
from mingzhang.performance.ballot import TEXTS, Ballot, Expected, Review
from mingzhang.performance.project import Accepted
from mingzhang.scoring.panel import Method
from mingzhang.scoring.precision import written
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.understanding.read import read_document


def assessed(**changes: object) -> Assessment:
    return assess(review(**changes), evaluated())


def told(**changes: object) -> list[str]:
    return [str(problem) for problem in assessed(**changes).open]


def test_the_published_marks_come_out() -> None:
    made = assessed()
    assert [written(one.score or Fraction(0)) for one in made.judged] == PUBLISHED.split()
    assert made.total == Fraction("92.1") and made.grade == "优"
    blocks = {name: made.part(name) for name in ("项目决策", "项目管理", "项目绩效")}
    assert blocks == {
        "项目决策": (15, 13),
        "项目管理": (30, Fraction("28.1")),
        "项目绩效": (55, 51),
    }
    assert made.part("项目决策", "绩效目标") == (5, 3)
    assert not made.open and len(made.lost) == 10


def test_opinions_are_those_behind_the_marks() -> None:
    made = assessed()
    by_name = {made.system.called(one.leaf): one for one in made.judged}
    assert (
        by_name["绩效目标明确"].opinion == "目标只写了总体要求，没有说明要达到的程度"
    )  # said once, by three
    shared = by_name["项目管理执行机构人员分工明确性"]
    assert shared.opinions.keys() == {"专家1", "专家2"} and shared.lost
    assert by_name["会计核算规范性"].opinion == "" and not by_name["会计核算规范性"].lost


def test_a_deduction_that_the_panel_overrules_is_not_printed() -> None:
    some = ballots()
    leaf = system().leaves[2]
    some[0].marks[leaf.path], some[0].opinions[leaf.path] = Fraction("1.5"), "计划没有附件"
    some[1].opinions[leaf.path] = "依据充分"
    made = assessed(ballots=some, method=Method.MEDIAN)
    judged = made.judged[2]
    assert judged.score == 2 and judged.opinion == "依据充分" and judged.overruled == 1


MARKS = st.lists(st.lists(st.integers(0, 20), min_size=29, max_size=29), min_size=3, max_size=5)


@settings(max_examples=20)
@given(MARKS, st.sampled_from(Method), st.randoms(use_true_random=False))
def test_laws(marks: list[list[int]], method: str, chance: object) -> None:
    given_marks = []
    for number, shares in enumerate(marks, 1):
        one = Ballot(f"专家{number}")
        one.marks = {
            leaf.path: leaf.full * share / 20 for leaf, share in zip(system().leaves, shares, strict=True)
        }
        given_marks.append(one)
    made = assessed(ballots=given_marks, method=method)
    scores = [one.score for one in made.judged if one.score is not None]
    assert made.total == sum(scores, Fraction(0)) and len(scores) == 29
    for judged in made.judged:
        assert judged.joint is not None
        given_here = judged.joint.marks.values()
        assert min(given_here) <= judged.joint.exact <= max(given_here) <= judged.leaf.full
    turned = list(given_marks)
    chance.shuffle(turned)  # type: ignore[attr-defined]
    again = assessed(ballots=turned, method=method)
    assert again.total == made.total
    assert [one.score for one in again.judged] == scores


def test_a_missing_mark_leaves_no_total() -> None:
    some = ballots()
    del some[1].marks[system().leaves[0].path]
    made = assessed(ballots=some)
    assert made.total is None and made.grade == "" and made.part("项目决策")[1] is None
    assert made.part("项目管理")[1] == Fraction("28.1")


def test_too_few_experts_for_the_method() -> None:
    assert (
        "“去极值平均数”至少要有 3 名专家评分，现有 2 名" in told(ballots=ballots(2), method=Method.TRIMMED)[0]
    )
    assert "至少要有 1 名专家评分，现有 0 名" in told(ballots=[])[0]
    assert "没有“加权”，应为平均数、去极值平均数、中位数之一" in told(method="加权")[0]


def test_experts_far_apart_must_talk_or_say_why() -> None:
    some = ballots()
    leaf = system().leaves[21]
    for ballot, mark in zip(some, (10, 9, 6), strict=True):
        ballot.marks[leaf.path] = Fraction(mark)
    (problem, other) = told(ballots=some)
    assert (
        "“产出数量达到预期目标”“评分”栏：各专家评分相差 4 分（专家1 10 分、专家2 9 分、专家3 6 分）"
        in problem
    )
    assert "评价报告得分" in other  # the register says 92.1
    kept = [
        Accepted(NAME, "产出数量达到预期目标", "评分", "讨论后各自保留"),
        Accepted(NAME, "", "评价报告得分", "改"),
    ]
    made = assessed(ballots=some, accepted=kept)
    assert not made.open and [accepted.reason for _, accepted in made.accepted] == ["讨论后各自保留", "改"]


@pytest.mark.parametrize("wanted", [wanted for wanted in TEXTS if wanted.required], ids=lambda one: one.key)
def test_texts_that_only_people_can_write_are_asked_for(wanted: object) -> None:
    key = wanted.key  # type: ignore[attr-defined]
    texts = review().texts
    del texts[key]
    (problem,) = told(texts=texts)
    assert f"“{key}”“文字”栏（文字）：没有填写（" in problem
    made = assessed(texts=texts, accepted=[Accepted("", key, "文字", "另有文件")])
    assert not made.open and len(made.accepted) == 1


def test_causes_are_asked_for_only_where_marks_were_lost() -> None:
    full = Ballot("专家1", {leaf.path: leaf.full for leaf in system().leaves})
    texts = review().texts
    del texts["原因分析"]
    assert [problem.column for problem in assessed(ballots=[full], texts=texts).open] == ["评价报告得分"]


def test_expectations() -> None:
    made = assessed()
    assert met_count(made) == {"达到": 4, "未达到": 0, "无法判断": 1}
    assert "没有填写预期目标" in told(expected=[])[0]
    assert "没有填写“≥3套”的实际完成情况" in told(expected=[Expected("产出数量", "≥3套", "")])[0]
    late = [Expected("产出时效", "2021年6月底前", "2021年7月3日")]
    assert "比预期迟 3 天，没有达到预期，而专家评分为满分" in told(expected=late)[0]
    assert not told(expected=[Expected("产出数量", "≥3套", "2套")])  # marks were lost there


def test_missing_marks_cannot_be_accepted() -> None:
    made = assessed(
        ballots=[], accepted=[Accepted("", "", "评分", "没有专家"), Accepted("", "", "别的", "可以")]
    )
    settle(made, [ScoringProblem(NAME, "", "别的", "某事")])
    assert [problem.column for problem in made.open] == ["评分"]
    assert [problem.column for problem, _ in made.accepted] == ["别的"]


def test_cover_and_register() -> None:
    register = evaluated()
    register.unit = ""
    assert "没有填写单位名称或年度" in str(assess(review(), register).open[0])
    register = evaluated()
    register.projects[0].marks = Fraction(95)
    found = assess(review(), register).open
    assert "项目表里为 95 分，专家评分汇总为 92.1 分" in str(found[0])


def test_places_state_how_marks_are_joined() -> None:
    panel = panel_of(load("000000", 2024))
    assert (panel.method, panel.precision.decimals, panel.divided) == (Method.MEAN, 1, Fraction(2, 5))
    assert panel_of(load("000000", 2024), Method.TRIMMED).method == Method.TRIMMED
    assert assess(Review("010"), evaluated()).system.key == "北京四级"


def test_the_published_report_gives_the_published_total(shared: Path) -> None:
    """The leaves of a published report are those of the system, but for three that say more than a name."""
    document = read_document(shared / "data/real/fengtai_gov_office_2020_final_account.txt")
    (table,) = document.score_tables
    one, renamed = Ballot("甲"), 0
    for leaf, published in zip(system().leaves, table.leaves, strict=True):
        names = [level.plain.split("（")[0] for level in published.levels]
        assert tuple(names[:-1]) == leaf.path[:-1]
        renamed += names[-1] != leaf.name
        assert published.full.figure is not None and published.full.figure.value == leaf.full
        assert published.score.figure is not None
        one.marks[leaf.path] = published.score.figure.value
    made = assessed(ballots=[one])
    assert renamed == 3 and made.grade == "优"
    assert table.total_score.figure is not None and made.total == table.total_score.figure.value
