"""立项依据、实施周期是本年度的

为什么：每年一份的任务书、工作要点和一年一个的实施周期，年份还是上一年，多半是沿用了上年的文本。
怎么改：换成本年度的文件和时间；确属跨年的项目，写明起止年份。

>>> def told(why, when): return text("项目经费情况说明", "一、立项依据", why, "二、实施主体", "某局。", "三、实施周期", when,
...     kind="budget", year=2026)
>>> print(*rule.check(told("《区政府2025年重点工作安排》。", "2026年全年。")))
B-56 不成立：2026年的项目引用“2025年”的年度文件“《区政府2025年重点工作安排》”，疑为上年文本
>>> print(*rule.check(told("《某某办法》（2025年修订）。", "2025年1月至12月。")))
B-56 不成立：2026年的项目，“实施周期”只写到2025年
>>> print(*rule.check(told("《区政府2026年重点工作安排》。", "2025年6月至2026年12月。")))
B-56 成立：立项依据和实施周期是本年度的
>>> print(*rule.check(text("2026年部门预算编制说明", kind="budget", year=2026)))
B-56 无法判断：没有逐项说明的项目
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.project_notes import NotePart, project_notes

RULE = Judgement("B-56", Severity.WARNING, ("L3",), kinds=("budget",))

_YEARLY = re.compile(
    r"《[^《》]*?(?P<year>20\d\d)年(?:度)?[^《》]*?"
    r"(?:重点工作|工作要点|任务书|工作计划|工作安排|实施计划|目标任务|工作任务|年度计划|部门预算|工作方案)[^《》]*》"
)
_YEAR = re.compile(r"20\d\d(?=年|\.|-|/|全年)")
_LASTING = re.compile("长期|常年|持续|每年|经常性|至今|三年|五年|跨年")


def check(document: Examined) -> Iterator[Finding]:
    """The years of documents issued every year, and of periods, against the fiscal year."""
    notes = list(project_notes(document.passages))
    if not notes or document.year is None:
        yield undecided("没有逐项说明的项目" if not notes else "不知道是哪一年度的预算")
        return
    faults = [fault for note in notes for part in note.values() for fault in _faults(part, document.year)]
    yield from faults or [holds(message="立项依据和实施周期是本年度的")]


def _faults(part: NotePart, year: int) -> Iterator[Finding]:
    """Yearly documents and periods in a part of a project's description that end before the fiscal year."""
    if part.key == "依据" and part.bodies:
        old = [(p, m) for p in part.bodies for m in _YEARLY.finditer(p.text) if int(m["year"]) < year]
        if old and not any(f"{year}年" in p.text for p in part.bodies):
            titles = "、".join(m[0] for _, m in old)
            said = f"{year}年的项目引用“{old[0][1]['year']}年”的年度文件“{titles}”，疑为上年文本"
            places = [p.place(*m.span()) for p, m in old]
            yield fails(said, *places, severity=Severity.INFO)
    if part.key == "周期":
        years = [int(y) for y in _YEAR.findall(part.text)]
        if years and max(years) < year and not _LASTING.search(part.text):
            yield fails(f"{year}年的项目，“{part.title}”只写到{max(years)}年", part.place())
