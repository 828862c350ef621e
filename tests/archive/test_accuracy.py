"""The edit distance is that of the textbook, and accuracy is never better than the pages are."""

from __future__ import annotations

from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhang.archive.accuracy import Accuracy, PageAccuracy, accuracy_of, distance, measured, percent

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


@given(TEXTS, TEXTS, TEXTS)
@settings(max_examples=40)
def test_a_way_round_is_never_shorter(one: str, other: str, third: str) -> None:
    assert distance(one, third) <= distance(one, other) + distance(other, third)
    assert distance(one, one) == 0
    assert abs(len(one) - len(other)) <= distance(one, other) <= max(len(one), len(other))


def test_long_pages_are_measured_to_the_character() -> None:
    truth = "预算收入支出决算" * 100
    for place in (0, 63, 64, 65, 400, 799):
        assert distance(truth, truth[:place] + truth[place + 1 :]) == 1
        assert distance(truth, truth[:place] + "错" + truth[place + 1 :]) == 1
        assert distance(truth[:place] + "多" + truth[place:], truth) == 1


def test_pages_stand_with_the_worst_first_and_by_name_where_they_are_equal() -> None:
    whole = Accuracy((PageAccuracy("丙", 10, 1), PageAccuracy("乙", 10, 5), PageAccuracy("一", 20, 2)))
    assert [page.page for page in whole.pages] == ["乙", "一", "丙"]
    assert (whole.length, whole.edits, whole.share) == (40, 8, Fraction(4, 5))


def test_exactly_what_is_needed_is_enough() -> None:
    for edits, enough in ((9, True), (10, True), (11, False)):
        assert Accuracy((PageAccuracy("甲", 100, edits),)).enough is enough


def test_an_interval_stays_between_nothing_and_all() -> None:
    wild = Accuracy((PageAccuracy("甲", 10, 0), PageAccuracy("乙", 10, 10)))
    assert wild.interval == (Fraction(0), Fraction(1))
    even = Accuracy(tuple(PageAccuracy(str(n), 10, 1) for n in range(4)))
    assert even.interval == (Fraction(9, 10), Fraction(9, 10))


def test_a_printed_share_is_never_a_whole_that_was_not_reached() -> None:
    for share, said in (
        (Fraction(0), "0.00%"),
        (Fraction(1, 100000), "0.00%"),
        (Fraction(1, 20000), "0.01%"),
        (Fraction(999999, 1000000), "99.99%"),
        (Fraction(1), "100.00%"),
        (Fraction(3, 2), "150.00%"),
    ):
        assert percent(share) == said
