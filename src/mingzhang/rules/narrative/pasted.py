"""整段带金额的文字与另一单位的文件逐字相同

为什么：两个单位的金额不会都碰巧一样；整段相同，多半是从别的单位复制来忘了改。
怎么改：按本单位的决算重写这一段。

>>> told = "公务用车运行维护费支出3.21万元，其中燃料费1.05万元，主要用于日常工作中公务用车的加油、保险和维修等开支。"
>>> other = text(told, unit="某市乙局")
>>> print(*rule.check(held(text(told, unit="某市甲局"), 另一单位=other)))
N-61 不成立：这一段（2 个金额）与某市乙局的文件逐字相同，像是复制来的
>>> print(*rule.check(held(text(told.replace("3.21", "4.56"), unit="某市甲局"), 另一单位=other)))
N-61 成立：与其他单位的文件没有相同的段落
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds
from mingzhang.language.text.spelling import plain

RULE = Judgement("N-61", Severity.WARNING, ("A",), kinds=("final_account", "budget"), beside="另一单位")
_AMOUNT = re.compile(r"\d+\.\d+(?=[万亿]?元)")
_LENGTH, _FIGURES = 30, 2  # shorter paragraphs, or with fewer different amounts, may be alike by chance


def check(document: Document) -> Iterator[Finding]:
    """Paragraphs with several amounts that stand word for word in a document of another unit."""
    owners = {
        plain(paragraph.text): other.unit
        for other in document.beside["另一单位"]
        for _, paragraph in other.body()
        if _telling(plain(paragraph.text))
    }
    pasted = [(p, owner) for _, p in document.body() if (owner := owners.get(plain(p.text))) is not None]
    for paragraph, owner in pasted:
        words = f"这一段（{_telling(plain(paragraph.text))} 个金额）与{owner}的文件逐字相同，像是复制来的"
        yield fails(words, paragraph.place(0, len(paragraph.text)))
    if not pasted:
        yield holds(message="与其他单位的文件没有相同的段落")


def _telling(text: str) -> int:
    """How many different amounts a paragraph holds, 0 where it is no evidence."""
    amounts = {found for found in _AMOUNT.findall(text) if float(found)}
    return len(amounts) if len(text) >= _LENGTH and len(amounts) >= _FIGURES else 0
