"""写的原因与增减的方向一致

为什么：数减少了，原因却写“经费增加”，不是数错就是原因是从别处抄来的。
怎么改：核对本年与上年的数，改正方向或重写原因。

>>> said = "2025年当年预算执行数为9.00万元，2026年预算安排8.00万元，比2025年预算执行数减少11.11%。主要原因是：{}。"
>>> def told(why): return text("2026年部门预算编制说明", "1.“教育支出（类）普通教育（款）小学教育（项）”8.00万元，主要用于办学。"
...     + said.format(why), kind="budget", year=2026)
>>> print(*rule.check(told("小学教育经费增加")))
N-90 不成立：“小学教育”比上年减少，原因却写“小学教育经费增加”
>>> print(*rule.check(told("小学教育经费减少")), sep="\\n")
N-90 成立：
>>> print(*rule.check(text("公务接待费9.00万元，比上年增加1.00万元，增长12.50%。主要原因是厉行节约，压减支出。")))
N-90 不成立：“公务接待费”比上年增加，原因却写“厉行节约，压减支出”
>>> print(*rule.check(text("公务接待费9.00万元，比上年减少1.00万元，下降10.00%。主要原因是来访批次增多。")))
N-90 不成立：“公务接待费”比上年减少，原因却写“来访批次增多”
>>> print(*rule.check(text("2026年部门预算编制说明", kind="budget")))
N-90 无法判断：没有写明增减原因的数
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
from mingzhang.rules.shared.one_way import one_way

RULE = Judgement("N-90", Severity.WARNING, ("A",), kinds=("final_account", "budget"))

# A reason that says nothing but that the matter itself moved; what else moved may well be the reason.
_MOVED = re.compile(
    rf"^(?P<what>[^，。；、]{{0,40}}?)(?:经费|支出|预算|资金|费用|业务量|工作量)(?:的?(?:有所|略有|相应|适当))?"
    rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))$"
)
_SAVED = re.compile("节约|压减|压缩|盘活|退|上年|以前")


def check(document: Examined) -> Iterator[Finding]:
    """Reasons of one clause that name the opposite movement of the matter itself."""
    told = False
    for claim in document.claims:
        ways = {change.way for change in claim.changes if change.way}
        if not claim.reason or len(ways) != 1:
            continue
        told = True
        (way,) = ways
        reason = re.split("[；。]", claim.reason.strip("。；： "))[0]
        match = _MOVED.match(reason)
        own = match is not None and (
            not match["what"] or match["what"] in claim.context + "".join(claim.path)
        )
        repeated = match is not None and own and not _SAVED.search(reason) and (way > 0) != bool(match["up"])
        against = one_way(reason) == (-1 if way > 0 else 1)
        if not repeated and (not against or _several_ways(document, claim)):
            yield holds(claim.place)
            continue
        base = next(change.base for change in claim.changes if change.way)
        words = f"{claim.name}比{base}{'增加' if way > 0 else '减少'}，原因却写“{reason}”"
        yield fails(words, claim.reason_place or claim.place, expected="写明实际原因")
    if not told:
        yield undecided("没有写明增减原因的数")


def _several_ways(document: Examined, claim: Claim) -> bool:
    """Whether the paragraph tells movements in both directions: the reason may be that of another one."""
    told = [c for c in document.claims if c.paragraph is claim.paragraph]
    return len({change.way for one in told for change in one.changes if change.way}) > 1
