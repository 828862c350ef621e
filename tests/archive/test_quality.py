"""Who passes, and what stands against it where nobody may."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from mingzhang.archive.quality import FAIL, PASS, SampledPage, drawn, judged

CODES = [f"{number:04}" for number in range(1, 41)]
PAGES = [SampledPage(code, 1, (PASS,) * 4, "部门决算") for code in CODES[:4]]
TEXTS = {page.name: "部门决算" for page in PAGES}


def test_a_sound_sample_is_accepted() -> None:
    assert judged(CODES, PAGES, TEXTS).accepted


def test_one_record_that_is_not_its_image_is_too_much() -> None:
    wrong = [replace(PAGES[0], verdicts=(FAIL, PASS, PASS, PASS)), *PAGES[1:]]
    result = judged(CODES, wrong, TEXTS)
    assert not result.accepted and [page.code for page in result.defects] == ["0001"]


def test_of_everything_else_one_in_twenty_may_fail() -> None:
    many = [SampledPage(code, 1, (PASS,) * 4, "部门决算") for code in CODES]
    texts = {page.name: "部门决算" for page in many}
    for count, accepted in ((2, True), (3, False)):
        wrong = [replace(page, verdicts=(PASS, FAIL, PASS, PASS)) for page in many[:count]]
        assert judged(CODES, [*wrong, *many[count:]], texts).accepted is accepted


def test_too_few_or_badly_read_or_nothing_typed_stands_against_it() -> None:
    assert any("不足 5.00%" in why for why in judged(CODES, PAGES[:1], TEXTS).against)
    assert any("90.00%" in why for why in judged(CODES, PAGES, dict.fromkeys(TEXTS, "部门块算")).against)
    untyped = [replace(page, truth="") for page in PAGES]
    assert any("无法计算" in why for why in judged(CODES, untyped, TEXTS).against)
    assert any(
        "没有判定" in why for why in judged(CODES, [replace(PAGES[0], verdicts=("",) * 4)], TEXTS).against
    )


def test_a_draw_is_the_same_whenever_it_is_made_and_never_too_small() -> None:
    assert drawn(CODES, Fraction(5, 100), "甲") == drawn(list(reversed(CODES)), Fraction(5, 100), "甲")
    assert len(drawn(CODES[:21], Fraction(5, 100), "甲")) == 2 and drawn([], Fraction(1), "甲") == []
