"""评价项目数与自评表、评价报告数一致

为什么：正文写的评价项目数应等于随附的自评表张数加评价报告数。
怎么改：核对项目清单，改正项目数或补齐自评表。

>>> print(*rule.check(together(narrative("绩效自评的项目1个。"), form())))
P-38 成立：
>>> print(*rule.check(together(narrative("绩效自评的项目1个。"), form("甲"), form("乙"))))
P-38 不成立：正文写 1 个项目，随附自评表 2 张、评价报告 0 份
>>> print(*rule.check(together(narrative("绩效自评的项目3个，涉及金额50.00万元。"), form())))
P-38 不成立：正文写 3 个项目，随附自评表 1 张、评价报告 0 份
>>> print(*rule.check(together(narrative("绩效自评的项目3个。"), form())))
P-38 无法判断：正文写 3 个项目，随附自评表 1 张、评价报告 0 份，其余项目可能没有随附自评表
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.performance_summary import stated_amount, stated_projects
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.recognise import SelfEvaluation
from mingzhang.rules.shared.added_money import adds_to

RULE = Judgement(
    "P-38", Severity.ERROR, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Examined) -> Iterator[Finding]:
    """One finding where the narrative counts the projects and forms are attached."""
    stated = stated_projects(document.summaries)
    forms = [form for form in document.evaluations if not form.whole]
    if stated is None or not forms:
        return
    reports, places = len(document.score_tables), [form.name.place for form in forms]
    found = len(forms) + reports
    text = f"正文写 {stated.text} 个项目，随附自评表 {len(forms)} 张、评价报告 {reports} 份"
    if stated.value in (len(forms), found):
        yield holds(stated.place)
    elif stated.value > found and not _same_money(document, forms):
        yield undecided(text + "，其余项目可能没有随附自评表", stated.place)
    else:
        yield fails(text, stated.place, *places, printed=stated.text, expected=str(found))


def _same_money(document: Examined, forms: list[SelfEvaluation]) -> bool:
    """Whether the forms attached have all the money that the text tells: then none is missing."""
    told = stated_amount(document.summaries)
    return told is not None and any(
        adds_to(told, amounts)
        for amounts in ([form.outturn for form in forms], [form.budget for form in forms])
    )
