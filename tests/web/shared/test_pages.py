"""A page asks for its right before its view runs."""

from __future__ import annotations

import pytest
from django.test import RequestFactory

from mingzhang.web.people.models import Role
from mingzhang.web.shared.pages import page_above
from tests.web.conftest import District


def test_what_is_not_there_is_404_and_what_one_may_not_is_403(district: District) -> None:
    client = district.client(Role.PREPARER)
    assert client.get("/submissions/999/").status_code == 404
    other = district.season.submissions.get(organisation=district.other_department)
    refused = client.get(f"/submissions/{other.pk}/")
    assert refused.status_code == 403 and "没有“查看报送材料”的权限" in refused.content.decode()


def test_a_page_that_changes_nothing_takes_no_post(district: District) -> None:
    assert district.client(Role.MANAGER).post("/seasons/").status_code == 405


@pytest.mark.parametrize(
    "address", ["/register/", "/audit/", "/people/", "/seasons/{season}/", "/performance/"]
)
def test_a_character_that_is_none_is_looked_for_nowhere(district: District, address: str) -> None:
    page = address.format(season=district.season.pk)
    client = district.client(Role.MANAGER)
    answer = client.get(f"{page}?q=水%00务")
    assert answer.status_code == 200 and "\0" not in answer.content.decode()


def test_who_sends_a_form_after_the_session_comes_back_to_its_page(district: District) -> None:
    client, move = district.client(None), f"/submissions/{district.submission.pk}/move/"
    page = f"http://testserver/submissions/{district.submission.pk}/?saved"
    answer = client.post(move, headers={"Referer": page})
    assert answer["Location"].endswith(f"next=%2Fsubmissions%2F{district.submission.pk}%2F")
    assert client.post(move, headers={"Referer": "http://elsewhere/"})["Location"].endswith("next=%2F")


def test_above_a_page_is_the_nearest_that_one_may_see(district: District) -> None:
    submission = district.season.submissions.get(organisation=district.other_department)
    asked = RequestFactory().get(f"/submissions/{submission.pk}/notes/new/")
    asked.user = district.person(Role.PREPARER)  # of another department: the submission itself stays closed
    assert page_above(asked) == "/"
    asked.user = district.person(Role.MANAGER)
    assert page_above(asked) == f"/submissions/{submission.pk}/"
