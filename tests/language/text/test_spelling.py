"""One spelling for matching: what layout does to a text is undone, and every character is still found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhang.language.text.spelling import flatten, label, plain

BLANKS = [" ", "\u3000", "\u00a0", "\n", "\t", "\u200b", "\ufeff", "\u00ad", "\r\n"]
anything = st.text(
    st.sampled_from("占本年收入总计的１２3.4,，。(（)）％%:：- ﹪－－～〔〕“”a" + "".join(BLANKS)),
    max_size=30,
)


@given(anything)
def test_every_flat_character_has_its_place(text: str) -> None:
    flat = flatten(text)
    assert len(flat.offsets) == len(flat.text)
    assert list(flat.offsets) == sorted(set(flat.offsets))
    for at, character in enumerate(flat.text):
        start, end = flat.raw(at, at + 1)
        assert end == start + 1
        assert plain(text[start:end]) in (character, "，")  # a comma alone is a comma of the sentence


@given(anything)
def test_flattening_again_changes_nothing(text: str) -> None:
    assert plain(plain(text)) == plain(text)


@given(anything, st.lists(st.tuples(st.integers(0, 30), st.sampled_from(BLANKS)), max_size=8))
def test_blanks_anywhere_change_nothing(text: str, blanks: list[tuple[int, str]]) -> None:
    spaced = text
    for at, blank in blanks:
        spaced = spaced[:at] + blank + spaced[at:]
    assert plain(spaced) == plain(text)


@given(anything, st.data())
def test_a_flat_span_is_found_in_print(text: str, data: st.DataObject) -> None:
    flat = flatten(text)
    if not flat.text:
        assert flat.raw(0, 0) == (0, 0)
        return
    start = data.draw(st.integers(0, len(flat.text) - 1))
    end = data.draw(st.integers(start + 1, len(flat.text)))
    first, last = flat.raw(start, end)
    assert 0 <= first < last <= len(text)
    assert len(plain(text[first:last])) == end - start


def test_a_span_at_the_end_of_the_text() -> None:
    flat = flatten("占 5 %")
    assert flat.raw(3, 3) == (5, 5)
    assert flatten("").raw(0, 1) == (0, 0)


@pytest.mark.parametrize(
    ("printed", "one"),
    [
        ("２９４６．２５万元", "2946.25万元"),
        ("下降(１.87﹪)", "下降（1.87%）"),
        ("1, 537.4", "1,537.4"),
        ("收入1,801.58万元,下降", "收入1,801.58万元，下降"),
        ("预 算 安 排", "预算安排"),
        ("增长－9.41％；", "增长-9.41%；"),
        ("其中:一;二", "其中：一；二"),
        ("﹑", "、"),
    ],
)
def test_spellings(printed: str, one: str) -> None:
    assert plain(printed) == one


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("一、一般公共服务支出", "一般公共服务支出"),
        ("二十一、国有资本经营预算支出", "国有资本经营预算支出"),
        ("（十二）其他支出", "其他支出"),
        ("(3)其他", "其他"),
        ("1.货物", "货物"),
        ("３．工程", "工程"),
        ("①服务", "服务"),
        ("一、（一）1.甲", "甲"),
        ("“三公”经费：", "三公经费"),
        ("1.5万元以上设备", "1.5万元以上设备"),
        ("十万元", "十万元"),
        ("合  计", "合计"),
    ],
)
def test_line_names(printed: str, name: str) -> None:
    assert label(printed) == name


@given(anything)
def test_a_line_name_names_itself(text: str) -> None:
    assert label(label(text)) == label(text)
