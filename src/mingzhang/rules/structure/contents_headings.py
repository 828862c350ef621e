"""目录与正文标题一致

为什么：目录里有的一节正文没有，或者叫法不同，读者找不到，也看不出是不是漏了。
怎么改：漏的补上；叫法以正文为准统一，或更新目录。

>>> listed = ["目录", "一、收入决算情况说明……1", "二、支出决算情况说明……2", "三、其他重要事项说明……3"]
>>> body = ["一、收入决算情况说明", "本年收入9.00万元。", "二、支出决算情况说明", "本年支出9.00万元。"]
>>> print(*rule.check(text(*listed, *body, "三、其他的重要事项说明", "无。")))
S-11 不成立：目录写“三、其他重要事项说明”，正文标题是“三、其他的重要事项说明”
>>> print(*rule.check(text(*listed, *body)))
S-11 不成立：目录有“三、其他重要事项说明”，正文没有这个标题
>>> print(*rule.check(text(*listed[:3], *body)))
S-11 成立：目录与正文标题一致
>>> print(*rule.check(text(*body)))
S-11 无法判断：没有目录
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import SequenceMatcher

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.report import Paragraph
from mingzhang.language.document.document import Document
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.sections import ContentsLine, core, key_of, words_of
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.spelling import plain

RULE = Judgement("S-11", Severity.INFO, ("L3",), kinds=("final_account", "budget"))

_YEAR = re.compile(r"20\d\d年度?")  # another year is the matter of N-53
_ALIKE = 0.6  # share of equal characters from which two titles with one number are meant to be the same


def check(document: Examined) -> Iterator[Finding]:
    """Every entry of the contents must be a heading of the body; tables are the matter of S-02."""
    entries = [e for e in document.contents if not plain(e.title).endswith("表") and core(e.title)]
    listed = {entry.block for entry in entries}
    body = "".join(core(p.text) for i, p in document.body() if i not in listed)  # a title may take two lines
    keys = {section.key for section in document.sections} - {""}
    missing = [
        e
        for e in entries
        if core(e.title) not in body and key_of(e.title, document.notation.sections) not in keys
    ]
    if not entries or len(missing) * 2 >= len(entries):
        yield undecided("没有目录" if not entries else "目录与正文对不上")
        return
    wanting = [entry for entry in entries if core(entry.title) not in body]
    faults = [fault for entry in wanting for fault in _fault(document, entry, entry in missing)]
    yield from faults or [holds(message="目录与正文标题一致")]


def _fault(document: Document, entry: ContentsLine, missing: bool) -> Iterator[Finding]:
    """An entry whose heading is worded otherwise, or that is ``missing`` from the body altogether."""
    title = plain(entry.title)
    block = document.report.blocks[entry.block]
    places = [block.place(0, len(block.text))] if isinstance(block, Paragraph) else []
    titles = [_YEAR.sub("", words_of(s.title)).rstrip("。；：") for s in document.sections]
    bare = _YEAR.sub("", title)
    if any(t.endswith(bare) or bare.endswith(t) for t in titles):  # the unit may stand before it
        return
    same = [s for s in document.sections if plain(s.number) == plain(entry.number) and entry.number]
    near = [s for s in same if SequenceMatcher(None, words_of(s.title), title).ratio() >= _ALIKE]
    if near and any(
        core(s.title) == core(title) for s in near
    ):  # 说明 for 情况说明: the template's own habit
        return
    if near:
        body = near[-1].title
        message = f"目录写“{entry.number}{title}”，正文标题是“{near[-1].number}{plain(body)}”"
        yield fails(message, *places, expected=body)
    elif missing:
        yield fails(f"目录有“{entry.number}{title}”，正文没有这个标题", *places, expected=title)
