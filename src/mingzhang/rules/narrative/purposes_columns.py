"""用途里写的“基本支出”“项目支出”与表的两栏一致

为什么：说明写“……等基本支出”，表里这一项却全是项目支出，是从上一项复制的句子没有改。
怎么改：照支出决算表改写用途；表填错的改表。

>>> head = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
>>> rows = [("201", "一般公共服务支出", "2.00", "", "2.00"), ("20106", "财政事务", "2.00", "", "2.00"),
...     ("2010602", "一般行政管理事务", "2.00", "", "2.00")]
>>> table = ["一般公共预算财政拨款支出决算表", grid(head, *rows), "（三）一般公共预算财政拨款支出决算具体情况"]
>>> path = "1、一般公共服务支出（类）财政事务（款）一般行政管理事务（项）。主要用于：宣传等{}支出。支出决算为2.00万元。"
>>> print(*rule.check(text(*table, path.format("基本"))), sep="\\n")
N-73 不成立：“一般行政管理事务”写用于“宣传等基本支出”，支出表这一项 2.00万元全是项目支出
>>> print(*rule.check(text(*table, path.format("项目"))), sep="\\n")
N-73 成立：
>>> print(*rule.check(text(table[2], path.format("项目"))), sep="\\n")
N-73 无法判断：用途没有写明基本支出或项目支出，或缺少支出表
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.text.spelling import flatten
from mingzhang.rules.shared.coded_rows import amount, said
from mingzhang.rules.shared.item_claims import code_of, described

RULE = Judgement("N-73", Severity.WARNING, ("A",), kinds=("final_account", "budget"))
_PURPOSE = re.compile(r"主要用于[：:]?(?P<words>[^。；]{2,80})[。；]")
_KIND = re.compile(r"(?P<kind>基本|项目)支出")
# Nothing but what basic expenditure is made up of.
_RUNNING = re.compile(
    r"^[^，。；、和]{0,12}(?:人员经费|公用经费|工资福利支出)(?:[、和及与](?:日常)?公用经费)?(?:支出|开支)?$"
)
_OTHER = {"基本": "项目", "项目": "基本"}


def check(document: Document) -> Iterator[Finding]:
    """The kind of expenditure a purpose names against the two columns of the item."""
    checked = False
    for code, claim in described(document).items():
        kinds = ("基本", "项目")
        table = "预算一般表" if document.kind == "budget" else "一般表"
        cells = {k: fact for k in kinds if (fact := amount(document, f"{table}[{code}].{k}支出"))}
        found = _purpose(claim) if len(code) == 7 and code_of(claim) == code and len(cells) == 2 else None
        if found is None:
            continue
        checked = True
        match, kind = found
        own, other = cells[kind], cells[_OTHER[kind]]
        if own.figure.value or not other.figure.value:
            yield holds(own.place)
            continue
        start, end = flatten(claim.paragraph.text).raw(match.start("words"), match.end("words"))
        place = claim.paragraph.place(start, end).naming(section=claim.place.section)
        words = f"“{claim.path[-1]}”写用于“{match['words']}”，支出表这一项 {said(other.figure)}全是{_OTHER[kind]}支出"
        right = match["words"].replace(f"{kind}支出", f"{_OTHER[kind]}支出")
        right = right if right != match["words"] else f"写明{_OTHER[kind]}支出的实际用途"
        yield fails(words, place, other.place, expected=right)
    if not checked:
        yield undecided("用途没有写明基本支出或项目支出，或缺少支出表")


def _purpose(claim: Claim) -> tuple[re.Match[str], str] | None:
    """The purpose and the one kind it names, in a paragraph about one item only."""
    text = flatten(claim.paragraph.text).text
    match = _PURPOSE.search(text)
    if match is None or text.count("（项）") != 1:
        return None
    kinds = {found["kind"] for found in _KIND.finditer(match["words"])}
    kinds |= {"基本"} if _RUNNING.match(match["words"]) else set()
    return (match, kinds.pop()) if len(kinds) == 1 else None
