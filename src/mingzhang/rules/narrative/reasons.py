"""数额持平，却说明了增减的原因

为什么：没有增减就没有增减的原因；两者同时出现，或数写错，或原因是从别处抄来的。
怎么改：核对本年与上年（或预算）的数；确实持平的，删去增减原因。

>>> print(*rule.check(text("财政拨款收入支出总计9.00万元。与2022年度相比，财政拨款收入支出总计持平。"
...     "主要原因：人员变动，减少支付。", year=2023)), sep="\\n")
N-49 不成立：“财政拨款收入支出总计”写“持平”，又说明减少的原因：“人员变动，减少支付”
>>> print(*rule.check(text("公务接待费9.00万元，与上年持平。主要原因：本年没有变化。", year=2023)), sep="\\n")
N-49 成立：
"""

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.text.spelling import plain

RULE = Judgement("N-49", Severity.WARNING, ("A",), kinds=("final_account", "budget"))
_MOVED = re.compile(r"减少|增加|下降|增长|压缩|压减|节约|上升|提高|降低|调减|调增|追加")
_STILL = re.compile(
    r"持平|一致|不变|未发生|没有|未安排|无变化|无增减|与上年相同|严格控制|均为0|无.{0,12}(?:支出|费用|经费)"
)


def check(document: Document) -> Iterator[Finding]:
    """Every claim that says 持平 and gives a reason."""
    for claim in document.claims:
        still = next((change for change in claim.changes if change.way == 0), None)
        if still is None or claim.reason is None or any(change.way for change in claim.changes):
            continue
        reason = claim.reason or _continued(document, claim)
        moved = _MOVED.search(reason)
        if moved is None or _STILL.search(reason):
            yield holds(still.word)
            continue
        places = [place for place in (still.word, claim.reason_place) if place]
        yield fails(
            f"{claim.name}写“{still.word.printed}”，又说明{moved[0]}的原因：“{reason[:40]}”",
            *places,
            printed=f"{claim.name[1:-1]}{still.word.printed}",
            expected=f"写明{moved[0]}的数额与幅度，或删去原因",
        )


def _continued(document: Document, claim: Claim) -> str:
    """A reason that begins in the next paragraph."""
    for index, paragraph in document.body():
        if index > claim.block:
            return plain(paragraph.text)
    return ""
