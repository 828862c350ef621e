"""Any sequence of moves, legal or not, by anybody: nothing comes around a signature, no score leaves its
bounds, what is signed or sealed never changes, the seal comes out again, and a refusal leaves no trace."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from mingzhang.appraisal.task_book import SIGNED
from mingzhang.web.appraisal import moves
from mingzhang.web.appraisal.models import SealedResult, UnitBook
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import begun
from tests.web.appraisal.walk import ROLES, Walk
from tests.web.conftest import District


@contextmanager
def walking(district: District) -> Iterator[Walk]:
    """One walk by hand, taken back whatever becomes of it."""
    walk = laid(district)()
    try:
        yield walk
    finally:
        walk.teardown()


def laid(district: District) -> type[Walk]:
    """A walk over a year whose system is a draft; its people are made once, outside what is taken back."""

    class Here(Walk):
        pass

    Here.district, Here.cycle_pk = district, begun(district).pk
    for role in ROLES:
        district.person(role, district.other_department if role is Role.ASSESSOR else None)
    district.person(Role.PREPARER, district.other_department)
    return Here


def test_no_walk_comes_around_a_signature_or_changes_what_is_sealed(district: District) -> None:
    run_state_machine_as_test(
        laid(district),
        settings=settings(
            max_examples=4,
            stateful_step_count=8,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


def checked(walk: Walk) -> None:
    """Every law, once."""
    walk.the_ranking_goes_its_course()
    walk.every_log_is_a_course()
    walk.what_is_signed_never_changes()
    walk.what_is_sealed_never_changes()
    walk.every_score_is_in_bounds()
    walk.no_claim_is_given_more_than_it_asks()


def test_a_walk_can_reach_the_corrected_seal(district: District) -> None:
    """The laws above are asked of sealed and corrected years too, not only of drafts."""
    seen = set[str]()
    with walking(district) as walk:
        while next(walk.next_steps(), None) is not None:
            before = SealedResult.objects.count(), walk.ranking
            walk.go_on(1)
            seen.add(walk.ranking)
            if (SealedResult.objects.count(), walk.ranking) != before:
                checked(walk)
        assert seen == {"汇总", "封存", "审议", "发布"}
        totals = [[one.total for one in seal.results.order_by("unit")] for seal in SealedResult.objects.all()]
        assert totals == [["97.00", "97.00"], ["98.00", "97.00"]], "the corrected version is the second one"


def test_a_signed_book_is_not_given_back_from_a_page_that_is_still_open(district: District) -> None:
    with walking(district) as walk:
        while not UnitBook.objects.filter(state=SIGNED).exists():
            walk.go_on(1)
        checked(walk)
        book = UnitBook.objects.filter(state=SIGNED).select_related("unit__cycle__organisation")[0]
        who = walk.person(Role.PERFORMANCE)
        assert not walk.act(
            Role.PERFORMANCE, lambda: moves.make(moves.BOOK_MOVES, "give_back", book, who, "理由")
        )
        checked(walk)
