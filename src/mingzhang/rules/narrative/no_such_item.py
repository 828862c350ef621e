"""“无此项”的声明与正文的数一致，没有数的部分要有声明

为什么：写了“无”又写金额，是沿用了样张的句子；标题下既没有数也没有声明，读者不知道是没有还是漏写。
怎么改：有金额的删去“无”的声明；没有的补写“本年度无此项收支”。

>>> head = "八、政府性基金预算财政拨款收入支出决算情况说明"
>>> told = "本年度无政府性基金预算财政拨款收入和支出。"
>>> print(*rule.check(text(head, told, "政府性基金预算财政拨款支出5.00万元。")), sep="\\n")
N-57 不成立：“本年度无政府性基金预算财政拨款收入和支出”，同一部分又写“政府性基金预算财政拨款支出”5.00万元
>>> print(*rule.check(text(head, told)), sep="\\n")
N-57 成立：
>>> print(*rule.check(text("二、收入决算情况说明", "本年收入合计1.00万元。")), sep="\\n")
N-57 无法判断：正文没有基金、国资、“三公”、机关运行的部分
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.narrative.claim import Claim
from mingzhang.rules.shared.absence import Denial, denials
from mingzhang.rules.shared.coded_rows import said

RULE = Judgement("N-57", Severity.ERROR, ("A",))
_WAYS = ("收入", "支出")
_SECTIONS = {
    "基金": ("基金",),
    "国资": ("国资",),
    "三公": ("三公", "三公总体", "三公具体"),
    "机关运行": ("机关运行",),
}


def check(document: Examined) -> Iterator[Finding]:
    """The amounts of each section against its statement of absence."""
    checked = False
    for matter, sections in _SECTIONS.items():
        if not any(section.key in sections for section in document.sections):
            continue
        checked = True
        claims = [c for c in document.claims if c.section in sections and _counts(c, matter)]
        told = list(denials(document, matter))
        found = [fault for denial in told for fault in _against(denial, [c for c in claims if _amount(c)])]
        nothing = (c.level for c in claims if any(_denied(c, denial) for denial in told))
        yield from found[:1] or [holds(compared=tuple(filter(None, nothing)))]
    if not checked:
        yield undecided("正文没有基金、国资、“三公”、机关运行的部分")


def _counts(claim: Claim, matter: str) -> bool:
    """Whether a claim states a level of the year under this matter, not an aside or a budget."""
    level = claim.level
    if level is None or level.unit != "元" or claim.aside:
        return False
    return matter != "三公" or claim.fact.startswith("三公表.决算.")


def _amount(claim: Claim) -> bool:
    return claim.level is not None and bool(claim.level.value)


def _denied(claim: Claim, denial: Denial) -> bool:
    """Whether a claim is about what a denial says there is none of."""
    named = {way for way in _WAYS if way in (claim.subject or claim.context)}
    ways = named or ({"支出"} if denial.matter in ("三公", "机关运行") else set(_WAYS))
    return bool(ways & set(denial.covers)) and (len(ways) == 1 or len(denial.covers) == 2)


def _against(denial: Denial, claims: list[Claim]) -> Iterator[Finding]:
    for claim in claims:
        level = claim.level
        if level is not None and _denied(claim, denial):
            words = f"“{denial.words.strip('。；')[:40]}”，同一部分又写“{claim.subject}”{said(level)}"
            yield fails(words, denial.place, level.place, expected="删去其中不对的一句")
