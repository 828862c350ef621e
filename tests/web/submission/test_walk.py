"""Any sequence of moves, legal or not, by anybody: no version is lost, none that is locked changes, no draft
gets out, and the log stays whole."""

from __future__ import annotations

from contextlib import suppress

from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from mingzhang.web.audit.log import faults
from mingzhang.web.people.models import Role
from mingzhang.web.portal.models import Edition
from mingzhang.web.review import remarks
from mingzhang.web.review.bulk import carry_out
from mingzhang.web.season.models import CHAIN
from mingzhang.web.submission import adopting, answers, moves
from mingzhang.web.submission.models import LOCKED, Answer, CheckState, Found, LockedError, Status, Version
from mingzhang.web.submission.offered import offered
from tests.web.conftest import District

REFUSED = (moves.IllegalMoveError, LockedError, answers.EditedMeanwhileError)
ROLES = st.sampled_from(list(Role))
WALKING = [Role.PREPARER, *CHAIN]
WALKERS = st.sampled_from(WALKING)  # who have something to do, most of the time
MOVES = st.sampled_from(["hand_in", "withdraw", "agree", "send_back", "publish", "reopen", "destroy"])


class Walk(RuleBasedStateMachine):
    """A department's submission, and everybody who might touch it; every walk is taken back at its end."""

    district: District

    def __init__(self) -> None:
        super().__init__()
        self.held = transaction.atomic()
        self.held.__enter__()
        self.sealed: dict[int, tuple[object, ...]] = {}
        self.seen = 0
        self.published = set[int]()

    def teardown(self) -> None:
        """The log is whole after every walk."""
        try:
            assert list(faults()) == []
        finally:
            transaction.set_rollback(True)
            self.held.__exit__(None, None, None)

    def versions(self) -> list[Version]:
        return list(Version.objects.filter(submission=self.district.submission).order_by("number"))

    @rule(role=ROLES, words=st.sampled_from([b"1", b"2", b"3"]))
    def upload(self, role: Role, words: bytes) -> None:
        with suppress(*REFUSED):
            moves.add_version(self.district.submission, self.district.person(role), "决算.docx", [words])

    @rule(fault=st.booleans())
    def check(self, fault: bool) -> None:
        """The worker comes by, and finds something or nothing."""
        for version in self.versions():
            if version.check_state == CheckState.WAITING and not version.locked:
                Version.objects.filter(pk=version.pk).update(check_state=CheckState.DONE)
                if fault:
                    self.district.found(version, "合计不等")

    @rule(move=MOVES, role=WALKERS, words=st.sampled_from(["", "理由"]))
    def make(self, move: str, role: Role, words: str) -> None:
        with suppress(*REFUSED):
            moves.make(move, self.district.submission, self.district.person(role), words)
            if move == "publish":
                assert role == Role.MANAGER
                self.published.add(self.district.submission.public_id or 0)

    @rule(steps=st.integers(1, 6))
    def go_on(self, steps: int) -> None:
        """What is offered, as people do: walks come as far as the public and beyond."""
        for _ in range(steps):
            offers = [
                (o.move, r)
                for r in WALKING
                for o in offered(self.district.submission, self.district.person(r))
            ]
            for move, role in offers:
                if move in ("hand_in", "agree", "publish"):
                    self.make(move, role, "理由")
                    break

    @rule(move=st.sampled_from(["agree", "publish"]), role=ROLES)
    def make_for_many(self, move: str, role: Role) -> None:
        pk = self.district.submission.pk
        done = carry_out(self.district.season, self.district.person(role), move, [pk])
        if move == "publish" and any(told.able for told in done):
            self.published.add(self.district.submission.public_id or 0)

    @precondition(lambda self: Found.objects.exists())
    @rule(role=ROLES, kind=st.sampled_from(["corrected", "explained", ""]), edition=st.integers(0, 2))
    def answer(self, role: Role, kind: str, edition: int) -> None:
        found = Found.objects.select_related("version__submission__current").order_by("-pk")[0]
        with suppress(*REFUSED):
            answers.answer(found, self.district.person(role), kind, "批复如此", edition)

    @precondition(lambda self: Answer.objects.exists())
    @rule(role=ROLES, opinion=st.sampled_from(["accepted", "refused"]), edition=st.integers(1, 2))
    def judge(self, role: Role, opinion: str, edition: int) -> None:
        with suppress(*REFUSED):
            answers.judge(Answer.objects.get(), self.district.person(role), opinion, "意见", edition)

    @precondition(lambda self: Version.objects.exists())
    @rule(which=st.integers(0, 9))
    def touch_any(self, which: int) -> None:
        """Old pages that are still open: remarks and corrections on whatever version they show."""
        version = self.versions()[which % len(self.versions())]
        who = self.district.person(Role.REVIEWER)
        with suppress(*REFUSED):
            remarks.remark(version, who, None, "", "请核对")
        with suppress(*REFUSED):
            adopting.ask_for_copy(version, who)

    @invariant()
    def no_version_is_lost(self) -> None:
        versions = self.versions()
        assert [version.number for version in versions] == list(range(1, len(versions) + 1))
        assert len(versions) >= self.seen
        assert all(version.document.path.is_file() for version in versions)
        self.seen = len(versions)

    @invariant()
    def what_is_locked_stays_as_it_is(self) -> None:
        for version in self.versions():
            found = tuple(version.findings.values_list("pk", flat=True))
            said = (version.document_id, version.result_id, version.seal, found)
            if version.pk in self.sealed:
                assert version.locked and self.sealed[version.pk] == said
            elif version.status in LOCKED:
                self.sealed[version.pk] = said

    @invariant()
    def only_what_was_published_is_public(self) -> None:
        submission = self.district.submission
        public = submission.public
        assert public is None or (public.pk in self.published and public.status == Status.PUBLISHED)
        shown = set(Edition.objects.values_list("version", flat=True))
        assert shown <= self.published
        current = set(Edition.objects.filter(current=True).values_list("version", flat=True))
        assert current == ({public.pk} if public else set())

    @invariant()
    def one_version_is_current(self) -> None:
        current = self.district.submission.current
        assert current is None or current.status != Status.SUPERSEDED
        live = [v for v in self.versions() if v.status not in (Status.SUPERSEDED, Status.PUBLISHED)]
        assert len(live) <= 1 and all(version == current for version in live)


def test_no_walk_loses_opens_or_shows_anything(district: District) -> None:
    class Here(Walk):
        pass

    Here.district = district
    for role in Role:
        district.person(role)  # made once, outside the walks that are taken back
    run_state_machine_as_test(
        Here,
        settings=settings(
            max_examples=10,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
            database=None,
        ),
    )


def test_a_walk_can_reach_the_public(district: District) -> None:
    """The invariants above are asked of published versions too, not only of drafts."""
    Walk.district = district
    walk = Walk()
    walk.upload(Role.PREPARER, b"1")
    walk.check(False)
    for move, role in zip(
        ("hand_in", "agree", "agree", "agree", "publish", "reopen"),
        (Role.PREPARER, *CHAIN, Role.MANAGER, Role.MANAGER),
        strict=True,
    ):
        walk.make(move, role, "理由")
        for check in (walk.what_is_locked_stays_as_it_is, walk.only_what_was_published_is_public):
            check()
    assert district.submission.public is not None and district.submission.status == Status.DRAFT
    assert walk.published
    walk.teardown()
