"""Codes are read as people type them, and a series has every number once."""

from __future__ import annotations

import pytest

from mingzhang.archive.codes import PERIODS, ArchivalCode, WrongCodeError, code_of, page_of, series_faults

CODE = "0123-WS·2019-D30-BGS-0007"


@pytest.mark.parametrize("typed", [CODE, "0123－WS．2019－D30－BGS－0007", " 0123-ws•2019-d30-bgs-0007 "])
def test_marks_that_look_alike_are_the_same(typed: str) -> None:
    assert str(code_of(typed)) == CODE


@pytest.mark.parametrize(
    "wrong", ["", "0123-WS·19-Y-BGS-0001", "0123-WS·2019-Y-BGS-1", "0123-WS·2019-D5-BGS-0001", CODE + "-1"]
)
def test_what_is_no_code_is_one_sentence(wrong: str) -> None:
    with pytest.raises(WrongCodeError, match="应"):
        code_of(wrong)


def test_item_numbers_begin_with_one() -> None:
    with pytest.raises(WrongCodeError, match="0001"):
        code_of("0123-WS·2019-Y-BGS-0000")


def test_the_name_of_an_image_says_item_and_page() -> None:
    assert page_of(f"{CODE}-012") == (code_of(CODE), 12)
    for name in (CODE, f"{CODE}-000", "扫描件1"):
        with pytest.raises(WrongCodeError):
            page_of(name)


def test_series_are_told_apart_and_long_gaps_stay_short() -> None:
    made = [
        code_of(f"0123-WS·2019-{period}-BGS-{number:04}") for period in ("Y", "D10") for number in (1, 90)
    ]
    faults = list(series_faults(made))
    assert len(faults) == 2 and all("0002—0089" in why for _, why in faults)


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("０１２３－ＷＳ·２０１９－Ｄ３０－ＢＧＳ－０００７", 7),
        ("0123—WS・2019—D30—BGS—0010", 10),
        ("0123-WS·2019-D30-BGS-\n9999", 9999),
        ("0123-WS‧2019-D30-BGS-0001\u3000", 1),
    ],
)
def test_wide_letters_and_digits_make_the_same_code(typed: str, number: int) -> None:
    code = code_of(typed)
    assert (code.fonds, code.category, code.year, code.period) == ("0123", "WS", 2019, "D30")
    assert code.number == number and str(code) == f"0123-WS·2019-D30-BGS-{number:04}"


@pytest.mark.parametrize("number", [1, 10, 999, 9999])
@pytest.mark.parametrize("period", sorted(PERIODS))
@pytest.mark.parametrize("department", ["B", "BGS", "CWK2", "ABCDEFGH"])
def test_what_is_written_is_read_back(number: int, period: str, department: str) -> None:
    code = ArchivalCode("A1B2", "KU", 1999, period, department, number)
    assert code_of(str(code)) == code
    assert code_of(str(code).lower()) == code
    assert str(code).startswith(f"{code.series}-")


@pytest.mark.parametrize("seq", [1, 9, 10, 999, 1000, 9999])
def test_pages_beyond_three_digits_keep_their_number(seq: int) -> None:
    code = code_of(CODE)
    assert page_of(code.page(seq)) == (code, seq)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("0123-W·2019-Y-BGS-0001", "不是档号"),
        ("123-WS·2019-Y-BGS-0001", "不是档号"),
        ("0123-WS·2019-Y-ABCDEFGHI-0001", "不是档号"),
        ("0123-WS·2019-Y--0001", "不是档号"),
        ("0123-WS·2019-Y-BGS-00001", "不是档号"),
        ("0123-WS·2019-D300-BGS-0001", "“D300”应为 Y、D30 或 D10"),
        ("0123-文书·2019-Y-BGS-0001", "不是档号"),
    ],
)
def test_a_wrong_code_is_quoted_as_it_was_typed(typed: str, said: str) -> None:
    with pytest.raises(WrongCodeError) as caught:
        code_of(typed)
    assert said in str(caught.value) and typed in str(caught.value) and "\n" not in str(caught.value)


def test_codes_sort_by_their_parts_and_items_by_number() -> None:
    texts = [
        "0123-WS·2019-Y-BGS-0010",
        "0123-WS·2019-Y-BGS-0009",
        "0123-WS·2018-Y-BGS-0011",
        "0123-KU·2020-Y-CWK-0001",
    ]
    assert [str(code) for code in sorted(map(code_of, texts))] == texts[::-1]


def numbered(*numbers: int) -> list[str]:
    codes = [code_of(f"0123-WS·2019-Y-BGS-{number:04}") for number in numbers]
    return [why for _, why in series_faults(codes)]


@pytest.mark.parametrize(
    ("numbers", "told"),
    [
        ((), []),
        ((1, 2, 3), []),
        ((3, 2, 1), []),
        ((2,), ["件号不连续，缺 0001"]),
        ((1, 4), ["件号不连续，缺 0002、0003"]),
        ((1, 5), ["件号不连续，缺 0002—0004"]),
        ((1, 1, 1), ["档号重复 3 次"]),
        ((2, 2), ["档号重复 2 次", "件号不连续，缺 0001"]),
    ],
)
def test_gaps_and_doubles_are_told_to_the_number(numbers: tuple[int, ...], told: list[str]) -> None:
    assert numbered(*numbers) == told


def test_of_many_gaps_the_first_are_named_and_all_are_counted() -> None:
    (why,) = numbered(*range(1, 20, 2))
    assert "0002、0004、0006、0008、0010、0012等 9 个" in why and "0014" not in why
