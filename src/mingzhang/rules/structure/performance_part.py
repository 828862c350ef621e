"""决算公开有预算绩效情况

为什么：项目支出绩效自评结果和部门评价结果随决算公开；整份决算没有一处写到绩效，多半是漏了这一部分。
怎么改：补上预算绩效管理情况；在别处公开的，写明在哪里；没有开展的，写明没有开展。

>>> parts = ["某某局2021年度部门决算", "第一部分 单位概况", "主要职责。", "第二部分 部门决算表", "详见附件。"]
>>> parts += ["第三部分 部门决算情况说明", "一、机关运行经费支出情况", "机关运行经费9.00万元。"]
>>> parts += ["二、政府采购支出情况", "政府采购支出2.00万元。", "第四部分 名词解释", "绩效工资：指事业单位的一种工资。"]
>>> print(*rule.check(text(*parts, year=2021)))
S-40 不成立：整份决算没有写到预算绩效；没有开展评价的，也要写明
>>> print(*rule.check(text(*parts, "附件：项目支出绩效自评表", year=2021)))
S-40 成立：写到了预算绩效
>>> print(*rule.check(text(*parts, year=2016)))
S-40 无法判断：本地本年度没有规定要公开绩效
>>> print(*rule.check(text("二、政府采购支出情况", "政府采购支出2.00万元。", year=2021)))
S-40 无法判断：没有按规定的部分编排，或者不是整份
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.sections import style_of
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.spelling import plain

RULE = Judgement("S-40", Severity.INFO, ("L6",))

_TOLD = re.compile(
    r"绩效(?!工资|奖|考核奖|津贴|补贴)|自评表|评价报告"
)  # under whatever heading, or as an attachment
_BESIDE = ("机关运行", "采购", "国有资产")  # the matters beside which performance is told
_LEAST = 2


def check(document: Examined) -> Iterator[Finding]:
    """Judged only of a whole document in parts: excerpts, and pages that could not be read, prove nothing."""
    since, year = document.notation.settings.performance_since, document.year
    if not since or year is None or year < since:
        yield undecided("本地本年度没有规定要公开绩效")
        return
    report = document.report
    words = [p.text for p in report.paragraphs()] + [c.text for t in report.tables() for c in t.cells]
    titles = [entry.title for entry in document.contents]
    if any(_TOLD.search(plain(text)) for text in (*words, *titles)):
        yield holds(message="写到了预算绩效")
    elif not _whole(document):
        yield undecided("没有按规定的部分编排，或者不是整份")
    else:
        yield fails("整份决算没有写到预算绩效；没有开展评价的，也要写明", inferred=True)


def _whole(document: Examined) -> bool:
    """Whether cover, parts, and the matters around performance are there, and every page could be read."""
    keys = {section.key for section in document.sections}
    parts = [section for section in document.sections if style_of(section.number) == 1]
    beside = [key for key in _BESIDE if key in keys]
    whole = len(parts) > 2 and parts[0].start > 0 and "名词解释" in keys
    return whole and len(beside) >= _LEAST and not document.report.unread_pages
