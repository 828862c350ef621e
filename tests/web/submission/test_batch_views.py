"""The pages of uploads for many units."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.web.people.models import Role
from mingzhang.web.submission.batch_models import Batch
from tests.web.conftest import District


def test_an_upload_leads_to_its_page(district: District) -> None:
    address, client = f"/submissions/batches/seasons/{district.season.pk}/", district.client(Role.MANAGER)
    sent = client.post(address, {"documents": [SimpleUploadedFile("甲区水务局.docx", b"x")]})
    assert sent["Location"] == f"/submissions/batches/{Batch.objects.get().pk}/"
    assert "正在拆开" in client.get(sent["Location"]).content.decode()
    assert "已上传的" in client.get(address).content.decode()


def test_without_a_file_nothing_begins(district: District) -> None:
    address = f"/submissions/batches/seasons/{district.season.pk}/"
    assert district.client(Role.MANAGER).post(address, {"x": "1"}).status_code == 200
    assert not Batch.objects.exists()
