"""金额写“万元”“亿元”，不写“万”“亿”

为什么：少一个“元”，金额就不完整；同一份文件里有的写、有的不写，也看得出是漏字。
怎么改：补写“元”。

>>> print(*rule.check(text("公务接待费支出9.00万，比上年减少1.00万元。")), sep="\\n")
N-94 不成立：“公务接待费支出9.00万”漏写“元”，应为 9.00万元
>>> print(*rule.check(text("公务接待费支出9.00万元，接待人口3万的某镇来访人员。")), sep="\\n")
N-94 成立：
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds
from mingzhang.language.text.figures import NUMBER

RULE = Judgement("N-94", Severity.INFO, ("L4",), kinds=("final_account", "budget"))
_ENDED = "(?=$|[，。；：、）占比较与和，])"
# 单价 50 万（含）以上 is a limit, told with the fixed phrases.
_BARE = re.compile(
    r"(?P<what>[^，。；：\d.．]{0,12}(?:收入|支出|经费|费|预算|决算|资金|金额|结余|结转|总计|合计|采购|拨款|安排|科目|（项）|增加|减少)"
    rf"[^，。；、\d]{{0,6}})(?P<digits>{NUMBER})(?P<scale>万|亿){_ENDED}"
)
_SCALE = re.compile(rf"(?:万|亿){_ENDED}")  # rare, and quickly looked for


def check(document: Examined) -> Iterator[Finding]:
    """Amounts that end with their scale."""
    found = list(matches([p for p in document.passages if _SCALE.search(p.text)], _BARE))
    for passage, match in found:
        right = f"{match['digits']}{match['scale']}元"
        words = f"“{match['what']}{match['digits']}{match['scale']}”漏写“元”，应为 {right}"
        place = passage.place(match.start("digits"), match.end())
        weight = Severity.WARNING if "元" in passage.text else Severity.INFO  # elsewhere in it 元 is written
        yield fails(
            words, place, printed=f"{match['digits']}{match['scale']}", expected=right, severity=weight
        )
    if not found:
        yield holds()
