"""句子写完整

为什么：“主要用于。”“支出决算为。”这样的句子停在半路，要说的内容漏了。
怎么改：补上漏写的内容，或删去这半句。

>>> print(*rule.check(text("公务用车运行维护支出2.00万元，主要用于。")))
N-66 不成立：“主要用于。”句子没有写完
>>> print(*rule.check(text("公务用车运行维护支出2.00万元，主要用于燃料、维修和其他必要的支出。")))
N-66 成立：没有半截的句子
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
    "N-66",
    Severity.WARNING,
    ("L4",),
    kinds=("final_account", "budget", "self_evaluation", "evaluation_report"),
)

_STOPS = re.compile(
    r"(?:主要用于|主要是|主要包括|具体包括|用于：|以及|由于|(?<![参给赋授])与(?=。)|(?<![普涉触波顾危企埃推提惠累遍旁])及(?=。)"
    r"|(?:支出|收入|决算|预算|决算数|预算数|总计|合计|分别|经费)为)[：]?[。；]"
)


def check(document: Examined) -> Iterator[Finding]:
    """Sentences that end with a word that must be followed by something."""
    faults = [
        fails(f"“{match[0]}”句子没有写完", passage.place(*match.span()))
        for passage, match in matches(document.passages, _STOPS)
    ]
    yield from faults or [holds(message="没有半截的句子")]
