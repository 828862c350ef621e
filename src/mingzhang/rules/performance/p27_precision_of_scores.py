"""指标得分的小数位不超过两位

为什么：评分到百分之一分已足够；更多小数多半是公式结果没有取舍。
怎么改：按一位或两位小数四舍五入，并相应改正总分。

>>> print(*rule.check(form()))
P-27 成立：
>>> print(*rule.check(form(rows=["数量指标|检查次数|≥12次|11次|90|82.4967"])))
P-27 不成立：自评表1“安全检查”有 1 个得分超过两位小数：82.4967
>>> print(*rule.check(form(rows=["数量指标|检查次数|≥12次|11次|90|良"])))
P-27 无法判断：自评表1“安全检查”的得分没有读全
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import decimals_of
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement(
    "P-27", Severity.INFO, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each form."""
    for form in document.evaluations:
        figures = [item.figure for item in (*form.scores(), form.total_score) if item.figure is not None]
        fine = [figure for figure in figures if decimals_of(figure) > 2]
        if fine:
            yield fails(
                f"{form.table}有 {len(fine)} 个得分超过两位小数：{'、'.join(figure.text for figure in fine)}",
                *(figure.place for figure in fine),
                printed=fine[0].text,
                expected="不超过两位小数",
            )
        elif form.unscored or not figures:
            yield undecided(f"{form.table}的得分没有读全", form.name.place)
        else:
            yield holds(form.total_score.place)
