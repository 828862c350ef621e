"""Forms say where one goes back to."""

from __future__ import annotations

import re

from mingzhang.web.people.models import Role
from tests.web.conftest import District


def test_a_form_leads_back_to_the_page_above(district: District) -> None:
    client = district.client(Role.SUPERVISION)
    pages = {"/supervision/new/": "/supervision/", "/supervision/office/merge/": "/supervision/office/"}
    for page, above in pages.items():
        assert re.findall(r'href="([^"]+)">返回<', client.get(page).content.decode()) == [above]
