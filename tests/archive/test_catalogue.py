"""What cannot be right in a catalogue is told, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mingzhang.archive.catalogue import Catalogue, CatalogueItem, PhysicalObject, courses_of
from mingzhang.archive.course import CustodyAct, CustodyEvent, ItemStep
from mingzhang.archive.retention import RetentionChange

CODE = "0123-WS·2006-D30-BGS-0001"
ITEM = CatalogueItem(CODE, "工作总结", pages=3, period="30年", old="长期", day=date(2006, 3, 1))
CHANGE = RetentionChange(CODE, "长期", "30年", "2006年新规定", "档案科科长", date(2026, 5, 6))


def fonds(item: CatalogueItem = ITEM, *changes: RetentionChange) -> Catalogue:
    return Catalogue(
        "0123", "某办公室", 2004, 2008, categories={"WS": "文书"}, departments={"BGS": "办公室"},
        items=[item], changes=list(changes or (CHANGE,)),
    )  # fmt: skip


def test_a_sound_catalogue_has_no_faults() -> None:
    assert list(fonds().faults()) == []


@pytest.mark.parametrize(
    ("item", "said"),
    [
        (replace(ITEM, title=""), "没有填写"),
        (replace(ITEM, pages=0), "至少为 1"),
        (replace(ITEM, period="10年"), "不一致"),
        (replace(ITEM, period="长期"), "通常为30年"),
        (replace(ITEM, day=date(2009, 1, 1)), "晚于归档年度"),
        (replace(ITEM, code="0999-WS·2006-D30-BGS-0001"), "不是本全宗"),
        (replace(ITEM, code="0123-KU·2006-D30-BGS-0001"), "门类"),
        (replace(ITEM, code="0123-WS·2019-D30-BGS-0001"), "起止年度"),
        (replace(ITEM, code="0123-WS·2006-D30-BGS-0002"), "不连续"),
        (replace(ITEM, code="乱写"), "不是档号"),
    ],
)
def test_what_cannot_be_right_is_told(item: CatalogueItem, said: str) -> None:
    assert any(said in fault.message for fault in fonds(item).faults())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (replace(CHANGE, reason=""), "理由"),
        (replace(CHANGE, approver=""), "批准人"),
        (replace(CHANGE, new="10年"), "不能改为"),
        (replace(CHANGE, old="短期"), "与目录里的“长期”不一致"),
        (replace(CHANGE, code="0123-WS·2006-D30-BGS-0009"), "不在目录里"),
    ],
)
def test_a_change_of_retention_says_why_and_by_whom(change: RetentionChange, said: str) -> None:
    assert any(said in fault.message for fault in fonds(ITEM, change).faults())


def test_an_old_period_is_never_lost_in_silence() -> None:
    alone = replace(fonds(), changes=[])
    assert any("没有理由和批准人" in fault.message for fault in alone.faults())


def test_a_box_comes_back_with_all_its_pages() -> None:
    log = [
        CustodyEvent("1", date(2026, 3, 2), CustodyAct.OUT, "档案员", 120),
        CustodyEvent("2", date(2026, 3, 2), CustodyAct.RETURNED, "档案员"),
        CustodyEvent("1", date(2026, 3, 9), CustodyAct.RETURNED, "档案员", 118),
    ]
    told = [fault.message for fault in replace(fonds(), custody=log).faults()]
    assert any("还没有出库" in why for why in told) and any("少 2 页" in why for why in told)


def told_of(catalogue: Catalogue) -> list[str]:
    return [fault.message for fault in catalogue.faults()]


def test_of_two_changes_on_one_day_the_lower_one_holds() -> None:
    second = replace(CHANGE, old="30年", new="永久", reason="复核")
    permanent = replace(ITEM, code="0123-WS·2006-Y-BGS-0001", period="永久")
    changes = [replace(one, code=permanent.code) for one in (CHANGE, second)]
    assert told_of(fonds(permanent, *changes)) == []


def test_changes_are_followed_by_their_days_wherever_they_stand() -> None:
    later = replace(CHANGE, old="30年", new="永久", reason="复核", day=date(2026, 9, 1))
    permanent = replace(ITEM, code="0123-WS·2006-Y-BGS-0001", period="永久")
    changes = [replace(one, code=permanent.code) for one in (later, CHANGE)]
    assert told_of(fonds(permanent, *changes)) == []


def test_a_change_that_the_list_does_not_show_is_told() -> None:
    told = told_of(fonds(replace(ITEM, code="0123-WS·2006-Y-BGS-0001", period="永久")))
    assert "档号不在目录里" in told
    stays = replace(CHANGE, new="永久")
    assert told_of(fonds(ITEM, stays)) == ["调整为“永久”，目录里却是“30年”"]


@pytest.mark.parametrize("head", ["全宗号", "全宗名称"])
def test_a_cover_that_is_empty_is_told_by_its_field(head: str) -> None:
    bare = replace(fonds(), fonds="") if head == "全宗号" else replace(fonds(), name="")
    (fault,) = bare.faults()
    assert (fault.column, fault.message) == (head, "没有填写")


@pytest.mark.parametrize(("year", "within"), [(2003, False), (2004, True), (2008, True), (2009, False)])
def test_the_first_and_the_last_year_belong_to_the_fonds(year: int, within: bool) -> None:
    item = CatalogueItem(f"0123-WS·{year}-D30-BGS-0001", "件", period="30年")
    told = told_of(replace(fonds(item), changes=[]))
    assert any("起止年度" in why for why in told) is not within


@pytest.mark.parametrize(("first", "last", "told"), [(0, 0, 0), (2010, 0, 1), (0, 2001, 1), (2000, 2010, 0)])
def test_a_fonds_that_still_grows_has_no_last_year(first: int, last: int, told: int) -> None:
    assert sum("起止年度" in why for why in told_of(replace(fonds(), first=first, last=last))) == told


def test_without_lists_of_codes_any_category_may_be() -> None:
    assert told_of(replace(fonds(), categories={}, departments={})) == []


@pytest.mark.parametrize("day", [None, date(2006, 12, 31), date(2005, 1, 1)])
def test_a_day_within_the_year_of_filing_or_none_is_right(day: date | None) -> None:
    assert told_of(fonds(replace(ITEM, day=day))) == []


def test_one_item_with_many_faults_has_all_of_them_with_its_row() -> None:
    bad = replace(ITEM, title="", pages=-1, period="短期", day=date(2007, 1, 1), row=9)
    own = [fault for fault in fonds(bad).faults() if fault.row == 9]
    assert {"题名", "页数", "保管期限", "日期"} <= {fault.column for fault in own}
    assert any("通常为10年" in fault.message for fault in own)


def test_a_code_that_is_none_does_not_hide_the_others() -> None:
    items = [replace(ITEM, code="乱写"), ITEM, replace(ITEM, code=f"{CODE[:-1]}3", old="")]
    told = told_of(replace(fonds(), items=items))
    assert sum("不是档号" in why for why in told) == 1 and any("缺 0002" in why for why in told)


def test_a_code_that_is_not_written_by_the_rule_says_how() -> None:
    told = told_of(replace(fonds(replace(ITEM, code=CODE.replace("·", "."))), changes=[]))
    assert f"写法不规范，应为 {CODE}" in told


def test_objects_have_numbers_of_their_own() -> None:
    flag, seal = PhysicalObject("0123-SW-0001", "锦旗", row=2), PhysicalObject("0123-SW-0001", "印章", row=3)
    (fault,) = replace(fonds(), objects=[flag, seal]).faults()
    assert (fault.message, fault.row) == ("实物编号重复", 3)
    assert told_of(replace(fonds(), objects=[flag, replace(seal, code="0123-SW-0002")])) == []


def test_pages_not_counted_yet_are_no_pages() -> None:
    items = [ITEM, replace(ITEM, pages=None), replace(ITEM, pages=4)]
    assert replace(fonds(), items=items).pages == 7


def test_steps_of_items_that_are_not_there_are_told_and_the_others_taken() -> None:
    steps = [
        ItemStep("无此件", date(2026, 3, 1), "鉴定", row=2),
        ItemStep(CODE, date(2026, 3, 1), "鉴定", row=3),
        ItemStep(CODE, date(2026, 3, 1), "扫描", row=4),
        ItemStep(CODE, date(2026, 3, 2), "整理", row=5),
    ]
    courses, problems = courses_of([CODE], steps)
    assert courses[CODE].stage.value == "整理" and len(courses[CODE].steps) == 2
    assert [problem.row for problem in problems] == [2, 4]
