"""The first page, and the pages for what went wrong."""

from __future__ import annotations

import errno

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import OperationalError, close_old_connections, connection
from django.test import Client, RequestFactory

from mingzhang.web.people.models import Role
from mingzhang.web.shared.views import broken
from mingzhang.web.submission import moves
from tests.web.conftest import District


def test_a_newcomer_is_told_what_this_is(district: District) -> None:
    assert "登录办理" in Client().get("/").content.decode()


def test_who_signed_in_goes_to_the_work(district: District) -> None:
    assert district.client(Role.PREPARER).get("/")["Location"] == "/seasons/"
    assert district.client(Role.EXPERT).get("/")["Location"] == "/performance/ballots/"


def test_a_form_without_its_token_says_that_nothing_is_lost(district: District) -> None:
    client = Client(enforce_csrf_checks=True)
    shown = client.post("/people/login/", {"username": "x", "password": "x"})
    assert shown.status_code == 403 and "也没有丢失" in shown.content.decode()


def test_a_fault_of_ours_is_one_sentence(db: None) -> None:
    shown = broken(RequestFactory().get("/"))
    assert shown.status_code == 500 and "没有丢失" in shown.content.decode()


@pytest.mark.parametrize("header", ["Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options"])
def test_headers_that_protect_are_there(db: None, header: str) -> None:
    assert header in Client().get("/").headers


@pytest.mark.parametrize(
    ("fault", "status", "said"),
    [
        (OperationalError("database or disk is full"), 503, "这次的内容没有保存"),
        (OSError(errno.ENOSPC, "No space left on device"), 507, "请管理员腾出磁盘空间"),
    ],
)
def test_a_full_disk_is_told_and_leaves_nothing_half_done(
    district: District, monkeypatch: pytest.MonkeyPatch, fault: Exception, status: int, said: str
) -> None:
    district.draft()

    def full(*_: object) -> None:
        raise fault

    monkeypatch.setattr(moves, "record", full)  # after the status was changed, within its transaction
    client = district.client(Role.PREPARER)
    client.raise_request_exception = False
    shown = client.post(f"/submissions/{district.submission.pk}/move/", {"move": "hand_in"})
    assert shown.status_code == status and said in shown.content.decode()
    assert (
        district.submission.status == "draft" and not district.submission.moves.filter(what="报送").exists()
    )


@pytest.mark.django_db(transaction=True)
def test_a_database_that_was_restarted_loses_nothing_and_is_found_again(district: District) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite lives in the process and is not restarted; run on PostgreSQL by the gate")
    client, address = district.client(Role.PREPARER), f"/submissions/{district.submission.pk}/upload/"
    client.raise_request_exception = False

    def upload() -> int:
        return client.post(address, {"document": SimpleUploadedFile("决算.docx", b"x")}).status_code

    connection.connection.close()  # what a restart does to every session
    assert upload() == 503
    close_old_connections()  # as at the end and beginning of every request outside of tests
    assert district.submission.current is None
    assert upload() == 302 and district.submission.current is not None
