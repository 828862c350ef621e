"""列举的经济科目就是有金额的经济科目

为什么：“主要包括”后面应是本年有支出的款；照抄科目目录，或漏写、错写一款，读者就看错了钱的用途。
怎么改：对照基本支出决算表，删去没有金额的款，补上漏写的款。

>>> head, rows = ("科目编码", "科目名称", "决算数"), [("301", "工资福利支出", "9.00")]
>>> rows += [("30101", "基本工资", "4.00"), ("30102", "津贴补贴", "3.00"), ("30103", "奖金", "2.00")]
>>> rows += [("30106", "伙食补助费", "")]
>>> table = ["一般公共预算财政拨款基本支出决算表", grid(head, *rows), "六、一般公共预算财政拨款基本支出决算情况说明"]
>>> print(*rule.check(text(*table, "人员经费9.00万元，主要包括：基本工资、津贴补贴、伙食补助费。")), sep="\\n")
N-28 不成立：人员经费列举了表中没有金额的“伙食补助费”；漏列了有金额的“奖金”2.00万元
>>> print(*rule.check(text(*table, "人员经费9.00万元，主要包括：基本工资、津贴补贴、奖金。")), sep="\\n")
N-28 成立：
>>> print(*rule.check(text(table[2], "人员经费9.00万元，主要包括：基本工资、津贴补贴、奖金。")), sep="\\n")
N-28 无法判断：缺少基本支出决算表
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mingzhang.facts.fact import Fact
from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import amount, bound, code_of, coded, said
from mingzhang.rules.shared.enumerations import Enumeration, enumerations, spelled

RULE = Judgement("N-28", Severity.WARNING, ("A",))
_CLASSES = {"人员经费": ("301", "303"), "公用经费": ("302", "307", "309", "310", "311", "312", "313", "399")}
_HEADS = {"工资": ("301",), "商品": ("302",), "对个": ("303",), "资本": ("310",), "其他": ("310",)}


def check(document: Examined) -> Iterator[Finding]:
    """Every list against the amounts of the table; without the table it cannot be judged."""
    lists = enumerations(document)
    names: dict[str, dict[str, Fact]] = defaultdict(dict)
    shown: dict[str, str] = {}
    for table in bound(document, "T06"):
        for row in coded(table):
            if fact := amount(document, f"基本表[{code_of(row)}].决算"):
                names[spelled(row.name)][code_of(row)] = fact
                shown[code_of(row)] = row.name
    if not lists or not any(f.figure.value for named in names.values() for f in named.values()):
        yield undecided("缺少基本支出决算表" if lists else "正文没有列举经济科目")
        return
    for one in lists:
        yield _judged(one, names, shown) or holds(one.place)


def _judged(one: Enumeration, names: dict[str, dict[str, Fact]], shown: dict[str, str]) -> Finding | None:
    """Listed names without an amount in the table, and amounts not listed; ``None`` if neither."""
    classes = _CLASSES.get(one.head) or _HEADS[one.head[:2]]
    found = [{c: f for c, f in names[spelled(n)].items() if c.startswith(classes)} for n in one.names]
    spent = {code for named in found for code, fact in named.items() if fact.figure.value}
    empty = [n for n, named in zip(one.names, found, strict=True) if named and not spent & set(named)]
    facts = {code: fact for named in names.values() for code, fact in named.items() if fact.figure.value}
    left = {c: f for c, f in facts.items() if len(c) == 5 and c.startswith(classes) and c not in spent}
    left = {code: fact for code, fact in left.items() if code[:3] not in spent}
    if one.open or not all(found):
        left = {}
    parts = []
    if empty:
        parts.append(f"列举了表中没有金额的“{'、'.join(empty[:8])}”{'等' if len(empty) > 8 else ''}")
    if left:
        parts.append("漏列了有金额的" + "、".join(f"“{shown[c]}”{said(f.figure)}" for c, f in left.items()))
    if not parts:
        return None
    return fails(
        f"{one.head}{'；'.join(parts)}",
        one.place,
        *(fact.place for fact in left.values()),
        printed="、".join(empty) or one.place.printed[:40],
        expected="、".join(shown[code] for code in sorted(left)) or "删去没有金额的款",
    )
