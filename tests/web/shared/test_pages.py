"""A page asks for its right before its view runs."""

from __future__ import annotations

from mingzhang.web.people.models import Role
from tests.web.conftest import District


def test_what_is_not_there_is_404_and_what_one_may_not_is_403(district: District) -> None:
    client = district.client(Role.PREPARER)
    assert client.get("/submissions/999/").status_code == 404
    other = district.season.submissions.get(organisation=district.other_department)
    refused = client.get(f"/submissions/{other.pk}/")
    assert refused.status_code == 403 and "没有“查看报送材料”的权限" in refused.content.decode()


def test_a_page_that_changes_nothing_takes_no_post(district: District) -> None:
    assert district.client(Role.MANAGER).post("/seasons/").status_code == 405
