"""原因说到的那一项，确实那样变动

为什么：总额减少，原因写“公务接待费减少”，文中的公务接待费却增加或没有变，原因就解释不了变动，多半是沿用了上年的句子。
怎么改：按各项的增减重写原因；数写反了的改数。

>>> def told(why, host="比上年增加0.20万元"): return text("“三公”经费支出3.00万元，比上年减少1.00万元，主要原因是" + why
...     + f"。其中：公务用车运行维护费2.00万元，比上年减少1.20万元；公务接待费1.00万元，{host}。")
>>> print(*rule.check(told("公务接待费减少")))
N-85 不成立：原因写“公务接待费减少”，文中公务接待费比上年却是增加
>>> print(*rule.check(told("公务接待费减少", "与上年持平")))
N-85 不成立：原因写“公务接待费减少”，文中公务接待费比上年却是持平
>>> print(*rule.check(told("公务用车运行维护费减少")))
N-85 成立：
>>> print(*rule.check(text("“三公”经费支出3.00万元，比上年减少1.00万元。")))
N-85 无法判断：没有原因说到文中另有增减的一项
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.text.vocabulary import DOWN, UP
from mingzhang.rules.shared.three_expenses import idle

RULE = Judgement("N-85", Severity.WARNING, ("A",), kinds=("final_account", "budget"))

# A reason that is nothing but the movement of one item.
_ITEM = re.compile(
    r"^(?:本年|当年|是|由于)?(?P<what>[^，。；、\d]{2,20}?(?:费|支出|经费))(?:有所|略有|相应|的)?"
    rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))(?:所致|较多|较大)?$"
)
_SAID = {1: "增加", -1: "减少", 0: "持平"}


def check(document: Examined) -> Iterator[Finding]:
    """Reasons that name one item, against what the document says of that item and the same base."""
    told = False
    for claim in document.claims:
        match = _ITEM.match((claim.reason or "").strip("。；： "))
        moved = [change for change in claim.changes if change.way]
        if match is None or len({change.base[:2] for change in moved}) != 1:
            continue
        base = moved[0].base
        ways, said = _ways(document, claim, _core(match["what"]), base[:2]), 1 if match["up"] else -1
        if not ways and idle(document, match["what"], said):
            ways = {0}
        if len(ways) != 1:
            continue
        told, (way,) = True, ways
        if way == said:
            yield holds(claim.place)
            continue
        words = f"原因写“{match[0]}”，文中{match['what']}比{base}却是{_SAID[way]}"
        yield fails(words, claim.reason_place or claim.place, expected="写明实际原因")
    if not told:
        yield undecided("没有原因说到文中另有增减的一项")


def _core(name: str) -> str:
    """What names of one item have in common: 出国（境） of 因公出国（境）费, of 安排出国（境）费用."""
    return re.sub(r"^.*?安排|因公|公务|用车|车辆|维护|财政拨款|预算|支出|经费|费用?", "", name)


def _ways(document: Examined, claim: Claim, core: str, base: str) -> set[int]:
    """The directions in which an item moved against a base, as its own claims in the same section say."""
    own = [
        other
        for other in document.claims
        if other is not claim and other.section == claim.section and not other.aside
        if core and other.year is None and _core(other.subject) == core
    ]
    ways = [change.way for other in own for change in other.changes if change.base[:2] == base]
    return {way for way in ways if way is not None}
