"""Forms about projects refuse what cannot be, in a sentence."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.web.performance.forms import NewProjectForm, TakeInForm
from mingzhang.web.register.models import Organisation
from tests.web.conftest import District


def taken(district: District, name: str, kind: str, size: int = 1) -> TakeInForm:
    file = SimpleUploadedFile(name, b"x")
    file.size = size
    told: Any = {"unit": district.department.pk, "year": "2025", "kind": kind}
    return TakeInForm(told, {"file": file}, units=Organisation.objects.all())


@pytest.mark.parametrize(
    ("name", "kind", "said"),
    [
        ("项目.xlsx", "projects", ""),
        ("项目.docx", "projects", "这里接受 .xlsx"),
        ("自评表.DOCX", "forms", ""),
        ("自评表.zip", "forms", "不能这样导入"),
        ("自评表.pdf", "other", "选择"),
    ],
)
def test_a_file_is_taken_by_its_kind(district: District, name: str, kind: str, said: str) -> None:
    form = taken(district, name, kind)
    assert form.is_valid() is not bool(said)
    assert said in str(form.errors)


def test_a_file_that_is_too_large_is_told_its_size(district: District) -> None:
    assert "有 21 MB，超过 20 MB" in str(taken(district, "项目.xlsx", "projects", 21 << 20).errors)


@pytest.mark.parametrize("year", ["2009", "2101", "去年", ""])
def test_a_year_is_a_year(year: str, district: District) -> None:
    told = {"unit": district.department.pk, "year": year, "code": "1", "name": "甲"}
    assert "year" in NewProjectForm(told, units=Organisation.objects.all()).errors


def test_a_unit_that_is_not_ones_own_cannot_be_chosen(district: District) -> None:
    told = {"unit": district.other_department.pk, "year": "2025", "code": "1", "name": "甲"}
    own = Organisation.objects.filter(pk=district.department.pk)
    assert "unit" in NewProjectForm(told, units=own).errors
    assert NewProjectForm(told | {"unit": district.department.pk}, units=own).is_valid()
