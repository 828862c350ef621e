"""数的千分位用半角逗号

为什么：“2，345.60”用了全角逗号，读者和程序都会当成两个数。
怎么改：千分位改用半角逗号，或不写千分位。

>>> print(*rule.check(text("本年收入2，345.60万元，支出1,234.00万元。")))
N-83 不成立：“2，345.60”的千分位用了全角逗号，应为“2,345.60”
>>> print(*rule.check(text("本年收入2,345.60万元，支出12万元，345人。")))
N-83 成立：
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds

RULE = Judgement("N-83", Severity.INFO, ("L4",), kinds=("final_account", "budget"))
_WIDE = re.compile(
    r"(?<![\d,，.])[1-9]\d{0,2}(?:[,，]\d{3})*，\d{3}(?:[,，]\d{3})*(?:\.\d+)?(?=\s*(?:万|亿)?元)"
)


def check(document: Examined) -> Iterator[Finding]:
    """All of them in one finding."""
    pieces = [piece for passage in document.passages for piece in passage.pieces]
    places = [piece.place(*match.span()) for piece in pieces for match in _WIDE.finditer(piece.text)]
    if not places:
        yield holds()
        return
    printed = places[0].printed
    right, more = printed.replace("，", ","), f"等 {len(places)} 处" if len(places) > 1 else ""
    words = f"“{printed}”{more}的千分位用了全角逗号，应为“{right}”"
    yield fails(words, *places, printed=printed, expected=right)
