"""标点不重复

为什么：连着的两个标点，多半是删改句子时留下的。
怎么改：只留一个合适的标点。重复的标点在公开文本里是警告；句号、逗号用得不当只作提示。

>>> print(*rule.check(text("主要原因：人员减少。。", "其中：基本支出8.00万元，；项目支出2.00万元。")))
N-63 不成立：“。。”标点重复 N-63 不成立：“，；”标点重复
>>> print(*rule.check(text("主要原因：人员减少。")))
N-63 成立：没有重复的标点
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds

RULE = Judgement(
    "N-63", Severity.INFO, ("L4",), kinds=("final_account", "budget", "self_evaluation", "evaluation_report")
)

_DOUBLED = re.compile(
    r"(?<!原因)(?<!用于)(?<!主要是)[，、；：。]{2,}|(?<=[\u4e00-\u9fa5）])(?:。\.|\.。|，\.|\.，)(?!\d)"
)


# An amount, and what it is compared with, without a subject of its own.
_COMPARED = re.compile(
    r"(?<![\d,.])\d[\d,.]*万?元(?P<mark>[，。])[与比较同](?:20\d\d年|上年)[^，。；]{0,14}?(?:持平|增加|减少|增长|下降|一致|相同)"
)
_LEVEL = re.compile("(?:持平|一致|相同)$")  # 。与上年相比增加9万元 says all that a sentence needs
_FINISHED = re.compile(r"为[\d,]+(?:\.\d+)?万?元$")  # 甲为9万元。 has its verb and is a sentence


def check(document: Examined) -> Iterator[Finding]:
    """Every run of marks that cannot stand together; the strongest of them is expected."""
    faults = []
    for passage, match in matches(document.passages, _DOUBLED):
        marks = match[0].replace(".", "。")
        start = max(0, match.start() - 4)
        kept = passage.text[start : match.start()] + min(marks, key="。；：，、".index)
        place = passage.place(*match.span())
        weight = Severity.WARNING if document.kind in ("final_account", "budget") else Severity.INFO
        faults.append(fails(f"“{match[0]}”标点重复", place, expected=kept, severity=weight))
    yield from [*faults, *_cut(document)] or [holds(message="没有重复的标点")]


def _cut(document: Examined) -> Iterator[Finding]:
    """A comparison cut off from its amount by a full stop where the other sentences have a comma."""
    found = list(matches(document.passages, _COMPARED))
    cut = [
        (passage, match)
        for passage, match in found
        if match["mark"] == "。"
        and _LEVEL.search(match[0])
        and not _FINISHED.search(passage.text, 0, match.start("mark"))
    ]
    if not cut or len(cut) * (3 if len(cut) == 1 else 5) > len(found):
        return
    for passage, match in cut:
        words = f"“{match[0]}”前一句没有说完，句号应为逗号"
        yield fails(words, passage.place(*match.span()), expected=match[0].replace("。", "，"))
