"""“三公”经费三项的增减额相加等于合计的增减额

为什么：合计是三项之和，合计的增减也就是三项增减之和；加不起来，必有一个增减额或方向写错。
怎么改：用上年决算逐项核对增减额和方向。

>>> def told(guests): return ["一、“三公”经费支出决算情况说明",
...     f"“三公”经费支出5.00万元，比上年减少1.00万元，其中：因公出国（境）费0万元，与上年持平；"
...     f"公务用车购置及运行维护费3.00万元，比上年减少0.50万元；公务接待费2.00万元，比上年减少{guests}万元。"]
>>> print(*rule.check(text(*told("0.80"))), sep="\\n")
N-60 不成立：“三公”经费合计比上年减少 1.00万元，三项增减相加为减少 1.30万元
>>> print(*rule.check(text(*told("0.50"))), sep="\\n")
N-60 成立：
>>> print(*rule.check(text(told("0.50")[0])), sep="\\n")
N-60 无法判断：没有逐项写“三公”经费比上年的增减额
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import Number, number_of, shown, zero
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.identity.formula import compare

RULE = Judgement("N-60", Severity.ERROR, ("A",))
_SUBJECTS = {  # the sum and the three items
    "合计": re.compile(r"三公经费(?!.*(?:出国|用车|接待))"),
    "出国费": re.compile(r"因公出国"),
    "公车": re.compile(r"公务用车购置费?(?:及|和|与)运行"),
    "接待费": re.compile(r"公务接待"),
}
_SECTIONS = ("三公", "三公总体", "三公具体")


def check(document: Document) -> Iterator[Finding]:
    """The stated movements of the three items against the movement of their sum."""
    whole, *parts = [_moved(document, name) for name in _SUBJECTS]
    if whole is None or not whole.sources or any(part is None for part in parts):
        yield undecided("没有逐项写“三公”经费比上年的增减额")
        return
    added = zero(whole.unit)
    for part in parts:
        if part is not None and part.unit == whole.unit:
            added = added + part
    gap = whole - added
    verdict = compare(gap)
    places = [figure.place for figure in gap.sources]
    if verdict is Verdict.HOLDS:
        yield holds(*places[:1], gap=gap)
        return
    words = f"“三公”经费合计比上年{_spoken(whole)}，三项增减相加为{_spoken(added)}"
    more = {"expected": _spoken(added), "gap": gap}
    yield fails(words, *places, **more) if verdict is Verdict.FAILS else rounding(words, *places, **more)


def _moved(document: Document, name: str) -> Number | None:
    """The signed movement against last year that the text states."""
    for claim in document.claims:
        about = claim.fact == f"三公表.决算.{name}" or (
            not claim.fact and _SUBJECTS[name].search(claim.subject)
        )
        change = claim.change("上年") if about and claim.section in _SECTIONS and not claim.aside else None
        if change is None or change.way is None:
            continue
        if change.way == 0 or (change.amount is not None and not change.amount.value):
            return zero()
        if change.amount is not None:
            moved = number_of(change.amount)
            return moved if change.way > 0 else -moved
    return None


def _spoken(number: Number) -> str:
    unit = next((figure.shown for figure in number.sources), "万元")
    way = "增加" if number.value > 0 else "减少" if number.value else "持平"
    return f"{way} {shown(abs(number.value), unit)}" if number.value else way
