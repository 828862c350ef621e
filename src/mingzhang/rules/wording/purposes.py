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

RULE = Judgement("N-55", Severity.WARNING, ("L4",), kinds=("final_account", "budget"))

# Subject, words its purpose may use, words that belong to another subject.
_SUBJECTS = tuple(
    (re.compile(subject), re.compile(own), re.compile(foreign))
    for subject, own, foreign in (
        ("^住房公积金", "公积金|住房", "养老|医疗|医保|年金|退休费|抚恤"),
        ("^(?:购房|提租|住房)补贴", "补贴|购房|住房|租", "公积金|养老|医疗|医保|年金"),
        ("基本养老保险缴费", "养老|保险|社保", "公积金|年金|购房|医疗|医保"),
        ("职业年金缴费", "年金", "公积金|购房|医疗|医保|养老保险"),
        ("^(?:行政|事业)单位医疗|^公务员医疗补助", "医|保险|社保|生育|健康|体检", "公积金|年金|购房|养老"),
        ("^(?:行政|事业)单位离退休", "退休|离休|老干部|老年|遗属|抚恤", "公积金|医疗保险|年金|购房"),
    )
)
_ITEM = re.compile(
    r"(?P<group>[^（）。；：“]{2,20}(?=（\d{0,5}款）))?(?:（\d{0,5}款）|^|[。；、：“-])"
    r"(?P<name>[^（）。；：“”-]{2,30}?(?:（境）|（护）)?)(?:（\d{0,7}项）”?|”科目)"
    r"[^，。；]{0,16}[，。：；]?(?:\d[^主。]{0,60}?[，。])?(?:主要|具体)?(?:是)?(?:用于|用途为|反映)：?(?P<purpose>[^。；]{2,80})[。；]"
)
_MARK = re.compile(r"（\d{0,7}项）|”科目")  # without which no item is tried: that takes long
Item = tuple[Passage, re.Match[str]]


def check(document: Examined) -> Iterator[Finding]:
    """Items of the functional classification whose purpose speaks of another subject or another item."""
    items = list(matches([p for p in document.passages if _MARK.search(p.text)], _ITEM))
    pasted = _pasted(items)
    wrong = [item for item in items if _foreign(item[1]) or item in pasted]
    faults = [
        fails(
            f"“{match['name']}”的用途写成“{match['purpose']}”，像是从别的科目复制的",
            passage.place(*match.span("purpose")),
        )
        for passage, match in wrong
    ]
    yield from faults or [holds(message="用途与科目相符")]


def _foreign(match: re.Match[str]) -> bool:
    name, purpose = match["name"], match["purpose"]
    return any(s.search(name) and f.search(purpose) and not o.search(purpose) for s, o, f in _SUBJECTS)


def _pasted(items: list[Item]) -> list[Item]:
    """Where purposes repeat the names of the items, those that repeat the name of another item."""
    own = [match["name"] in match["purpose"] for _, match in items]
    if len(items) < 5 or sum(own) * 4 < len(items) * 3:
        return []
    full = {(match["group"] or "") + match["name"] for _, match in items}
    return [item for item, mine in zip(items, own, strict=True) if not mine and item[1]["purpose"] in full]
