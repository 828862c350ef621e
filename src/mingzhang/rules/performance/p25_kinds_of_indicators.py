"""产出、效益、满意度指标齐全

为什么：办法要求从产出、效益、满意度三方面设置指标；缺一面就只评了一部分。
怎么改：补设指标；确不适用的，在表中注明理由。

>>> print(*rule.check(form()))
P-25 成立：
>>> print(*rule.check(form(rows=["数量指标|检查次数|≥12次|12次|90|90"])))
P-25 不成立：自评表1“安全检查”没有有分值的效益、满意度指标
>>> print(*rule.check(form(rows=["数量指标|检查次数|≥12次|12次|见附件|90"])))
P-25 无法判断：自评表1“安全检查”的指标分类或分值没有读全
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.recognise import SelfEvaluation

RULE = Judgement(
    "P-25", Severity.INFO, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)
_KINDS = ("产出", "效益", "满意度")


def check(document: Document) -> Iterator[Finding]:
    """One finding for each form."""
    for form in document.evaluations:
        yield _judge(form)


def _judge(form: SelfEvaluation) -> Finding:
    """The kinds of indicators for which a form has no row with a weight."""
    levels = {name for row in form.indicators for name in (row.level1, row.level2)}
    if form.unweighted or not any("产出" in level for level in levels):
        return undecided(f"{form.table}的指标分类或分值没有读全", form.name.place)
    worth = [row for row in form.indicators if row.full.figure is not None and row.full.figure.value > 0]
    named = "，".join(row.level1 + row.level2 for row in worth).replace("效果", "效益")
    missing = [kind for kind in _KINDS if kind not in named]
    if "满意度" in missing and any("满意" in row.name.plain for row in worth):
        missing.remove("满意度")
    if not missing:
        return holds(form.name.place)
    return fails(
        f"{form.table}没有有分值的{'、'.join(missing)}指标",
        form.name.place,
        printed="（无）",
        expected=f"至少各设一条{'、'.join(missing)}指标",
    )
