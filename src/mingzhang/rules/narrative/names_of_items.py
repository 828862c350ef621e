"""文字里的类、款、项名称和从属与表一致

为什么：“X（类）Y（款）Z（项）”是科目的地址；名称差一个字、级次写错或从属不对，就找不到表里的那一行。
怎么改：照支出决算表的科目名称改写。

>>> head = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
>>> rows = [("208", "社会保障和就业支出", "2.00", "2.00", ""), ("20805", "行政事业单位养老支出", "2.00", "2.00", ""),
...     ("2080506", "机关事业单位职业年金缴费支出", "2.00", "2.00", "")]
>>> table = ["一般公共预算财政拨款支出决算表", grid(head, *rows), "五、一般公共预算财政拨款支出决算情况说明"]
>>> def told(name): return f"1、社会保障和就业支出（类）行政事业单位养老支出（款）{name}（项）。支出决算为2.00万元。"
>>> print(*rule.check(text(*table, told("机关事业单位职业年金激费支出"))), sep="\\n")
H-08 不成立：“机关事业单位职业年金激费支出（项）”应为“机关事业单位职业年金缴费支出”
>>> print(*rule.check(text(*table, told("机关事业单位职业年金缴费支出"))), sep="\\n")
H-08 成立：
>>> print(*rule.check(text(table[2], "本年支出2.00万元。")), sep="\\n")
H-08 无法判断：正文没有“类、款、项”的写法
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.spelling import label
from mingzhang.rules.shared.coded_rows import FUNCTIONAL, bound, code_of, coded
from mingzhang.rules.shared.near_names import meant, plain_name

RULE = Judgement("H-08", Severity.WARNING, ("A",))
_NAME = re.compile(
    r"(?P<name>(?:[\u4e00-\u9fa5、]|（(?!类|款|项)[^（）]{1,12}）){2,40})[”\"]?（(?P<level>[类款项])级?）"
)
_SECTIONS = {"一般公共预算", "一般总体", "一般结构", "一般具体", "拨款支出", "基金", "国资", "支出"}
_LENGTH = {"类": 3, "款": 5, "项": 7}


def check(document: Examined) -> Iterator[Finding]:
    """Every name before （类）, （款） or （项） against the names of the tables, else of the classes."""
    levels = _known(document)
    found = []
    for passage in document.passages:
        keys = {s.key for s in document.sections if s.start <= passage.block < s.end}
        if keys & _SECTIONS and not passage.heading:
            named = [m for m in _NAME.finditer(passage.text) if levels[m["level"]]]
            found += [_named(passage, match, levels) for match in named]
    none = [holds()] if found else [undecided("正文没有“类、款、项”的写法")]
    yield from [fault for fault in found if fault] or none


def _known(document: Document) -> dict[str, dict[str, str]]:
    """Names by level, plain to printed: of the codes in the tables, as printed and as listed; all classes."""
    printed = [(code_of(row), row.name) for t in bound(document, *FUNCTIONAL) for row in coded(t)]
    year, codes = document.year, {code for code, _ in printed}
    for code, entries in document.notation.functional.items():
        valid = [e for e in entries if e.current(year)]
        printed += [(code, e.name) for e in valid if len(code) == 3 or code in codes]
    return {
        level: {plain_name(name): label(name) for code, name in printed if len(code) == size and name}
        for level, size in _LENGTH.items()
    }


def _named(passage: Passage, match: re.Match[str], levels: dict[str, dict[str, str]]) -> Finding | None:
    name, level = label(match["name"]), match["level"]
    plain, known = plain_name(name), levels[level]
    if any(right and plain.endswith(right) for right in known):
        return None
    place = passage.place(match.start("name"), match.end())
    if right := meant(name, set(known.values())):
        return fails(f"“{name}（{level}）”应为“{right}”", place, printed=name, expected=right)
    other = next((o for o, names in levels.items() if o != level and plain in names), "")
    if not other or any(right.startswith(plain) for right in known):
        return None
    words, right = f"“{name}”是{other}级科目，文字写成（{level}）", f"{name}（{other}）"
    return fails(words, place, expected=right)
