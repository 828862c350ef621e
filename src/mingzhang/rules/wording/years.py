"""披露句子的年度与封面一致

为什么：正文多从上年的文件改来，年度没改就成了上年的事实；与本年自己相比的“同比”没有意义。
怎么改：把年度改为封面上的年度，对比年改为它的上一年。

>>> print(*rule.check(text("2018年本部门车辆3台，价值20.00万元。", year=2019)))
N-53 不成立：“2018年本部门车辆”的年度与封面的2019年度不符
>>> print(*rule.check(text("与2019年度相比，收入支出总计增加1.00万元。", year=2019)))
N-53 不成立：2019年度的决算与“2019年度”自己相比，应与2018年度相比
>>> print(*rule.check(text("2019年度本年收入合计9.00万元，比2018年度增加1.00万元。", year=2019)))
N-53 成立：披露句子的年度与封面一致
>>> print(*rule.check(text("某局收入预算9.00万元，比2026年预算增加1.00万元。", year=2026, kind="budget")))
N-53 不成立：2026年度的预算与“2026年”自己相比，应与2025年相比
>>> print(*rule.check(text("本年收入合计9.00万元。")))
N-53 无法判断：不知道是哪一年度的文件
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
from mingzhang.rules.shared.year_words import AGAINST, HEADED, LED, PLANNED, SAID, SPENT, STATED, told_beside
from mingzhang.rules.shared.years_compared import compared
from mingzhang.rules.shared.years_of_figures import misdated
from mingzhang.rules.shared.years_of_projects import misdated_projects

RULE = Judgement("N-53", Severity.ERROR, ("L4",), kinds=("final_account", "budget"))

_SAME = 12  # characters of a sentence that is accused already
_OF_BEFORE = re.compile("执行|完成|评价|自评|决算|结转")  # what a budget tells of the year before
_REVIEWED = re.compile("上年[^比]{0,8}(?:执行|完成)")


def check(document: Examined) -> Iterator[Finding]:
    """Years of disclosing sentences, of comparisons and of headings against the fiscal year."""
    if document.year is None:
        return (yield undecided("不知道是哪一年度的文件"))
    kind = "预算" if document.kind == "budget" else "决算"
    aside, year = document.notation.without_figures | PROJECTS, document.year
    said = [p for p in document.passages if p.section is None or p.section.key not in aside or p.heading]
    usual = any(int(m["year"]) == year - 1 for p in said for m in AGAINST.finditer(p.text))
    faults, under = list[Finding](), ""
    for passage in said:
        under = passage.text if passage.heading else under
        faults += _stated(passage, year, kind, "" if passage.heading else under)
        faults += compared(passage, year, kind, usual)
    faults += misdated_projects(document.passages, year) if kind == "决算" else ()
    told = [place.quote for fault in faults for place in fault.places]
    faults += [f for f in misdated(document, year) if not any(f.places[0].quote[:_SAME] in q for q in told)]
    yield from faults or [holds(message="披露句子的年度与封面一致")]


def _stated(passage: Passage, year: int, kind: str, under: str) -> Iterator[Finding]:
    """The years that sentences and headings give to what they disclose; ``under`` is the heading above."""
    text = passage.text
    for match in SPENT.finditer(text) if kind == "预算" else ():
        if int(match["year"]) >= year:
            right = match[0].replace(match["year"], str(year - 1), 1)
            words = f"“{match[0]}”是还没有执行的年度，应为“{right}”"
            yield fails(words, passage.place(*match.span()), expected=right)
    titled = passage.heading or bool(re.search("^.{6,44}表$", text))
    if kind == "预算" and ((titled and _OF_BEFORE.search(text)) or _REVIEWED.search(under)):
        return
    patterns = (HEADED,) if titled else (PLANNED,) if kind == "预算" else (SAID, STATED)
    for match in {m.start("year"): m for p in reversed(patterns) for m in p.finditer(text)}.values():
        said = int(match["year"])
        both = said < year and told_beside(text, match.start("year"), year)
        aside = both or LED.search(text[: match.start("year")]) or f"{said}年" in under
        if said != year and abs(said - year) < 4 and not aside:
            span = (match.start("year"), match.end())
            expected = text[slice(*span)].replace(str(said), str(year), 1)
            message = f"“{text[slice(*span)]}”的年度与封面的{year}年度不符"
            yield fails(message, passage.place(*span), expected=expected)
