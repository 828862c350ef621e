"""The page that takes a workbook: asked for, taken, or refused beside the field; nothing else is rendered."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from mingzhang.web.apart.run import ApartError
from mingzhang.web.people.models import Role
from mingzhang.web.shared.bringing import BroughtForm, Take, brought
from tests.web.conftest import District


class _OwnError(Exception):
    pass


def page(district: District, take: Take, name: str | None = "表.xlsx") -> str:
    """The page after a file of that name was sent, before where there is none."""
    files = {"file": SimpleUploadedFile(name, b"x")} if name else {}
    request: Any = RequestFactory().post("/", files) if name else RequestFactory().get("/")
    request.user = district.person(Role.PREPARER)
    return brought(request, "导入表", ("清单", "/list/"), take, _OwnError).content.decode()


def test_it_asks_takes_and_counts(district: District) -> None:
    asked = page(district, lambda _: (0, []), None)
    assert "导入表" in asked and "enctype" in asked
    taken = page(district, lambda said: (3, [said["file"].name]))
    assert "收下 3 项" in taken and "没有收下的 1 处" in taken and "表.xlsx" in taken
    assert '<a href="/list/">清单</a>' in taken
    whole = page(district, lambda _: (None, []))
    assert "已全部收下" in whole and "收下 None" not in whole


@pytest.mark.parametrize("fault", [_OwnError, ApartError, OSError])
def test_a_refusal_stands_beside_the_field(fault: type[Exception], district: District) -> None:
    def refused(_: object) -> Any:
        raise fault("表里没有填写")

    assert "表里没有填写" in page(district, refused)


def test_what_is_no_workbook_is_not_taken_at_all(district: District) -> None:
    told = page(district, lambda _: pytest.fail("was taken"), "表.pdf")
    assert "“表.pdf”不是 Excel 工作簿" in told
    large = SimpleUploadedFile("表.xlsx", b"x")
    large.size = 30 << 20
    assert "有 30 MB，超过 20 MB" in str(BroughtForm({}, {"file": large}).errors)  # type: ignore[arg-type]
