"""二级指标名称按规定书写

为什么：二级指标是规定的名称（数量、质量、时效、成本、经济效益、社会效益、生态效益、可持续影响、服务对象满意度指标）；少字多字会影响汇总。
怎么改：按规定名称改正。

>>> print(*rule.check(form()))
P-53 成立：
>>> print(*rule.check(form(rows=["服务对象满意度标|群众满意度|≥90%|95%|90|90"])))
P-53 不成立：1 张自评表的二级指标名称不规范：“服务对象满意度标”（应为“服务对象满意度指标”），见自评表1
>>> print(*rule.check(form(rows=["|群众满意度|≥90%|95%|90|90"])))
P-53 无法判断：各自评表没有印出二级指标
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.indicator_kinds import meant

RULE = Judgement(
    "P-53", Severity.INFO, ("L6",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for the document."""
    rows = [(form, row) for form in document.evaluations for row in form.indicators]
    named = [(form, row) for form, row in rows if row.level2]
    wrong = [(form, row, right) for form, row in named if (right := meant(row.level2))]
    if wrong:
        forms = "、".join(dict.fromkeys(f"自评表{form.number}" for form, _, _ in wrong))
        names = "、".join(dict.fromkeys(f"“{row.level2}”（应为“{right}”）" for _, row, right in wrong))
        count = len({form.number for form, _, _ in wrong})
        yield fails(
            f"{count} 张自评表的二级指标名称不规范：{names}，见{forms}",
            *{id(row.kind.cell): row.kind.place for _, row, _ in wrong}.values(),
            printed=wrong[0][1].level2,
            expected=wrong[0][2],
        )
    elif named:
        yield holds(named[0][1].kind.place)
    elif rows:
        yield undecided("各自评表没有印出二级指标", rows[0][1].name.place)
