"""The bench of scans itself: what was read is held against what was printed, place by place."""

from __future__ import annotations

from collections import Counter

import pytest

from bench.scan_accounts import ScannedAccount, judged_account
from bench.scan_pages import Amount, PicturedPage
from bench.scan_truth import judged
from mingzhang.facts.place import Box
from mingzhang.facts.report import Cell, Doubt, Line, Paragraph, Report, Table

pytest.importorskip("cv2")
PRINTED = ("11.20", "22.31", "33.42", "44.53", "55.64", "66.75")


def box(n: int, scale: float = 1.0) -> Box:
    x, y = 100.0 * (n % 2), 60.0 * (n // 2)
    return x * scale, y * scale, (x + 90) * scale, (y + 30) * scale


def page() -> PicturedPage:
    return PicturedPage(None, [Amount(text, box(n)) for n, text in enumerate(PRINTED)])


def read(*texts: str, doubtful: tuple[int, ...] = (), unread: bool = False, number: int = 1) -> Report:
    """What was read of the page, at another size; all further cells stand below the printed ones."""
    cells = [Cell(text, n, 0, page=number, bbox=box(n, 0.36)) for n, text in enumerate(texts)]
    doubts = [Doubt(number, box(n, 0.36), 0.5) for n in doubtful]
    return Report("a.png", "picture", [Table(cells)], doubts=doubts, unread_pages=[number] * unread)


def verdicts(report: Report, number: int = 1) -> dict[str, int]:
    return dict(Counter(verdict for verdict, *_ in judged(page(), report, number)))


def test_what_is_read_as_it_was_printed_is_right() -> None:
    assert verdicts(read(*PRINTED)) == {"确定且对": 6}
    assert verdicts(read(*PRINTED, doubtful=(2, 3))) == {"确定且对": 4, "存疑且对": 2}


@pytest.mark.parametrize(
    ("text", "doubtful", "unread", "verdict"),
    [
        ("66.15", False, False, "确定而错"),
        ("66.15", True, False, "存疑而错"),
        ("", False, False, "有墨当空"),
        ("", False, True, "未读页"),
    ],
)
def test_a_figure_that_differs_is_told_by_its_place(
    text: str, doubtful: bool, unread: bool, verdict: str
) -> None:
    found = verdicts(read(*PRINTED[:5], text, doubtful=(5,) * doubtful, unread=unread))
    assert found == {"确定且对": 5, verdict: 1}


def test_a_certain_amount_that_was_not_printed_is_invented() -> None:
    assert verdicts(read(*PRINTED, "", "12.00")) == {"确定且对": 6, "无中生有": 1}
    assert verdicts(read(*PRINTED, "", "12.00", doubtful=(7,))) == {"确定且对": 6}
    assert verdicts(read(*PRINTED, "", "2024")) == {"确定且对": 6}, "no amount"


def test_of_several_pages_each_has_its_own_cells() -> None:
    assert verdicts(read(*PRINTED, number=3), 3) == {"确定且对": 6}
    assert verdicts(read(*PRINTED, number=3), 2) == {"丢失": 6}


def told(text: str, doubtful: tuple[float, float] | None = None) -> dict[str, int]:
    """The verdicts on a sentence that was printed with three amounts; every character is 10 wide."""
    xs = tuple(10.0 * n for n in range(len(text) + 1))
    line = Line(0, 1, 0.0, 12.0, xs)
    doubts = [Doubt(1, (doubtful[0], 0.0, doubtful[1], 12.0), 0.5)] if doubtful else []
    report = Report("a.pdf", "pdf", [Paragraph(text, 1, [line])], doubts=doubts)
    made = ScannedAccount(told=["6.20", "7.31", "8.42"])
    return dict(Counter(verdict for verdict, *_ in judged_account(made, report)))


def test_amounts_in_sentences_are_held_against_their_order() -> None:
    assert told("收6.20支7.31余8.42") == {"确定且对": 3}
    assert told("收6.20支7.31余8.42", (15.0, 25.0)) == {"确定且对": 2, "存疑且对": 1}
    assert told("收6.20支1.31余8.42") == {"确定且对": 2, "确定而错": 1}
    assert told("收6.20余8.42") == {"确定且对": 2, "丢失": 1}
    assert told("收6.20支7.31余8.42共9.99") == {"确定且对": 3, "无中生有": 1}
    assert told("收6.20支7.31余8.42图8.42") == {"确定且对": 3}, "a drawing beside the text repeats it"
