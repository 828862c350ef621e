"""Rules on evaluation reports and on what the narrative says about performance."""

from __future__ import annotations

import pytest

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.language.document.document import Document
from mingzhang.language.document.performance_summary import summaries
from mingzhang.rules import all_rules
from mingzhang.work.evaluation_examples import form, goals_table, narrative, score_table, together

RULES = {rule.id: rule for rule in all_rules()}
SHANGHAI = (
    "编报绩效目标的2024年度项目{0}个，涉及预算金额90.50万元；绩效跟踪评价的2024年度项目{1}个，涉及预算金额90.50万元；"
    "绩效自评的2024年度项目{2}个，涉及预算金额90.50万元，平均得分{3}分（其中，绩效评级为“优”的项目{4}个；"
    "绩效评级为“良”的项目{5}个；绩效评级为“合格”的项目0个；绩效评级为“不合格”的项目0个。绩效自评中共发现问题{6}个，"
    "已经完成整改的{7}个，正在整改的{8}个）。"
)


def verdicts(rule: str, document: Document) -> list[str]:
    return [finding.verdict.value for finding in RULES[rule].check(document)]


def faults(rule: str, document: Document) -> list[Finding]:
    return [finding for finding in RULES[rule].check(document) if finding.verdict is Verdict.FAILS]


def test_the_shanghai_paragraph_is_read() -> None:
    (summary,) = summaries(narrative(SHANGHAI.format(5, 5, 4, 95.5, 3, 1, 2, 1, 1)))
    assert {key: figure.text for key, figure in summary.figures.items()} == {
        "目标项目数": "5",
        "目标金额": "90.50",
        "跟踪项目数": "5",
        "跟踪金额": "90.50",
        "自评项目数": "4",
        "自评金额": "90.50",
        "平均得分": "95.5",
        "问题数": "2",
        "已整改": "1",
        "整改中": "1",
        "优": "3",
        "良": "1",
        "中": "0",
        "差": "0",
    }


@pytest.mark.parametrize(
    ("numbers", "broken"),
    [
        ((5, 5, 4, 95.5, 3, 1, 2, 1, 1), set()),
        ((5, 5, 4, 95.5, 4, 1, 2, 1, 1), {"P-43"}),
        ((5, 5, 4, 85.5, 4, 0, 2, 1, 1), {"P-44"}),
        ((5, 5, 4, 95.5, 3, 1, 2, 1, 0), {"P-45"}),
        ((5, 3, 4, 95.5, 3, 1, 2, 1, 1), {"P-46"}),
    ],
)
def test_counts_of_the_shanghai_paragraph(numbers: tuple[float, ...], broken: set[str]) -> None:
    document = narrative(SHANGHAI.format(*numbers))
    assert {rule for rule in RULES if rule.startswith("P-") and faults(rule, document)} == broken


@pytest.mark.parametrize(
    "text",
    [
        "其中5个项目已验收，自评的项目10个。",
        "对3个项目开展部门评价，得分均为优。",
        "重点评价项目2个，委托第三方评价项目1个。",
        "改良3个工艺，自评的项目4个。",
    ],
)
def test_other_counts_are_no_grades_and_no_totals(text: str) -> None:
    for summary in summaries(narrative(text)):
        assert not summary.grades()
        assert "评价项目数" not in summary.figures


def test_all_projects_evaluated_by_forms_and_one_report() -> None:
    text = "对2024年度项目支出实施绩效评价，评价项目2个，占部门项目总数的100%，涉及金额{}万元。"
    said = "该项目实际支出金额49万元。"
    parts = [form(), narrative("项目绩效评价报告", said), score_table()]
    right = together(narrative(text.format("99.00")), *parts[1:], parts[0])
    assert (verdicts("P-38", right), verdicts("P-40", right)) == (["holds"], ["holds"])
    wrong = together(narrative(text.format("95.00")), *parts[1:], parts[0])
    (found,) = faults("P-40", wrong)
    assert (found.printed, found.expected) == ("95.00万元", "99.00万元")


def test_truncated_amounts_are_rounding() -> None:
    document = together(
        narrative("绩效自评的项目1个，涉及金额50.46万元。"), form(funds=("50.467", "50.467", "50.467"))
    )
    assert verdicts("P-40", document) == ["rounding"]


def test_the_budget_counts_as_amount_too() -> None:
    document = together(
        narrative("绩效自评的项目1个，涉及预算金额50.00万元。"), form(funds=("50.00", "50.00", "30.00"))
    )
    assert verdicts("P-40", document) == ["holds"]


def test_fewer_forms_than_projects_decide_nothing() -> None:
    document = together(narrative("绩效自评的项目7个，涉及金额350万元，平均得分90分。"), form())
    assert [verdicts(rule, document) for rule in ("P-38", "P-40", "P-42")] == [["undecided"]] * 3


@pytest.mark.parametrize(
    ("row", "count"),
    [
        ("绩效（60）/产出|60|60|未发现管理不规范的情况", 0),
        ("绩效（60）/产出|60|60|有效解决了设施不完善问题", 0),
        ("绩效（60）/产出|60|60|制度不完善的每项扣1分", 0),
        ("绩效（60）/产出|60|60|成本节约10%", 0),
        ("绩效（60）/产出|60|60|档案管理不规范", 1),
        ("绩效（60）/产出|60|55|", 1),
        ("绩效（60）/产出|60|55|但是个别任务滞后", 1),
    ],
)
def test_opinions(row: str, count: int) -> None:
    assert len(faults("P-34", score_table(["决策（40）/依据|40|40|充分", row]))) == count


def test_half_an_opinion_is_a_hint() -> None:
    rows = ["决策（40）/依据|40|40|充分", "绩效（60）/产出|60|55|但个别任务滞后"]
    (found,) = faults("P-34", score_table(rows))
    assert (found.severity, found.printed) == (Severity.INFO, "但个别任务滞后")


@pytest.mark.parametrize(
    ("opinion", "said", "count"),
    [
        ("未建立资金管理办法", "资金管理制度健全。", 1),
        ("未建立资金管理办法", "人员管理制度健全。", 0),
        ("未建立资金管理办法", "资金管理有待加强。", 0),
        ("建立了资金管理办法", "资金管理制度健全。", 0),
    ],
)
def test_opinions_against_the_text(opinion: str, said: str, count: int) -> None:
    rows = [f"过程（40）/资金管理制度|40|35|{opinion}", "绩效（60）/产出|60|60|完成"]
    document = together(score_table(rows, before=["项目绩效评价报告"]), narrative(said))
    assert len(faults("P-58", document)) == count


@pytest.mark.parametrize(
    ("said", "count"),
    [
        ("2024年资金全部支出，无结余。|2025年支付尾款3万元。", 1),
        ("2024年资金全部支出，无结余。|2024年支付尾款3万元。", 0),
        ("2024年资金尚未全部支付。|2025年支付尾款3万元。", 0),
        ("2024年资金执行顺利。|2025年支付尾款3万元。", 0),
    ],
)
def test_money_used_up_and_still_to_pay(said: str, count: int) -> None:
    document = together(narrative("项目绩效评价报告"), narrative(*said.split("|")), score_table())
    assert len(faults("P-36", document)) == count


def test_sentences_before_the_report_do_not_count() -> None:
    document = together(
        narrative("2024年资金全部支出，无结余。", "2025年支付尾款。", "绩效评价报告"), score_table()
    )
    assert not verdicts("P-36", document)


@pytest.mark.parametrize(
    ("score", "grade", "verdict"),
    [
        ("90", "优", "holds"),
        ("89.9", "优", "fails"),
        ("80", "良好", "holds"),
        ("77", "良", "undecided"),
        ("59", "合格", "fails"),
    ],
)
def test_grades_and_scores(score: str, grade: str, verdict: str) -> None:
    assert verdicts("P-50", narrative(f"项目综合得分为{score}分，绩效等级为“{grade}”。")) == [verdict]


def test_one_copy_of_a_goal_need_not_be_counted() -> None:
    assert not faults("P-37", goals_table("形成总报告1份，制定方案1套", "已形成总报告，制定方案"))
    assert not faults("P-37", goals_table("印发手册≥200册", "已印发"))


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.startswith("P-")])
def test_rules_say_nothing_where_there_is_nothing(rule: str) -> None:
    assert not list(RULES[rule].check(narrative("一、收入决算情况说明", "本年收入合计10.00万元。")))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("评价项目3个，占部门项目总数的75.00%。", []),
        ("评价项目3个，占部门项目总数的42.85%。", []),  # 3 of 7, cut off
        ("评价项目3个，占部门项目总数的7.00%。", [""]),  # 3 of 42 is 7.14 %, of 43 6.98 %
        ("评价项目3个，占部门项目总数的150%。", [""]),
        (
            "评价项目12个，其中重点项目3个、一般项目2个，占一般项目总数的7.00%。",
            [],
        ),  # whose share it is, is open
    ],
)
def test_a_share_that_no_total_makes(told: str, expected: list[str]) -> None:
    assert [fault.expected for fault in faults("P-39", narrative(told))] == expected
