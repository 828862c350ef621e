"""没有决算表时，文字里的款、项按科目表核对

为什么：“X（类）Y（款）Z（项）”要在政府收支分类科目里找得到；名称错一个字、挂错了款，读者查不到这一笔钱。
怎么改：照本年度政府收支分类科目改写名称或编码。

>>> path = "社会保障和就业支出（类）行政事业单位养老支出（款）{}（项）{}：支出决算为9.00万元。"
>>> def told(*item): return print(*rule.check(text("五、一般公共预算财政拨款支出决算情况说明", path.format(*item))), sep="\\n")
>>> told("机关事业单位基本养老保险交费支出", "")
N-97 不成立：“机关事业单位基本养老保险交费支出（项）”应为“机关事业单位基本养老保险缴费支出”
>>> told("行政运行", "")
N-97 不成立：“行政运行（项）”不在“行政事业单位养老支出（款）”之下
>>> told("机关事业单位基本养老保险缴费支出", "（2080506）")
N-97 不成立：“机关事业单位基本养老保险缴费支出”的编码写 2080506，应为 2080505
>>> told("机关事业单位基本养老保险缴费支出", "（2080505）")
N-97 成立：
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.listed_codes import ListedCodes
from mingzhang.rules.shared.named_items import Named, named_items
from mingzhang.rules.shared.near_names import meant, plain_name

RULE = Judgement("N-97", Severity.WARNING, ("L4",))
_GAP = 2  # characters between two names of one path: quotation marks
_CODE = re.compile(r"（(2\d{6})）")
_FEW = 3  # items that the list must know under a 款 before it may say that another is not there


def check(document: Examined) -> Iterator[Finding]:
    """Every 项 that follows its 款, where no table prints the names."""
    if document.names is not None and document.names.printed:
        yield undecided("有决算表，按表核对")
        return
    codes, checked = ListedCodes(document.notation.functional), False
    for section, item in pairwise(named_items(document)):
        together = section.passage is item.passage and 0 <= item.start - section.end <= _GAP
        above = (
            codes.called(section.name, 5) if together and (section.level, item.level) == ("款", "项") else []
        )
        if above:
            checked = True
            yield _judged(document, item, section, codes, above) or holds(item.place())
    if not checked:
        yield undecided("正文没有科目表里的款和它的项")


def _judged(
    document: Examined, item: Named, section: Named, codes: ListedCodes, above: list[str]
) -> Finding | None:
    """A slip in the name, a wrong code, or an item of another 款; ``None`` where the item may stand."""
    known = codes.under(above, document.year)
    own = [code for code in codes.called(item.name, 7) if code[:5] in above]
    printed = _CODE.match(item.passage.text, item.end)
    if own:
        if printed is None or printed[1] in own or len(own) > 1:
            return None
        words = f"“{item.name}”的编码写 {printed[1]}，应为 {own[0]}"
        return fails(words, item.passage.place(*printed.span(1)), printed=printed[1], expected=own[0])
    if right := meant(item.name, known):
        words = f"“{item.passage.text[item.start : item.end]}”应为“{right}”"
        return fails(words, item.place(), printed=item.name, expected=right)
    elsewhere = codes.called(item.name, 7) and not plain_name(item.name).startswith("其他")
    if not elsewhere or len(known) < _FEW:
        return None
    words = f"“{item.name}（项）”不在“{section.name}（款）”之下"
    return fails(words, item.place(), printed=item.name, expected=f"{section.name}（款）之下的科目")
