"""指标值不照抄指标名称

为什么：三级指标是“量什么”，指标值是“做到多少”；照抄就没有可以衡量的标准。
怎么改：三级指标改为名称，指标值写明数量、标准或期限。

>>> print(*rule.check(form()))
P-20 成立：
>>> print(*rule.check(form(rows=["社会效益指标|提升安全意识|提升安全意识|已提升|90|90"])))
P-20 不成立：1 行指标中 1 行的指标值照抄三级指标名称：自评表1 1 行
>>> print(*rule.check(form(rows=["社会效益指标|提升安全意识||已提升|90|90"])))
P-20 无法判断：各自评表没有填写指标值
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement(
    "P-20", Severity.INFO, ("L7",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for the document, with the counts of each form."""
    rows = [(f, r) for f in document.evaluations for r in f.indicators if r.concerned and not r.name.blank]
    stated = [(form, row) for form, row in rows if row.target.plain]
    copied = [(f, r) for f, r in stated if _same(r.name.plain) == _same(r.target.plain)]
    if copied:
        forms = {form.number: form for form, _ in copied}
        counts = "、".join(
            f"自评表{number} {sum(f.number == number for f, _ in copied)} 行" for number in forms
        )
        yield fails(
            f"{len(stated)} 行指标中 {len(copied)} 行的指标值照抄三级指标名称：{counts}",
            *(row.target.place for _, row in copied),
            expected="写明数量、标准或期限",
        )
    elif stated:
        yield holds(stated[0][1].target.place)
    elif rows:
        yield undecided("各自评表没有填写指标值", rows[0][1].target.place)


def _same(text: str) -> str:
    return re.sub(r"[，。；、“”]", "", text)
