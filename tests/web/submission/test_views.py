"""The pages of a submission."""

from __future__ import annotations

import tomllib

from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.web.people.models import Role
from mingzhang.web.submission import moves
from mingzhang.web.submission.models import Answer, Status
from tests.web.api.calls import caller
from tests.web.conftest import District
from tests.web.submission.test_moves import APPROVED, walk


def test_an_upload_becomes_a_version_and_asks_for_itself(district: District) -> None:
    client = district.client(Role.PREPARER)
    made = client.post(
        f"/submissions/{district.submission.pk}/upload/",
        {"document": SimpleUploadedFile("决算.docx", b"x"), "note": "初稿"},
    )
    version = district.submission.current
    assert version is not None and made["Location"] == f"/submissions/versions/{version.pk}/"
    assert 'hx-trigger="every 1s"' in client.get(made["Location"]).content.decode()


def test_what_is_refused_is_told_and_nothing_is_kept(district: District) -> None:
    client = district.client(Role.PREPARER)
    address = f"/submissions/{district.submission.pk}/upload/"
    shown = client.post(address, {"document": SimpleUploadedFile("x.exe", b"x")}, follow=True)
    assert "不是可以检查的文件" in shown.content.decode()
    assert district.submission.current is None


def test_a_double_click_moves_once(district: District) -> None:
    district.draft()
    client = district.client(Role.PREPARER)
    address = f"/submissions/{district.submission.pk}/move/"
    client.post(address, {"move": "hand_in"})
    again = client.post(address, {"move": "hand_in"}, follow=True)
    assert "请刷新页面" in again.content.decode()
    assert district.submission.status == Status.SUBMITTED


def test_the_history_is_on_one_page(district: District) -> None:
    district.draft()
    page = district.client(Role.MANAGER).get(f"/submissions/{district.submission.pk}/").content.decode()
    assert "上传" in page and "决算.docx" in page


def test_accepted_explanations_are_the_file_of_waivers(district: District) -> None:
    version = district.draft()
    found = district.found(version)
    Answer.objects.create(
        submission=version.submission,
        fingerprint=found.fingerprint,
        kind="explained",
        reason='批复"如此"',
        judged="accepted",
        by=district.person(Role.PREPARER),
    )
    client = district.client(Role.PREPARER)
    sent = client.get(f"/submissions/versions/{version.pk}/waivers/")
    (waiver,) = tomllib.loads(sent.content.decode())["waiver"]
    assert waiver["fingerprint"] == found.fingerprint and waiver["reason"] == '批复"如此"'
    assert "下载说明文件" in client.get(f"/submissions/versions/{version.pk}/").content.decode()


def test_what_is_locked_is_said_before_anything_about_the_file(district: District) -> None:
    district.draft()
    walk(district, *APPROVED)
    address = f"/submissions/{district.submission.pk}/upload/"
    told = district.client(Role.PREPARER).post(
        address, {"document": SimpleUploadedFile("坏.exe", b"x")}, follow=True
    )
    assert "已锁定" in told.content.decode() and "不是可以检查" not in told.content.decode()
    program = caller(district, Role.PREPARER)
    refused = program.post(
        f"/api/v1/submissions/{district.submission.pk}/versions", {"file": SimpleUploadedFile("坏.exe", b"x")}
    )
    assert refused.status_code == 409 and "已锁定" in refused.json()["detail"]


def test_a_rejected_version_does_not_linger_beside_the_approved_one(district: District) -> None:
    first = district.draft(b"1")
    walk(district, "hand_in", "agree:0")
    moves.send_back(district.submission, district.person(Role.REVIEWER), "数不对")
    second = district.draft(b"2")
    walk(district, *APPROVED)
    shown = district.client(Role.MANAGER).get(f"/submissions/{district.submission.pk}/").content.decode()
    assert shown.count("，已由新版代替") == 1 and district.submission.current == second
    board = district.client(Role.MANAGER).get(f"/seasons/{district.season.pk}/").content.decode()
    assert 'class="state returned"' not in board and 'class="state approved"' in board
    told = caller(district, Role.MANAGER).get(f"/api/v1/submissions/{district.submission.pk}").json()
    assert (told["status"], told["current"]["id"]) == ("approved", second.pk) != ("returned", first.pk)
