"""Before a figure of a scan is called wrong it is read again; any difference leaves the finding undecided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import number_of, printed
from mingzhang.facts.page_scan import PageScan
from mingzhang.facts.place import Box, Place
from mingzhang.facts.report import Report
from mingzhang.readers.limits import UnreadableError
from mingzhang.work import second_look
from mingzhang.work.second_look import AGAIN, looked_again

SCAN = PageScan(1, (1.0, 0, 0, 0, 1.0, 0, 0, 0, 1.0), 900, 900, 1.0, figures=9)
WHOLE, PART = "8.00", "6.20"


def place(n: int, text: str, span: tuple[int, int] | None = None) -> Place:
    return Place(page=1, bbox=(0.0, 20.0 * n, 90.0, 20.0 * n + 18), printed=text, span=span)


FIGURES = [printed(text, "万元", place(n, text)) for n, text in enumerate((WHOLE, PART))]
FOUND = Finding(
    "T01-01",
    Verdict.FAILS,
    message="合计不等",
    places=[FIGURES[0].place],
    gap=number_of(FIGURES[0]) - number_of(FIGURES[1]),
)


class Eyes:
    """Reads what it is told, place by place, and keeps what it was asked."""

    def __init__(self, *said: tuple[str, ...]) -> None:
        self.said, self.asked = said, list[tuple[PageScan, Box]]()

    def __call__(self, wanted: Sequence[tuple[PageScan, Box]]) -> list[tuple[str, ...]]:
        self.asked += wanted
        return [*self.said][: len(wanted)]


def report() -> Report:
    return Report("a.png", "picture", scans=[SCAN])


def judged(eyes: Eyes | None, finding: Finding = FOUND, made: Report | None = None) -> Finding:
    (found,) = looked_again([finding], made or report(), eyes)
    return found


@pytest.mark.parametrize("said", [(WHOLE, WHOLE), (" 8.00", "8．00")])
def test_what_reads_the_same_is_still_wrong(said: tuple[str, str]) -> None:
    eyes = Eyes(said, (PART, PART))
    assert judged(eyes) is FOUND
    assert [box for _, box in eyes.asked] == [figure.place.bbox for figure in FIGURES]


@pytest.mark.parametrize(
    "said",
    [
        (("8.00", "8.60"), (PART, PART)),  # one scale differs
        (("8.00", "8.00"), ("6.20", "16.20")),  # another figure of the sum, not the one that is named
        (("", ""), (PART, PART)),
        (("8.00", "-8.00"), (PART, PART)),
        (("8.00", "8.00 1"), (PART, PART)),
    ],
)
def test_any_difference_leaves_it_undecided_and_says_so(said: tuple[tuple[str, str], ...]) -> None:
    made = report()
    found = judged(Eyes(*said), made=made)
    assert found.verdict is Verdict.UNDECIDED and found.gap is None and found.message.endswith("合计不等")
    assert "去掉颜色再认两遍" in found.message and "与先前不一" in found.message
    (doubt,) = made.doubts
    assert doubt.reason == AGAIN and made.confidence(Place(page=1, bbox=doubt.bbox)) < 1


@pytest.mark.parametrize(
    "finding",
    [replace(FOUND, severity=Severity.INFO), replace(FOUND, verdict=Verdict.HOLDS)],
)
def test_nobody_looks_again_for_a_hint_or_for_what_holds(finding: Finding) -> None:
    eyes = Eyes()
    assert judged(eyes, finding) is finding and not eyes.asked


def test_what_is_no_scan_is_not_looked_at() -> None:
    other = replace(SCAN, page=2)
    eyes = Eyes()
    assert judged(eyes, made=Report("a.pdf", "pdf", scans=[other])) is FOUND and not eyes.asked


def test_a_figure_in_a_sentence_may_have_others_around_it() -> None:
    spoken = place(0, "8.00", span=(4, 8))
    finding = Finding("N-05", Verdict.FAILS, places=[spoken])
    assert judged(Eyes(("合计8.00万元，下降", "合计8.00万")), finding) is finding
    assert judged(Eyes(("合计8.00万元", "合计28.00万")), finding).verdict is Verdict.UNDECIDED


def test_without_the_file_or_the_time_nothing_is_called_wrong() -> None:
    def late(_wanted: Sequence[tuple[PageScan, Box]]) -> list[tuple[str, ...]]:
        raise UnreadableError("a.png", "读取超过 9 秒，已停止")

    for look in (None, late, Eyes((WHOLE, WHOLE))):
        (found,) = looked_again([FOUND], report(), look)
        assert found.verdict is Verdict.UNDECIDED and "没有能再认一遍" in found.message


def test_only_so_many_figures_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(second_look, "_MOST", 1)
    eyes = Eyes((WHOLE, WHOLE))
    assert judged(eyes).verdict is Verdict.UNDECIDED and len(eyes.asked) == 1
