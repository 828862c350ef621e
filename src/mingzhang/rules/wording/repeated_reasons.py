"""同一句原因不到处粘贴

为什么：收支总体、财政拨款、三公经费的增减各有各的原因；一字不差地出现在三个以上的部分，等于没有分析。
怎么改：逐项写明本项增减的具体原因。

>>> reason = "比上年减少1.00万元。主要原因：人员经费有所减少。"
>>> body = ["一、收入决算情况说明", reason, "二、支出决算情况说明", reason, "三、政府采购支出情况", reason]
>>> print(*rule.check(text(*body)))
N-68 不成立：“人员经费有所减少”这句原因在 3 个部分一字不差
>>> print(*rule.check(text(*body[:4])))
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

_REASON = re.compile(r"原因(?:主要)?(?:是|为|：)+(?P<reason>[^。；X×]{6,160})[。；]")


def check(document: Examined) -> Iterator[Finding]:
    """One finding for each reason that three or more sections share word for word."""
    said: dict[str, dict[int, Place]] = {}
    for passage, match in matches(document.passages, _REASON):
        if passage.section is not None:
            place = passage.place(*match.span("reason"))
            said.setdefault(match["reason"], {}).setdefault(passage.section.start, place)
    faults = [
        fails(f"“{reason}”这句原因在 {len(places)} 个部分一字不差", *places.values())
        for reason, places in said.items()
        if len(places) >= 3
    ]
    yield from faults or [holds(message="没有三个以上部分共用的原因")]
