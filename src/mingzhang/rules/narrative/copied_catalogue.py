"""列举的经济科目不照抄科目目录

为什么：没有哪个单位会用到几乎所有的款；“三公”经费为零却列出公务接待费，说明列举是整段抄来的。
怎么改：只列本年有支出的款。

>>> told = ["一、“三公”经费支出决算情况说明", "“三公”经费支出0万元，公务接待费0万元。", "七、财政拨款基本支出决算情况说明"]
>>> print(*rule.check(text(*told, "公用经费5.00万元，主要包括：办公费、印刷费、公务接待费。")), sep="\\n")
N-74 不成立：公用经费列举了“公务接待费”，而“三公”经费里这一项是 0万元
>>> print(*rule.check(text(*told, "公用经费5.00万元，主要包括：办公费、印刷费、差旅费。")), sep="\\n")
N-74 成立：
>>> print(*rule.check(text(*told)), sep="\\n")
N-74 无法判断：正文没有列举经济科目
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.coded_rows import bound, said
from mingzhang.rules.shared.enumerations import Enumeration, enumerations, spelled

RULE = Judgement("N-74", Severity.INFO, ("A",), kinds=("final_account", "budget"))
_ITEMS = {"因公出国（境）费用": "出国费", "公务接待费": "接待费", "公务用车运行维护费": "运行费"}
_WHOLE = 25  # names; no office spends on so many
_RARE = ("伙食补助费", "救济费", "助学金", "专用燃料费", "专用材料费", "被装购置费", "离休费", "退职（役）费")
_RARE_ENOUGH = 4


def check(document: Examined) -> Iterator[Finding]:
    """Lists against the zero items of 三公, and their length; where the table was read, N-28 judges."""
    lists = enumerations(document)
    if not lists or any(not table.empty for table in bound(document, "T06")):
        yield undecided("正文没有列举经济科目" if not lists else "已按基本支出决算表判断")
        return
    faults = [finding for one in lists for finding in _zero(document, one)]
    names = [spelled(name) for one in lists for name in one.names]
    rare = [name for name in _RARE if spelled(name) in names]
    if not faults and len(names) >= _WHOLE and len(rare) >= _RARE_ENOUGH:
        words = f"基本支出列举了 {len(names)} 款，连“{'、'.join(rare[:4])}”也在内，像是照抄科目目录"
        places = [one.place for one in lists]
        faults.append(fails(words, *places, expected="只列本年有支出的款"))
    yield from faults or [holds()]


def _zero(document: Examined, one: Enumeration) -> Iterator[Finding]:
    """One finding where a list names items of 三公 for which nothing was spent."""
    listed = {spelled(name): name for name in one.names}
    zeros = []
    for official, key in _ITEMS.items():
        fact = document.facts.get(f"三公表.决算.{key}")
        whole = document.facts.get("三公表.决算.合计")
        fact = fact or (whole if whole is not None and not whole.figure.value else None)
        if fact is not None and not fact.figure.value and spelled(official) in listed:
            zeros.append((listed[spelled(official)], fact))
    if zeros:
        names = "、".join(name for name, _ in zeros)
        words = f"{one.head}列举了“{names}”，而“三公”经费里这{'几' if len(zeros) > 1 else '一'}项是"
        words += f" {said(zeros[0][1].figure)}"
        yield fails(
            words, one.place, *(fact.place for _, fact in zeros), printed=names, expected="删去没有支出的款"
        )
