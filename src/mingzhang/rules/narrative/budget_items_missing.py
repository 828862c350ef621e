"""编制说明逐项写的科目与支出预算表的项一一对应

为什么：“财政拨款支出主要内容”逐项说明表里的每一项；漏一项，或说明了表里没有的项，公开就不完整、不一致。
怎么改：补写漏掉的项；多出的项核对科目名称和表。

>>> head = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
>>> rows = [("201", "一般公共服务支出", "6.00", "", "6.00"), ("20106", "财政事务", "6.00", "", "6.00")]
>>> rows += [(f"20106{n:02}", f"甲{'一二三四'[n]}工作", "2.00", "", "2.00") for n in (1, 2, 3)]
>>> def item(n, of="工作"): return f"{n}.“一般公共服务支出（类）财政事务（款）甲{'一二三四'[n]}{of}（项）”2.00万元，主要用于办公。"
>>> table = ["某局2026年部门预算", "一般公共预算支出表", grid(head, *rows), "2026年部门预算编制说明"]
>>> print(*rule.check(text(*table, item(1), item(3), kind="budget", year=2026)), sep="\\n")
S-30 不成立：支出预算表有金额而编制说明没有写的科目：2010602 甲三工作 2.00万元
>>> print(*rule.check(text(*table, item(1), item(2), item(3), kind="budget", year=2026)), sep="\\n")
S-30 成立：
>>> print(*rule.check(text(*table[3:], item(1), kind="budget", year=2026)), sep="\\n")
S-30 无法判断：编制说明没有逐项写，或缺少支出预算表
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.narrative.claim import Claim
from mingzhang.rules.shared.coded_rows import amount, said

RULE = Judgement("S-30", Severity.WARNING, ("A", "L3"), kinds=("budget",))

_TABLES = ("预算一般表", "预算基金表", "预算国资表")
_CODED = re.compile(r"预算(?:一般|基金|国资|拨款总|支出)表\[(\d{7})\]")
_MOST = 3  # more items left out: the text tells of groups, not of every item


def check(document: Examined) -> Iterator[Finding]:
    """Items with an amount that the text leaves out, and items that only the text has."""
    facts = {
        code: fact
        for table in _TABLES
        for code in document.facts.rows(table)
        if len(code) == 7 and (fact := amount(document, f"{table}[{code}].合计")) and fact.figure.value
    }
    told = [claim for claim in document.claims if len(claim.path) == 3 and claim.level is not None]
    named = {match[1] for claim in told if (match := _CODED.match(claim.fact))}
    names = document.names.printed if document.names else {}
    text = "".join(passage.text for passage in document.passages)
    left = [c for c in facts if c not in named and c not in text and not _spoken(names.get(c, ""), told)]
    if len(named) < 2 or not facts or len(left) > min(_MOST, len(named) // 2):
        yield undecided("编制说明没有逐项写，或缺少支出预算表")
        return
    faults = []
    if left:
        listed = "、".join(f"{code} {names.get(code, '')} {said(facts[code].figure)}" for code in left)
        places = [facts[code].place for code in left]
        words = f"支出预算表有金额而编制说明没有写的科目：{listed}"
        faults.append(fails(words, *places, expected="逐项说明"))
    yield from [*faults, *_unknown(document, told, set(names))] or [holds()]


def _spoken(name: str, told: list[Claim]) -> bool:
    """Whether some item has the name, though its path was not understood."""
    return any(claim.path[-1] in (name, name.removesuffix("支出")) and not claim.fact for claim in told)


def _unknown(document: Examined, told: list[Claim], printed: set[str]) -> Iterator[Finding]:
    for claim in told:
        code = document.names.resolve(claim.path) if document.names and not claim.fact else ""
        if len(code) == 7 and code not in printed and claim.level is not None and claim.level.value:
            words = f"“{claim.path[-1]}”（{code}）编制说明写 {said(claim.level)}，支出预算表没有这一项"
            yield fails(words, claim.level.place, expected="与支出预算表一致的科目")
