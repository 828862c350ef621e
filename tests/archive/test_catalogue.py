"""What cannot be right in a catalogue is told, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from mingzhang.archive.catalogue import Catalogue, CatalogueItem
from mingzhang.archive.course import CustodyAct, CustodyEvent
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
