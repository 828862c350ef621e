"""Instructions wait for those who may hand them on, and are shown to all who see the issue."""

from __future__ import annotations

from mingzhang.web.joins.every import joined_of
from mingzhang.web.joins.instructions import open_instruction
from mingzhang.web.people.models import Role
from tests.web.conftest import District
from tests.web.joins.test_instructions import read


def test_an_instruction_is_offered_until_it_is_a_matter(district: District) -> None:
    (issue, reading), office = read(district), district.person(Role.SUPERVISION)
    assert not joined_of(issue, district.person(Role.LEADER)).offers
    (offer,) = joined_of(issue, office).offers
    assert offer.fields[0].choices == [(str(reading.pk), "区长：请水务局改造")]
    matter = open_instruction(issue, office, str(reading.pk))
    joined = joined_of(issue, office)
    assert not joined.offers and joined.ends[0].address == matter.address
    (end,) = joined_of(matter, office).ends
    assert end.what == "信息摘编批示" and end.address == issue.web_address
