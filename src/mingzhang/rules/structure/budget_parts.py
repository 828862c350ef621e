"""预算公开的表和重要事项齐全

为什么：收支、拨款、“三公”、基金、国资各表，和机关运行经费、政府采购、国有资产、绩效目标都必须公开；没有的也要说明。
怎么改：补上缺的表（没有数据的保留空表并注明）或缺的事项。

>>> rows = grid(("科目编码", "科目名称", "合计", "基本支出", "项目支出"), ("201", "一般公共服务支出", "1.00", "", "1.00"))
>>> sums = grid(("项目", "预算数", "项目", "预算数"), ("收入总计", "1.00", "支出总计", "1.00"))
>>> tables = ["收支总表", sums, "财政拨款收支总表", sums] + [block for name in ("收入总表", "支出总表",
...     "一般公共预算支出表", "政府性基金预算支出表", "国有资本经营预算支出表") for block in (name, rows)]
>>> fees = ["一般公共预算“三公”经费支出表", grid(("合计", "公务接待费"), ("1.00", "1.00")), "一般公共预算基本支出表"]
>>> told = "机关运行经费预算1.00万元。", "政府采购预算2.00万元。", "共有车辆3辆。", "编报绩效目标的项目3个。"
>>> print(*rule.check(text("某局2026年部门预算", *tables, *fees, *told[:3], kind="budget", year=2026)))
S-31 不成立：没有公开绩效目标设置情况
>>> print(*rule.check(text("某局2026年部门预算", *tables, *fees, *told, kind="budget", year=2026)))
S-31 成立：规定的表和事项齐全
>>> print(*rule.check(text("某局2026年部门预算", kind="budget", year=2026)))
S-31 无法判断：没有附全套的表
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.report import Paragraph
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.spelling import plain
from mingzhang.rules.shared.disclosed_tables import TABLES

RULE = Judgement("S-31", Severity.WARNING, ("L3",), kinds=("budget",))

_MATTERS = {
    "机关运行经费": "机关运行(?:经)?费",
    "政府采购": "政府采购",
    "国有资产占有使用": "车辆|国有资产占",
    "绩效目标设置": "绩效目标的?(?:预算)?项目|绩效目标(?:管理|设置|编报|申报工作)|预算绩效|绩效预算|(?:编报|编制|实行)[^。]{0,8}绩效",
}
_FUNDS = ("B07", "B08")  # whoever has nothing of a fund often says so in the text alone
_LEAST = 7  # of the nine tables, so that the set is the usual one


def check(document: Examined) -> Iterator[Finding]:
    """Judged only where nearly the whole set is there: excerpts and attachments prove nothing."""
    forms = {table.form.id for table in document.tables if table.form is not None} & set(TABLES)
    if len(forms) < _LEAST:
        yield undecided("没有附全套的表")
        return
    faults = list(_tables(document, forms)) + list(_matters(document))
    yield from faults or [holds(message="规定的表和事项齐全")]


def _tables(document: Examined, forms: set[str]) -> Iterator[Finding]:
    """The tables missing from a set that is nearly whole, unless some title tells them by another name."""
    titles = [plain(table.title) for table in document.tables]
    titles += [plain(b.text) for b in document.report.blocks if isinstance(b, Paragraph) and len(b.text) < 50]
    titles = [title for title in titles if title.endswith("表")]
    for form, (name, words, since) in TABLES.items():
        told = form in forms or any(re.search(words, title) for title in titles)
        if not told and (document.year or 0) >= since:
            used = form not in _FUNDS or any(words in f.name and f.figure.value for f in document.facts)
            severity = RULE.severity if used else Severity.INFO
            yield fails(f"没有公开“{name}”", expected=name, severity=severity)


def _told(document: Examined) -> set[str]:
    texts = [p.text for p in document.passages if p.section is None or p.section.key != "名词解释"]
    return {name for name, words in _MATTERS.items() if any(re.search(words, text) for text in texts)}


def _matters(document: Examined) -> Iterator[Finding]:
    told = _told(document)
    if len(told) == len(_MATTERS) - 1:
        (name,) = set(_MATTERS) - told
        yield fails(f"没有公开{name}情况", expected=f"{name}情况")
