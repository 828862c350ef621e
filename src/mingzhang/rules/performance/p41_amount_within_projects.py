"""绩效涉及金额不超过项目支出

为什么：纳入自评、评价的项目资金来自项目支出，不会超过项目支出总额。
怎么改：核对口径；按预算数统计的与项目支出预算比较。

>>> document = narrative("绩效自评的项目4个，涉及金额59.80万元。")
>>> document.facts = stated("支出表[合计].项目支出 80.00")
>>> print(*rule.check(document))
P-41 成立：
>>> document.facts = stated("支出表[合计].项目支出 30.00")
>>> print(*rule.check(document))
P-41 不成立：涉及金额 59.80万元，大于项目支出 30.00万元
>>> print(*rule.check(narrative("绩效自评的项目4个，涉及金额59.80万元。")))
P-41 无法判断：没有读到项目支出总额
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.fact import Fact
from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import Printed, number_of
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.performance_summary import stated_amount
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement("P-41", Severity.WARNING, ("A",), kinds=("final_account",))


def check(document: Examined) -> Iterator[Finding]:
    """One finding where the narrative states the amount."""
    amount = stated_amount(document.summaries)
    if amount is None:
        return
    known = [fact for fact in document.facts if _is_projects(fact)]
    if not known:
        yield undecided("没有读到项目支出总额", amount.place)
        return
    yield _judge(amount, max(known, key=lambda fact: fact.number.value))


def _is_projects(fact: Fact) -> bool:
    """Whether a fact is the year's project expenditure, of any fund."""
    name = fact.name
    return (
        name.endswith("项目支出")
        and ("[合计]" in name or "[" not in name)
        and not name.startswith(("上年", "绩效"))
    )


def _judge(amount: Printed, projects: Fact) -> Finding:
    over = number_of(amount) - projects.number
    if over.value <= over.slack:
        return holds(amount.place, projects.place)
    whole = projects.figure
    text = f"涉及金额 {amount.text}{amount.shown}，大于项目支出 {whole.text}{whole.shown}"
    if over.value <= projects.number.value / 2:
        return undecided(text + "，可能按预算数或全部资金统计", amount.place, projects.place)
    return fails(text, amount.place, projects.place, expected=f"不超过 {whole.text}{whole.shown}")
