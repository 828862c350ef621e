"""Stages follow one another; a defect sends an item back, and that stays countable."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.archive.course import BACK, STAGES, ItemCourse, ItemStage, ItemStep, UnlawfulStepError

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
