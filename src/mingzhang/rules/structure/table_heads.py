"""表头的编制单位与封面一致

为什么：表头写着别的单位，这张表就可能是别的单位的，或是用别的单位的文件改的。
怎么改：核对这张表的数，改为封面上的单位。

>>> body = ["编制单位：某某市某某区审计局", "收入9.00万元。"]
>>> print(*rule.check(text(*body, unit="某某市某某区财政局")))
S-04 不成立：表头的编制单位是“某某市某某区审计局”，封面是“某某市某某区财政局”
>>> print(*rule.check(text(*body, unit="某某市某某区审计局")))
S-04 成立：表头的编制单位与封面一致
>>> print(*rule.check(text("收入9.00万元。", unit="某某市某某区财政局")))
S-04 无法判断：没有读到表头的编制单位或封面的单位
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.report import Cell, Paragraph
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.spelling import plain

RULE = Judgement("S-04", Severity.WARNING, ("L5",), kinds=("final_account", "budget"))

_LABEL = re.compile(
    r"^(?:编制部门|编制单位|公开部门|公开单位|部门)(?:（[^（）]*）)?：(?P<name>[\u4e00-\u9fa5（）]{4,40}?)"
    r"(?=(?:金额)?单位|20\d\d|公开|$)"
)
_ASIDE = re.compile(r"（(?:本级|本部|机关|汇总|部门|单位)）|汇总|本级$|机关$|人民|部门$")
_MONEY = re.compile(r"元|辆|台")


def check(document: Document) -> Iterator[Finding]:
    """Labels such as 编制单位： above tables; a short form of the same name is no fault."""
    unit = plain(document.unit)
    named = [
        (m, spot)
        for text, spot in _texts(document)
        if (m := _LABEL.match(text)) and not _MONEY.search(m["name"])
    ]
    if not unit or not named:
        yield undecided("没有读到表头的编制单位或封面的单位")
        return
    faults = []
    for match, spot in named:
        name, full = _ASIDE.sub("", match["name"]), _ASIDE.sub("", unit)
        if not (_within(name, full) or _within(full, name)):
            message = f"表头的编制单位是“{match['name']}”，封面是“{unit}”"
            faults.append(fails(message, spot.place().naming(printed=match["name"]), expected=unit))
    yield from faults or [holds(message="表头的编制单位与封面一致")]


def _texts(document: Document) -> Iterator[tuple[str, Paragraph | Cell]]:
    for _, paragraph in document.body():
        yield plain(paragraph.text), paragraph
    for table in document.report.tables():
        yield from ((plain(cell.text), cell) for cell in table.cells if cell.row < 4)


def _within(short: str, full: str) -> bool:
    """Whether a name is a short form: its characters stand in the full name in this order."""
    rest = iter(full)
    return all(character in rest for character in short)
