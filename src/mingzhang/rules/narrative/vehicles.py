"""车辆总数等于各用途车辆之和

为什么：车辆按用途分类填列，各类相加就是总数。
怎么改：对照资产台账改正总数或分类数。

>>> print(*rule.check(text("（三）国有资产占有使用情况说明", "截至2023年12月31日，共有车辆9辆，其中：应急保障用车1辆、"
...     "执法执勤用车7辆。", year=2023)), sep="\\n")
N-45 不成立：“车辆” 9辆，各分项合计 8辆，相差 1辆
>>> print(*rule.check(text("（三）国有资产占有使用情况说明", "共有车辆8辆，其中：应急保障用车1辆、其他用车7辆。")), sep="\\n")
N-45 成立：
"""

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import number_of
from mingzhang.language.document.claim_arithmetic import check_sum
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement

RULE = Judgement("N-45", Severity.ERROR, ("L5",), kinds=("final_account", "budget"))


def check(document: Document) -> Iterator[Finding]:
    """The stated total of vehicles against its uses."""
    for claim in document.claims:
        if claim.fact != "资产.车辆" or claim.level is None:
            continue
        parts = [
            part
            for part in document.claims
            if part.parent is claim
            and part.level is not None
            and part.level.unit == claim.level.unit
            and part.subject.endswith(("用车", "车辆"))
        ]
        if len(parts) >= 2:
            numbers = [number_of(part.level) for part in parts if part.level is not None]
            names = "、".join(f"{part.subject} {part.level.text}" for part in parts if part.level)
            yield check_sum(number_of(claim.level), numbers, "“车辆”", names)
