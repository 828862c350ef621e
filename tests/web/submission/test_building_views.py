"""The pages on which a document is built."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.web.people.models import Role
from mingzhang.web.submission.building_models import Building
from tests.web.conftest import District


def test_a_workbook_is_taken_and_anything_else_refused(district: District) -> None:
    address, client = f"/submissions/{district.submission.pk}/build/", district.client(Role.PREPARER)
    told = client.post(address, {"workbook": SimpleUploadedFile("填报.doc", b"x")})
    assert "不是 .xlsx" in told.content.decode() and not Building.objects.exists()
    client.post(address, {"workbook": SimpleUploadedFile("填报.xlsx", b"x")})
    assert Building.objects.get().filename == "填报.xlsx"
    assert "正在编制" in client.get(address).content.decode()


def test_an_answer_without_a_workbook_is_told(district: District) -> None:
    address = f"/submissions/{district.submission.pk}/build/answer/"
    told = district.client(Role.PREPARER).post(address, {"question": "x", "words": "y"}, follow=True)
    assert "还没有上传填报表" in told.content.decode()
