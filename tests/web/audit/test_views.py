"""Who sees which entries."""

from __future__ import annotations

from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Role
from tests.web.conftest import District


def test_a_manager_sees_what_happened_in_the_own_region_only(district: District) -> None:
    record(None, "试", district.department, "本区的事")
    record(None, "试", district.other_region, "外区的事")
    page = district.client(Role.MANAGER).get("/audit/").content.decode()
    assert "本区的事" in page and "外区的事" not in page
