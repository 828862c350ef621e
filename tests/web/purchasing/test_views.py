"""Lists are filtered and taken along."""

from __future__ import annotations

from mingzhang.web.people.models import Role
from tests.web.conftest import District
from tests.web.purchasing.objects import (
    book_of,
    contract_of,
    project_of,
    seen,
)


def test_lists_are_filtered_and_taken_along(district: District) -> None:
    book = book_of(district, district.department)
    for number in range(3):
        contract_of(project_of(book), "1000", f"HT-{number}")
    client = district.client(Role.MANAGER)
    page = seen(client, f"{book.address}contracts/?q=HT-1")
    assert "HT-1</a>" in page and "HT-2</a>" not in page
    assert "没有符合条件的合同" in seen(client, f"{book.address}contracts/?kind=其他")
    assert client.get(f"{book.address}contracts/?export=1").content[:2] == b"PK"
    assert "没有符合条件的采购台账" in seen(client, "/purchasing/?q=教育局&year=2026")
