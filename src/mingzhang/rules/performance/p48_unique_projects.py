"""自评表项目名称不重复

为什么：一个项目一张自评表；名称重复，或是重复附表，或是名称没有改。
怎么改：删去重复的表，或改正项目名称。

>>> print(*rule.check(together(form("甲项目"), form("乙项目"))))
P-48 成立：
>>> print(*rule.check(together(form("甲项目"), form("甲项目"))))
P-48 不成立：自评表2“甲项目”与自评表1“甲项目”项目名称相同
>>> print(*rule.check(form("")))
P-48 无法判断：第 1 张自评表没有项目名称
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.recognise import SelfEvaluation

RULE = Judgement(
    "P-48", Severity.ERROR, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each repeated name, otherwise one for the document."""
    seen: dict[tuple[str, str, str], SelfEvaluation] = {}
    repeated = False
    for form in document.evaluations:
        key = (form.name.plain, form.department.plain, form.unit.plain)
        if not form.name.plain:
            yield undecided(f"第 {form.number} 张自评表没有项目名称", form.name.place)
        elif key in seen:
            repeated = True
            yield fails(
                f"{form.table}与{seen[key].table}项目名称相同",
                form.name.place,
                seen[key].name.place,
                expected="不重复的项目名称",
            )
        else:
            seen[key] = form
    if len(seen) > 0 and not repeated:
        yield holds(*(form.name.place for form in seen.values()))
