"""Returns of the database as the survey room knows them."""

from __future__ import annotations

from mingzhang.web.survey.reading import return_line, returns_of
from tests.web.conftest import District
from tests.web.survey.surveys import sent, surveyed


def test_a_return_is_told_with_its_state_and_without_contacts(district: District) -> None:
    survey = surveyed(district)
    filled = sent(survey)
    ((number, one),) = returns_of(survey)
    assert (number, one.key, one.version, one.review) == (filled.pk, "uuid:1", "1", "收到")
    assert set(return_line(one)) == {"key", "version", "received", "review", "sender", "answers"}
