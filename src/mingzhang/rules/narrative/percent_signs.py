"""比率后面没有百分号

为什么：没有百分号的“下降18.87”“占0.5”不是比率，读者会当成别的数。
怎么改：在数后补“%”。

>>> print(*rule.check(text("本年收入合计80.00万元，比上年减少20.00万元，下降20.00。")), sep="\\n")
N-51 不成立：“下降20.00”之后应为“%”
>>> print(*rule.check(text("本年收入合计80.00万元，比上年减少20.00万元，下降20.00%。")), sep="\\n")
N-51 成立：
"""

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds

RULE = Judgement("N-51", Severity.WARNING, ("A",), kinds=("final_account", "budget"))


def check(document: Document) -> Iterator[Finding]:
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
    if not slips and any(claim.shares or claim.changes for claim in document.claims):
        yield holds()
