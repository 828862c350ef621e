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


def test_a_remark_has_its_box_on_the_page(district: District) -> None:
    version, reviewer = submitted(district), district.person(Role.REVIEWER)
    client, address = district.client(Role.REVIEWER), f"/review/versions/{version.pk}/remark/"
    told = {"page": "1", "quote": "", "words": "这里对不上", "box": "72,100,200,118"}
    for _ in range(2):
        client.post(address, told)
    made = Remark.objects.get()
    assert made.box == [72, 100, 200, 118] and made.by == reviewer
    shown = client.get(f"/submissions/versions/{version.pk}/").content.decode()
    assert '<rect class="remark" x="72" y="100" width="128" height="18"' in shown
    assert 'href="#r1"' in shown and 'id="r1"' in shown


@pytest.mark.parametrize("box", ["1,2,3", "1,2,x,4", "9,9,9,20", "10,10,9999,20", "-1,0,5,5"])
def test_a_box_that_is_none_is_refused(district: District, box: str) -> None:
    client, version = district.client(Role.REVIEWER), submitted(district)
    told = {"page": "1", "words": "x", "box": box}
    shown = client.post(f"/review/versions/{version.pk}/remark/", told, follow=True)
    assert "请在页面上重新框选" in shown.content.decode() and not Remark.objects.exists()
