"""写了“主要原因”就要有原因

为什么：增减原因是公开的要求；“主要原因：。”等于没有说明。
怎么改：写明本单位的具体原因，没有增减的删去这半句。

>>> print(*rule.check(text("比上年减少3.00万元，下降5.00%。主要原因：。")))
N-67 不成立：“主要原因：。”没有写原因
>>> print(*rule.check(text("比上年减少3.00万元，下降5.00%。主要原因：在职人员减少。")))
N-67 成立：写了“原因”的地方都有原因
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds

RULE = Judgement("N-67", Severity.WARNING, ("L4",), kinds=("final_account", "budget"))

_EMPTY = re.compile(
    r"(?:主要|增减|增加|减少|变动|具体)的?原因(?:主要)?(?:(?:是|为|系|在于)：?|：(?:是|为)?)(?:无|/)?(?:[。；]|，(?=其中|[与比较]20))"
    r"|(?<=[，；。])(?:主要|变动|增减|增减变动)原因[。；]"
)
_OPEN = re.compile(r"(?:主要|增减|增加|减少|变动)的?原因(?:是|为|：)+$")


def check(document: Examined) -> Iterator[Finding]:
    """A reason announced and not given, inside a paragraph or before the next heading."""
    faults = [
        fails(f"“{match[0]}”没有写原因", passage.place(*match.span()))
        for passage, match in matches(document.passages, _EMPTY)
    ]
    for passage, after in pairwise(document.passages):
        if after.heading and (match := _OPEN.search(passage.text)):
            faults.append(fails(f"“{match[0]}”后面没有写原因", passage.place(*match.span())))
    yield from faults or [holds(message="写了“原因”的地方都有原因")]
