"""目录页码与正文相符

为什么：页码错了，读者翻不到。
怎么改：更新目录。

>>> from mingzhang.facts.report import Paragraph
>>> titles = ["一、甲类事项", "二、乙类事项", "三、丙类事项", "四、丁类事项"]
>>> document = text("目录", *(f"{title}……{page}" for title, page in zip(titles, (1, 2, 3, 9))), *titles)
>>> for number, block in enumerate(document.report.blocks): block.page = max(1, number - 3)
>>> print(*rule.check(document))
S-03 不成立：目录上“四、丁类事项”在第 9 页，实际在第 4 页
>>> print(*rule.check(text("一、收入决算情况说明", "本年收入9.00万元。")))
S-03 无法判断：目录没有页码，或文件没有页
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.report import Paragraph
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.sections import ContentsLine, core
from mingzhang.language.document.verdicts import fails, holds, undecided

RULE = Judgement("S-03", Severity.INFO, ("L3",), kinds=("final_account", "budget"))

_ENOUGH = 3  # entries that agree on how printed and counted pages differ


def check(document: Examined) -> Iterator[Finding]:
    """Printed pages against the pages of the headings, less the offset most entries share."""
    entries = document.contents
    last = max((entry.block for entry in entries), default=-1)  # a cover title may read like a heading
    pages = {
        core(b.text): b.page
        for i, b in reversed(list(enumerate(document.report.blocks)))
        if isinstance(b, Paragraph) and b.page and i > last and b.kind == "text"
    }
    known = [(e, e.page, p) for e in entries if e.page and (p := pages.get(core(e.title)))]
    offsets = Counter(actual - printed for _, printed, actual in known).most_common(1)
    if not offsets or offsets[0][1] < _ENOUGH or offsets[0][1] * 2 <= len(known):
        yield undecided("目录没有页码，或文件没有页" if not known else "目录页码与文件页码没有固定的差")
        return
    shift = offsets[0][0]
    faults = [_fault(e, printed, actual - shift) for e, printed, actual in known if actual - printed != shift]
    yield from faults or [holds(message="目录页码与正文相符")]


def _fault(entry: ContentsLine, printed: int, actual: int) -> Finding:
    message = f"目录上“{entry.number}{entry.title}”在第 {printed} 页，实际在第 {actual} 页"
    return fails(message, printed=str(printed), expected=str(actual))
