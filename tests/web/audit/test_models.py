"""The hash of an entry covers all it says."""

from __future__ import annotations

import pytest

from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Role
from tests.web.conftest import District


@pytest.mark.parametrize(
    "field", ["number", "said_who", "what", "target", "sentence", "before", "after", "previous"]
)
def test_the_hash_covers_the_field(district: District, field: str) -> None:
    entry = record(district.person(Role.MANAGER), "试", district.season, "一件")
    setattr(entry, field, 7 if field == "number" else "别的")
    assert entry.worked_out() != entry.hash
