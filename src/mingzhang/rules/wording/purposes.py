"""用途与科目相符

为什么：款项说明常从相邻科目复制，忘了改用途：住房公积金写成缴纳医疗保险，读者就不知道钱花在哪里。
怎么改：按本科目的实际用途改写“主要用于”一句。

>>> bad = "9、住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：缴纳在职人员医疗保险。"
>>> print(*rule.check(text(bad)))
N-55 不成立：“住房公积金”的用途写成“缴纳在职人员医疗保险”，像是从别的科目复制的
>>> print(*rule.check(text(bad.replace("医疗保险", "住房公积金"))))
N-55 成立：用途与科目相符
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage, matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds
from mingzhang.rules.shared.foreign_purposes import foreign
from mingzhang.rules.shared.pasted_purposes import pasted as copied

RULE = Judgement("N-55", Severity.WARNING, ("L4",), kinds=("final_account", "budget"))

_ITEM = re.compile(
    r"(?P<group>[^（）。；：“]{2,20}(?=（\d{0,5}款）))?(?:（\d{0,5}款）|^|[。；、：“-])(?:\d{1,2}[、.．])?"
    r"(?P<name>[^（）。；：“”-]{2,30}?(?:（境）|（护）)?)(?:（\d{0,7}项）”?|”科目)"
    r"(?:(?:(?!其中|（\d{0,7}项）|。[^。；：“\d]{2,20}(?:经费|支出)[^。；：“\d]{0,6}\d)[^“]){0,160}?[，。：；])?"
    r"(?:该项|此项|这项)?(?:资金|经费|支出)?"
    r"(?:主要|具体)?(?:是)?(?:用于|用途为|反映)：?(?P<purpose>[^。；]{2,80})[。；]"
)
_MARK = re.compile(r"（\d{0,7}项）|”科目")  # without which no item is tried: that takes long
Item = tuple[Passage, re.Match[str]]


def check(document: Examined) -> Iterator[Finding]:
    """Items of the functional classification whose purpose speaks of another subject or another item."""
    items = list(matches([p for p in document.passages if _MARK.search(p.text)], _ITEM))
    pasted, twice = _pasted(items), copied([(match["name"], match["purpose"]) for _, match in items])
    wrong = [
        item
        for n, item in enumerate(items)
        if foreign(item[1]["name"], item[1]["purpose"]) or item in pasted or n in twice
    ]
    words = "“{name}”的用途写成“{purpose}”，像是从别的科目复制的"
    faults = [fails(words.format(**m.groupdict()), passage.place(*m.span("purpose"))) for passage, m in wrong]
    yield from faults or [holds(message="用途与科目相符")]


def _pasted(items: list[Item]) -> list[Item]:
    """Where purposes repeat the names of the items, those that repeat the name of another item."""
    own = [match["name"] in match["purpose"] for _, match in items]
    if len(items) < 5 or sum(own) * 4 < len(items) * 3:
        return []
    full = {(match["group"] or "") + match["name"] for _, match in items}
    return [item for item, mine in zip(items, own, strict=True) if not mine and item[1]["purpose"] in full]
