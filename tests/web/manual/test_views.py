"""The manual within the application: for everybody, from nowhere else."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from mingzhang.web.people.models import Role
from tests.web.conftest import District


@pytest.mark.parametrize("role", [*(role.label for role in Role), "公众", "填报", "cli"])
def test_every_role_has_a_chapter(role: str, db: None) -> None:
    page = Client().get(f"/manual/{role}/")
    assert page.status_code == 200 and b"<h1" in page.content


def test_links_of_the_manual_stay_in_the_application(db: None) -> None:
    page = Client().get("/manual/").content.decode()
    assert 'href="/manual/%E6%A3%80%E6%9F%A5/"' in page and ".md" not in page


def test_a_rule_is_explained_where_it_is_named(district: District) -> None:
    district.found(district.draft())
    finding = district.client(Role.PREPARER).get(f"/submissions/versions/{district.submission.current_id}/")
    assert 'href="/manual/rules/T01-04/"' in finding.content.decode()
    page = Client().get("/manual/rules/t01-04/").content.decode()
    assert "支出总计等于" in page and "怎么改" in page
    assert Client().get("/manual/rules/X-99/").status_code == 404


def test_pictures_come_along_and_nothing_else_does(db: None) -> None:
    picture: Any = Client().get("/manual/pictures/填报表.png")
    assert picture["Content-Type"] == "image/png" and b"".join(picture.streaming_content)[:4] == b"\x89PNG"
    for name in ("pictures/没有.png", "没有/", "README/", "..%2F..%2Fsetup/"):
        assert Client().get(f"/manual/{name}").status_code == 404, name
