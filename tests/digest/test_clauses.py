"""What tells two reports from one pattern apart, and what does not."""

from __future__ import annotations

import pytest

from mingzhang.digest.clauses import clauses, contradict

TEXT = (
    "东湖街道九月组织志愿服务，志愿者120人参加，清理河道垃圾3吨，修剪绿篱450米，"
    "社区书记介绍，注册志愿者已达2300人，下一步将建立台账，做到每周巡查，月底公布结果。"
)


def differ(title: str, other_title: str, changes: dict[str, str]) -> bool:
    other = TEXT
    for old, new in changes.items():
        assert old in other
        other = other.replace(old, new)
    return contradict(clauses(title, TEXT), clauses(other_title, other))


COPY_SMALL = [
    {},
    {"120人": "１２０人"},
    {"组织": "举办", "介绍": "表示"},
    {"，月底公布结果": ""},
    {"2300人": "2,300人"},
    {"120人": "125人"},
    {"修剪绿篱450米，": "", "做到每周巡查，": ""},
    {"下一步将": "据介绍，下一步将"},
    {"九月组织": "组织"},
]


@pytest.mark.parametrize("changes", COPY_SMALL)
def test_a_copy_with_small_changes_does_not_contradict(changes: dict[str, str]) -> None:
    assert not differ("东湖街道志愿服务", "志愿者清河道", changes)


ANOTHER_REPORT = [
    {"东湖街道": "西山街道"},
    {"120人": "86人", "3吨": "5吨"},
    {"120人": "86人", "450米": "200米", "2300人": "1800人"},
    {"九月": "十月", "120人": "150人", "3吨": "2吨"},
    {
        "清理河道垃圾3吨": "教居民学做月饼",
        "修剪绿篱450米": "为老人理发量血压",
        "下一步将建立台账": "中秋前还要办灯会",
        "做到每周巡查": "请居民报名",
    },
]


@pytest.mark.parametrize("changes", ANOTHER_REPORT)
def test_another_report_in_the_same_words_contradicts(changes: dict[str, str]) -> None:
    assert differ("志愿服务", "志愿服务", changes)


def test_the_order_of_the_two_does_not_matter() -> None:
    one, other = clauses("", TEXT), clauses("", TEXT.replace("东湖", "西山"))
    assert contradict(one, other) and contradict(other, one)
    assert not contradict(one, one) and not contradict((), one)


def test_clauses_end_at_every_mark_and_carry_none() -> None:
    made = clauses("甲：乙", "“丙”，丁！戊（己）。\n庚 3.5 万、1,234 元")
    assert made == ("甲", "乙", "丙", "丁", "戊", "己", "庚3点5万", "1234元")
