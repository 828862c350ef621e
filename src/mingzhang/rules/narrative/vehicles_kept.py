"""公务用车保有量不大于资产中的车辆数

为什么：由财政拨款负担费用的公务用车，应当都在本单位的资产账上；保有量大于车辆总数，有一个数写错或口径不同。
怎么改：对照资产台账改正；借用、租用的车辆在说明里写明。

>>> print(*rule.check(facts("说明.保有量 5辆", "资产.车辆 3辆")), sep="\\n")
N-37 不成立：公务用车保有量 5辆，国有资产说明的车辆只有 3辆
>>> print(*rule.check(facts("说明.保有量 3辆", "资产.车辆 5辆")), sep="\\n")
N-37 成立：
>>> print(*rule.check(text("七、“三公”经费支出决算情况说明", "公务用车保有量3辆。", "十、国有资产占用情况说明",
...     "共有车辆9辆，其中：一般公务用车8辆、其他用车1辆。")), sep="\\n")
N-37 不成立：公务用车保有量 3辆，国有资产说明的一般公务用车为 8辆
>>> print(*rule.check(text("七、“三公”经费支出决算情况说明", "公务用车保有量9辆。", "十、国有资产占用情况说明",
...     "共有车辆9辆，其中：一般公务用车2辆、一般执法执勤用车7辆。")), sep="\\n")
N-37 成立：
>>> print(*rule.check(facts("说明.保有量 5辆")), sep="\\n")
N-37 无法判断：缺少保有量或资产车辆数
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import said

RULE = Judgement("N-37", Severity.WARNING, ("L5",), kinds=("final_account", "budget"))


def check(document: Document) -> Iterator[Finding]:
    """The two counts of vehicles; the assets may hold more than the budget pays for."""
    kept, owned = document.facts.get("说明.保有量"), document.facts.get("资产.车辆")
    common = next((c for c in document.claims if c.level and c.subject == "一般公务用车"), None)
    if kept is None or owned is None:
        yield undecided("缺少保有量或资产车辆数")
    elif kept.figure.value > owned.figure.value:
        words = f"公务用车保有量 {said(kept.figure)}，国有资产说明的车辆只有 {said(owned.figure)}"
        yield fails(words, kept.place, owned.place, expected=f"≤{said(owned.figure)}")
    elif common is not None and common.level is not None and common.level.value > kept.figure.value:
        words = f"公务用车保有量 {said(kept.figure)}，国有资产说明的一般公务用车为 {said(common.level)}"
        right = said(common.level)
        yield fails(words, kept.place, common.level.place, expected=right, severity=Severity.INFO)
    else:
        yield holds(kept.place, owned.place)
