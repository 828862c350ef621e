"""Remarks of reviewers."""

from __future__ import annotations

import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.review.remarks import open_remarks, remark, settle
from mingzhang.web.submission.models import LockedError, Remark, Status, Version
from mingzhang.web.submission.moves import IllegalMoveError
from tests.web.conftest import District


def submitted(district: District, words: bytes = b"x") -> Version:
    version = district.draft(words)
    district.part_of(version, object)  # one page
    Version.objects.filter(pk=version.pk).update(status=Status.SUBMITTED)
    return Version.objects.get(pk=version.pk)


def test_a_remark_stays_until_it_is_settled(district: District) -> None:
    version, reviewer = submitted(district), district.person(Role.REVIEWER)
    made = remark(version, reviewer, 1, "同比增加", "口径与上年不同，请说明")
    assert remark(version, reviewer, 1, "同比增加", "口径与上年不同，请说明") == made, "sent twice"
    Version.objects.update(status=Status.DRAFT)
    later = submitted(district, b"2")
    assert open_remarks(later) == [made]
    settle(made, reviewer, True)
    assert open_remarks(later) == []


def test_what_is_no_remark_is_refused(district: District) -> None:
    version, reviewer = submitted(district), district.person(Role.REVIEWER)
    with pytest.raises(IllegalMoveError, match="没有第 9 页"):
        remark(version, reviewer, 9, "", "x")
    with pytest.raises(IllegalMoveError, match="写明意见"):
        remark(version, reviewer, 1, "", "")
    version.status = Status.APPROVED
    with pytest.raises(LockedError):
        remark(version, reviewer, 1, "", "x")


def test_a_locked_version_keeps_what_was_said(district: District) -> None:
    version, reviewer = submitted(district), district.person(Role.REVIEWER)
    made = remark(version, reviewer, None, "", "请核对")
    Version.objects.update(status=Status.APPROVED)
    with pytest.raises(LockedError):
        settle(Remark.objects.select_related("version__submission").get(pk=made.pk), reviewer, True)
