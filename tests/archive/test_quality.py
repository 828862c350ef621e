"""Who passes, and what stands against it where nobody may."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

from mingzhang.archive.quality import ASPECTS, FAIL, PASS, AspectResult, SampledPage, drawn, judged
from mingzhang.scoring.tree import ScoringProblem

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


def test_a_draw_is_never_smaller_than_its_share_nor_larger_than_all() -> None:
    for count in (1, 2, 19, 20, 21, 39, 40):
        for share in (Fraction(0), Fraction(1, 20), Fraction(1, 3), Fraction(1), Fraction(2)):
            made = drawn(CODES[:count], share, "甲")
            assert len(made) == len(set(made)) <= count and set(made) <= set(CODES[:count])
            assert made == sorted(made) and len(made) >= max(Fraction(1), min(Fraction(1), share) * count)


def test_another_seed_draws_others() -> None:
    draws = {tuple(drawn(CODES, Fraction(1, 10), str(seed))) for seed in range(10)}
    assert len(draws) > 5


def test_a_larger_draw_holds_the_smaller() -> None:
    small, large = (set(drawn(CODES, Fraction(part, 20), "甲")) for part in (1, 4))
    assert small < large


def test_pages_of_items_that_are_not_in_the_batch_count_for_nothing() -> None:
    strange = SampledPage("9999", 1, (FAIL,) * 4, "错", "缺页")
    assert judged(CODES, [*PAGES, strange], TEXTS) == judged(CODES, PAGES, TEXTS)


def test_of_several_pages_the_item_counts_once() -> None:
    pages = [replace(PAGES[0], seq=seq) for seq in (1, 2, 3)]
    result = judged(CODES, pages, {page.name: "部门决算" for page in pages})
    assert result.sampled == 1 and result.aspects[0].judged == 3
    assert result.share == Fraction(1, 40) and not result.accepted


def test_a_fault_of_the_machine_alone_stands_against_it() -> None:
    fault = ScoringProblem("0001", "", "", "少 1 页", kind="档号")
    result = judged(CODES, PAGES, TEXTS, [fault, fault])
    assert result.against == ["机器检查有 2 处问题，应 100% 合格"]


def test_a_page_that_was_typed_and_not_recognised_counts_all_its_characters() -> None:
    result = judged(CODES, PAGES, {name: text for name, text in TEXTS.items() if name != PAGES[0].name})
    assert (result.accuracy.length, result.accuracy.edits) == (16, 4)
    assert result.accuracy.pages[0].page == PAGES[0].name


def test_an_empty_batch_is_not_accepted_and_says_all_that_it_lacks() -> None:
    result = judged([], [], {})
    assert result.share is None and not result.accepted
    assert len(result.against) == 1 + len(ASPECTS) + 1
    assert all("没有判定" in AspectResult(aspect, 0, 0, Fraction(1)).text for aspect in ASPECTS)


def test_an_aspect_at_its_limit_is_enough() -> None:
    for passed, enough in ((94, False), (95, True), (100, True)):
        assert AspectResult("页序", 100, passed, Fraction(95, 100)).enough is enough
