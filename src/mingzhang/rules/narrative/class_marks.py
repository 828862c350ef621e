"""并列的类级科目写法一致

为什么：同一段里别的类都写了“（类）”，独有一个没写，是漏写；读者分不清它是类还是款。
怎么改：在科目名称后补“（类）”。

>>> told = ["四、一般公共预算财政拨款支出决算情况说明", "（二）一般公共预算财政拨款支出决算具体情况"]
>>> def item(n, mark): return f"{n}、“{('公共安全支出', '教育支出', '农林水支出')[n - 1]}”{mark}2020年度决算1.00万元。"
>>> print(*rule.check(text(*told, item(1, "（类）"), item(2, ""), item(3, "（类）"))), sep="\\n")
H-11 不成立：“教育支出”后面没有写“（类）”，同一部分的其他类都写了
>>> print(*rule.check(text(*told, item(1, "（类）"), item(2, "（类）"), item(3, "（类）"))), sep="\\n")
H-11 成立：
>>> print(*rule.check(text(*told, item(1, ""), item(2, ""))), sep="\\n")
H-11 无法判断：正文没有逐类写“（类）”
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.spelling import label

RULE = Judgement("H-11", Severity.INFO, ("L5",), kinds=("final_account", "budget"))
_ITEM = re.compile(
    r"^(?:[（]?[\d一二三四五六七八九十]{1,3}[）、.]{1,2})[“”\"]?(?P<name>[\u4e00-\u9fa5]{2,20}?支出)[”\"]?"
    r"(?P<mark>（类级?）)?(?=[^\u4e00-\u9fa5（]|支|年|本|决)"
)
_SECTIONS = {"一般公共预算", "一般总体", "一般结构", "一般具体"}


def check(document: Examined) -> Iterator[Finding]:
    """Numbered items that begin with the name of a class, with and without the mark."""
    classes = {
        label(e.name) for code, known in document.notation.functional.items() for e in known if len(code) == 3
    }
    items: list[tuple[Passage, re.Match[str]]] = []
    for passage in document.passages:
        keys = {section.key for section in document.around(passage.block)}
        match = _ITEM.match(passage.text) if keys & _SECTIONS else None
        if match and match["name"] in classes:
            items.append((passage, match))
    marked = [match for _, match in items if match["mark"]]
    bare = [(passage, match) for passage, match in items if not match["mark"]]
    if len(marked) < 2:
        yield undecided("正文没有逐类写“（类）”")
        return
    for passage, match in bare if len(bare) < len(marked) else []:
        name = match["name"]
        words = f"“{name}”后面没有写“（类）”，同一部分的其他类都写了"
        place = passage.place(match.start("name"), match.end("name"))
        yield fails(words, place, printed=name, expected=f"{name}（类）")
    if not bare or len(bare) >= len(marked):
        yield holds()
