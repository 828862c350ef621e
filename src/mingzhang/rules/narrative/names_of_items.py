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

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.spelling import label
from mingzhang.rules.shared.item_names import current_names, renamed
from mingzhang.rules.shared.named_items import LEVELS, Named, named_items
from mingzhang.rules.shared.near_names import meant, plain_name

RULE = Judgement("H-08", Severity.WARNING, ("A",), kinds=("final_account", "budget"))
Names = dict[str, str]  # code to name


def check(document: Examined) -> Iterator[Finding]:
    """Every name with a mark of its level against the names of the tables, else of the classes."""
    names = current_names(document)
    levels = {level: {c: n for c, n in names.items() if len(c) == size} for level, size in LEVELS.items()}
    keys, silent = {s.start: s.key for s in document.sections}, set(document.notation.without_figures)
    found = [
        _judged(document, one, levels)
        for one in named_items(document)
        if levels[one.level]
        and not {keys[section.start] for section in document.around(one.passage.block)} & silent
    ]
    none = [holds()] if found else [undecided("正文没有“类、款、项”的写法")]
    yield from [fault for fault in found if fault] or none


def _judged(document: Document, one: Named, levels: dict[str, Names]) -> Finding | None:
    """The right name, or the level a name belongs to; ``None`` where it may stand as printed."""
    name, known = label(one.name), levels[one.level]
    plain = plain_name(name)
    if plain.endswith(tuple(map(plain_name, known.values()))):
        return None
    right = known.get(one.code) or meant(name, set(known.values())) or renamed(document, plain, known)
    if right:
        words = f"“{one.passage.text[one.start : one.end]}”应为“{right}”"
        return fails(words, one.place(), printed=name, expected=right)
    other = next((o for o, names in levels.items() if plain in map(plain_name, names.values())), "")
    if not other or any(plain_name(right).startswith(plain) for right in known.values()):
        return None
    words, right = f"“{name}”是{other}级科目，文字写成（{one.level}）", f"{name}（{other}）"
    return fails(words, one.place(), expected=right)
