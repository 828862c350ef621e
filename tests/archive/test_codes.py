"""Codes are read as people type them, and a series has every number once."""

from __future__ import annotations

import pytest

from mingzhang.archive.codes import WrongCodeError, code_of, page_of, series_faults

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
