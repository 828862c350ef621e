"""Every shape of rule that municipal scoring tables use, through a whole appraisal of one indicator."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from mingzhang.appraisal.appraise import appraise
from mingzhang.appraisal.leaves import unit_tree
from mingzhang.appraisal.plan import AppraisalIndicator
from mingzhang.appraisal.returns import Reported, Returns
from mingzhang.appraisal.scores import Appraisal, LeafState
from mingzhang.scoring.tree import Absent
from tests.appraisal import small

LADDER = "名次：≤1名=100%；≤2名=80%；≥3名=50%"


def scored(line: str, target: str, *actuals: str, better: str = "", marks: str = "") -> Appraisal:
    """Three units scored by one rule out of 100 marks; the last outturn is that of all further units."""
    plan = small.plan()
    one = AppraisalIndicator("Z1", "指标", "一级", Fraction(100), "R1", "督查科", target, better)
    (system,) = plan.systems
    given = [*actuals, *actuals[-1:] * 2][:3]
    rows = tuple(
        Reported(name, "Z1", said, "", Fraction(marks) if marks else None, "张", "已说明", row=5)
        for name, said in zip(small.NAMES, given, strict=True)
    )
    rules = (replace(plan.rules[0], line=line),)
    plan = replace(plan, systems=(replace(system, indicators=(one,)),), rules=rules)
    return appraise(plan, Returns(reported=rows))


WORKED_OUT = [
    ("比例", "≥20件", "20件", "100"),  # R1: ratio to target, up
    ("比例", "≥20件", "15件", "75"),
    ("比例", "≥20件", "0件", "0"),
    ("比例", "≤20件", "25件", "80"),  # … and down
    ("比例：反向=零分", "≤20件", "25件", "0"),
    ("比例", "≥95%", "47.5%", "50"),
    ("门槛", "≥95%", "94%", "0"),  # R2: threshold, then steps
    ("门槛：步长=1%；扣分=5", "≥95%", "95%", "100"),
    ("门槛：步长=1%；扣分=5", "≥95%", "92.5%", "85"),
    ("门槛：步长=1%；扣分=5；最低=60", "≥95%", "70%", "60"),
    ("加减：每次=-10", "", "无", "100"),  # R3: each case
    ("加减：每次=-10", "", "3件", "70"),
    ("加减：每次=-10；上限=25", "", "3件", "75"),
    ("加减：每次=-10；归零=5", "", "4件", "60"),
    ("加减：每次=-10；归零=5", "", "5件", "0"),
    ("加减：每次=20", "", "2次", "40"),
    ("名次：≤1名=100%；≤2名=80%；≥3名=50%", "", "第2名", "80"),  # R4: a place that is stated
    ("换算：满分=120", "", "90分", "75"),  # R6: marks out of another total
    ("执行率：取整=舍去；小数=0", "1000万元", "857.9万元", "85"),  # R7: rate of execution
    ("执行率：≥95%=100；≥85%=80；≥0%=0", "1000万元", "900万元", "80"),
    ("评审：满分=100", "", "90分；80分；70分", "80"),  # R8: mean of a panel
    ("评审：满分=100；去极值=1", "", "100分；80分；10分", "80"),
    ("调查：样本=300", "≥90%", "满意315份，样本350份", "100"),  # R9: estimate of a survey
    ("调查：样本=300", "≥90%", "满意270份，样本400份", "75"),
    ("分档：≥95%=100%；≥90%=80%；≥0%=0", "", "91%", "80"),
    ("时限", "2024年12月20日前", "2024年12月20日", "100"),
    ("时限：每日=5", "2024年12月20日前", "2024年12月23日", "85"),
    ("定性：比例=90%", "明显提升", "达成预期指标", "90"),
]


@pytest.mark.parametrize(("line", "target", "actual", "wanted"), WORKED_OUT)
def test_a_rule_scores_what_was_worked_out(line: str, target: str, actual: str, wanted: str) -> None:
    found = scored(line, target, actual)
    assert [str(problem) for problem in found.problems] == []
    assert [score.total for score in found.scores] == [Fraction(wanted)] * 3


COMPARED = [
    (LADDER, "", ("9件", "7件", "5件"), (100, 80, 50)),  # R4: a place among those of the kind
    (LADDER, "", ("9件", "9件", "5件"), (100, 100, 50)),
    (LADDER, "", ("5件", "9件", "9件"), (50, 100, 100)),
    (LADDER, "越小越好", ("9件", "7件", "5件"), (50, 80, 100)),
    ("比最优", "", ("40件", "20件", "10件"), (100, 50, 25)),  # R5: ratio to the best
    ("比最优", "越小越好", ("40天", "20天", "10天"), (25, 50, 100)),
    ("比最优：最优=80件", "", ("40件", "20件", "10件"), (50, 25, Fraction("12.5"))),
]


@pytest.mark.parametrize(("line", "better", "actuals", "wanted"), COMPARED)
def test_a_rule_scores_units_against_each_other(
    line: str, better: str, actuals: tuple[str, ...], wanted: tuple[int, ...]
) -> None:
    found = scored(line, "", *actuals, better=better)
    assert tuple(score.total for score in found.scores) == wanted


UNFIT = [
    ("比例", "≥20件", "20", "完成值“20”没有计量单位，指标值的单位是“件”"),
    ("比例", "≥20件", "20次", "计量单位不同"),
    ("换算：满分=120", "", "130分", "外部得分 130 高于它的满分 120"),
    ("执行率", "1000万元", "1100万元", "大于全年预算数"),
    ("评审：满分=100；去极值=1", "", "90分；80分", "没有剩余"),
    ("调查：样本=300", "≥90%", "满意180份，样本200份", "有效样本 200，少于要求的 300"),
    ("分档：≥95%=100%；≥90%=80%", "", "50%", "没有相应的档次"),
    ("时限", "2024年12月20日前", "按期", "没有日期"),
    ("定性", "明显提升", "还行", "没有选定档次"),
]


@pytest.mark.parametrize(("line", "target", "actual", "told"), UNFIT)
def test_what_cannot_be_scored_is_told_and_not_scored(line: str, target: str, actual: str, told: str) -> None:
    found = scored(line, target, actual)
    assert all(told in str(problem) for problem in found.problems) and len(found.problems) == 3
    assert all(score.total is None for score in found.scores)


@pytest.mark.parametrize(
    ("absent", "wanted"), [(Absent.RESCALED, "90"), (Absent.MEAN, "87"), (Absent.FULL, "91")]
)
def test_what_does_not_concern_a_unit_goes_as_the_indicator_says(absent: Absent, wanted: str) -> None:
    plan = small.plan()
    (system,) = plan.systems
    *rest, last = system.indicators
    some = (*(replace(one, full=Fraction(30) if one.code == "X1" else one.full) for one in rest),
            replace(last, full=Fraction(10), absent=absent))  # fmt: skip
    rows = [*small.returns().reported]
    rows[3] = replace(rows[3], marks=Fraction(21))  # 81 of 90 without the last
    rows[4] = replace(rows[4], concerned=False, actual="", reason="没有提案")
    rows[8] = replace(rows[8], marks=Fraction(30))
    rows[9] = replace(rows[9], actual="60%")
    rows[14] = replace(rows[14], actual="60%")
    found = appraise(replace(plan, systems=(replace(system, indicators=some),)), small.returns(rows))
    first = found.of("甲局")
    assert first is not None and first.total == Fraction(wanted)


STATES = [
    ({}, LeafState.SCORED),
    ({"actual": ""}, LeafState.MISSING),
    ({"evidence": ()}, LeafState.UNSUPPORTED),
    ({"evidence": (), "unsupported": True}, LeafState.UNSUPPORTED),
    ({"actual": "", "concerned": False}, LeafState.ABSENT),
]


@pytest.mark.parametrize(("changes", "state"), STATES)
def test_a_leaf_has_one_of_four_states(changes: dict[str, object], state: LeafState) -> None:
    plan, row = small.plan(), small.returns().reported[0]
    row = replace(row, **changes)  # type: ignore[arg-type]
    (system,) = plan.systems
    book = small.returns().books[0]
    made = unit_tree(plan, system, plan.units[0], book, {row.key: row})
    assert made.states["重点任务（1）检查"] is state
    assert made.states["创新"] is LeafState.MISSING and len(made.parts) == 5
