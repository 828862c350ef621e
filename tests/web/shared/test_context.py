"""The bar shows what one may use."""

from __future__ import annotations

from mingzhang.version import VERSION
from mingzhang.web.people.models import Role
from tests.web.conftest import District


def test_the_bar_is_cut_to_rights(district: District) -> None:
    shown = district.client(Role.PREPARER).get(f"/seasons/{district.season.pk}/").content.decode()
    assert ">进度</a>" in shown and ">日志</a>" not in shown
    assert (
        ">日志</a>" in district.client(Role.MANAGER).get(f"/seasons/{district.season.pk}/").content.decode()
    )


def test_the_foot_names_the_program_on_pages_that_show_a_version_too(district: District) -> None:
    pages = ("/public/", f"/submissions/versions/{district.draft().pk}/")
    client = district.client(Role.PREPARER)
    for page in pages:
        assert f"明账 {VERSION} ·" in client.get(page).content.decode(), page
