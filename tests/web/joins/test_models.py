"""Both ends of every join are there, each end at most once where it may be joined once."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from mingzhang.web.joins import lines
from mingzhang.web.joins.claims import hand_over
from mingzhang.web.joins.models import ClaimOfProblem, MatterOfLine
from mingzhang.web.people.models import Role
from tests.web.conftest import District
from tests.web.joins.joining import RULE, unmended
from tests.web.joins.test_lines import book_of


def test_the_database_refuses_a_second_join(district: District) -> None:
    problem, book = unmended(district), book_of(district)
    hand_over(problem.verification, district.person(Role.SUPERVISION), RULE)
    matter = lines.open_matter(book, "1", district.person(Role.PERFORMANCE))
    claimed, bound = ClaimOfProblem.objects.get(), MatterOfLine.objects.get()
    assert claimed.organisation == bound.organisation == district.department
    assert problem.number in str(claimed) and str(bound).endswith("任务1")
    for again in (
        ClaimOfProblem(problem=problem, claim=claimed.claim, by=claimed.by),
        MatterOfLine(unit=book.unit, number="1", matter=matter, by=bound.by),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            again.save()
