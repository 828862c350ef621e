"""列举的经济科目就是有金额的经济科目

为什么：“主要包括”后面应是本年有金额的款；照抄科目目录，或漏写、错写一款，读者就看错了钱的用途。
怎么改：对照基本支出表，删去没有金额的款，补上漏写的款。

>>> head, rows = ("科目编码", "科目名称", "决算数"), [("301", "工资福利支出", "9.00")]
>>> rows += [("30101", "基本工资", "4.00"), ("30102", "津贴补贴", "3.00"), ("30103", "奖金", "2.00")]
>>> rows += [("30106", "伙食补助费", "")]
>>> table = ["一般公共预算财政拨款基本支出决算表", grid(head, *rows), "六、一般公共预算财政拨款基本支出决算情况说明"]
>>> print(*rule.check(text(*table, "人员经费9.00万元，主要包括：基本工资、津贴补贴、伙食补助费。")), sep="\\n")
N-28 不成立：人员经费列举了表中没有金额的“伙食补助费”；漏列了有金额的“奖金”2.00万元
>>> print(*rule.check(text(*table, "人员经费9.00万元，主要包括：基本工资、津贴补贴、奖金。")), sep="\\n")
N-28 成立：
>>> print(*rule.check(text(table[2], "人员经费9.00万元，主要包括：基本工资、津贴补贴、奖金。")), sep="\\n")
N-28 无法判断：缺少基本支出表
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import said
from mingzhang.rules.shared.economic_rows import EconomicRows
from mingzhang.rules.shared.enumerations import Enumeration, enumerations, spelled

RULE = Judgement("N-28", Severity.WARNING, ("A",), kinds=("final_account", "budget"))
_CLASSES = {"人员经费": ("301", "303"), "公用经费": ("302", "307", "309", "310", "311", "312", "313", "399")}
_HEADS = {"工资": ("301",), "商品": ("302",), "对个": ("303",), "资本": ("310",), "其他": ("310",)}


def check(document: Examined) -> Iterator[Finding]:
    """Every list against the amounts of the table; without the table it cannot be judged."""
    lists, rows = enumerations(document), EconomicRows.of(document)
    if not lists or not rows.spent:
        yield undecided("缺少基本支出表" if lists else "正文没有列举经济科目")
        return
    for one in lists:
        yield _judged(one, rows) or holds(one.place)


def _judged(one: Enumeration, rows: EconomicRows) -> Finding | None:
    """Listed names without an amount in the table, and amounts not listed; ``None`` if neither."""
    classes = _CLASSES.get(one.head) or _HEADS[one.head[:2]]
    found = [{c for c in rows.names.get(spelled(n), {}) if c.startswith(classes)} for n in one.names]
    spent = {code for named in found for code in named if code in rows.spent}
    absent = [not named and rows.lacks(n, classes) for n, named in zip(one.names, found, strict=True)]
    told = list(zip(one.names, found, absent, strict=True))
    others = tuple(code for head, codes in _CLASSES.items() if head != one.head for code in codes)
    strange = [n for n, named in zip(one.names, found, strict=True) if not named and _other(n, rows, others)]
    empty = [name for name, named, lacking in told if lacking or (named and not spent & named)]
    left = {c: f for c, f in rows.spent.items() if len(c) == 5 and c.startswith(classes) and c not in spent}
    left = {code: fact for code, fact in left.items() if code[:3] not in spent}
    if one.open or not all(named or lacking for _, named, lacking in told):
        left = {}
    parts = [f"列举了属于另一类经费的“{'、'.join(strange)}”"] if strange and one.head in _CLASSES else []
    if empty:
        parts.append(f"列举了表中没有金额的“{'、'.join(empty[:8])}”{'等' if len(empty) > 8 else ''}")
    if left:
        amounts = (f"“{rows.shown[c]}”{said(f.figure)}" for c, f in left.items())
        parts.append("漏列了有金额的" + "、".join(amounts))
    if not parts:
        return None
    return fails(
        f"{one.head}{'；'.join(parts)}",
        one.place,
        *(fact.place for fact in left.values()),
        printed="、".join([*strange, *empty]) or one.place.printed[:40],
        expected="、".join(rows.shown[code] for code in sorted(left)) or "删去没有金额的款",
    )


def _other(name: str, rows: EconomicRows, classes: tuple[str, ...]) -> bool:
    """Whether the table has a name among the items of other classes, and only there."""
    codes = rows.names.get(spelled(name), {})
    return bool(codes) and all(code.startswith(classes) for code in codes)
