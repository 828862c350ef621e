"""标题序号连续

为什么：序号跳号或重号，读者不知道是漏了一节还是标错了序号。
怎么改：按顺序重编；漏了的一节补上。

>>> body = ["一、收入决算情况说明", "收入9.00万元。", "二、支出决算情况说明", "支出9.00万元。"]
>>> print(*rule.check(text(*body, "四、政府采购支出情况", "采购支出0万元。")))
N-56 不成立：“四、政府采购支出情况”前面是“二、”，缺“三、”
>>> print(*rule.check(text(*body, "二、政府采购支出情况", "采购支出0万元。")))
N-56 不成立：“二、政府采购支出情况”与前一节“二、支出决算情况说明”序号相同
>>> print(*rule.check(text(*body, "二、政府采购支出情况", "采购支出0万元。", "四、绩效情况", "评价项目1个。")))
N-56 不成立：“二、政府采购支出情况”排在“二、”和“四、”之间，序号应为“三、”
>>> print(*rule.check(text(*body)), *rule.check(text("本年收入合计9.00万元。")))
N-56 成立：标题序号连续 N-56 无法判断：没有带序号的标题
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document, Section
from mingzhang.language.document.passage import heading_of
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.sections import style_of, value_of
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.spelling import plain
from mingzhang.rules.shared.numbered_headings import families, misplaced, renumbered

RULE = Judgement("N-56", Severity.WARNING, ("L3",), kinds=("final_account", "budget"))


def check(document: Document) -> Iterator[Finding]:
    """Neighbouring headings of one style under one parent, from 一、 to （一）."""
    numbered = [s for s in document.sections if 2 <= style_of(s.number) <= 3]
    if not numbered:
        yield undecided("没有带序号的标题")
        return
    faults = [fault for family in families(document, numbered) for fault in _judged(document, family)]
    yield from faults or [holds(message="标题序号连续")]


def _judged(document: Document, family: list[Section]) -> Iterator[Finding]:
    """Each wrong ordinal once: where its neighbours leave room for one heading, it is that one's."""
    values = [value_of(section.number) or 0 for section in family]
    between = misplaced(values)
    for at, (before, after) in enumerate(pairwise(family), 1):
        if at in between:
            right = renumbered(after.number, values[at - 1] + 1)
            room = f"排在“{before.number}”和“{family[at + 1].number}”之间"
            yield _told(f"“{heading_of(after)}”{room}，序号应为“{right}”", after, right)
        elif at - 1 not in between:
            yield from _fault(document, before, after)


def _fault(document: Document, before: Section, after: Section) -> Iterator[Finding]:
    """A heading whose ordinal repeats the one before, leaves one out, or cannot be read."""
    first, second = value_of(before.number) or 0, value_of(after.number)
    heading, right = heading_of(after), renumbered(after.number, first + 1)
    message = ""
    if second is None and first:
        message = f"“{heading}”的序号“{after.number}”应为“{right}”"
    elif second == first > 1 and before.title != after.title:  # 一、 twice may be two annexes
        message = f"“{heading}”与前一节“{heading_of(before)}”序号相同"
    elif first and second == first + 2 and plain(right) not in _passed(document, before, after):
        message = f"“{heading}”前面是“{before.number}”，缺“{right}”"
    if message:
        yield _told(message, after, right)


def _told(message: str, section: Section, right: str) -> Finding:
    printed = section.heading
    places = [printed.place(0, len(printed.text)).naming(printed=section.number)] if printed else []
    return fails(message, *places, expected=right)


def _passed(document: Document, before: Section, after: Section) -> str:
    return "\n".join(plain(p.text) for i, p in document.body() if before.start <= i <= after.start)
