"""The edit distance is that of the textbook, and accuracy is never better than the pages are."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from mingzhang.archive.accuracy import Accuracy, PageAccuracy, accuracy_of, distance, measured

TEXTS = st.text(alphabet="预算决收支1２ ", max_size=12)


def textbook(one: str, other: str) -> int:
    row = list(range(len(other) + 1))
    for number, a in enumerate(one, 1):
        before, row[0] = row[0], number
        for place, b in enumerate(other, 1):
            before, row[place] = row[place], min(row[place] + 1, row[place - 1] + 1, before + (a != b))
    return row[-1]


@given(TEXTS, TEXTS)
def test_the_distance_is_that_of_the_textbook(one: str, other: str) -> None:
    assert distance(one, other) == textbook(one, other) == distance(other, one)


def test_width_and_blanks_are_no_errors_and_a_page_never_falls_below_zero() -> None:
    assert measured("甲", "决算 １２", "决算12").edits == 0
    assert measured("甲", "决", "完全不同的一长串").share == 0
    assert measured("甲", "", "").share == 1 and measured("甲", "", "字").share == 0


def test_the_interval_holds_the_share_and_one_page_has_none() -> None:
    assert accuracy_of([("甲", "决算", "决算")]).interval is None
    whole = Accuracy(tuple(PageAccuracy(str(n), 100 + n, n % 4) for n in range(9)))
    low, high = whole.interval or (Fraction(2), Fraction(2))
    assert whole.share is not None and low < whole.share < high <= 1


def test_without_truth_nothing_is_claimed() -> None:
    assert Accuracy(()).enough is None and "无法计算" in Accuracy(()).sentence
    assert accuracy_of([("甲", "部门决算报告共十个字", "部门块算报吿共十个宇")]).enough is False
