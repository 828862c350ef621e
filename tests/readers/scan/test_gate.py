"""The gate: a page with many doubtful figures, or refused, is unread, and everything on it doubtful."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mingzhang.facts.page_scan import PageScan
from mingzhang.facts.place import Place
from mingzhang.facts.report import Doubt, Report
from mingzhang.readers.scan.gate import gate

LIES = PageScan(1, (1.0, 0, 0, 0, 1.0, 0, 0, 0, 1.0), 100, 100, 1.0, figures=20)
ELSEWHERE = Place(page=1, bbox=(80.0, 80.0, 90.0, 90.0))


def report(count: int, scan: PageScan = LIES, figure: bool = True) -> Report:
    doubts = [Doubt(1, (n, 0.0, n + 0.5, 5.0), 0.5, figure=figure) for n in range(count)]
    return Report("a.png", "picture", doubts=doubts, scans=[scan])


@pytest.mark.parametrize(("count", "unread"), [(0, []), (2, []), (3, [1])])
def test_one_doubtful_figure_in_ten_is_let_through(count: int, unread: list[int]) -> None:
    read = report(count)
    gate(read)
    assert read.unread_pages == unread and len(read.notes) == len(unread)
    assert (read.confidence(ELSEWHERE) == 0.0) is bool(unread)


def test_words_do_not_count_as_figures() -> None:
    read = report(9, figure=False)
    gate(read)
    assert read.unread_pages == []


def test_a_refused_page_is_told_with_its_reason() -> None:
    read = report(0, replace(LIES, refused="表格线有缺损，格子分不清"))
    gate(read)
    assert read.unread_pages == [1] and "表格线有缺损" in read.notes[0]


def test_what_is_settled_opens_the_gate_again() -> None:
    read = report(3)
    read.unread_pages, read.notes = [7], ["别的话。"]
    gate(read)
    assert read.unread_pages == [1, 7]
    read.doubts = [doubt for doubt in read.doubts if doubt.bbox[0] != 2]
    gate(read)
    assert read.unread_pages == [7] and len(read.doubts) == 2 and read.notes == ["别的话。"]


def test_of_two_pages_on_a_sheet_only_the_bad_one_is_doubted() -> None:
    read = report(9)
    read.scans.append(replace(LIES, left=100.0))
    gate(read)
    assert read.confidence(ELSEWHERE) == 0.0
    assert read.confidence(Place(page=1, bbox=(180.0, 80.0, 190.0, 90.0))) == 1.0
