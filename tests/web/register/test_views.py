"""The register is cut to one's reach."""

from __future__ import annotations

from mingzhang.web.people.models import Role
from tests.web.conftest import District


def test_a_department_sees_itself_and_its_units(district: District) -> None:
    page = district.client(Role.PREPARER).get("/register/").content.decode()
    assert "甲区水文站" in page and "甲区档案馆" not in page
