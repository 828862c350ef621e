"""比率后面没有百分号

为什么：没有百分号的“下降18.87”“占0.5”不是比率，读者会当成别的数。
怎么改：在数后补“%”。

>>> print(*rule.check(text("本年收入合计80.00万元，比上年减少20.00万元，下降20.00。")), sep="\\n")
N-51 不成立：“下降20.00”之后应为“%”
>>> print(*rule.check(text("本年收入合计80.00万元，比上年减少20.00万元，下降20.00%。")), sep="\\n")
N-51 成立：
>>> print(*rule.check(text("其中：基本支出60.00万元（60.00），项目支出40.00万元（40.00%）。")), sep="\\n")
N-51 不成立：“60.00”之后应为“%”，同一句里其余的比率都写了“%”
"""

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage, matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds

RULE = Judgement("N-51", Severity.WARNING, ("A",), kinds=("final_account", "budget"))

_RATE = r"\d{1,3}(?:\.\d+)?"
# A share in brackets behind its amount, and rates that one word introduces: 分别占64.74和35.26%.
_BRACKETED = re.compile(rf"(?<=元（)(?P<rate>{_RATE})(?P<sign>%?)(?=）)")
_TOGETHER = re.compile(
    rf"分别[^，。；：、\d]{{1,14}}(?:{_RATE}%?[、和及与])+{_RATE}%?(?![\d.]|[万亿]?元|[个人辆次项台批])"
)
_EACH = re.compile(rf"(?P<rate>{_RATE})(?P<sign>%?)(?![\d.])")


def check(document: Examined) -> Iterator[Finding]:
    """Rates that lost their sign; bare zeros (占…的0) are gathered into one finding."""
    slips = [slip for slip in document.slips if slip.expected == "%"]
    zeros = [slip for slip in slips if slip.figure.value == 0]
    for slip in slips:
        if slip.figure.value != 0:
            words = f"{slip.before}{slip.figure.text}"
            yield fails(f"“{words}”之后应为“%”", slip.figure.place, printed=words, expected=words + "%")
    if zeros:
        places = [slip.figure.place for slip in zeros]
        words = f"{zeros[0].before}{zeros[0].figure.text}"
        yield fails(
            f"“{words}”等 {len(zeros)} 处的比率没有写“%”",
            *places,
            severity=Severity.INFO,
            printed=words,
            expected=words + "%",
        )
    lacking = list(_beside(document))
    for passage, found in lacking:
        place, words = passage.place(*found.span("rate")), found["rate"]
        told = f"“{words}”之后应为“%”，同一句里其余的比率都写了“%”"
        yield fails(told, place, printed=words, expected=words + "%")
    if not slips and not lacking and any(claim.shares or claim.changes for claim in document.claims):
        yield holds()


def _beside(document: Examined) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Rates without a sign beside others of one sentence or list that have theirs."""
    for passage in document.passages:
        for sentence in re.finditer("[^。]+", passage.text):
            inside = list(_BRACKETED.finditer(passage.text, *sentence.span()))
            if any(one["sign"] for one in inside):
                yield from ((passage, one) for one in inside if not one["sign"] and "." in one["rate"])
    for passage, match in matches(document.passages, _TOGETHER):
        rates = list(_EACH.finditer(passage.text, *match.span()))
        if any(one["sign"] for one in rates):
            yield from ((passage, one) for one in rates if not one["sign"])
