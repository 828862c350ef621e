"""编报绩效目标的项目资金不大于项目支出预算

为什么：绩效目标按项目编报，项目的钱都在支出预算表的“项目支出”里；大于项目支出，或写 0 个项目却有资金，个数和金额必有一个错。
怎么改：对照项目库核对编报绩效目标的项目个数和金额。

>>> head = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
>>> rows = ("合计", "", "9.00", "4.00", "5.00"), ("201", "一般公共服务支出", "9.00", "4.00", "5.00")
>>> table = "部门支出总表", grid(head, *rows)
>>> def told(words): return text(*table, "绩效目标设置情况", f"本部门编报绩效目标的项目{words}万元。", kind="budget")
>>> print(*rule.check(told("3个，涉及项目预算资金50.00")))
B-64 不成立：编报绩效目标的项目资金 50.00万元，大于支出预算表的项目支出 5.00万元
>>> print(*rule.check(told("0个，涉及项目预算资金5.00")))
B-64 不成立：编报绩效目标的项目写 0 个，资金却写 5.00万元
>>> print(*rule.check(told("3个，涉及项目预算资金5.00")))
B-64 成立：绩效目标的资金在项目支出之内
>>> print(*rule.check(text(*table, kind="budget")))
B-64 无法判断：没有写编报绩效目标的项目和资金
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import number_of, printed
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage, matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.target_form import target_forms
from mingzhang.rules.shared.added_money import adds_to
from mingzhang.rules.shared.coded_rows import amount, said

RULE = Judgement("B-64", Severity.WARNING, ("A", "L6"), kinds=("budget",))

_TOLD = re.compile(
    r"绩效(?:目标)?(?:管理|申报)?的?(?:预算)?项目(?:共|有|为|数量|支出)*(?P<count>\d{1,6})个"
    r"[^。；]{0,24}?(?:资金|预算|金额)(?:共计|合计|总额|为)*(?P<amount>\d[\d,]{0,20}(?:\.\d{1,8})?)(?P<unit>万?元)"
    r"|(?P<count2>\d{1,6})个项目(?:纳入|实行|编报|申报)[^。；，]{0,12}绩效目标[^。；]{0,24}?(?:资金|预算|金额)(?:共计|合计|总额|为)*"
    r"(?P<amount2>\d[\d,]{0,20}(?:\.\d{1,8})?)(?P<unit2>万?元)"
)
_ALL = re.compile("整体|人员类|运转类|基本支出|人员经费|公用经费")  # more than what projects are given
_FACTS = ("预算支出表[合计].项目支出", "预算一般表[合计].项目支出")


def check(document: Examined) -> Iterator[Finding]:
    """Number and money of the projects with targets against the table and the forms."""
    told = [(p, m) for p, m in matches(document.passages, _TOLD) if not _ALL.search(m[0])]
    if not told:
        yield undecided("没有写编报绩效目标的项目和资金")
        return
    faults = [fault for passage, match in told for fault in _faults(document, passage, match)]
    yield from faults or [holds(message="绩效目标的资金在项目支出之内")]


def _faults(document: Examined, passage: Passage, match: re.Match[str]) -> Iterator[Finding]:
    """What one sentence says against itself, the forms attached and the table."""
    how = "" if match["count"] else "2"
    place, where = passage.place(*match.span("amount" + how)), passage.place(*match.span("count" + how))
    money, count = printed(match["amount" + how], match["unit" + how], place), int(match["count" + how])
    attached = [form for form in target_forms(list(document.report.tables())) if form.project]
    asked, forms = [number_of(form.asked) if form.asked else None for form in attached], len(attached)
    if (count == 0) != (money.value == 0):
        words = f"编报绩效目标的项目写 {count} 个，资金却写 {said(money)}"
        yield fails(words, where, place, expected="个数与资金相符")
    elif count < forms or (count > forms > 0 and adds_to(money, asked)):
        words = f"编报绩效目标的项目写 {count} 个，文件里附了 {forms} 张绩效目标表"
        yield fails(words, where, expected=f"{forms}个")
    whole = next((fact for name in _FACTS if (fact := amount(document, name)) is not None), None)
    if whole is not None:
        over = number_of(money) - whole.number
        if over.value > over.slack:
            words = f"编报绩效目标的项目资金 {said(money)}，大于支出预算表的项目支出 {said(whole.figure)}"
            yield fails(
                words, place, whole.place, expected=f"不大于 {said(whole.figure)}", gap=over, relation="≤"
            )
