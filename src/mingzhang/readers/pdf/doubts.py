"""Figures of a page that were read but may not be what is printed: a doubt for each, a note for the user."""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.place import Box
from mingzhang.facts.report import Doubt, Report
from mingzhang.readers.pdf.annotations import FIELD, REMARK
from mingzhang.readers.pdf.page import FIGURES, PageContent, Run
from mingzhang.readers.pdf.tuning import FEW, GIVEN
from mingzhang.readers.printed import UNKNOWN

UNSURE = (
    0.5  # confidence of a figure that stands in a form field, under a remark, or was recognised by others
)
ASCENT, DESCENT = 0.9, 0.2  # em that a figure reaches above and below its baseline, at most
_NOTES = {
    FIELD: "第 {} 页有数字填在表单域里，已按显示的内容读取，只作提示，请与定稿核对。",
    REMARK: "第 {} 页有批注或印章盖在数字上，这些数字只作提示，请看原件。",
    "recognised": "第 {} 页是扫描的图片，文字层是别的软件识别的，其中的数字只作提示，请与图片核对。",
    "hidden": "第 {} 页有看不见的文字（透明、与底色相同或被图形盖住），未读取。",
    "lost": "第 {} 页的文字没有读出来（字体缺失或文件损坏），请重新下载，或用原文件重新导出 PDF。",
    "unknown": "第 {} 页有文字没有对应的字符（字体缺少编码表），未能读出，请用原文件重新导出 PDF。",
}


def doubt(content: PageContent, number: int, report: Report) -> set[str]:
    """Enter the doubtful figures of page ``number`` (from 1); the reasons, as :func:`told` takes them.

    >>> report = Report("a.pdf", "pdf")
    >>> run = Run("收入6.20", [9.0, 21, 33, 39, 42, 48, 54], 50.0, 12.0)
    >>> doubt(PageContent(595.0, 842.0, [run], recognised=True), 2, report), len(report.doubts)
    ({'recognised'}, 1)
    """
    reasons = {name for name in ("hidden", "recognised") if getattr(content, name)}
    if is_lost(content):
        reasons.add("lost")
    if not content.scanned and any(UNKNOWN in run.text for run in content.runs):
        reasons.add("unknown")
    for box in map(_box, filter(_is_amount, content.runs)) if content.unsure or content.recognised else ():
        why = {reason for reason, over in content.unsure if _meet(over, box)}
        reasons |= why
        if why or content.recognised:
            report.doubts.append(Doubt(number, box, UNSURE))
    return reasons


def told(pages: dict[str, list[int]]) -> Iterator[str]:
    """What the user is told, given the pages for each reason.

    >>> list(told({"hidden": [2, 5]}))
    ['第 2、5 页有看不见的文字（透明、与底色相同或被图形盖住），未读取。']
    """
    for reason, note in _NOTES.items():
        if numbers := pages.get(reason):
            yield note.format("、".join(map(str, numbers)))


def is_lost(content: PageContent) -> bool:
    """Whether most texts of a page gave no character at all: they are drawn in fonts that are lost.

    >>> is_lost(PageContent(595, 842, texts=90, characters=9)), is_lost(PageContent(595, 842, texts=3))
    (True, False)
    """
    return content.texts > FEW and content.characters < GIVEN * content.texts


def unreadable(runs: list[Run]) -> list[Run]:
    """The runs of a page, figures that are drawn over each other made unknown; what is drawn twice is one.

    >>> first, second = Run("53", [9.0, 15.0, 21.0], 50.0, 12.0), Run("58", [10.0, 16.0, 22.0], 50.0, 12.0)
    >>> [run.text == UNKNOWN * 2 for run in unreadable([first, second])]
    [True, True]
    """
    figures = sorted((i for i, run in enumerate(runs) if _is_amount(run)), key=lambda i: runs[i].base)
    spoilt: set[int] = set()
    for number, one in enumerate(figures):
        x0, x1, low = runs[one].xs[0], runs[one].xs[-1], runs[one].base + 0.3 * runs[one].em
        for at in range(number + 1, len(figures)):
            other = figures[at]
            if runs[other].base > low:
                break
            if x0 < runs[other].xs[-1] and runs[other].xs[0] < x1 and _overlap(runs[one], runs[other]):
                spoilt |= {one, other}
    if not spoilt:
        return runs
    return [
        Run(UNKNOWN * len(run.text), run.xs, run.base, run.em) if place in spoilt else run
        for place, run in enumerate(runs)
    ]


def _overlap(one: Run, other: Run) -> bool:
    """Whether two runs on one baseline share half a character."""
    wide = min((run.xs[-1] - run.xs[0]) / len(run.text) for run in (one, other))
    return min(one.xs[-1], other.xs[-1]) - max(one.xs[0], other.xs[0]) > 0.5 * max(wide, 0.1)


def _is_amount(run: Run) -> bool:
    return FIGURES.search(run.text) is not None


def _box(run: Run) -> Box:
    return (run.xs[0], run.base - ASCENT * run.em, run.xs[-1], run.base + DESCENT * run.em)


def _meet(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
