"""The pages of reviewers."""

from __future__ import annotations

from mingzhang.web.people.models import Role
from mingzhang.web.submission.models import Remark, Status, Version
from tests.web.conftest import District


def test_a_remark_is_made_and_shown(district: District) -> None:
    version = district.draft()
    Version.objects.update(status=Status.SUBMITTED)
    client = district.client(Role.REVIEWER)
    client.post(f"/review/versions/{version.pk}/remark/", {"page": "", "quote": "持平", "words": "应为增加"})
    assert Remark.objects.get().words == "应为增加"
    page = client.get(f"/submissions/versions/{version.pk}/").content.decode()
    assert "应为增加" in page and "提意见" in page
    told = client.post(f"/review/versions/{version.pk}/remark/", {"page": "x", "words": "y"}, follow=True)
    assert "页码请填数字" in told.content.decode()


def test_nothing_chosen_moves_nothing(district: District) -> None:
    address = f"/review/seasons/{district.season.pk}/bulk/"
    client = district.client(Role.MANAGER)
    assert "没有等待" in client.get(address).content.decode()
    assert "没有勾选" in client.post(address, {"move": "agree"}).content.decode()
    assert client.get(address, {"move": "destroy"}).status_code == 404
