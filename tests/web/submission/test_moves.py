"""The moves, one by one and in any order: nothing is lost, nothing locked is opened, no draft gets out."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from mingzhang.web.audit.log import faults
from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from mingzhang.web.submission import moves
from mingzhang.web.submission.models import (
    Answer,
    AnswerKind,
    CheckState,
    Found,
    LockedError,
    Status,
    Version,
)
from mingzhang.web.submission.moves import IllegalMoveError
from tests.web.conftest import District


def walk(district: District, *steps: str) -> None:
    """Make moves, each by whoever may."""
    who = {"agree:0": Role.APPROVER, "agree:1": Role.REVIEWER, "agree:2": Role.MANAGER}
    for step in steps:
        name = step.partition(":")[0]
        role = who.get(step) or {"hand_in": Role.PREPARER, "withdraw": Role.PREPARER}.get(name, Role.MANAGER)
        moves.make(name, district.submission, district.person(role), "理由")


APPROVED = ("hand_in", "agree:0", "agree:1", "agree:2")


def test_the_whole_road(district: District) -> None:
    version = district.draft()
    walk(district, *APPROVED, "publish")
    assert district.submission.status == Status.PUBLISHED
    assert district.submission.public == version
    assert [move.what for move in district.submission.moves.all()] == [
        "上传", "报送", "单位负责人同意", "审核员同意", "审定", "公开",
    ]  # fmt: skip
    assert list(faults()) == [] and Entry.objects.filter(what="公开").exists()


def test_a_draft_is_replaced_by_the_next(district: District) -> None:
    first, second = district.draft(b"1"), district.draft(b"2")
    first.refresh_from_db()
    assert first.status == Status.SUPERSEDED and district.submission.current == second


def test_what_is_being_reviewed_or_locked_takes_no_new_file(district: District) -> None:
    district.draft()
    walk(district, "hand_in")
    with pytest.raises(LockedError, match="正在审核"):
        district.draft()
    walk(district, *APPROVED[1:])
    with pytest.raises(LockedError, match="已锁定"):
        district.draft()


def test_an_unchecked_draft_is_not_handed_in(district: District) -> None:
    district.draft(checked=False)
    with pytest.raises(IllegalMoveError, match="检查还没有完成"):
        walk(district, "hand_in")


def test_an_unanswered_error_holds_the_draft_back(district: District) -> None:
    version = district.draft()
    Found.objects.create(
        version=version, order=0, fingerprint="f", rule="T01-04", verdict="fails", severity="error", data={}
    )
    with pytest.raises(IllegalMoveError, match="还有 1 个"):
        walk(district, "hand_in")
    Answer.objects.create(
        submission=version.submission,
        fingerprint="f",
        kind=AnswerKind.EXPLAINED,
        reason="批复如此",
        by=district.person(Role.PREPARER),
    )
    walk(district, "hand_in")


def test_published_stays_public_until_the_next_is(district: District) -> None:
    first = district.draft()
    walk(district, *APPROVED, "publish", "reopen")
    assert district.submission.public == first
    assert district.submission.status == Status.DRAFT
    Version.objects.filter(submission=first.submission).update(check_state=CheckState.DONE)
    walk(district, *APPROVED)
    assert district.submission.public == first
    walk(district, "publish")
    first.refresh_from_db()
    assert district.submission.public != first and first.status == Status.SUPERSEDED


def test_a_file_that_was_exchanged_behind_our_back_is_not_published(district: District) -> None:
    version = district.draft()
    walk(district, *APPROVED)
    Version.objects.filter(pk=version.pk).update(seal="0" * 64)
    with pytest.raises(IllegalMoveError, match="校验值不符"):
        walk(district, "publish")


@pytest.mark.parametrize("words", ["", "  "])
@pytest.mark.parametrize("move", [moves.send_back, moves.reopen])
def test_some_moves_want_a_reason(district: District, move: Callable[..., object], words: str) -> None:
    district.draft()
    walk(district, *(("hand_in",) if move is moves.send_back else APPROVED))
    who = Role.APPROVER if move is moves.send_back else Role.MANAGER
    with pytest.raises(IllegalMoveError, match="写明理由"):
        move(district.submission, district.person(who), words)


def test_nobody_moves_out_of_turn(district: District) -> None:
    district.draft()
    walk(district, "hand_in")
    for role in (Role.PREPARER, Role.REVIEWER, Role.MANAGER, Role.ADMINISTRATOR):
        with pytest.raises(IllegalMoveError, match="没有"):
            moves.agree(district.submission, district.person(role))


def test_one_may_be_late_for_a_reason(district: District) -> None:
    manager = district.person(Role.MANAGER)
    with pytest.raises(IllegalMoveError, match="晚于原截止日"):
        moves.grant_late(district.submission, manager, "2026年4月1日", "系统故障")
    moves.grant_late(district.submission, manager, "2026年4月20日", "系统故障")
    assert f"{district.submission.due}" == "2026-04-20"
