"""Submissions by the interface: the same moves, the same refusals."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation, OrganisationKind
from mingzhang.web.season.opening import ask_of_all
from mingzhang.web.submission.models import CheckState, Status, Version
from tests.web.api.calls import caller
from tests.web.conftest import District, organisation


def test_the_road_of_a_version(district: District) -> None:
    client = caller(district, Role.PREPARER)
    address = f"/api/v1/submissions/{district.submission.pk}"
    made = client.post(f"{address}/versions", {"file": SimpleUploadedFile("决算.docx", b"x"), "note": "初稿"})
    assert made.status_code == 201 and made.json()["note"] == "初稿"
    early = client.post(f"{address}/moves", {"move": "hand_in"}, content_type="application/json")
    assert early.status_code == 409 and "检查还没有完成" in early.json()["detail"]
    assert early["Content-Type"] == "application/problem+json"
    Version.objects.update(check_state=CheckState.DONE)
    moved = client.post(f"{address}/moves", {"move": "hand_in"}, content_type="application/json")
    assert moved.json()["status"] == Status.SUBMITTED and moved.json()["next_role"] == Role.APPROVER
    locked = client.post(f"{address}/versions", {"file": SimpleUploadedFile("决算.docx", b"y")})
    assert locked.status_code == 409 and "正在审核" in locked.json()["detail"]
    assert client.get(address).json()["current"]["number"] == 1


def test_lists_are_cut_to_what_one_may_see(district: District) -> None:
    assert caller(district, Role.PREPARER).get("/api/v1/submissions").json()["total"] == 1
    assert caller(district, Role.MANAGER).get("/api/v1/submissions").json()["total"] == 2
    assert (
        caller(district, Role.MANAGER, district.other_region).get("/api/v1/submissions").json()["total"] == 0
    )


@pytest.mark.parametrize("query", ["page=0", "size=1000", "year=x", "status=lost"])
def test_what_makes_no_sense_is_said_where(district: District, query: str) -> None:
    refused = caller(district, Role.MANAGER).get(f"/api/v1/submissions?{query}")
    assert refused.status_code == 422
    assert refused.json()["errors"][0]["where"] == query.partition("=")[0]


def test_pages_and_queries(district: District) -> None:
    client = caller(district, Role.MANAGER)
    few = queries(client)
    for number in range(5):
        organisation(
            OrganisationKind.DEPARTMENT, f"甲区第{number}局", Organisation.objects.get(pk=district.region.pk)
        )
    ask_of_all(district.season, None)
    assert queries(client) == few
    page = client.get("/api/v1/submissions?size=3&page=2").json()
    assert (len(page["items"]), page["pages"], page["total"]) == (3, 3, 7)
    assert client.get("/api/v1/submissions?size=3&page=9").json()["items"] == []


def queries(client: object) -> int:
    with CaptureQueriesContext(connection) as seen:
        client.get("/api/v1/submissions")  # type: ignore[attr-defined]
    return len(seen)
