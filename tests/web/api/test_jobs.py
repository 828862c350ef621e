"""Checks and builds that programs ask for."""

from __future__ import annotations

from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.web.api.jobs import run_job
from mingzhang.web.people.models import Role
from tests.web.api.calls import caller
from tests.web.conftest import District
from tests.web.portal.publishing import account


def test_a_file_is_checked(district: District) -> None:
    client = caller(district, Role.EXPERT)
    asked = client.post("/api/v1/checks", {"file": SimpleUploadedFile("决算.html", account())})
    assert asked.status_code == 202 and asked.json()["state"] == "waiting"
    address = f"/api/v1/checks/{asked.json()['id']}"
    assert client.get(f"{address}/result").status_code == 404
    run_job.func(asked.json()["id"])
    run_job.func(asked.json()["id"])  # a worker was killed
    job = client.get(address).json()
    assert job["state"] == "done", job
    assert client.get(job["result"]).json()["schema"] == "mingzhang/check/2"
    assert caller(district, Role.MANAGER).get(address).status_code == 404, "nobody sees another's"
    seen = client.get(address)
    again = client.get(address, headers={"If-None-Match": seen["ETag"]})
    assert again.status_code == 304 and not again.content


def test_a_workbook_is_built(district: District, root: Path) -> None:
    client = caller(district, Role.PREPARER)
    data = (root / "examples/fengtai-2020/填报.xlsx").read_bytes()
    asked = client.post("/api/v1/builds", {"file": SimpleUploadedFile("填报.xlsx", data)}).json()
    run_job.func(asked["id"])
    job = client.get(f"/api/v1/builds/{asked['id']}").json()
    assert job["state"] == "done", job
    if job["problems"]:
        assert job["result"] is None
    else:
        taken = client.get(job["result"])
        assert taken["Content-Disposition"].startswith("attachment")
        assert b"".join(taken).startswith(b"PK")


def test_what_is_no_document_is_refused_in_a_sentence(district: District) -> None:
    client = caller(district, Role.EXPERT)
    refused = client.post("/api/v1/checks", {"file": SimpleUploadedFile("x.exe", b"x")})
    assert refused.status_code == 422 and "不是可以检查的文件" in refused.json()["detail"]
    asked = client.post("/api/v1/checks", {"file": SimpleUploadedFile("x.docx", b"PK\x03\x04")}).json()
    run_job.func(asked["id"])
    job = client.get(f"/api/v1/checks/{asked['id']}").json()
    assert job["state"] == "failed" and job["said"] and "Traceback" not in job["said"]
