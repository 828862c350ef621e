"""What a clause compares with, by its words and the fiscal year."""

from __future__ import annotations

import pytest

from mingzhang.language.text.vocabulary import base_of


@pytest.mark.parametrize(
    ("text", "year", "base"),
    [
        ("比2020年年初预算减少", None, "年初预算"),  # the year is unknown: 年初 says whose budget it is
        ("比2020年预算减少", None, "上年预算"),
        ("比2020年年初预算减少", 2020, "年初预算"),
        ("比2019年年初预算减少", 2020, "上年预算"),
        ("比2019年年初预算减少", 2019, "年初预算"),
    ],
)
def test_whose_budget_is_meant(text: str, year: int | None, base: str) -> None:
    assert base_of(text, year) == base
