"""The interface as it describes itself, held against what it does (by schemathesis)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.signals import request_finished, request_started
from django.db import close_old_connections
from django.test import Client
from hypothesis import HealthCheck, Phase, given, settings

from mingzhang.web.api.endpoints import description
from mingzhang.web.api.operations import OPERATIONS
from mingzhang.web.people.models import Role
from mingzhang.web.wsgi import application
from tests.web.api.calls import caller
from tests.web.conftest import District
from tests.web.portal.publishing import written

schemathesis = pytest.importorskip("schemathesis")
CHECKS = [
    schemathesis.checks.not_a_server_error,
    schemathesis.checks.status_code_conformance,
    schemathesis.checks.content_type_conformance,
    schemathesis.checks.response_schema_conformance,
]


def test_every_operation_was_made_with_its_right() -> None:
    described = {
        (method.upper(), path.removeprefix("/api/v1").replace("{pk}", "{int:pk}"))
        for path, methods in description()["paths"].items()
        for method in methods
    }
    assert described == {(each.method, each.path) for each in OPERATIONS}


def test_it_loads_nothing_from_outside_and_is_served() -> None:
    assert Client().get("/api/v1/openapi.json").json()["openapi"].startswith("3.")
    assert Client().get("/api/v1/docs").status_code == 404


@pytest.mark.parametrize(
    "address", ["/api/v1/", "/api/v1/nowhere", "/api/v1/publications/99999999999999999999"]
)
def test_what_is_not_there_is_told_in_one_form(db: None, address: str) -> None:
    missing = Client().get(address)
    assert missing.status_code == 404 and missing["Content-Type"] == "application/problem+json"


def test_a_body_that_is_none(district: District) -> None:
    client = caller(district, Role.MANAGER)
    address = f"/api/v1/submissions/{district.submission.pk}/moves"
    broken = client.post(address, "{", content_type="application/json")
    assert broken.status_code == 400 and broken.json()["detail"].endswith("。")


EXAMPLES = settings(
    max_examples=6,
    deadline=None,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def _one_session() -> Iterator[None]:
    """Requests that come past Django's own client do not close the connection that the test works on."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def test_it_does_what_it_describes(district: District, request: pytest.FixtureRequest) -> None:
    """A bounded number of examples of each operation, with a token that may do all that its person may."""
    draft, edition = district.draft(), written(district, district.submission, "本年收入")
    client = caller(district, Role.PREPARER)
    job = client.post("/api/v1/checks", {"file": SimpleUploadedFile("决算.docx", b"x")}).json()["id"]
    there = {
        "checks": job,
        "submissions": district.submission.pk,
        "versions": draft.pk,
        "publications": edition.pk,
    }
    request.getfixturevalue("_one_session")  # after the client's requests, which connect the signals again
    tried = 0
    for found in schemathesis.openapi.from_wsgi("/api/v1/openapi.json", application).get_all_operations():
        operation = found.ok()
        known = there.get(operation.path.split("/")[3])
        holds(operation, client.defaults["HTTP_AUTHORIZATION"], known)
        tried += 1
    assert tried == len(OPERATIONS)


def holds(operation: Any, bearer: str, known: int | None) -> None:
    """No server error, no code, type or body that is not described, for requests good and bad.

    Every second one asks for an object that is there.
    """

    @EXAMPLES
    @given(case=operation.as_strategy())
    def law(case: Any) -> None:
        if known and case.path_parameters and case.path_parameters["pk"] % 2:
            case.path_parameters["pk"] = known
        response = case.call(headers={"Authorization": bearer})
        case.validate_response(response, checks=CHECKS)

    law()
