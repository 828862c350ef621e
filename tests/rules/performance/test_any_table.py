"""Whatever stands in a table, reading and judging it gives findings and never an error."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.facts.report import Paragraph
from mingzhang.rules import all_rules
from mingzhang.work.evaluation_examples import understood
from mingzhang.work.examples import grid

RULES = [rule for rule in all_rules() if rule.id.startswith("P-")]
SPOKEN = (
    "项目名称 主管部门 年初预算数 全年预算数 全年执行数 执行率 分值 得分 年度资金总额 其他资金 预期目标 实际完成情况 "
    "一级指标 二级指标 三级指标 年度指标值 实际完成值 偏差原因 产出指标 数量指标 成本指标 满意度指标 不涉及 总分 合计 "
    "100 95 10 0 1.5 -3 120% ≥5次 4次 2020.1-2021.3 2万 — 甲乙丙丁 决策（20） 评价意见 （万元） 99999999999999999999"
)
WORDS = st.sampled_from(["", *SPOKEN.split()])
HEADS = ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"]
SCORES = ["一级指标", "二级指标", "分值", "得分", "评价意见"]
ROWS = st.lists(st.lists(WORDS, min_size=1, max_size=9), max_size=12)


@given(ROWS, ROWS, st.sampled_from([HEADS, SCORES, []]), st.booleans())
def test_any_table_is_judged(
    above: list[list[str]], below: list[list[str]], heads: list[str], cut: bool
) -> None:
    first, second = [*above, *([heads] if heads else [])], below
    tables = [grid(*first), grid(*second)] if cut else [grid(*first, *second)]
    document = understood([Paragraph("项目支出绩效自评表"), *tables])
    for rule in RULES:
        for finding in rule.check(document):
            assert finding.message or finding.verdict.value == "holds"
            assert finding.fingerprint
