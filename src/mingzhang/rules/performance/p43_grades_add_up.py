"""各等级项目数相加等于自评项目数

为什么：每个自评项目有且只有一个等级。
怎么改：核对各等级项目数。

>>> grades = "优的项目{}个；良的项目1个；合格的项目0个；不合格的项目0个"
>>> print(*rule.check(narrative("绩效自评的项目4个，其中，" + grades.format(3))))
P-43 成立：
>>> print(*rule.check(narrative("绩效自评的项目4个，其中，" + grades.format(4))))
P-43 不成立：优 4 个、良 1 个、中 0 个、差 0 个，相加 5 个，自评项目 4 个
>>> print(*rule.check(narrative("绩效自评的项目4个，其中，优的项目3个、良的项目0个。")))
P-43 不成立：优 3 个、良 0 个，相加 3 个，自评项目 4 个
>>> print(*rule.check(narrative("绩效自评的项目4个，其中，优的项目3个、差的项目0个，其余为良。")))
P-43 无法判断：自评项目 4 个，只写了优 3 个、差 0 个
>>> print(*rule.check(narrative("绩效自评的项目4个，其中，优的项目3个。")))
P-43 无法判断：自评项目 4 个，只写了优 3 个
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.performance_summary import PerformanceSummary
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement(
    "P-43", Severity.ERROR, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)

_REST = re.compile("其余|其他|其它")


def check(document: Examined) -> Iterator[Finding]:
    """One finding for each paragraph that counts grades."""
    for summary in document.summaries:
        if summary.grades() and "自评项目数" in summary.figures:
            yield _judge(summary)


def _judge(summary: PerformanceSummary) -> Finding:
    """The counts by grade against the number of self-evaluated projects."""
    count, grades = summary.figures["自评项目数"], summary.grades()
    added = sum((figure.value for figure in grades.values()), count.value * 0)
    if added == count.value:
        return holds(count.place, compared=tuple(grades.values()))
    terms = "、".join(f"{name} {figure.text} 个" for name, figure in grades.items())
    # Who tells that there are none of a grade has told all, or speaks of the others.
    told_none = any(not figure.value for figure in grades.values()) and not _REST.search(
        summary.paragraph.text
    )
    if added < count.value and len(grades) < 4 and not told_none:
        return undecided(f"自评项目 {count.text} 个，只写了{terms}", count.place)
    return fails(
        f"{terms}，相加 {added} 个，自评项目 {count.text} 个",
        count.place,
        *(figure.place for figure in grades.values()),
        printed=count.text,
        expected=str(added),
    )
