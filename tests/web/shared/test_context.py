"""The bar shows what one may use."""

from __future__ import annotations

import re

import pytest

from mingzhang.version import VERSION
from mingzhang.web.people.models import Post, Role
from tests.web.conftest import District


def test_the_bar_is_cut_to_rights(district: District) -> None:
    shown = district.client(Role.PREPARER).get(f"/seasons/{district.season.pk}/").content.decode()
    assert ">进度</a>" in shown and ">日志</a>" not in shown
    assert (
        ">日志</a>" in district.client(Role.MANAGER).get(f"/seasons/{district.season.pk}/").content.decode()
    )


@pytest.mark.parametrize("role", [Role.PERFORMANCE, Role.INTERVIEWER, Role.LEADER])
def test_one_entry_of_the_bar_is_the_page_s_own(role: Role, district: District) -> None:
    """Two entries lead into one application: its list, and what is one's own of it."""
    person, client = district.person(role), district.client(role)
    for further in {Role.EXPERT, Role.INTERVIEWER} - {role}:
        Post.objects.create(person=person, role=further, organisation=district.region)
    page = client.get("/people/me/").content.decode()
    entries = re.findall(r'<li><a href="([^"]+)"', page.split("</nav>")[0])
    assert "/performance/ballots/" in entries and 'aria-current="page"' not in page
    for address in entries:
        nav = client.get(address, follow=True).content.decode().split("</nav>")[0]
        assert re.findall(r'<a href="([^"]+)" aria-current="page"', nav) == [address]


def test_the_foot_names_the_program_on_pages_that_show_a_version_too(district: District) -> None:
    pages = ("/public/", f"/submissions/versions/{district.draft().pk}/")
    client = district.client(Role.PREPARER)
    for page in pages:
        assert f"明账 {VERSION} ·" in client.get(page).content.decode(), page
