"""Stages follow one another; a defect sends an item back, and that stays countable."""

from __future__ import annotations

from datetime import date
from random import Random

import pytest

from mingzhang.archive.course import (
    BACK,
    STAGES,
    CustodyAct,
    CustodyEvent,
    ItemCourse,
    ItemStage,
    ItemStep,
    UnlawfulStepError,
    custody_faults,
    custody_refusal,
    out_of_store,
)

DAY = date(2026, 3, 2)


def at(stage: ItemStage) -> ItemCourse:
    course = ItemCourse("甲")
    for each in STAGES[1 : STAGES.index(stage) + 1]:
        course.take(ItemStep("甲", DAY, each.value, "档案员"))
    return course


@pytest.mark.parametrize("stage", STAGES)
def test_only_the_next_stage_may_follow(stage: ItemStage) -> None:
    for other in STAGES[1:]:
        course = at(stage)
        if course.next is other:
            course.take(ItemStep("甲", DAY, other.value, "档案员"))
            assert course.stage is other
        else:
            with pytest.raises(UnlawfulStepError):
                course.take(ItemStep("甲", DAY, other.value, "档案员"))
            assert course.stage is stage


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (ItemStep("甲", DAY, BACK, "质检员", "", "扫描"), "理由"),
        (ItemStep("甲", DAY, BACK, "质检员", "倒页"), "退到哪一步"),
        (ItemStep("甲", DAY, BACK, "质检员", "倒页", "入库"), "不能退回到"),
        (ItemStep("甲", date(2025, 1, 1), BACK, "质检员", "倒页", "扫描"), "早于"),
    ],
)
def test_what_a_return_lacks_is_told(step: ItemStep, said: str) -> None:
    course = at(ItemStage.INSPECTED)
    with pytest.raises(UnlawfulStepError, match=said):
        course.take(step)
    assert course.returned == 0


def test_a_return_is_counted_and_the_way_begins_again() -> None:
    course = at(ItemStage.INSPECTED)
    course.take(ItemStep("甲", DAY, BACK, "质检员", "第3页倒置", "编目"))
    assert (course.stage, course.returned, course.next) == (ItemStage.CATALOGUED, 1, ItemStage.SCANNED)


def test_acceptance_is_signed() -> None:
    with pytest.raises(UnlawfulStepError, match="签批人"):
        at(ItemStage.ATTACHED).take(ItemStep("甲", DAY, "验收"))


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("to", STAGES)
def test_an_item_goes_back_only_to_what_lies_behind_it(stage: ItemStage, to: ItemStage) -> None:
    course = at(stage)
    step = ItemStep("甲", DAY, BACK, "质检员", "缺页", to.value)
    if STAGES.index(to) < STAGES.index(stage):
        course.take(step)
        assert (course.stage, course.returned) == (to, 1)
    else:
        with pytest.raises(UnlawfulStepError, match="不能退回到"):
            course.take(step)
        assert (course.stage, course.returned) == (stage, 0)


@pytest.mark.parametrize("step", ["", "乱写", "待鉴定", "鉴定 "])
def test_a_step_that_is_none_changes_nothing_and_names_the_next(step: str) -> None:
    course = ItemCourse("甲")
    with pytest.raises(UnlawfulStepError, match="下一步应为“鉴定”") as caught:
        course.take(ItemStep("甲", DAY, step, "档案员"))
    assert course.steps == [] and caught.value.why in str(caught.value)


def test_what_is_in_the_store_can_only_be_sent_back() -> None:
    course = at(ItemStage.STORED)
    assert course.next is None
    with pytest.raises(UnlawfulStepError, match="已经入库，只能退回"):
        course.take(ItemStep("甲", DAY, "鉴定", "档案员"))


def test_each_return_counts_and_no_step_is_forgotten() -> None:
    course = at(ItemStage.SCANNED)
    for number in range(1, 4):
        course.take(ItemStep("甲", DAY, BACK, "质检员", f"第{number}次", "编目"))
        course.take(ItemStep("甲", DAY, "扫描", "扫描员"))
        assert course.returned == number
    assert len(course.steps) == 4 + 6 and course.stage is ItemStage.SCANNED


def moved(*acts: CustodyAct, pages: tuple[int | None, int | None] = (None, None)) -> list[CustodyEvent]:
    first, last = pages
    return [
        CustodyEvent(
            "1", DAY, act, "档案员", first if not place else last if place == len(acts) - 1 else None
        )
        for place, act in enumerate(acts)
    ]


OUT, UNBOUND, SCANNED, REBOUND, RETURNED = CustodyAct


@pytest.mark.parametrize(
    "acts",
    [
        (),
        (OUT,),
        (OUT, RETURNED),
        (OUT, UNBOUND, SCANNED, REBOUND, RETURNED),
        (OUT, UNBOUND, REBOUND, RETURNED),
        (OUT, SCANNED, SCANNED, RETURNED),
        (OUT, RETURNED, OUT, RETURNED),
        (OUT, UNBOUND, REBOUND, RETURNED, OUT, SCANNED, RETURNED),
    ],
)
def test_ways_of_a_box_that_may_be(acts: tuple[CustodyAct, ...]) -> None:
    assert custody_faults(moved(*acts)) == []


@pytest.mark.parametrize(
    ("acts", "said"),
    [
        ((RETURNED,), "还没有出库，不能“归还”"),
        ((SCANNED,), "还没有出库，不能“扫描”"),
        ((OUT, OUT), "上一步是“出库”，不能“出库”"),
        ((OUT, REBOUND), "上一步是“出库”，不能“还原装订”"),
        ((OUT, UNBOUND, RETURNED), "上一步是“拆装”，不能“归还”"),
        ((OUT, RETURNED, SCANNED), "上一步是“归还”，不能“扫描”"),
        ((OUT, UNBOUND, UNBOUND), "上一步是“拆装”，不能“拆装”"),
        ((OUT, UNBOUND, SCANNED, RETURNED), "拆装以后还没有“还原装订”，不能“归还”"),
        ((OUT, UNBOUND, SCANNED, SCANNED, RETURNED), "拆装以后还没有“还原装订”，不能“归还”"),
        ((OUT, SCANNED, REBOUND), "没有拆装过，不能“还原装订”"),
    ],
)
def test_ways_of_a_box_that_cannot_have_been(acts: tuple[CustodyAct, ...], said: str) -> None:
    assert [why for _, why in custody_faults(moved(*acts))] == [said]


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ((120, 120), []),
        ((120, None), []),
        ((None, 120), []),
        ((120, 119), ["出库 120 页，归还 119 页，少 1 页"]),
        ((120, 123), ["出库 120 页，归还 123 页，多 3 页"]),
        ((1, 0), ["出库 1 页，归还 0 页，少 1 页"]),
        ((0, 0), []),
    ],
)
def test_pages_are_compared_where_both_were_counted(
    pages: tuple[int | None, int | None], told: list[str]
) -> None:
    assert [why for _, why in custody_faults(moved(OUT, RETURNED, pages=pages))] == told


def test_a_second_journey_is_compared_with_its_own_beginning() -> None:
    log = [*moved(OUT, RETURNED, pages=(120, 118)), *moved(OUT, RETURNED, pages=(118, 118))]
    assert len(custody_faults(log)) == 1


def test_a_day_before_the_last_is_told_and_the_way_goes_on() -> None:
    early = CustodyEvent("1", date(2026, 3, 1), SCANNED, "档案员")
    log = [*moved(OUT), early, CustodyEvent("1", DAY, RETURNED, "档案员")]
    assert custody_faults(log) == [(early, "日期早于上一步“出库”")]


def test_boxes_do_not_disturb_each_other() -> None:
    log = [CustodyEvent(box, DAY, act, "档案员") for act in (OUT, SCANNED) for box in ("1", "2", "3")]
    back = CustodyEvent("2", DAY, RETURNED, "档案员")
    assert custody_faults([*log, back]) == []
    assert sorted(out_of_store([*log, back])) == ["1", "3"]
    assert out_of_store([*log, back])["1"].act is SCANNED and out_of_store([]) == {}


def test_a_log_takes_only_ways_of_a_box_that_come_home_bound() -> None:
    """Whatever is tried, what the log has taken is faultless, and a box at home is as it was taken out."""
    source = Random("流转")
    for _ in range(200):
        log: list[CustodyEvent] = []
        for act in source.choices(tuple(CustodyAct), k=12):
            event = CustodyEvent("1", date(2026, 3, 2), act, "档案员")
            if not custody_refusal(log, event):
                log.append(event)
        assert custody_faults(log) == []
        acts = [event.act for event in log]
        home = not log or acts[-1] is CustodyAct.RETURNED
        assert home == (not out_of_store(log)) and acts.count(CustodyAct.OUT) - acts.count(
            CustodyAct.RETURNED
        ) == (not home)
        if home:
            assert acts.count(CustodyAct.UNBOUND) == acts.count(CustodyAct.REBOUND)
