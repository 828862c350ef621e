"""文字里的各类支出相加等于一般公共预算财政拨款支出

为什么：支出结构列出全部的类，相加应当等于总额；加不起来，必有一个数写错。
怎么改：对照支出决算表改正写错的数。

>>> def told(one): return ["（二）一般公共预算财政拨款支出决算结构情况", "一般公共预算财政拨款支出9.00万元，主要用于以下方面："
...     f"教育支出（类）{one}万元，占88.89%；住房保障支出（类）1.00万元，占11.11%。"]
>>> print(*rule.check(text(*told("8.20"))), sep="\\n")
N-17 不成立：一般公共预算财政拨款支出 9.00万元，各分项合计 9.20万元，相差 0.20万元
>>> print(*rule.check(text(*told("8.00"))), sep="\\n")
N-17 成立：
>>> print(*rule.check(text(told("8.00")[0], "一般公共预算财政拨款支出9.00万元。")), sep="\\n")
N-17 无法判断：正文没有列全各类支出
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import undecided
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.narrative.listing import shares_close
from mingzhang.rules.shared.item_claims import SECTIONS, code_of
from mingzhang.rules.shared.listed_sum import summed

RULE = Judgement("N-17", Severity.ERROR, ("A",))


def check(document: Document) -> Iterator[Finding]:
    """The classes of one section whose shares add to 100."""
    sections: dict[str, list[Claim]] = defaultdict(list)
    for claim in document.claims:
        if claim.section in SECTIONS and claim.level is not None and not claim.aside:
            sections[claim.section].append(claim)
    checked = False
    for claims in sections.values():
        whole = next((claim for claim in claims if code_of(claim) == "合计"), None)
        classes = [claim for claim in claims if len(code_of(claim)) == 3 and claim.shares]
        codes = {code_of(claim) for claim in classes}
        if whole is None or len(codes) != len(classes) or not shares_close(classes):
            continue
        finding = summed(whole, classes, "一般公共预算财政拨款支出")
        if finding is not None:
            checked = True
            yield finding
    if not checked:
        yield undecided("正文没有列全各类支出")
