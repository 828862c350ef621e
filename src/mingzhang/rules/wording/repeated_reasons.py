"""同一句原因不到处粘贴

为什么：收支总体、财政拨款、三公经费的增减各有各的原因；一字不差地出现在三个以上的部分，等于没有分析。
怎么改：逐项写明本项增减的具体原因。

>>> def told(n): return f"比上年减少{n}.00万元。主要原因：人员经费有所减少。"
>>> body = ["一、收入决算情况说明", told(1), "二、支出决算情况说明", told(2), "三、政府采购支出情况", told(3)]
>>> print(*rule.check(text(*body)))
N-68 不成立：“人员经费有所减少”这句原因在 3 个部分一字不差
>>> print(*rule.check(text(*body[:4], body[4], told(1))))
N-68 成立：没有三个以上部分共用的原因
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.place import Place
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds

RULE = Judgement("N-68", Severity.INFO, ("L3",), kinds=("final_account", "budget"))

_CHANGE = re.compile(r"(?:增加|减少|增长|下降)\s*(\d[\d,.]*)")
_REASON = re.compile(r"原因(?:主要)?(?:是|为|：)+(?P<reason>[^。；X×]{6,160})[。；]")


def check(document: Examined) -> Iterator[Finding]:
    """One finding for each reason that three or more sections share word for word.

    The same change told again (of income, of expenditure, of the appropriation) has the same reason.
    """
    said: dict[str, dict[int, Place]] = {}
    told: set[tuple[str, str]] = set()
    for passage, match in matches(document.passages, _REASON):
        if passage.section is None:
            continue
        changes = _CHANGE.findall(passage.text[: match.start()])
        once = (match["reason"], changes[0] if changes else "")
        if not once[1] or once not in told:
            told.add(once)
            place = passage.place(*match.span("reason"))
            said.setdefault(match["reason"], {}).setdefault(passage.section.start, place)
    faults = [
        fails(f"“{reason}”这句原因在 {len(places)} 个部分一字不差", *places.values())
        for reason, places in said.items()
        if len(places) >= 3
    ]
    yield from faults or [holds(message="没有三个以上部分共用的原因")]
