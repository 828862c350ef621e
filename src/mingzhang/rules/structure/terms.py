"""名词解释有必备的词条

为什么：“三公”经费和机关运行经费是必须公开并解释的；用了不解释，或只有词条没有解释，公开就不完整。
怎么改：在名词解释里补上。

>>> body = ["一、“三公”经费支出决算情况说明", "“三公”经费支出1.00万元。", "第四部分 名词解释"]
>>> print(*rule.check(text(*body, "1.基本支出：指保障机构运转的支出。", "2.项目支出：指完成任务的支出。")))
S-08 不成立：名词解释没有“三公经费”，正文却用了
>>> print(*rule.check(text(*body, "1.“三公”经费：指出国、用车和接待的经费。")))
S-08 成立：名词解释有必备的词条
>>> print(*rule.check(text(*body[:2])))
S-08 无法判断：没有名词解释
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.spelling import plain

RULE = Judgement("S-08", Severity.WARNING, ("L3",), kinds=("final_account", "budget"))

_REQUIRED = ("三公经费", "机关运行经费")
_EMPTY = re.compile(
    r"^[（]?[\d一二三四五六七八九十]{1,3}[）、.]{1,2}(?P<term>[^：。]{2,20})：(?:指|是指)?[。]?$"
)
_QUOTES = re.compile("[“”\"'‘’]")


def check(document: Examined) -> Iterator[Finding]:
    """Required terms that the text uses, and terms with nothing after the colon."""
    sections = [s for s in document.sections if s.key == "名词解释"]
    read = document.passages
    inside = [
        p
        for p in read
        if any(
            s.key == "名词解释" and not (p.heading and s.start == p.block) for s in document.around(p.block)
        )
    ]
    words = _QUOTES.sub("", "".join(p.text for p in inside))
    if not sections or len(words) < 20 or (inside[-1].last and not words.rstrip("）").endswith("。")):
        yield undecided("没有名词解释" if not sections else "名词解释不完整，文件在这里断了")
        return
    own = set(map(id, inside))
    used = _QUOTES.sub("", "".join(p.text for p in read if id(p) not in own))
    faults = []
    budget = document.kind == "budget"
    for term in _REQUIRED if budget else document.notation.terms or _REQUIRED:
        name = _QUOTES.sub("", plain(term))
        if name in used and name not in words:
            paid = re.search(
                rf"{name}[^。0-9]{{0,30}}(?:\d{{4}}年[^。0-9]{{0,20}})?[1-9][\d,.]*(?:万|亿)?元", used
            )
            severity = Severity.INFO if budget or not paid else RULE.severity
            faults.append(fails(f"名词解释没有“{name}”，正文却用了", expected=name, severity=severity))
    yield from [*faults, *_empty(inside)] or [holds(message="名词解释有必备的词条")]


def _empty(inside: list[Passage]) -> Iterator[Finding]:
    for passage in inside:
        if (match := _EMPTY.match(passage.text)) and not passage.last:
            place = passage.place(0, len(passage.text))
            yield fails(f"“{match['term']}”没有解释", place, severity=Severity.INFO)
