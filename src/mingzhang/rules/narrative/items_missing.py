"""一般公共预算支出表的各项都有说明，说明的各项表里都有

为什么：具体情况逐项说明；表里有金额而没有说明，或说明了表里没有的科目，公开就不完整、不一致。
怎么改：补写缺的项；多出的项核对科目名称和表。

>>> head = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
>>> rows = [("201", "一般公共服务支出", "6.00", "", "6.00"), ("20106", "财政事务", "6.00", "", "6.00")]
>>> rows += [(f"20106{n:02}", f"甲{'一二三四'[n]}工作", "2.00", "", "2.00") for n in (1, 2, 3)]
>>> def item(n): return f"{n}、一般公共服务支出（类）财政事务（款）甲{'一二三四'[n]}工作（项）。支出决算为2.00万元。"
>>> table = ["一般公共预算财政拨款支出决算表", grid(head, *rows)]
>>> told = ["五、一般公共预算财政拨款支出决算情况说明", "（三）一般公共预算财政拨款支出决算具体情况"]
>>> print(*rule.check(text(*table, *told, item(1), item(3))), sep="\\n")
N-23 不成立：支出表有金额而具体情况没有说明的科目：2010602 甲三工作 2.00万元
>>> print(*rule.check(text(*table, *told, item(1), item(2), item(3))), sep="\\n")
N-23 成立：
>>> print(*rule.check(text(*told, item(1))), sep="\\n")
N-23 无法判断：缺少一般公共预算支出表的项级行，或正文没有逐项说明
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.fact import Fact
from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.spelling import plain
from mingzhang.rules.shared.coded_rows import amount, said
from mingzhang.rules.shared.item_claims import SECTIONS, described
from mingzhang.rules.shared.near_names import slipped

RULE = Judgement("N-23", Severity.WARNING, ("A",))
_MOST = 3  # more items left out: the text tells of groups, not of every item


def check(document: Document) -> Iterator[Finding]:
    """Items with an amount that the text leaves out, and items that only the text has."""
    printed = {
        code: f for code in document.facts.rows("一般表") if (f := amount(document, f"一般表[{code}].合计"))
    }
    items = {c: f for c, f in printed.items() if len(c) == 7 and c.isdigit() and f.figure.value}
    claims = {c: claim for c, claim in described(document).items() if len(c) == 7 and len(claim.path) == 3}
    text = _narrative(document)
    left = [code for code in items if code not in claims and not _named(document, code, text)]
    if len(claims) < 2 or not items or len(left) > min(_MOST, len(claims)):
        yield undecided("缺少一般公共预算支出表的项级行，或正文没有逐项说明")
        return
    faults = [_left_out(document, {code: items[code] for code in left})] if left else []
    for code, claim in claims.items():
        if code not in printed and claim.level is not None and claim.level.value:
            words = f"“{claim.path[-1]}”（{code}）说明决算 {said(claim.level)}，支出表没有这一项"
            faults.append(fails(words, claim.level.place, expected="与支出表一致的科目"))
    yield from faults or [holds()]


def _left_out(document: Document, items: dict[str, Fact]) -> Finding:
    names = document.names.printed if document.names else {}
    listed = "、".join(f"{code} {names.get(code, '')} {said(fact.figure)}" for code, fact in items.items())
    places = [fact.place for fact in items.values()]
    return fails(f"支出表有金额而具体情况没有说明的科目：{listed}", *places, expected="逐项说明")


def _narrative(document: Document) -> str:
    body = document.body()
    return plain("".join(p.text for i, p in body if any(s.key in SECTIONS for s in document.around(i))))


def _named(document: Document, code: str, text: str) -> bool:
    """Whether the text names the item (with a slip perhaps), though no figure was bound to it."""
    names = document.names.printed if document.names else {}
    section, item = (re.escape(plain(names.get(c, ""))) for c in (code[:5], code))
    alone = sum(name == names.get(code) for c, name in names.items() if len(c) == 7) == 1
    paths = {claim.path[2] for claim in document.claims if len(claim.path) == 3} - set(names.values())
    pattern = f"{section}.{{0,8}}{item}" + (f"|{item}.?（项" if alone else "")
    spoken = not item or code in text or bool(re.search(pattern, text))
    return spoken or any(slipped(name, names[code]) for name in paths)
