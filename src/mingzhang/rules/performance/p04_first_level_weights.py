"""一级指标权重按规定设置

为什么：办法原则上规定预算执行率 10、产出 50、效益 30、满意度 10（单设成本指标时为 10、20、40、20、10），可以因故调整。
怎么改：没有特殊理由的按规定权重设置；有理由的在说明中写明。

>>> print(*rule.check(form()))
P-04 成立：
>>> rows = ["数量指标|检查次数|≥12次|12次|70|70", "满意度指标|满意度|≥90%|95%|20|20"]
>>> print(*rule.check(form(rows=rows)))
P-04 无法判断：1 张自评表的一级指标权重与规定不同（如自评表1“安全检查”：产出70、满意度20），有无特殊理由表上看不出来
>>> print(*rule.check(form(rows=["数量指标|检查次数|≥12次|12次|见附件|50"])))
P-04 无法判断：1 张自评表的一级指标权重与规定不同（如自评表1“安全检查”：没有读全），有无特殊理由表上看不出来

这一项只会成立或无法判断：一份文件里看不出有没有特殊理由，所以从不报不成立。
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import holds, undecided
from mingzhang.language.evaluation.grid import figures_sum, marks
from mingzhang.language.evaluation.recognise import SelfEvaluation

RULE = Judgement(
    "P-04", Severity.INFO, ("L6", "L7"), kinds=("final_account", "self_evaluation", "evaluation_report")
)
_USUAL = ({"产出": 50, "效益": 30, "满意度": 10}, {"成本": 20, "产出": 40, "效益": 20, "满意度": 10})


def check(document: Document) -> Iterator[Finding]:
    """One finding for the document."""
    other = [form for form in document.evaluations if not _as_usual(form)]
    if document.evaluations and not other:
        yield holds(document.evaluations[0].name.place)
    if other:
        first = "、".join(f"{name}{marks(value)}" for name, value in _weights(other[0]).items()) or "没有读全"
        yield undecided(
            f"{len(other)} 张自评表的一级指标权重与规定不同（如{other[0].table}：{first}），有无特殊理由表上看不出来",
            *(form.name.place for form in other),
        )


def _weights(form: SelfEvaluation) -> dict[str, Fraction]:
    groups: dict[str, Fraction] = {}
    for name in ("成本", "产出", "效益", "满意度"):
        rows = [row.full for row in form.indicators if row.level1.startswith(name)]
        added = figures_sum(rows)
        if rows and added is not None:
            groups[name] = added.value
    return groups


def _as_usual(form: SelfEvaluation) -> bool:
    return _weights(form) in _USUAL
