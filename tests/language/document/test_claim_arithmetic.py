"""What a claim asserts about itself: rates, differences, directions, shares, completions, sums."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import Number, Printed, number_of, printed, read, rounded, shown, truncated
from mingzhang.facts.report import Paragraph
from mingzhang.language.document import claim_arithmetic as arithmetic
from mingzhang.language.document.claim_arithmetic import (
    check_amount,
    check_direction,
    check_rate,
    check_shares_total,
    check_sum,
)
from mingzhang.language.document.proportion import amount, percentage, say
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.narrative.claim_reader import ClaimReader

fen = st.integers(1, 10**10)


def percent(text: str) -> Printed:
    return printed(text, "%")


def ratio(part: str, whole: str, stated: str, unit: str = "万元") -> Finding:
    return percentage(percent(stated), read(part, unit), read(whole, unit), "比率")


# -- percentages ------------------------------------------------------------------------------------------


@given(fen, fen, st.integers(0, 4), st.integers(0, 2))
def test_a_ratio_of_true_amounts_is_never_called_wrong(
    part: int, whole: int, places: int, money: int
) -> None:
    """The office divides in 分 and prints amounts in 万元: no print of the three may be called wrong."""
    true = Fraction(100 * part, whole)
    assume(true < 10_000)
    a, b = (read(shown(Fraction(x, 100), "万元", money).removesuffix("万元"), "万元") for x in (part, whole))
    stated = percent(shown(true, "", places))
    assert percentage(stated, a, b, "比率").verdict in (Verdict.HOLDS, Verdict.ROUNDING)


@given(st.integers(0, 10**6), st.integers(10**3, 10**6), st.integers(1, 500), st.booleans())
def test_a_ratio_off_by_more_than_rounding_is_wrong(part: int, whole: int, off: int, up: bool) -> None:
    a, b = read(f"{part / 100:.2f}", "万元"), read(f"{whole / 100:.2f}", "万元")
    true = a.percent_of(b)
    best = rounded(true.value, 2)
    wrong = best + Fraction(off if up else -off, 100)
    assume(wrong >= 0)
    found = percentage(percent(shown(wrong, "")), a, b, "比率")
    within = abs(true.value - wrong) <= true.slack + Fraction(1, 200)
    assert found.verdict is (Verdict.ROUNDING if within else Verdict.FAILS)
    assert found.expected == shown(best, "%")


@given(st.integers(0, 10**6), st.integers(10**5, 10**6))
def test_a_ratio_cut_off_is_information(part: int, whole: int) -> None:
    a, b = read(f"{part}.00", "万元"), read(f"{whole}.00", "万元")
    true = a.percent_of(b)
    cut = truncated(true.value, 0)
    assume(cut != rounded(true.value, 0))
    assume(abs(true.value - cut) > true.slack + Fraction(1, 2))
    found = percentage(percent(shown(cut, "", 0)), a, b, "比率")
    assert (found.verdict, found.severity) == (Verdict.FAILS, Severity.INFO)
    assert "截去尾数" in found.message


@pytest.mark.parametrize(
    ("part", "whole", "stated", "verdict", "expected"),
    [
        ("23.61", "245.00", "9.64", "成立", ""),
        ("23.61", "245.00", "9.84", "不成立", "9.64%"),
        ("23.61", "245.00", "9.6", "成立", ""),
        ("23.61", "245.00", "10", "成立", ""),
        ("-5.00", "50.00", "10.00", "成立", ""),
        ("-5.00", "50.00", "-10.00", "成立", ""),
        ("0.00", "50.00", "0", "成立", ""),
        ("0.00", "0.00", "0.00", "成立", ""),
        ("0.00", "0.00", "100.00", "成立", ""),
        ("0.16", "3", "5.35", "尾差", "5.33%"),
        ("4986.80", "5000.00", "99.73", "不成立", "99.74%"),
        ("5.00", "50.00", "0.10", "不成立", "10.00%"),
        ("0.00", "0.00", "41.79", "尾差", ""),
        ("0.00", "0", "41.79", "尾差", ""),
        ("0.01", "0.00", "99.00", "不成立", "不写百分比"),
        ("0.01", "0.00", "100.00", "尾差", ""),
    ],
)
def test_percentages(part: str, whole: str, stated: str, verdict: str, expected: str) -> None:
    found = ratio(part, whole, stated)
    assert (found.verdict.chinese, found.expected) == (verdict, expected)


def test_a_wrong_percentage_says_how_it_is_worked_out() -> None:
    found = ratio("23.61", "245.00", "9.84")
    assert found.message == "比率写 9.84%，应为 9.64%，相差 0.20个百分点"
    assert found.explanation == "23.61万元 ÷ 245.00万元 × 100% = 9.6367%，按印出的位数应为 9.64%"
    assert (found.printed, found.unit) == ("9.84%", "%")


def test_a_rate_over_nothing_is_a_warning_with_a_way_out() -> None:
    found = ratio("5.00", "0.00", "100.50")
    assert (found.verdict, found.severity) == (Verdict.FAILS, Severity.WARNING)
    assert "基数为零" in found.message
    assert "上年无此项" in found.remedy


# -- changes ----------------------------------------------------------------------------------------------


def claim_of(sentence: str, year: int = 2023) -> Claim:
    reader = ClaimReader(year)
    reader.read(Paragraph(sentence), 0, "收入")
    return reader.reading().claims[0]


def level(claim: Claim) -> Number | None:
    return number_of(claim.level) if claim.level else None


def verdict_on(check: object, sentence: str, which: int = 0) -> str:
    claim = claim_of(sentence)
    found = check(claim, claim.changes[which], level, "收入")  # type: ignore[operator]
    return found.verdict.chinese if found else "不说"


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("收入90.00万元，比上年减少10.00万元，下降10.00%。", "成立"),
        ("收入110.00万元，比上年增加10.00万元，增长10.00%。", "成立"),
        ("收入110.00万元，比上年增加10.00万元，增长9.09%。", "不成立"),
        ("收入90.00万元，比上年减少10.00万元，下降11.11%。", "不成立"),
        ("收入90.00万元，上年为100.00万元，下降10.00%。", "成立"),
        ("收入90.00万元，上年为100.00万元，下降11.00%。", "不成立"),
        ("收入90.00万元，比上年增长10.00%。", "无法判断"),
        ("收入90.00万元，比上年减少10.00万元。", "不说"),
        ("收入0.00万元，比上年减少10.00万元，下降100.00%。", "成立"),
        ("收入90.00万元，比上年增长-10.00%，增加-10.00万元。", "成立"),
    ],
)
def test_rates(sentence: str, verdict: str) -> None:
    assert verdict_on(check_rate, sentence) == verdict


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("收入90.00万元，较上年100.00万元减少10.00万元。", "成立"),
        ("收入90.00万元，较上年100.00万元减少10.01万元。", "尾差"),
        ("收入90.00万元，较上年100.00万元减少12.00万元。", "不成立"),
        ("收入90.00万元，比上年减少10.00万元。", "不说"),
    ],
)
def test_differences(sentence: str, verdict: str) -> None:
    assert verdict_on(check_amount, sentence) == verdict


def test_a_wrong_difference_says_what_it_should_be() -> None:
    claim = claim_of("收入90.00万元，较上年100.00万元减少12.00万元。")
    found = check_amount(claim, claim.changes[0], level, "收入")
    assert found is not None
    assert (found.printed, found.expected) == ("12.00万元", "10.00万元")
    assert found.message == "收入比上年减少 12.00万元，按两数相减应为 10.00万元"
    assert "90.00万元 与 100.00万元 相差 10.00万元" in found.explanation


@pytest.mark.parametrize(
    ("sentence", "verdict"),
    [
        ("收入90.00万元，较上年100.00万元减少10.00万元。", "成立"),
        ("收入90.00万元，较上年100.00万元增加10.00万元。", "不成立"),
        ("收入100.00万元，较上年100.00万元增加10.00万元。", "不成立"),
        ("收入90.00万元，较上年100.00万元增加-10.00万元。", "成立"),
        ("收入90.00万元，比上年减少10.00万元，增长10.00%。", "不成立"),
        ("收入90.00万元，比上年减少10.00万元，下降10.00%。", "成立"),
        ("收入90.00万元，比上年减少10.00万元，增长-10.00%。", "成立"),
        ("收入90.00万元，比上年减少10.00万元。", "不说"),
        ("收入90.00万元，上年为90.00万元，与上年持平。", "成立"),
        ("收入90.00万元，上年为80.00万元，与上年持平。", "不成立"),
        ("收入90.00万元，上年为89.99万元，与上年持平。", "成立"),
        ("收入90.00万元，上年为87.00万元，与上年基本持平。", "成立"),
        ("收入90.00万元，上年为80.00万元，与上年基本持平。", "不成立"),
    ],
)
def test_directions(sentence: str, verdict: str) -> None:
    assert verdict_on(check_direction, sentence) == verdict


def test_a_wrong_direction_names_the_right_word() -> None:
    claim = claim_of("收入90.00万元，较上年100.00万元增加10.00万元。")
    found = check_direction(claim, claim.changes[0], level, "收入")
    assert found is not None
    assert found.expected == "减少"
    assert found.message == "收入写“增加”，但本年 90.00万元、上年 100.00万元，应为“减少”"


def test_of_two_directions_the_one_that_the_amounts_refute_is_accused() -> None:
    claim = claim_of("补贴11.00万元，较上年增加1.00万元，下降10.00%。")
    found = check_direction(claim, claim.changes[0], level, "补贴")
    assert found is not None
    assert (found.printed, found.expected, found.places[0].printed) == ("下降", "增加", "10.00%")


def test_the_amount_of_a_change_without_its_word_is_no_level_of_last_year() -> None:
    claim = claim_of("支出90.00万元，较2022年度决算数10.00万元，下降10.00%。")
    (change,) = claim.changes
    assert check_direction(claim, change, level, "支出") is None
    found = check_rate(claim, change, level, "支出")
    assert found is not None
    assert (found.printed, found.expected) == ("10.00万元", "减少10.00万元")


def test_a_rate_that_is_off_by_its_last_digit_turns_no_direction_round() -> None:
    claim = claim_of("规模36399.0万元，比上年减少571.6万元，下降1.6%。")
    found = check_rate(claim, claim.changes[0], level, "规模")
    assert found is not None
    assert (found.printed, found.expected) == ("1.6%", "1.5%")


def test_the_base_is_implied_by_level_and_change() -> None:
    claim = claim_of("收入90.00万元，比上年减少10.00万元，下降10.00%。")
    base = arithmetic.base_number(claim, claim.changes[0], level)
    assert base is not None
    assert base.value == 1_000_000


@pytest.mark.parametrize(("base", "text"), [("预算", "80.00"), ("年初预算", "80.00"), ("上年", None)])
def test_a_budget_without_a_word_before_it_is_the_one_printed(base: str, text: str | None) -> None:
    claim = claim_of("年初预算为80.00万元，支出决算为90.00万元。")
    stated = arithmetic.base_stated(claim, base)
    assert (stated.text if stated else None) == text


# -- sums and shares --------------------------------------------------------------------------------------


@given(st.lists(st.integers(0, 10**8), min_size=2, max_size=6), st.integers(-300, 300))
def test_a_complete_list_adds_up_within_rounding(parts: list[int], off: int) -> None:
    numbers = [read(f"{part / 100:.2f}", "万元") for part in parts]
    total = sum(parts) + off
    assume(total >= 0)
    found = check_sum(read(f"{total / 100:.2f}", "万元"), numbers, "甲", "各项")
    room = (len(parts) + 1) / 2
    assert found.verdict is (
        Verdict.HOLDS if not off else Verdict.ROUNDING if abs(off) <= room else Verdict.FAILS
    )
    if off:
        assert found.expected == f"{Fraction(sum(parts), 100).__float__():.2f}万元"


@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=7), st.integers(0, 2))
def test_shares_of_a_true_list_never_contradict_one_hundred(parts: list[int], places: int) -> None:
    texts = [shown(Fraction(100 * part, sum(parts)), "", places) for part in parts]
    found = check_shares_total([percent(text) for text in texts], "支出")
    assert found.verdict in (Verdict.HOLDS, Verdict.ROUNDING)


@pytest.mark.parametrize(
    ("texts", "verdict", "total"),
    [
        (["60.00", "40.00"], "成立", ""),
        (["60.00", "40.01"], "尾差", "100.01%"),
        (["60.00", "40.02"], "不成立", "100.02%"),
        (["71.73", "11.11", "2.07", "15.16"], "不成立", "100.07%"),
        (["60", "41"], "尾差", "101%"),
        (["60", "42"], "不成立", "102%"),
    ],
)
def test_shares_together(texts: list[str], verdict: str, total: str) -> None:
    found = check_shares_total([percent(text) for text in texts], "支出")
    assert (found.verdict.chinese, found.printed) == (verdict, total)


def test_amounts_are_said_as_printed_and_worked_out_with_two_decimals_at_least() -> None:
    assert say(printed("1,234.5", "万元")) == "1,234.5万元"
    assert amount(Fraction(123456), printed("7", "万元")) == "12.35万元"
    assert amount(Fraction(123456), printed("7.0000", "万元")) == "12.3456万元"
    assert amount(Fraction(7), printed("3", "个")) == "7个"


@pytest.mark.parametrize(
    ("percent", "part", "whole", "verdict"),
    [
        ("3.30", "0.00", "0.21", Severity.INFO),  # 69 元 of 2099 元, both cut off
        ("4.90", "0.00", "0.21", Severity.ERROR),  # not even then: below 100 元 of at least 2100 元
        ("21.30", "12.00", "60.00", Severity.ERROR),
    ],
)
def test_amounts_cut_off_are_told_apart_from_wrong_ones(
    percent: str, part: str, whole: str, verdict: Severity
) -> None:
    found = percentage(printed(percent, "%"), read(part, "万元"), read(whole, "万元"), "完成率")
    assert (found.verdict, found.severity) == (Verdict.FAILS, verdict)
