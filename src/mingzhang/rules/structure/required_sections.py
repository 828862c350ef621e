"""规定的部分齐全

为什么：公开规程要求部门概况、情况说明和名词解释都公开；缺一部分就是公开不完整。
怎么改：补上缺的部分。

>>> parts = ["某某局2021年度部门决算", "第一部分 单位概况", "主要职责。", "第二部分 部门决算表", "详见附件。"]
>>> parts += ["第三部分 部门决算情况说明", "收入9.00万元。"]
>>> print(*rule.check(text(*parts)))
S-01 不成立：缺“名词解释”
>>> print(*rule.check(text(*parts, "第四部分 名词解释", "一、基本支出：指保障运转的支出。")))
S-01 成立：规定的部分齐全
>>> print(*rule.check(text(parts[0], "一、收入决算情况说明", "本年收入9.00万元。")))
S-01 无法判断：没有按规定的部分编排
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.sections import key_of, style_of
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.spelling import plain

RULE = Judgement("S-01", Severity.WARNING, ("L3",))


def check(document: Examined) -> Iterator[Finding]:
    """Judged only where all but one of the required sections are there: then the template is clear."""
    required = document.notation.settings.required_sections
    there = {s.key for s in document.sections}
    there |= {key_of(e.title, document.notation.sections) for e in document.contents}
    missing = [key for key in required if key not in there]
    if not required or len(missing) > 1 or not _whole(document):
        yield undecided("没有按规定的部分编排" if required else "本地没有规定要有哪些部分")
        return
    words = "".join(plain(p.text) for p in document.report.paragraphs())
    faults = [fails(f"缺“{key}”", expected=key) for key in missing if key not in words]
    yield from faults or [holds(message="规定的部分齐全")]


def _whole(document: Document) -> bool:
    """Whether the document is in parts and begins with a cover: other layouts and excerpts prove nothing."""
    parts = [section for section in document.sections if style_of(section.number) == 1]
    return len(parts) > 2 and parts[0].start > 0
