"""Unknown places and years to come are told, with what is used instead."""

from __future__ import annotations

import pytest

from mingzhang.catalogue import files, places
from mingzhang.catalogue.standing import instead
from mingzhang.language.workbook.form import BUDGET, Filing
from mingzhang.work.build import draft, remarks


@pytest.mark.parametrize("place", sorted(places().values()))
def test_a_described_place_needs_no_words(place: str) -> None:
    assert instead(place, 2024) == []


@pytest.mark.parametrize(
    ("place", "kind", "words"),
    [
        (
            "370303",
            "final_account",
            "山东省淄博市张店区（370303）没有自己的地区文件，决算的表式、次序和写法用全国的",
        ),
        ("110106", BUDGET, "没有写预算的次序和写法，用全国的"),
        ("119999", "final_account", "119999 不在行政区划代码表里，请核对；决算的表式、次序和写法用北京市的"),
        ("999999", "final_account", "999999 不在行政区划代码表里，请核对；决算的表式、次序和写法用全国的"),
    ],
)
def test_what_is_used_instead_is_said(place: str, kind: str, words: str) -> None:
    (sentence,) = instead(place, 2024, kind)
    assert words in sentence


def test_the_nation_is_no_unknown_place() -> None:
    assert instead("000000", 2024) == instead("000000", None) == []


def test_a_year_to_come_is_told_with_the_one_that_is_used() -> None:
    last = files.national()["last_year"]
    assert instead("310107", last) == []
    assert instead("310107", last + 1) == [
        f"{last + 1} 年度的科目和表式还没有收录，用的是 {last} 年度的，请对照当年的编制要求。"
    ]


def test_building_tells_it() -> None:
    told = remarks(draft(Filing("某局", 2040, "370000")))
    assert any("山东省（370000）没有自己的地区文件" in sentence for sentence in told)
    assert any("2040 年度的科目和表式还没有收录" in sentence for sentence in told)
