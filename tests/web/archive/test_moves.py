"""The moves of the archive: what is allowed, what is refused and why, and that it is all in the log."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from mingzhang.archive.course import STAGES, ItemStage
from mingzhang.web.archive import moves
from mingzhang.web.archive.models import Fonds, FondsCode, HeldItem
from mingzhang.web.archive.moves import ArchiveMoveError
from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Person, Role
from tests.web.archive.objects import fonds_at, item
from tests.web.conftest import DAY, District


@pytest.fixture
def archivist(district: District) -> Person:
    return district.person(Role.ARCHIVIST)


@pytest.fixture
def fonds(district: District) -> Fonds:
    return fonds_at(district.region)


def now(row: HeldItem) -> HeldItem:
    return HeldItem.objects.select_related("fonds", "place__series").get(pk=row.pk)


def test_an_item_goes_its_way_and_gets_its_number(fonds: Fonds, archivist: Person) -> None:
    row = item(fonds, numbered=False)
    for name in ("鉴定", "整理", "编目"):
        moves.step(row, name, archivist)
    assert now(row).code == "0123-WS·2019-Y-BGS-0001" and now(row).stage == "编目"
    assert [step.step for step in row.steps.all()] == ["鉴定", "整理", "编目"]
    assert Entry.objects.filter(what="编目").get().sentence == f"编目：{now(row)}"


@pytest.mark.parametrize(
    ("said", "name", "why"),
    [
        ({"period": "长期"}, "鉴定", "“长期”是 2006 年以前的期限，请先提出期限调整"),
        ({"period": ""}, "鉴定", "没有保管期限"),
        ({}, "整理", "现在是“待鉴定”，不能“整理”；下一步应为“鉴定”"),
        ({}, "扫描", "没有这种办理"),
        ({}, "验收", "没有这种办理"),
        ({"stage": "整理", "pages": None}, "编目", "编目以前请填写页数"),
        ({"stage": "入库"}, "入库", "已经入库，只能退回"),
    ],
)
def test_steps_that_are_refused(
    fonds: Fonds, archivist: Person, said: dict[str, Any], name: str, why: str
) -> None:
    row = item(fonds, numbered=False, **said)
    with pytest.raises(ArchiveMoveError, match=why):
        moves.step(row, name, archivist)
    assert now(row).stage == said.get("stage", "待鉴定") and not row.steps.exists()


def test_what_is_sent_back_stays_countable(fonds: Fonds, archivist: Person) -> None:
    row = item(fonds)
    with pytest.raises(ArchiveMoveError, match="退回没有填写理由"):
        moves.step(row, "退回", archivist, "", "整理")
    with pytest.raises(ArchiveMoveError, match="不能退回到“入库”"):
        moves.step(row, "退回", archivist, "题名不对", "入库")
    moves.step(row, "退回", archivist, "题名不对", "整理")
    moves.step(row, "编目", archivist)
    assert now(row).code.endswith("0001") and now(row).stage == "编目"
    assert row.steps.filter(step="退回").get().text == "题名不对"


def test_nobody_else_does_it(district: District, fonds: Fonds, archivist: Person) -> None:
    row, leader = item(fonds, period="长期", numbered=False), district.person(Role.LEADER)
    foreign = district.person(Role.ARCHIVIST, district.other_region)
    waiting = moves.propose(row, archivist, "30年", "对应")
    for who in (leader, foreign):
        for move in (
            lambda who=who: moves.step(row, "鉴定", who),
            lambda who=who: moves.edit(row, who, {"title": "x"}, 1),
            lambda who=who: moves.propose(row, who, "30年", "对应"),
            lambda who=who: moves.begin(Fonds(organisation=district.region, code="0124", name="x"), who),
            lambda who=who: moves.add(HeldItem(fonds=fonds), who),
            lambda who=who: moves.add_code(FondsCode(fonds=fonds, kind="门类", code="KU", name="x"), who),
        ):
            with pytest.raises(ArchiveMoveError, match="没有“整理档案”的权限"):
                move()
    with pytest.raises(ArchiveMoveError, match="没有“签批档案”的权限"):
        moves.decide(waiting, archivist, True)


def test_an_old_period_is_changed_with_reason_and_approver(district: District, archivist: Person) -> None:
    fonds, leader = fonds_at(district.region), district.person(Role.LEADER)
    row = item(fonds, period="长期", numbered=False)
    with pytest.raises(ArchiveMoveError, match="“长期”不能改为“10年”，可以改为30年或永久"):
        moves.propose(row, archivist, "10年", "对应")
    with pytest.raises(ArchiveMoveError, match="没有填写调整理由"):
        moves.propose(row, archivist, "30年", "")
    waiting = moves.propose(row, archivist, "30年", "按规定对应")
    with pytest.raises(ArchiveMoveError, match="已有期限调整在等待批准"):
        moves.propose(row, archivist, "永久", "更重要")
    moves.decide(waiting, leader, True)
    with pytest.raises(ArchiveMoveError, match="已经有了决定"):
        moves.decide(waiting, leader, False)
    held = now(row)
    assert (held.old, held.period) == ("长期", "30年")
    kept = row.decisions.get()
    assert (kept.old, kept.new, kept.reason, kept.approver, kept.decided) == (
        "长期", "30年", "按规定对应", leader.name, DAY,
    )  # fmt: skip
    assert Entry.objects.get(what="批准期限调整").before == {"保管期限": "长期"}


def test_who_is_refused_keeps_the_period_and_may_ask_again(district: District, archivist: Person) -> None:
    row = item(fonds_at(district.region), period="短期", numbered=False)
    moves.decide(moves.propose(row, archivist, "30年", "有价值"), district.person(Role.LEADER), False)
    assert now(row).period == "短期"
    moves.propose(row, archivist, "10年", "对应")


def test_an_item_with_a_number_moves_to_its_new_series(district: District, archivist: Person) -> None:
    fonds = fonds_at(district.region)
    first, second, other = item(fonds), item(fonds), item(fonds, period="30年")
    moves.decide(moves.propose(first, archivist, "30年", "降为三十年"), district.person(Role.LEADER), True)
    assert now(first).code == "0123-WS·2019-D30-BGS-0002" and now(second).code.endswith("Y-BGS-0001")
    assert now(other).code.endswith("D30-BGS-0001") and now(first).old == "永久"
    told = Entry.objects.get(what="批准期限调整").sentence
    assert "档号由 0123-WS·2019-Y-BGS-0001 改为 0123-WS·2019-D30-BGS-0002" in told


def test_what_was_scanned_keeps_its_period(fonds: Fonds, archivist: Person) -> None:
    row = item(fonds, stage="扫描")
    with pytest.raises(ArchiveMoveError, match="请先退回到编目以前"):
        moves.propose(row, archivist, "30年", "降级")


def test_an_edition_that_is_not_the_last_saves_nothing(fonds: Fonds, archivist: Person) -> None:
    row = item(fonds)
    moves.edit(row, archivist, {"title": "第一人"}, 1)
    with pytest.raises(ArchiveMoveError, match="刚被别人改过"):
        moves.edit(row, archivist, {"title": "第二人"}, 1)
    assert now(row).title == "第一人" and now(row).edition == 2


@pytest.mark.parametrize("stage", ["验收", "入库"])
def test_what_was_accepted_is_not_edited(fonds: Fonds, archivist: Person, stage: str) -> None:
    with pytest.raises(ArchiveMoveError, match=f"已经{stage}"):
        moves.edit(item(fonds, stage=stage), archivist, {"title": "x"}, 1)


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"year": 2003}, "年度 2003 不在本全宗的起止年度 2004—2026 之内"),
        ({"year": 2027}, "年度 2027 不在"),
        ({"day": DAY}, "文件日期晚于归档年度 2019"),
    ],
)
def test_what_lies_outside_the_fonds_is_refused(
    fonds: Fonds, archivist: Person, said: dict[str, Any], why: str
) -> None:
    row = item(fonds, numbered=False)
    row.pk = None
    for name, value in said.items():
        setattr(row, name, value)
    with pytest.raises(ArchiveMoveError, match=why):
        moves.add(row, archivist)


def test_codes_of_another_fonds_are_refused(district: District, fonds: Fonds, archivist: Person) -> None:
    row = item(fonds, numbered=False)
    row.category = fonds_at(district.other_region).codes.get(kind="门类")
    with pytest.raises(ArchiveMoveError, match="不是这个全宗的"):
        moves.add(row, archivist)


def test_many_are_done_at_once_and_each_refusal_is_told(fonds: Fonds, archivist: Person) -> None:
    rows = [item(fonds, f"第{n}件", numbered=False) for n in range(2)]
    old = item(fonds, "旧件", numbered=False, period="短期")
    count, told = moves.step_all([*rows, old], "鉴定", archivist)
    assert count == 2 and len(told) == 1 and told[0].startswith("旧件：“短期”是 2006 年以前的期限")
    count, told = moves.propose_all([old, rows[0]], archivist, "按规定对应")
    assert (count, told) == (2, []), "what is kept for ever may be looked at again and stay so"
    assert old.decisions.get().new == "10年"


def test_many_are_held_and_each_is_read_as_it_is_now(fonds: Fonds) -> None:
    rows = [item(fonds, "来信"), item(fonds, "无号", numbered=False)]
    asked = HeldItem.objects.filter(fonds=fonds)
    with transaction.atomic(), CaptureQueriesContext(connection) as queries:
        assert moves.held_now(asked) == rows
    held = ["FOR UPDATE" in query["sql"] for query in queries]
    assert held == [connection.features.has_select_for_update, False]


def test_stages_by_hand_are_those_that_no_batch_makes() -> None:
    assert set(moves.BY_HAND) < set(STAGES) and ItemStage.ACCEPTED not in moves.BY_HAND
