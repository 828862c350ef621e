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
from mingzhang.facts.number import Number, shown, zero
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, rounding, undecided
from mingzhang.language.identity.formula import compare
from mingzhang.language.narrative.listing import moved

RULE = Judgement("N-60", Severity.ERROR, ("A",))
_SUBJECTS = {  # the sum and the three items
    "合计": re.compile(r"三公经费(?!.*(?:出国|用车|接待))"),
    "出国费": re.compile("因公出国"),
    "公车": re.compile(r"公务用车购置费?(?:及|和|与)运行"),
    "接待费": re.compile(r"公务接待"),
}
_SECTIONS = ("三公", "三公总体", "三公具体")


def check(document: Document) -> Iterator[Finding]:
    """The stated movements of the three items against the movement of their sum, by what they are against."""
    found = [one for base in ("上年", "年初预算") if (one := _judged(document, base)) is not None]
    yield from found or [undecided("没有逐项写“三公”经费比上年的增减额")]


def _judged(document: Document, base: str) -> Finding | None:
    """The movements against one base; an item of nothing that tells none fell, if it moved."""
    whole, *parts = [_moved(document, name, base) for name in _SUBJECTS]
    known = [part for part in parts if part is not None]
    silent = [name for name, part in zip([*_SUBJECTS][1:], parts, strict=True) if part is None]
    none = (document.facts.get(f"三公表.决算.{name}") for name in silent)
    if whole is None or not whole.sources or any(now is None or now.figure.value for now in none):
        return None
    added = sum((part for part in known if part.unit == whole.unit), zero(whole.unit))
    gap = whole - added
    if silent and (len(known) < 2 or gap.value <= 0):
        return None
    places = [figure.place for figure in gap.sources]
    if compare(gap) is Verdict.HOLDS:
        return holds(*places[:1], gap=gap)
    words = f"“三公”经费合计比{base}{_spoken(whole)}，三项增减相加为{_spoken(added)}"
    tell = fails if compare(gap) is Verdict.FAILS else rounding
    return tell(words, *places, expected=_spoken(added), gap=gap)


def _moved(document: Document, name: str, base: str) -> Number | None:
    """The signed movement against a base that the text states."""
    for claim in document.claims:
        named = claim.fact or (f"三公表.决算.{name}" if _SUBJECTS[name].search(claim.subject) else "")
        about = named == f"三公表.决算.{name}" and claim.section in _SECTIONS and not claim.aside
        change = claim.change(base) if about else None
        if change and (by := zero() if change.way == 0 else moved(claim, base)) is not None:
            return by
    return None


def _spoken(number: Number) -> str:
    unit = number.sources[0].shown if number.sources else "万元"
    way = "增加 " if number.value > 0 else "减少 "
    return way + shown(abs(number.value), unit) if number.value else "持平"
