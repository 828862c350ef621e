"""“三公”经费的预算数前后是同一个口径

为什么：年初预算数和全年（调整后）预算数不同；同一部分有的写年初预算，有的写全年预算，完成率就不能比较。
怎么改：统一口径，或同时写出两个预算数。

>>> head = "七、“三公”经费支出决算情况说明"
>>> one = "“三公”经费支出年初预算为5.00万元，支出决算为4.00万元。"
>>> print(*rule.check(text(head, one, "公务接待费全年预算为5.00万元，支出决算为4.00万元。")), sep="\\n")
T09-08 不成立：“三公经费”写年初预算，“公务接待费”写全年预算，口径不一
>>> print(*rule.check(text(head, one, "公务接待费年初预算为5.00万元，支出决算为4.00万元。")), sep="\\n")
T09-08 成立：
>>> print(*rule.check(text(head, "“三公”经费支出4.00万元。")), sep="\\n")
T09-08 无法判断：“三公”经费没有写明是哪个预算
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import Printed
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement("T09-08", Severity.INFO, ("A",))
_PLANS = ("年初预算", "全年预算")


def check(document: Document) -> Iterator[Finding]:
    """Which budget the items of 三公 print; an item that prints both is no mixture."""
    seen: dict[str, tuple[str, Printed]] = {}
    for claim in document.claims:
        plans = [plan for plan in _PLANS if plan in claim.bases]
        if claim.fact.startswith("三公表.决算.") and len(plans) == 1 and not claim.aside:
            seen.setdefault(plans[0], (claim.subject, claim.bases[plans[0]]))
    if not seen:
        yield undecided("“三公”经费没有写明是哪个预算")
    elif len(seen) == 1:
        yield holds(*(figure.place for _, figure in seen.values()))
    else:
        (one, first), (other, second) = seen.items()
        words = f"“{first[0].removesuffix('支出')}”写{one}，“{second[0]}”写{other}，口径不一"
        yield fails(words, first[1].place, second[1].place, printed=other, expected=one)
