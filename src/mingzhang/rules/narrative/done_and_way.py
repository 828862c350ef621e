"""完成率与“大于”“小于”一致

为什么：完成预算的 84% 就是小于预算数，完成 100% 就是等于；写反了，不是完成率错就是“大于”“小于”错。
怎么改：对照预算数和决算数，改正完成率或改正方向。

>>> def told(words): return print(*rule.check(text("会议费2.00万元，" + words)), sep="\\n")
>>> told("完成年初预算的84.65%，决算数大于年初预算数的主要原因：追加。")
N-95 不成立：“会议费”写完成年初预算的 84.65%，又写决算数“大于”预算数，应为“小于”
>>> told("完成年初预算的100%。决算数小于预算数的主要原因：节约。")
N-95 不成立：“会议费”写完成年初预算的 100%，又写决算数“小于”预算数
>>> told("完成年初预算的84.65%，决算数小于年初预算数的主要原因：节约。")
N-95 成立：
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.claim_arithmetic import base_stated, in_words
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.proportion import say
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds
from mingzhang.language.narrative.claim import Change, Claim

RULE = Judgement("N-95", Severity.ERROR, ("A",))


def check(document: Examined) -> Iterator[Finding]:
    """Every completion beside a direction against the same budget."""
    told = []
    for claim in document.claims:
        found = (_against_done(claim, change) for change in claim.changes if not claim.aside)
        told += [finding for finding in found if finding is not None][:1]
    yield from told or [holds()]


def _against_done(claim: Claim, change: Change) -> Finding | None:
    """完成预算的 x% beside 大于 or 小于 that contradicts it, where the figures themselves do not tell."""
    done = next(
        (d for d in claim.completions if d.base == change.base or "预算" in (d.base, change.base)), None
    )
    if done is None or not change.way or not change.base.endswith("预算") or change.base == "上年预算":
        return None
    over = done.percent.value - 100
    if change.way * over > 0 or 0 < abs(over) <= done.percent.half:
        return None
    if claim.level is not None and base_stated(claim, done.base) is not None:
        return None  # N-48 and B-06 compare the figures
    way = change.word.printed[-2:]
    right = in_words(1 if over > 0 else -1, way) if over else "持平"
    words = f"{claim.name}写完成{done.base}的 {say(done.percent)}，又写决算数“{way}”预算数"
    severity = Severity.ERROR if over else Severity.WARNING
    words += f"，应为“{right}”" if over else ""
    places = change.word, done.percent.place
    return fails(words, *places, severity=severity, printed=way, expected=right if over else "")
