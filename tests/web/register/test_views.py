"""The register is cut to one's reach, and changed only by administrators."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation
from tests.web.conftest import District


def test_a_department_sees_itself_and_its_units(district: District) -> None:
    page = district.client(Role.PREPARER).get("/register/").content.decode()
    assert "甲区水文站" in page and "甲区档案馆" not in page and "导入" not in page


def test_the_exported_workbook_comes_in_again(district: District) -> None:
    client = district.client(Role.ADMINISTRATOR)
    book = client.get("/register/export/")
    assert "attachment" in book["Content-Disposition"]
    sent = SimpleUploadedFile("单位名录.xlsx", b"".join(book) if book.streaming else book.content)
    shown = client.post("/register/import/", {"file": sent}, follow=True)
    assert "新增 0 个，修改 0 个" in shown.content.decode()


def test_a_list_that_is_none_is_told(district: District) -> None:
    sent = SimpleUploadedFile("名录.xlsx", b"PK\x03\x04")
    shown = district.client(Role.ADMINISTRATOR).post("/register/import/", {"file": sent}, follow=True)
    assert "名录.xlsx" in shown.content.decode()


def test_a_change_keeps_what_was(district: District) -> None:
    client = district.client(Role.ADMINISTRATOR)
    said = {"name": "甲区水利局", "kind": "department", "nature": "organ", "above": district.region.pk}
    client.post(f"/register/{district.department.pk}/", said)
    assert Organisation.objects.get(pk=district.department.pk).name == "甲区水利局"
    entry = Entry.objects.get(what="修改单位")
    assert entry.before == {"name": "甲区水务局"} and entry.after == {"name": "甲区水利局"}


def test_a_new_one_is_added(district: District) -> None:
    said = {"name": "甲区体育局", "kind": "department", "nature": "organ", "above": district.region.pk}
    district.client(Role.ADMINISTRATOR).post("/register/new/", said)
    assert Organisation.objects.get(name="甲区体育局").hangs_on(district.region)
