"""Rules on self-evaluation forms: what they must see, and what they must leave alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.language.document.document import Document
from mingzhang.rules import all_rules
from mingzhang.work.evaluation_examples import form, narrative, together

RULES = {rule.id: rule for rule in all_rules()}


def verdicts(rule: str, document: Document) -> list[str]:
    return [finding.verdict.value for finding in RULES[rule].check(document)]


def faults(rule: str, document: Document) -> list[Finding]:
    return [finding for finding in RULES[rule].check(document) if finding.verdict is Verdict.FAILS]


def one(row: str, **more: Sequence[str]) -> Document:
    """A form with one row that carries all marks but those of the execution rate."""
    return form(rows=[row], **more)  # type: ignore[arg-type]


def test_the_expected_weight_is_what_the_rows_add_to() -> None:
    (found,) = faults("P-01", form(rows=["数量指标|检查次数|≥12次|12次|80|80"]))
    assert (found.printed, found.expected, found.severity) == ("100", "90", Severity.ERROR)
    assert found.places[0].row == "总分"


@pytest.mark.parametrize(
    ("rows", "rate", "verdict"),
    [
        (["数量指标|次数|≥2次|2次|100|100"], ("10", "100%", "10"), "undecided"),  # rate scored apart
        (["数量指标|次数|≥2次|2次|90|90"], ("", "100%", ""), "undecided"),  # rate's marks not printed
        (["数量指标|次数|≥2次|2次|100|100"], ("", "", ""), "holds"),
        (["数量指标|次数|≥2次|2次||90"], ("10", "100%", "10"), "undecided"),
        (["数量指标|次数|≥2次|2次|90|90", "生态效益指标|不涉及|||0|"], ("10", "100%", "10"), "holds"),
    ],
)
def test_weights_that_cannot_be_judged(rows: list[str], rate: tuple[str, str, str], verdict: str) -> None:
    assert verdicts("P-01", form(rows=rows, rate=rate)) == [verdict]


@pytest.mark.parametrize(
    ("scores", "total", "verdict"),
    [
        (("9.90", "90"), "99.9", "holds"),
        (("9.906", "89.5"), "99.41", "rounding"),
        (("9.91", "89.5"), "100", "fails"),
        (("9", "90"), "98", "fails"),
        (("", "90"), "100", "undecided"),
    ],
)
def test_totals_with_decimals(scores: tuple[str, str], total: str, verdict: str) -> None:
    rate = ("10", "99.06%", scores[0])
    document = form(rows=[f"数量指标|次数|≥2次|2次|90|{scores[1]}"], rate=rate, total=("100", total))
    assert verdicts("P-02", document) == [verdict]


@pytest.mark.parametrize(
    ("budget", "spent", "rate", "verdict"),
    [
        ("3", "0.16", "5.35%", "rounding"),
        ("3.50", "3.467", "99.06%", "holds"),
        ("7.00", "6.00", "85.71%", "holds"),
        ("9.00", "6.00", "66.66%", "rounding"),
        ("700.00", "600.00", "85.17%", "fails"),
        ("7.00", "6.00", "0.8571", "holds"),
        ("0", "0", "0%", "undecided"),
    ],
)
def test_execution_rates(budget: str, spent: str, rate: str, verdict: str) -> None:
    assert verdicts("P-05", form(funds=(budget, budget, spent), rate=("10", rate, "9"))) == [verdict]


def test_a_rate_on_the_original_budget_is_named() -> None:
    (found,) = faults("P-05", form(funds=("40.00", "50.00", "30.00"), rate=("10", "75%", "7.5")))
    assert "年初预算" in found.message
    assert found.expected == "60%"


@pytest.mark.parametrize(
    ("rate", "score", "verdict"),
    [
        ("99.06%", "9.91", "holds"),
        ("99.06%", "9.9", "holds"),
        ("99.06%", "9.90", "holds"),
        ("99.06%", "10", "holds"),
        ("99.06%", "9", "fails"),
        ("120%", "10", "holds"),
        ("81.74%", "8", "holds"),
        ("81.74%", "10", "fails"),
    ],
)
def test_one_execution_score(rate: str, score: str, verdict: str) -> None:
    assert verdicts("P-06", form(rate=("10", rate, score))) == [verdict]


def test_a_declared_convention_is_respected() -> None:
    document = together(
        narrative("预算执行率得分按比例计算，舍去小数取整。"), form(rate=("10", "99.06%", "9"))
    )
    assert verdicts("P-06", document) == ["undecided"]


def test_execution_scores_of_a_document_follow_one_convention() -> None:
    down = [form(name, rate=("10", rate, "9")) for name, rate in (("甲", "99%"), ("乙", "95.5%"))]
    up = form("丙", rate=("10", "5.35%", "1"))
    found = faults("P-06", together(*down, up))
    assert [(f.expected, f.severity) for f in found] == [
        ("9.9（取整 10）", Severity.WARNING),
        ("9.55（取整 10）", Severity.WARNING),
        ("0.54", Severity.INFO),
    ]
    assert not faults("P-06", up)


@pytest.mark.parametrize(
    ("sources", "verdict"),
    [
        (["其中：当年财政拨款|50.00|50.00|50.00"], "holds"),
        (["其中：当年财政拨款|30.00|30.00|30.00", "其他资金|20.01|20.01|20.01"], "rounding"),
        (["其中：当年财政拨款|30.00|30.00|30.00", "其他资金|||"], "undecided"),
        (["其中：当年财政拨款|30.00|30.00|30.00", "其他资金|0|0|0"], "fails"),
        (["其中：当年财政拨款|60.00|60.00|60.00", "其他资金|||"], "fails"),
        (["其中：一般公共预算|30.00|30.00|30.00", "其中：省级|10.00|10.00|10.00"], "undecided"),
    ],
)
def test_sources_of_funds(sources: list[str], verdict: str) -> None:
    assert set(verdicts("P-07", form(sources=sources))) == {verdict}


@pytest.mark.parametrize(
    ("rule", "row", "verdict"),
    [
        ("P-10", "数量指标|次数|≥12次|12次|90|85|人手不足", "holds"),
        ("P-13", "成本指标|总成本|≤50万元|48万元|90|85", "fails"),
        ("P-13", "成本指标|总成本|≤50万元|48万元|90|85|缩减了规模", "holds"),
        ("P-14", "社会效益指标|程度|提升|达成预期指标|90|80", "holds"),
        ("P-14", "社会效益指标|程度|提升|达成预期指标|90|60", "fails"),
        ("P-16", "满意度指标|群众满意度|90%|85%|90|90", "fails"),
        ("P-16", "数量指标|检查次数|12次|11次|90|90", "fails"),
        ("P-16", "数量指标|检查次数|12次|15次|90|90", "holds"),
        ("P-28", "满意度指标|群众满意度|≥90%|95%|10|9", None),
        ("P-55", "数量指标|餐费|2024.1-2024.9餐费|2024.1-2024.9餐费|90|90", "holds"),
        ("P-55", "数量指标|餐费|2024.1-2024.9餐费|2024.3-2024.9已付|90|90", "holds"),
    ],
)
def test_rows(rule: str, row: str, verdict: str | None) -> None:
    assert verdicts(rule, one(row)) == ([verdict] if verdict else [])


@pytest.mark.parametrize(
    ("rule", "row"),
    [
        ("P-16", "质量指标|投诉率|1%|0.5%|90|90"),  # less is better
        ("P-16", "数量指标|安全事故次数|2次|0次|90|90"),
        ("P-16", "成本指标|总成本|50万元|48万元|90|90"),
        ("P-16", "数量指标|采购|20套|一批设备|90|90"),
        ("P-12", "数量指标|采购|≥2套|20人|90|90"),
        ("P-12", "质量指标|合格率|≥50%|100%|90|90"),
        ("P-26", "数量指标|培训|培训2期，每期50人|培训2期共90人|90|90"),
        ("P-21", "时效指标|归档|完成2019年档案整理|2019年档案已整理|90|90"),
        ("P-23", "成本指标|设备|11万元|9万元|90|90"),
        ("P-20", "数量指标|检查次数|≥12次|12次|90|90"),
    ],
)
def test_no_false_alarm(rule: str, row: str) -> None:
    assert not faults(rule, one(row))


def test_an_empty_cost_takes_the_outturn() -> None:
    (found,) = faults("P-17", form(rows=["成本指标|总成本|50万||90|90"], funds=("50万", "50万", "42.5万")))
    assert (found.printed, found.expected) == ("（空）", "42.5万")
    assert found.places[0].column == "实际完成值"


def test_an_unscored_target_form_is_left_alone() -> None:
    document = form(rows=["数量指标|次数|≥2次||90|"], rate=("10", "100%", ""), total=("100", ""))
    bad = [f for rule in RULES.values() if rule.id.startswith("P-") for f in rule.check(document)]
    assert not [f for f in bad if f.verdict is Verdict.FAILS and f.rule not in ("P-25",)]


def test_a_period_known_to_the_form_is_accepted() -> None:
    rows = [
        "可持续影响指标|期间|2023.10-2024.12|同左|45|45",
        "数量指标|餐费|支付2023年10月起的餐费|已付|45|45",
    ]
    assert not faults("P-21", form(rows=rows))
    assert faults("P-21", form(rows=rows[:1]))


def test_a_period_beyond_the_year_stands_where_the_goal_tells_it() -> None:
    row = ["时效指标|完成时间|2025年5月底前|2025年5月|90|90"]
    assert verdicts("P-21", form(rows=row, goal=("完成核查", "已完成"))) == ["fails"]
    assert verdicts("P-21", form(rows=row, goal=("周期为2024年9月至2025年5月", "已完成"))) == ["holds"]


def test_copied_periods_name_their_twin() -> None:
    row = "可持续影响指标|期间|2023.10-2024.12|2023.10-2024.12|90|90"
    other = "数量指标|餐费|2023年10月至2024年9月|已付|45|45"
    first = form("党建", rows=[row])
    (found,) = faults("P-21", together(first, form("值班", rows=[row.replace("90|90", "45|45"), other])))
    assert "自评表2" in found.message


def test_short_forms_of_a_name_are_accepted() -> None:
    document = form(header=("某区政府办公室", "某区政府办公室", "", ""))
    document.unit = "某市某区人民政府办公室"
    assert not faults("P-24", document)


def test_set_phrases_are_not_pasted_text() -> None:
    phrase = "按照计划完成全年各项目标任务"
    rows = [f"数量指标|开展巡查|巡查水域|{phrase}|90|90"]
    other = [f"数量指标|印发材料|{phrase}|{phrase}|90|90"]
    assert not faults("P-52", together(form("巡查", rows=rows), form("宣传", rows=other)))


@pytest.mark.parametrize(
    "name", ["数量指标", "服务对象满意度", "经济成本指标", "受益群众满意度指标", "安全指标", ""]
)
def test_known_and_other_kinds_are_accepted(name: str) -> None:
    assert not faults("P-53", form(rows=[f"{name}|次数|≥2次|2次|90|90"]))


def test_no_word_boundary_no_dropped_character() -> None:
    row = "数量指标|政府购买服务|完成政府购买服务，按购买服务合同付款|政府购买服务完成|90|90"
    assert not faults("P-57", form("某区政府购买服务项目", rows=[row]))


def test_unit_in_the_head_only() -> None:
    assert not faults("P-54", form(funds=("50.00", "50", "1,250.00")))


def test_findings_name_the_form() -> None:
    for rule in RULES.values():
        if not rule.id.startswith("P-"):
            continue
        for found in rule.check(form(total=("90", "70"), rate=("10", "57%", "99"))):
            if found.verdict is Verdict.FAILS:
                assert found.places and "自评表1" in (found.places[0].table or "") + found.message, rule.id
                assert found.expected, rule.id
