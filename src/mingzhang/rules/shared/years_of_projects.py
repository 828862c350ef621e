"""The year whose projects a final account says were evaluated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from mingzhang.facts.finding import Finding
from mingzhang.language.document.passage import Passage
from mingzhang.language.document.sections import PROJECTS
from mingzhang.language.document.verdicts import fails

_COUNTED = re.compile(
    r"(?:^|(?<=[。；]))[^。；\d]{0,40}(?P<year>20\d\d)年(?P<of>度)?，?[^，。；\d-]{0,40}?"
    r"(?:项目(?:支出)?(?:共计?|数量?为?|为)?\d+个|(?<!\d)\d+个[^。；\d]{0,12}项目)"
)
_MATTER = re.compile("评价|自评|绩效目标|绩效跟踪|绩效监控")
# Projects that the year before began, and what is held against this year.
_EARLIER = re.compile("结转|跨年|以前年|历年|上年|往年|延续|相比|[较比](?=20)")
_FAR = 4  # years


def misdated_projects(passages: Iterable[Passage], year: int) -> Iterator[Finding]:
    """Counts of evaluated projects under an earlier year, where the paragraph never names the account's own.

    The year after is left alone: what was done in 2023 is evaluated in 2024.

    >>> from mingzhang.language.document.passage import passages
    >>> from mingzhang.work.examples import text
    >>> told = "十、预算绩效情况说明", "2021年度，某局评价项目3个，占部门项目总数的75%。"
    >>> [fault.expected for fault in misdated_projects(passages(text(*told, year=2023)), 2023)]
    ['2023年度']
    """
    for passage in passages:
        if passage.heading or passage.section is None or passage.section.key not in PROJECTS:
            continue
        text = passage.text
        match = _COUNTED.search(text)
        if (
            match is None
            or not year - _FAR < int(match["year"]) < year
            or re.search(rf"{year}年|本年|当年", text)
        ):
            continue
        if _MATTER.search(text) and not _EARLIER.search(text):
            span = match.start("year"), match.end("of") if match["of"] else match.end("year") + 1
            words = text[slice(*span)]
            said = f"评价的是{year}年度的项目，却写“{words}”"
            yield fails(said, passage.place(*span), expected=words.replace(match["year"], str(year)))
