"""List numbers: every number format counts without a gap, and Chinese numerals say what they mean."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from mingzhang.readers.word.numbering import Numbering, chinese, counted, whole
from tests.readers.office import NAMES

UNITS = {"十": 10, "百": 100, "千": 1000}


def value(numeral: str) -> int:
    total, digit = 0, 0
    for character in numeral:
        if character in UNITS:
            total += max(digit, 1) * UNITS[character]
            digit = 0
        else:
            digit = "〇一二三四五六七八九".index(character)
    return total + digit


@given(st.integers(1, 9999))
def test_chinese_numerals_mean_their_number(number: int) -> None:
    assert value(chinese(number)) == number


@pytest.mark.parametrize(
    ("number", "style", "text"),
    [
        (7, "decimalZero", "07"),
        (14, "upperRoman", "XIV"),
        (28, "lowerLetter", "bb"),
        (10, "chineseCounting", "十"),
        (120, "chineseCounting", "一二〇"),
        (120, "chineseCountingThousand", "一百二十"),
        (21, "ideographDigital", "二一"),
        (12, "ideographTraditional", "乙"),
        (3, "ideographZodiac", "寅"),
        (12, "chineseLegalSimplified", "壹拾贰"),
        (3, "decimalEnclosedParen", "⑶"),
        (99, "decimalEnclosedCircle", "99"),
        (12, "decimalFullWidth", "１２"),
        (5, "no such", "5"),
        (5, "none", ""),
        (0, "upperRoman", "0"),
        (99999, "upperRoman", "99999"),
    ],
)
def test_number_formats(number: int, style: str, text: str) -> None:
    assert counted(number, style) == text


@pytest.mark.parametrize(
    "style", ["decimal", "upperRoman", "lowerLetter", "japaneseCounting", "decimalEnclosedCircle"]
)
def test_no_two_neighbours_are_alike(style: str) -> None:
    labels = [counted(number, style) for number in range(1, 200)]
    assert len(set(labels)) == len(labels)


def numbering(levels: str, lists: str = "") -> Numbering:
    kind = f'<w:abstractNum w:abstractNumId="0">{levels}</w:abstractNum>'
    usual = '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    return Numbering(etree.fromstring(f"<w:numbering {NAMES}>{kind}{usual}{lists}</w:numbering>"))


def level(number: int, text: str, more: str = "", style: str = "decimal") -> str:
    return f'<w:lvl w:ilvl="{number}"><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/>{more}</w:lvl>'


def test_deeper_levels_start_again_unless_told_otherwise() -> None:
    plain = numbering(level(0, "%1、") + level(1, "%2)"))
    assert [plain.label("1", n) for n in (0, 1, 1, 0, 1)] == ["1、", "1)", "2)", "2、", "1)"]
    going_on = numbering(level(0, "%1、") + level(1, "%2)", '<w:lvlRestart w:val="0"/>'))
    assert [going_on.label("1", n) for n in (0, 1, 0, 1)] == ["1、", "1)", "2、", "2)"]


def test_legal_numbering_turns_all_levels_to_digits() -> None:
    both = level(0, "第%1章", style="chineseCounting") + level(1, "%1.%2", "<w:isLgl/>", "chineseCounting")
    labels = numbering(both)
    assert [labels.label("1", n) for n in (0, 1)] == ["第一章 ", "1.1 "]


def test_bullets_and_blanks() -> None:
    assert numbering(level(0, "\uf0b7", style="bullet")).label("1", 0) == "•"
    assert numbering(level(0, "%1", '<w:suff w:val="nothing"/>')).label("1", 0) == "1"
    assert numbering(level(0, "%1")).label("1", 0) == "1 "


def test_a_list_can_replace_a_level_and_share_the_count() -> None:
    own = (
        '<w:num w:numId="2"><w:abstractNumId w:val="0"/>'
        f'<w:lvlOverride w:ilvl="0">{level(0, "（%1）")}</w:lvlOverride></w:num>'
    )
    labels = numbering(level(0, "%1、"), own)
    assert [labels.label("1", 0), labels.label("2", 0)] == ["1、", "（2）"]


def test_lists_that_do_not_exist_print_nothing() -> None:
    assert numbering("").label("1", 0) == numbering("").label("9", 3) == ""


@given(st.text(max_size=12))
def test_any_attribute_gives_a_number(text: str) -> None:
    assert isinstance(whole(text), int)
