"""预算文件不把本年的预算写成决算

为什么：预算由上年的决算文本改来，“决算”没有改成“预算”，读者不知道说的是计划还是执行结果。
怎么改：说本年安排的，改为“预算”；说上年执行结果的，写明是哪一年的决算。

>>> said = "2026年部门决算安排购置车辆0辆。", "2026年“三公”经费决算数为9.00万元。", "2026年部门决算编制说明"
>>> for finding in rule.check(text(*said, year=2026, kind="budget")): print(finding)
B-62 不成立：预算文件里“2026年部门决算”应为“2026年部门预算”
B-62 不成立：预算文件里“2026年“三公”经费决算”应为“2026年“三公”经费预算”
B-62 不成立：预算文件里“2026年部门决算”应为“2026年部门预算”
>>> print(*rule.check(text("比2025年决算数减少1.00万元。指导各单位部门决算编制工作。", year=2026, kind="budget")))
B-62 成立：没有把预算写成决算
>>> print(*rule.check(text("本部门收入预算9.00万元。", kind="budget")))
B-62 无法判断：不知道是哪一年度的预算
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.sections import PROJECTS
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement("B-62", Severity.WARNING, ("L3", "L4"), kinds=("budget",))

# The year of the budget, then 决算 of what the budget plans, with no other year between.
_OWN = r"{year}年(?:度)?[^，。；：\d]{{0,20}}?决算(?!公开|草案|编报|编审|评价)"
_HEADING = re.compile(
    r"(?:部门|单位)决算(?:编制说明|情况说明|安排|表$|公开表)|(?:收入|支出|收支|财政拨款)[^，。\d]{0,16}决算情况说明"
)
_PLANNING = re.compile(
    r"编制|批复|公开|审核|汇总|报送|布置|做好|完成|开展|分析|检查"
)  # work with accounts in that year


def check(document: Examined) -> Iterator[Finding]:
    """Sentences and headings of disclosure that speak of this year's account."""
    if document.year is None or document.kind != "budget":
        yield undecided("不知道是哪一年度的预算")
        return
    aside = document.notation.without_figures | PROJECTS
    own = re.compile(_OWN.format(year=document.year))
    faults = [
        fault
        for passage in document.passages
        if passage.section is None or passage.section.key not in aside or passage.heading
        for fault in _faults(passage, own)
    ]
    yield from faults or [holds(message="没有把预算写成决算")]


def _faults(passage: Passage, own: re.Pattern[str]) -> Iterator[Finding]:
    """The words that call this year's plan an account, work with accounts and comparisons aside."""
    found = list(own.finditer(passage.text)) or (
        list(_HEADING.finditer(passage.text)) if passage.heading else []
    )
    for match in found:
        titled = passage.heading or passage.text.endswith("说明")
        if re.search("[与比较同][^，。；]*$", passage.text[: match.start()]):
            continue
        if not titled and _PLANNING.search(match[0] + passage.text[match.end() : match.end() + 4]):
            continue
        right = match[0].replace("决算", "预算")
        yield fails(f"预算文件里“{match[0]}”应为“{right}”", passage.place(*match.span()), expected=right)
