"""The pages of findings."""

from __future__ import annotations

from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingzhang.web.people.models import Role
from mingzhang.web.submission.models import Answer
from tests.web.conftest import District


def test_an_answer_leads_back_to_its_finding(district: District) -> None:
    found = district.found(district.draft())
    client = district.client(Role.PREPARER)
    typed = {"kind": "explained", "reason": "批复如此", "edition": "0"}
    sent = client.post(f"/submissions/findings/{found.pk}/answer/", typed)
    assert sent["Location"] == f"/submissions/versions/{found.version_id}/#f1"
    assert Answer.objects.get().reason == "批复如此"
    page = client.get(f"/submissions/findings/{found.pk}/").content.decode()
    assert "批复如此" in page and "等待审核" in page


def test_the_later_of_two_sees_both_texts(district: District) -> None:
    found = district.found(district.draft())
    client, address = district.client(Role.PREPARER), f"/submissions/findings/{found.pk}/answer/"
    client.post(address, {"kind": "explained", "reason": "甲说的", "edition": "0"})
    late = client.post(
        address, {"kind": "disputed", "reason": "乙说的", "edition": "0"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert "甲说的" in late and "乙说的" in late and 'name="edition" value="1"' in late
    assert "<html" not in late, "a fragment for the page that is open"


def test_a_rule_explains_itself(district: District) -> None:
    client = district.client(Role.PREPARER)
    assert client.get("/submissions/rules/?id=T01-05")["Location"] == "/manual/rules/T01-05/"
    assert client.get("/submissions/rules/?id=<b>").status_code == 404


def test_the_page_asks_as_many_questions_for_many_findings(district: District) -> None:
    version = district.draft()
    district.found(version, "甲")
    client, address = district.client(Role.PREPARER), f"/submissions/versions/{version.pk}/"
    with CaptureQueriesContext(
        connection,
    ) as few:
        client.get(address)
    for number in range(2, 12):
        district.found(version, f"乙{number}", number)
    with CaptureQueriesContext(connection) as many:
        page = client.get(address).content.decode()
    assert len(many) == len(few) and page.count('class="finding ') == 11
