"""Help opens where it is needed: the chapter of one's role, at the heading of the page."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from bench.office.pages import pages
from mingzhang.web.manual.addresses import SECTIONS, help_address, shown
from mingzhang.web.people.models import Role
from tests.web.conftest import District

CHAPTERS = [*(role.label for role in Role), "公众"]


@pytest.mark.parametrize("view", SECTIONS)
def test_every_heading_is_in_a_chapter_and_every_page_is_there(view: str) -> None:
    told = [shown(f"manual/{chapter}.md") for chapter in CHAPTERS]
    assert any(each is not None and SECTIONS[view] in each.headings for each in told), SECTIONS[view]
    assert view in pages(), "no such page"


def test_the_chapter_is_that_of_the_role(district: District) -> None:
    addresses = {role: unquote(help_address("season:board", district.person(role))) for role in Role}
    assert addresses[Role.PREPARER] == "/manual/填报人/#看进度"
    assert addresses[Role.MANAGER] == "/manual/财政局主管/#看进度"
    assert addresses[Role.EXPERT] == "/manual/评审专家/"
    assert unquote(help_address("portal:search", district.person(Role.MANAGER))) == "/manual/公众/#查找"
