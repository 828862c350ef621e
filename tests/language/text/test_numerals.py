"""Chinese numerals: what is written reads back."""

from __future__ import annotations

import pytest

from mingzhang.language.text.numerals import numeral, value_of_numeral


@pytest.mark.parametrize("number", range(1, 100))
def test_what_is_written_reads_back(number: int) -> None:
    assert value_of_numeral(numeral(number)) == number


@pytest.mark.parametrize("words", ["", "一一", "十十", "二三", "百", "十零"])
def test_what_is_no_numeral(words: str) -> None:
    assert value_of_numeral(words) is None
