"""What becomes of a contract belongs to whose contract it is."""

from __future__ import annotations

from tests.web.conftest import District
from tests.web.purchasing.objects import (
    acceptance_of,
    book_of,
    contract_of,
    deliverable_of,
    project_of,
)


def test_whatever_hangs_on_a_contract_belongs_to_its_unit(district: District) -> None:
    thing = deliverable_of(contract_of(project_of(book_of(district, district.department))))
    act = acceptance_of(thing, confirmed=False)
    for row in (thing, act, thing.contract, thing.contract.project):
        assert row.organisation == district.department
    assert act.waits
    act.returned = "补齐"
    assert not act.waits
