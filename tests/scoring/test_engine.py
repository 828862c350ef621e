"""Every rule on cases worked out by hand, and everything that must not be scored silently."""

from __future__ import annotations

from fractions import Fraction

import pytest

from mingzhang.scoring.engine import Scheme, ScoredTree, score
from mingzhang.scoring.peers import peers_of
from mingzhang.scoring.precision import Mode, Precision
from mingzhang.scoring.tree import Absent, Group, Leaf, Limit, Tree
from mingzhang.scoring.value import Better, value


def scored(
    target: str,
    *actuals: str,
    rule: str = "",
    full: str = "10",
    name: str = "指标",
    reason: str = "",
    better: str = "",
) -> ScoredTree:
    leaf = Leaf(name, Fraction(full), target, actuals, rule, reason, better=better)
    return score(Tree("甲", (leaf,), 2020, full=Fraction(full)))


@pytest.mark.parametrize(
    ("target", "actual", "rule", "wanted"),
    [
        ("≥12次", "12次", "", "10"),
        ("≥12次", "15次", "", "10"),
        ("≥12次", "9次", "", "7.5"),
        ("≥95%", "91%", "", "9.58"),
        ("≤49万元", "42.47万元", "", "10"),
        ("≤40天", "50天", "", "8"),
        ("≤40天", "50天", "比例：反向=零分", "0"),
        ("0次", "0次", "", "10"),
        ("≤0次", "2次", "", "0"),
        ("3-5篇", "4篇", "", "10"),
        ("3-5篇", "2篇", "", "6.67"),
        ("3-5篇", "10篇", "", "5"),
        ("3-5篇", "10篇", "比例：反向=零分", "0"),
        ("3-5篇", "5篇", "比例：反向=零分", "10"),
        (">12次", "13次", "", "10"),
        (">12次", "12次以上", "", "10"),
        (">12次", "9次", "", "7.5"),
        ("<10天", "9天", "", "10"),
        ("<10天", "20天", "", "5"),
        ("≤0次", "2次", "比例：反向=零分", "0"),
        ("=0次", "2次", "", "0"),
        ("=4次", "8次", "", "5"),
        ("=100%", "80%", "", "8"),
        ("3.5万元", "35000元", "", "10"),
        ("总报告1篇，分报告21篇", "总报告1篇，分报告20篇", "", "9.76"),
        ("总报告1篇，分报告21篇", "总报告1篇，分报告20篇", "比例：各项=最低", "9.52"),
        ("总报告1篇，分报告21篇", "总报告1篇，分报告21篇", "", "10"),
        ("≥95%", "94.2%", "门槛", "0"),
        ("≥95%", "93.5%", "门槛：步长=1%；扣分=0.5", "9"),
        ("≥95%", "50%", "门槛：步长=1%；扣分=0.5；最低=3", "3"),
        ("≤10天", "13天", "门槛：步长=2天；扣分=1", "8"),
        ("", "3次", "加减：每次=-2；上限=10", "4"),
        ("", "9次", "加减：每次=-2；上限=8", "2"),
        ("", "9次", "加减：每次=-2", "0"),
        ("", "无", "加减：每次=-2", "10"),
        ("", "3次", "加减：每次=1.5；上限=4", "4"),
        ("", "2次", "加减：每次=1.5；上限=4", "3"),
        ("", "92%", "分档：≥95%=100%；≥90%=80%；≥0%=0%", "8"),
        ("", "92%", "分档：≥95%=10；≥90%=7.5分；≥0%=0", "7.5"),
        ("", "4天", "分档：≤3天=100%；≤5天=80%；>5天=0%", "8"),
        ("", "5天", "分档：<5天=100%；≥5天=30%", "3"),
        ("", "5天", "分档：>5天=100%；≤5天=70%", "7"),
        ("≥200次", "130次", "分档：按=完成率；≥90%=100%；≥60%=50%；≥0%=0%", "5"),
        ("", "80件", "比最优：最优=100件", "8"),
        ("", "108分", "换算：满分=120", "9"),
        ("12月底前", "12月20日", "", "10"),
        ("2020年6月底前", "2020年7月3日", "时限：每日=0.5", "8.5"),
        ("2020年6月底前", "2020年12月", "时限：每日=0.5", "0"),
        ("2020年6月底前", "2020年12月", "时限：每日=0.5；上限=4", "6"),
        ("12月底前", "2021年1月", "", "0"),
        ("效果良好", "达成预期指标", "", "10"),
        ("效果良好", "效果良好", "", "10"),
        ("效果良好", "部分达成预期指标并具有一定效果", "定性：比例=70%", "7"),
        ("效果良好", "部分达成预期指标并具有一定效果", "定性：比例=80%", "8"),
        ("效果良好", "未达成预期指标且效果较差", "定性：比例=60%", "6"),
        ("效果良好", "见材料", "人工：得分=8；理由=抽查两处记录不全", "8"),
    ],
)
def test_rules_by_hand(target: str, actual: str, rule: str, wanted: str) -> None:
    result = scored(target, actual, rule=rule, reason="已说明")
    assert result.total == Fraction(wanted), list(map(str, result.problems))
    assert result.traces[0].recomputed() == result.total
    assert not result.problems


@pytest.mark.parametrize(
    ("budget", "outturn", "rule", "wanted"),
    [
        ("3.5万元", "3.467万元", "执行率：取整=舍去；小数=0；最低=1", "9"),
        ("49.29万元", "40.29万元", "执行率：取整=舍去；小数=0；最低=1", "8"),
        ("3万元", "0.16万元", "执行率：取整=舍去；小数=0；最低=1", "1"),
        ("20万元", "19.96万元", "执行率：取整=舍去；小数=0；最低=1", "9"),
        ("20万元", "19.96万元", "执行率：取整=四舍五入；小数=0", "10"),
        ("20万元", "19.96万元", "执行率", "9.98"),
        ("3万元", "0万元", "执行率：取整=舍去；小数=0；最低=1", "0"),
        ("100万元", "93万元", "执行率：≥95%=100%；≥90%=80%；≥0%=0%", "8"),
    ],
)
def test_execution_rates_by_convention(budget: str, outturn: str, rule: str, wanted: str) -> None:
    assert scored(budget, outturn, rule=rule, reason="按进度").total == Fraction(wanted)


def test_a_panel_leaves_out_its_extremes() -> None:
    result = scored("", "60", "90", "85", "99", rule="评审：去极值=1", reason="专家意见")
    assert result.total == Fraction("8.75")
    assert "4 名评委平均（去掉最高、最低各 1 个）：10×(85+90)÷2÷100=8.75" in result.traces[0].sentence


def test_a_survey_tells_sample_and_margin_and_weighs_its_strata() -> None:
    result = scored("≥90%", "满意81份，样本100份", rule="调查", reason="老旧小区不满意")
    assert result.total == 9
    assert "样本 100，满意率 81%±7.69%" in result.traces[0].sentence
    strata = ("满意50份，样本100份，居民9000人", "满意90份，样本100份，企业1000家")
    assert "满意率 54%" in scored("≥90%", *strata, rule="调查", reason="见报告").traces[0].sentence


def test_the_best_sets_the_measure() -> None:
    tree = Tree("甲", (Leaf("办件", Fraction(10), "", ("60件",), "比最优", "人少"),), full=Fraction(10))
    (top,) = value("80件").quantities
    assert score(tree, peers={"办件": peers_of([top])}).total == Fraction("7.5")
    (fewest,) = value("6天").quantities
    slow = Leaf("时长", Fraction(10), "", ("8天",), "比最优", "积压", better=Better.LESS)
    found = score(Tree("甲", (slow,), full=Fraction(10)), peers={"时长": peers_of([fewest])})
    assert found.total == Fraction("7.5")


LADDER = "名次：≤1名=100%；≤3名=80%；≥4名=0"


def test_a_place_among_peers_is_worth_its_step_of_the_ladder() -> None:
    some = peers_of(value(f"{number}件").quantities[0] for number in (9, 7, 7, 3))
    for got, wanted in (("9件", 10), ("7件", 8), ("3件", 0)):
        tree = Tree("甲", (Leaf("办件", Fraction(10), "", (got,), LADDER, "人少"),), full=Fraction(10))
        assert score(tree, peers={"办件": some}).total == wanted
    assert "在 4 个同类对象中的名次在“≤3名”一档：10×0.8=8" in _told("7件", some)


def _told(got: str, peers: object) -> str:
    tree = Tree("甲", (Leaf("办件", Fraction(10), "", (got,), LADDER, "人少"),), full=Fraction(10))
    return score(tree, peers={"办件": peers}).traces[0].sentence  # type: ignore[dict-item]


def test_a_place_that_is_stated_needs_no_peers_and_anything_else_does() -> None:
    assert scored("", "第2名", rule=LADDER, reason="市级通报").total == 8
    (problem,) = scored("", "7件", rule=LADDER).problems
    assert "应写成“第3名”" in problem.message
    mixed = peers_of(value(said).quantities[0] for said in ("9件", "7人"))
    tree = Tree("甲", (Leaf("办件", Fraction(10), "", ("7件",), LADDER),), full=Fraction(10))
    assert "排不出名次" in score(tree, peers={"办件": mixed}).problems[0].message


@pytest.mark.parametrize(("cases", "wanted"), [("0次", 10), ("2次", 6), ("3次", 0), ("9次", 0)])
def test_so_many_cases_leave_nothing(cases: str, wanted: int) -> None:
    assert scored("", cases, rule="加减：每次=-2；归零=3", reason="通报").total == wanted


def test_a_leaf_says_itself_what_becomes_of_it_where_it_does_not_apply() -> None:
    done = Leaf("甲", Fraction(50), "≥4次", ("3次",), reason="人少")
    leaves = {policy: Leaf("乙", Fraction(50), applies=False, absent=policy) for policy in Absent}
    totals = {policy: score(Tree("局", (done, leaf))).total for policy, leaf in leaves.items()}
    assert totals == {Absent.RESCALED: 75, Absent.MEAN: 75, Absent.FULL: Fraction("87.5")}
    others = {"乙": peers_of([], Fraction(30), Fraction(50))}
    result = score(Tree("局", (done, leaves[Absent.MEAN])), peers=others)
    assert result.total == Fraction("67.5")
    assert "不涉及，按同类平均得分率：50×30÷50=30" in result.traces[1].sentence


@pytest.mark.parametrize(
    ("target", "actual", "rule", "told"),
    [
        ("≥12次", "12", "", "没有计量单位"),
        ("≥12次", "12人", "", "计量单位不同"),
        ("≥12次", "", "", "没有填写完成值"),
        ("≥12次", "多次", "", "计量单位不同"),
        ("1篇报告，5份通知", "6份", "", "计量单位不同"),
        ("效果良好", "有所改善", "", "没有选定档次"),
        ("效果良好", "部分达成预期指标并具有一定效果", "", "60%—80%"),
        ("效果良好", "部分达成预期指标并具有一定效果", "定性：比例=90%", "不在"),
        ("效果良好", "较好", "比例", "要有带数量的指标值"),
        ("≥12次", "9次", "时限", "要有日期的指标值"),
        ("12月底前", "按时完成", "", "没有日期"),
        ("≥95%", "90%", "门槛：步长=1次；扣分=1", "单位不合"),
        ("", "92%", "分档：≥95次=100%", "与完成值的单位"),
        ("", "92%", "分档：≥95%=100%", "没有相应的档次"),
        ("", "80件", "比最优", "没有可比的对象"),
        ("", "80件", "比最优：最优=100次", "与最优值的单位"),
        ("0次", "3次", "分档：按=完成率；≥0%=100%", "指标值为零"),
        ("", "130分", "换算：满分=120", "高于它的满分"),
        ("", "100件", "换算：满分=120", "要外部得分"),
        ("", "120分", "评审", "高于满分 100"),
        ("≥90%", " ", "调查", "没有填写调查结果"),
        ("≥90分", "满意80份，样本100份", "调查", "应为百分数"),
        (">12次", "12次", "", "恰为 12次"),
        ("", "很好", "加减：每次=-1", "没有次数"),
        ("≥90%", "满意120份，样本100份", "调查", "不大于样本数"),
        ("≥90%", "满意8份，样本10份，居民0人", "调查", "应写成"),
        ("≥90%", "满意80份，样本100份", "调查：样本=400", "少于要求的 400"),
        ("10万元", "11万元", "执行率", "大于全年预算数"),
        ("0万元", "0万元", "执行率", "为零"),
        ("10", "9", "执行率", "不是带单位的金额"),
        ("", "", "人工：得分=12；理由=好", "高于分值 10"),
        ("", "", "人工：得分=8", "必须写明理由"),
        ("", "92%", "分档：≥90%=12", "高于分值 10"),
        ("<10天", "10天", "", "恰为 10天"),
        ("", "0分", "评审：满分=0", "满分不能为零"),
        ("≥12次", "12次", "打分", "没有“打分”这种计分办法"),
    ],
)
def test_what_does_not_fit_is_told_and_not_scored(target: str, actual: str, rule: str, told: str) -> None:
    result = scored(target, actual, rule=rule)
    assert result.total is None and result.traces[0].score is None
    assert len(result.problems) == 1 and told in str(result.problems[0]), list(map(str, result.problems))
    assert "没有得分" in result.traces[0].sentence and result.traces[0].recomputed() is None


def test_a_share_of_a_whole_is_never_more_than_the_whole() -> None:
    assert "超过 100%" in str(scored("≥90%", "103%", name="群众满意度").problems[0])
    assert "超过 100%" in str(scored("110%", "90%", name="检查合格率").problems[0])
    assert not scored("≥100%", "120%", name="任务完成率").problems


def test_marks_lost_need_a_reason() -> None:
    result = scored("≥12次", "9次")
    assert result.total == Fraction("7.5")
    assert "扣分必须填写偏差原因" in str(result.problems[0])
    assert not scored("≥12次", "9次", reason="汛期停工").problems


def test_far_more_than_aimed_at_needs_a_reason_and_loses_nothing() -> None:
    result = scored("≥12次", "19次")
    assert result.total == 10 and "超过指标值的 150%" in str(result.problems[0])
    assert not scored("≥12次", "18次").problems
    assert not scored("≥12次", "19次", reason="任务增加").problems
    leaf = Leaf("次数", Fraction(100), "≥12次", ("15次",))
    assert score(Tree("甲", (leaf,)), Scheme(over=Fraction(6, 5))).problems


def test_weights_that_do_not_add_up_are_told_group_by_group() -> None:
    leaf = Leaf("次数", Fraction(50), "≥1次", ("1次",))
    result = score(Tree("甲", (Group("产出", (leaf,), Fraction(60)), Group("效益", (), Fraction(30)))))
    said = [str(problem) for problem in result.problems]
    assert "“产出”“分值”栏：下级分值相加为 50，应为 60，缺 10 分" in said[0]
    assert "下级分值相加为 0，应为 30" in said[1]
    assert "各分值相加为 50，应为 100，缺 50 分" in said[2]
    negative = score(Tree("甲", (Leaf("", Fraction(-1)),), full=Fraction(-1)))
    assert {"没有写指标名称", "分值 -1 是负数"} <= {problem.message for problem in negative.problems}


def test_what_does_not_apply_is_shared_averaged_or_full() -> None:
    leaves = (
        Leaf("甲", Fraction(40), "≥4次", ("3次",), reason="停电"),
        Leaf("乙", Fraction(50), "≥4次", ("4次",)),
        Leaf("丙", Fraction(10), applies=False),
    )
    tree = Tree("项目", leaves)
    totals = {str(policy): score(tree, Scheme(absent=policy)) for policy in Absent}
    assert totals["重分"].total == Fraction("88.89")
    assert totals["重分"].remarks == ("不涉及的指标分值 10 分由其余指标按比例分担：80×100÷90≈88.89 分。",)
    assert totals["平均"].total == Fraction("88.89") and totals["满分"].total == 90
    assert totals["平均"].traces[2].recomputed() == Fraction("8.89")
    nothing = score(Tree("项目", (Leaf("丙", Fraction(100), applies=False),)))
    assert nothing.total is None


def test_no_mean_without_scores_to_take_it_from() -> None:
    """What does not apply has no score where its group, or everything else, has none."""
    unknown = Leaf("甲", Fraction(40), "≥4次", ("未统计",))
    absent = Leaf("丙", Fraction(60), applies=False)
    for leaves in ((unknown, absent), (Leaf("丁", Fraction(0), "≥4次", ("4次",)), absent)):
        result = score(Tree("项目", leaves, full=Fraction(100)), Scheme(absent=Absent.MEAN))
        assert result.total is None and result.traces[1].score is None
        assert "没有得分" in result.traces[1].sentence


def test_the_mean_is_that_of_its_own_group() -> None:
    good = Group(
        "产出", (Leaf("甲", Fraction(20), "≥4次", ("4次",)), Leaf("乙", Fraction(20), applies=False))
    )
    poor = Leaf("丙", Fraction(60), "≥4次", ("1次",), reason="停工")
    result = score(Tree("项目", (good, poor)), Scheme(absent=Absent.MEAN))
    assert [trace.score for trace in result.traces] == [20, 20, 15]
    alone = Group("效益", (Leaf("丁", Fraction(40), applies=False),))
    result = score(Tree("项目", (alone, poor)), Scheme(absent=Absent.MEAN))
    assert [trace.score for trace in result.traces] == [10, 15], "no other in its group: all count"


def test_marks_beyond_the_full_ones_are_no_score() -> None:
    result = scored("", "92%", rule="分档：≥90%=12；≥0%=3", reason="加分")
    assert result.total is None and "高于分值 10，没有计分" in str(result.problems[0])


def test_a_part_without_a_score_is_unknown_and_the_rest_is_known() -> None:
    known, unknown = Leaf("甲", Fraction(40), "≥4次", ("4次",)), Leaf("乙", Fraction(60), "≥4次", ("多次",))
    result = score(Tree("项目", (Group("产出", (known,)), Group("效益", (unknown,)))))
    assert (result.part("产出"), result.part("效益")) == ((40, 40), (60, None))
    assert result.total is None and result.sentences()[1] == "“乙”没有得分。"


def test_vetoes_and_caps_limit_the_total_and_say_why() -> None:
    leaf = Leaf("次数", Fraction(100), "≥4次", ("4次",))
    cap, veto = Limit("逾期整改封顶", Fraction(79), "问题未整改"), Limit("一票否决", Fraction(0), "挪用资金")
    assert score(Tree("甲", (leaf,), limits=(cap,))).total == 79
    result = score(Tree("甲", (leaf,), limits=(cap, veto)))
    assert result.total == 0 and "“一票否决”（挪用资金）" in result.sentences()[-1]
    silent = score(Tree("甲", (leaf,), limits=(Limit("封顶", Fraction(79), " "),)))
    assert silent.total == 100 and "必须写明理由" in str(silent.problems[0])


def test_precision_is_stated_and_grades_follow_it() -> None:
    leaf = Leaf("次数", Fraction(100), "≥3次", ("2次",), reason="停工")
    tree = Tree("甲", (leaf,))
    assert score(tree).total == Fraction("66.67")
    cut = score(tree, Scheme(Precision(1, Mode.DOWN)))
    assert cut.total == Fraction("66.6") and "≈66.6（舍去保留 1 位小数）" in cut.traces[0].sentence
    assert [Scheme().grade(Fraction(mark)) for mark in (100, 90, 80, 60, 59)] == [
        "优",
        "优",
        "良",
        "中",
        "差",
    ]
    assert Scheme().grade(Fraction(45), Fraction(50)) == "优"
