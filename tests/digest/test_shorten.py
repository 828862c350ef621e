"""Drafts of short texts: whole sentences, in order, what matters first."""

from __future__ import annotations

import random

import pytest

from mingzhang.digest.shorten import USUAL, sentences, shortened

PARTS = ["东路积水已经排除。", "市民表示满意。", "排水队出动30人。", "专家建议完善机制！", "下雨时请绕行。"]
TEXT = "".join(PARTS)


OPENING_STAYS = [
    ((), 100, [0, 1, 2, 3, 4]),
    ((), 20, [0, 2]),
    (("专家",), 20, [0, 3]),
    (("专家", "绕行"), 26, [0, 3, 4]),
    ((), 3, [0]),
    (("市民", "满意"), 17, [0, 1]),
]


@pytest.mark.parametrize(("words", "longest", "kept"), OPENING_STAYS)
def test_the_opening_stays_and_what_says_most_follows(
    words: tuple[str, ...], longest: int, kept: list[int]
) -> None:
    assert shortened(TEXT, words, longest) == "".join(PARTS[at] for at in kept)


@pytest.mark.parametrize(
    "opening",
    ["本报讯 ", "某报讯，", "（某日报讯）", "某社9月1日电 ", "据某日报报道，"],
)
def test_who_reported_is_no_news(opening: str) -> None:
    assert shortened(opening + TEXT, (), 9) == PARTS[0]


def test_every_sentence_is_one_of_the_text_in_its_order() -> None:
    draw = random.Random(8)
    for _ in range(40):
        parts = [
            f"第{n}句说{draw.choice(['水', '路', '学校'])}，有{draw.randrange(99)}处。"
            for n in range(draw.randint(1, 12))
        ]
        made = shortened("".join(parts), ["水"], draw.randint(10, 200))
        found = sentences(made)
        assert found and all(each in parts for each in found)
        assert [parts.index(each) for each in found] == sorted(parts.index(each) for each in found)


def test_an_empty_text_has_no_draft_and_a_long_opening_is_not_cut() -> None:
    assert not shortened("") and not shortened(" \n ")
    long = "东路" * USUAL + "。"
    assert shortened(long + "短。") == long
