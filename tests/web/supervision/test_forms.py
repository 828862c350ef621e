"""What people type about a matter or hand over is taken or refused in a sentence."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from mingzhang.web.supervision.forms import LedgerForm, MatterForm, OfficeForm
from tests.web.conftest import District

WHOLE = {"text": "治理积水点", "source": "媒体反映", "received": "2026-03-16", "urgency": "一般"}


def test_a_whole_matter_is_taken(district: District) -> None:
    form = MatterForm(WHOLE | {"period": "每季"})
    assert form.is_valid() and form.cleaned_data["period"] == "每季"
    assert district.region.name == "甲区"


def test_a_source_that_is_none_is_refused(district: District) -> None:
    form = MatterForm(WHOLE | {"source": "传闻", "secrecy": "机密", "text": ""})
    assert not form.is_valid() and set(form.errors) == {"source", "secrecy", "text"}
    assert "2026" in str(WHOLE["received"]) and district.region.pk


def chosen(name: str) -> MultiValueDict[str, Any]:
    """A file as a browser sends it."""
    return MultiValueDict({"file": [SimpleUploadedFile(name, b"x")]})


def test_only_workbooks_are_ledgers() -> None:
    form = LedgerForm({}, chosen("台账.xls"))
    assert not form.is_valid() and "不是 Excel 工作簿（.xlsx），请用 Excel 或 WPS 另存为" in str(form.errors)
    form = LedgerForm({}, chosen("台账.XLSX"))
    assert form.is_valid()


def test_an_office_needs_a_name() -> None:
    assert not OfficeForm({"name": "", "letters": "甲政督"}).is_valid()
