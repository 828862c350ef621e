"""预算的分项不写成“支出决算”

为什么：“‘三公’经费预算54万元，其中：公务接待费支出决算42万元”，合计是预算，分项却写决算；读者会把预算当成实际花的钱，和后面的决算也对不上。
怎么改：分项相加等于预算的，“支出决算”改为“预算”；确是决算的，另起一句写明。

>>> told = "“三公”经费预算9.00万元，其中：公务用车运行费支出{0}2.00万元；公务接待费支出{0}7.00万元。"
>>> print(*rule.check(text("七、“三公”经费支出决算情况说明", told.format("决算"))))
B-90 不成立：“三公经费”预算 9.00万元的 2 个分项写成了“决算”，应为“预算”
>>> print(*rule.check(text("七、“三公”经费支出决算情况说明", told.format("预算"))))
B-90 成立：
>>> print(*rule.check(text("七、“三公”经费支出决算情况说明")))
B-90 无法判断：没有列出分项的预算
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.proportion import say
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.narrative.claim import Claim

RULE = Judgement("B-90", Severity.WARNING, ("A",), kinds=("final_account",))

_PLAN = "预算"
_OUTTURN = re.compile(r"决算(?:数|支出)?(?:为|是|：|共)*\s*$")


def check(document: Examined) -> Iterator[Finding]:
    """The parts of every planned whole that are planned themselves, by the word before their figures."""
    parts: dict[int, list[Claim]] = {}
    wholes: dict[int, Claim] = {}
    for claim in document.claims:
        whole = claim.parent
        if whole is not None and whole.level is None and _PLAN in whole.bases and _PLAN in claim.bases:
            wholes[id(whole)] = whole
            parts.setdefault(id(whole), []).append(claim)
    for key, told in parts.items():
        figures = [claim.bases[_PLAN] for claim in told]
        wrong = [f for claim, f in zip(told, figures, strict=True) if _OUTTURN.search(_before(claim))]
        plan = wholes[key].bases[_PLAN]
        if wrong:
            words = f"{wholes[key].name}预算 {say(plan)}的 {len(wrong)} 个分项写成了“决算”，应为“预算”"
            places = [figure.place for figure in (*wrong, plan)]
            yield fails(words, *places, printed="决算", expected=_PLAN)
        else:
            yield holds(plan.place)
    if not parts:
        yield undecided("没有列出分项的预算")


def _before(claim: Claim) -> str:
    """The text before the planned figure of a claim."""
    span = claim.bases[_PLAN].place.span
    return claim.paragraph.text[: span[0]] if span is not None else ""
