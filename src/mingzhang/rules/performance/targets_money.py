"""绩效目标表的资金与各来源之和、与正文的个数和金额一致

为什么：目标表、预算表和正文说的是同一批项目；总额与来源不平，或与正文对不上，目标就不知道配的是哪笔钱。
怎么改：核对预算批复，改正写错的一处。

>>> def form(whole, other="1.00"): return grid(("项目名称", "设备更新"), ("年度资金总额（万元）", whole), ("其中：财政拨款", "8.00"),
...     ("其他资金", other), ("二级指标", "三级指标", "指标值"), ("数量指标", "更新设备", "3台"))
>>> told = "编报绩效目标的项目1个，涉及项目预算资金{}万元。"
>>> print(*rule.check(text(told.format("9.00"), form("9.50"), kind="budget")), sep="\\n")
B-59 不成立：项目“设备更新”的资金总额 9.50万元，财政拨款与其他资金合计 9.00万元
B-59 不成立：正文说 1 个项目共 9.00万元，各绩效目标表合计 9.50万元
>>> print(*rule.check(text(told.format("9.00"), form("9.00"), kind="budget")))
B-59 成立：绩效目标表的资金与正文一致
>>> print(*rule.check(text("2026年部门预算编制说明", kind="budget")))
B-59 无法判断：没有写明资金的绩效目标表
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import MONEY, number_of, printed, shown, total
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.target_form import TargetForm, target_forms
from mingzhang.language.identity.formula import compare

RULE = Judgement("B-59", Severity.ERROR, ("A", "L6"), kinds=("budget",))

_TOLD = re.compile(
    r"绩效目标的?项目(?:共|有|为|数量)*(?P<count>\d{1,6})个[^。；]{0,16}?"
    r"(?P<amount>\d[\d,]{0,20}(?:\.\d{1,8})?)(?P<unit>万?元)"
)


def check(document: Examined) -> Iterator[Finding]:
    """Sources against the whole of each form; all forms against what the text says of them."""
    forms = [form for form in target_forms(list(document.report.tables())) if form.asked is not None]
    if not forms:
        yield undecided("没有写明资金的绩效目标表")
        return
    faults = [fault for form in forms for fault in _sources(form)]
    faults += [fault for fault in _told(document, forms)]
    yield from faults or [holds(message="绩效目标表的资金与正文一致")]


def _sources(form: TargetForm) -> Iterator[Finding]:
    """The sources of the whole, and those of the year, against their totals."""
    for what, money in (("资金总额", form.money), ("年度资金", form.annual)):
        parts = [figure for source, figure in money.items() if source != "总额"]
        whole = money.get("总额")
        if whole is None or len(parts) < 2:
            continue
        added = total(((1, number_of(part)) for part in parts), MONEY)
        if compare(number_of(whole) - added) is Verdict.FAILS:
            said, right = whole.text + whole.shown, shown(added.value, whole.shown)
            sources = "财政拨款与其他资金" if what == "资金总额" else "各项来源"
            words = f"项目“{form.project}”的{what} {said}，{sources}合计 {right}"
            yield fails(words, whole.place, *(part.place for part in parts), expected=right)


def _told(document: Examined, forms: list[TargetForm]) -> Iterator[Finding]:
    """The sum that the text states for as many projects as there are forms against the forms' totals."""
    for passage, match in matches(document.passages, _TOLD):
        if int(match["count"]) != len(forms):
            continue
        place = passage.place(*match.span("amount"))
        said = printed(match["amount"], match["unit"], place)
        asked = [form.asked for form in forms if form.asked is not None]
        added = total(((1, number_of(figure)) for figure in asked), MONEY)
        if compare(number_of(said) - added) is Verdict.FAILS:
            right = shown(added.value, said.shown)
            words = (
                f"正文说 {match['count']} 个项目共 {match['amount']}{match['unit']}，各绩效目标表合计 {right}"
            )
            yield fails(words, place, *(figure.place for figure in asked), expected=right)
