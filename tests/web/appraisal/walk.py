"""Walks through a year's appraisal: its moves, by anybody, and the laws that hold after each of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import suppress
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from mingzhang.appraisal.claims import BONUS, OUTCOMES
from mingzhang.appraisal.courses import APPEAL, BOOK, CLAIM, CORRECTED, RANKING, SYSTEM, UPHELD, Course
from mingzhang.appraisal.plan import ISSUED
from mingzhang.appraisal.stored import stored
from mingzhang.appraisal.task_book import SIGNED
from mingzhang.web.appraisal import filling, marking, moves, sealing
from mingzhang.web.appraisal.assembling import appraised, plan_of, units_of
from mingzhang.web.appraisal.models import (
    AppraisalCycle,
    AppraisedUnit,
    AssessorSheet,
    CycleStep,
    FiledAppeal,
    FiledClaim,
    IndicatorVersion,
    LeafMark,
    LeafProof,
    SealedResult,
    UnitBook,
)
from mingzhang.web.appraisal.score_models import COLLECTED, CONFIRMED, REVIEWED
from mingzhang.web.appraisal.states import AGAIN
from mingzhang.web.audit.log import faults
from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Person, Role
from tests.web.appraisal.district_year import GIVEN, LINE, sheet_of
from tests.web.conftest import DAY, District

REFUSED = (moves.AppraisalMoveError, filling.FillingError)
ROLES = (Role.PREPARER, Role.PERFORMANCE, Role.LEADER, Role.ASSESSOR)
ROLE = st.sampled_from([*ROLES, Role.PERFORMANCE, Role.LEADER])
WORDS = st.sampled_from(["", "理由"])
PLACE = st.integers(0, 9)
TYPED = st.sampled_from([
    {"actual": "0条"}, {"actual": "3条"}, {"actual": "9条"}, {"actual": "97.5%"}, {"actual": "-4件"},
    {"marks": "10", "reason": "好"}, {"marks": "10.0001", "reason": "好"}, {"marks": "0", "reason": "无"},
    {"absent": "1", "reason": "无此事"}, {"unsupported": "1", "reason": "没有交"}, {"unsupported": "1"},
])  # fmt: skip
CALLS: dict[str, tuple[type, Course, str]] = {
    "version": (IndicatorVersion, SYSTEM, "cycle__organisation"),
    "book": (UnitBook, BOOK, "unit__cycle__organisation"),
    "claim": (FiledClaim, CLAIM, "unit__cycle__organisation"),
    "appeal": (FiledAppeal, APPEAL, "unit__cycle__organisation"),
}
MOVES: dict[str, dict[str, Any]] = {
    "version": moves.VERSION_MOVES,
    "book": moves.BOOK_MOVES,
    "claim": moves.CLAIM_MOVES,
    "appeal": moves.APPEAL_MOVES,
}
NAMED = st.sampled_from([(kind, name) for kind, offers in MOVES.items() for name in offers])
Step = tuple[Role, Callable[[Person], object]]


class Walk(RuleBasedStateMachine):
    """A year of two units, and everybody who might touch it; every walk is taken back at its end."""

    district: District
    cycle_pk: int

    def __init__(self) -> None:
        super().__init__()
        self.held = transaction.atomic()
        self.held.__enter__()
        self.kept: dict[tuple[str, int], object] = {}
        self.ranking = self.cycle.ranking

    def teardown(self) -> None:
        """The log is whole after every walk, and everything sealed comes out again."""
        try:
            assert list(faults()) == []
            for sealed in SealedResult.objects.select_related("kept", "cycle"):
                assert sealing.recomputed(sealed) == []
        finally:
            transaction.set_rollback(True)
            self.held.__exit__(None, None, None)

    @property
    def cycle(self) -> AppraisalCycle:
        return AppraisalCycle.objects.select_related("organisation").get(pk=self.cycle_pk)

    @property
    def sheet(self) -> AssessorSheet:
        return sheet_of(self.district, self.cycle)

    def units(self) -> list[AppraisedUnit]:
        return units_of(self.cycle)

    def person(self, role: Role, unit: AppraisedUnit | None = None) -> Person:
        if role is Role.ASSESSOR:
            return self.district.person(role, self.district.other_department)
        return self.district.person(role, unit.organisation if unit and role is Role.PREPARER else None)

    def all_of(self, kind: str) -> list[Any]:
        model, _, joined = CALLS[kind]
        found: Any = model
        return list(found.objects.select_related(joined).order_by("pk"))

    def signed(self) -> set[tuple[str, int]]:
        """Whatever stands only because somebody signed it."""
        return {
            *(("印发", one.pk) for one in IndicatorVersion.objects.filter(state=ISSUED)),
            *(("签订", one.pk) for one in UnitBook.objects.filter(state=SIGNED)),
            *(("裁定", one.pk) for one in FiledAppeal.objects.filter(state__in=(UPHELD, CORRECTED))),
            *(("封存", one.pk) for one in SealedResult.objects.all()),
            *(("发布", one.pk) for one in AppraisalCycle.objects.filter(ranking="发布")),
        }

    def confirmed(self) -> dict[int, tuple[object, ...]]:
        marks = LeafMark.objects.filter(state=CONFIRMED)
        return {m.pk: (m.actual, m.marks, m.reason, m.absent, m.unsupported, m.scorer_id) for m in marks}

    def act(self, role: Role, what: Callable[[], object]) -> bool:
        """Try something: only the leader signs, only a decided appeal opens what the office confirmed."""
        signed, confirmed, decided = self.signed(), self.confirmed(), self.corrections()
        traces = Entry.objects.count(), CycleStep.objects.count()
        done, told = False, None
        with suppress(*REFUSED):
            told = what()
            done = True
        assert role is Role.LEADER or self.signed() <= signed
        if not done:
            assert (Entry.objects.count(), CycleStep.objects.count()) == traces, "a refusal leaves no trace"
        elif not (isinstance(told, SealedResult) and ("封存", told.pk) in signed):
            assert Entry.objects.count() > traces[0], "what was done stands in the log"
        if self.corrections() == decided:
            assert confirmed.items() <= self.confirmed().items()
        return done

    def corrections(self) -> int:
        return FiledAppeal.objects.filter(state=CORRECTED).count()

    @rule(role=ROLE, named=NAMED, place=PLACE, words=WORDS)
    def make(self, role: Role, named: tuple[str, str], place: int, words: str) -> None:
        """Any move with any object of its kind, from any page that is still open."""
        kind, name = named
        items = self.all_of(kind)
        if items:
            item = items[place % len(items)]
            self.act(role, lambda: moves.make(MOVES[kind], name, item, self.person(role), words))

    @rule(role=ROLE, place=PLACE, outcome=st.sampled_from([*OUTCOMES, "好"]), words=WORDS,
          approved=st.sampled_from(["", "1", "2", "5"]))  # fmt: skip
    def decide_claim(self, role: Role, place: int, outcome: str, approved: str, words: str) -> None:
        claims, who = self.all_of("claim"), self.person(role)
        if claims:
            claim = claims[place % len(claims)]
            self.act(role, lambda: moves.claim_decide(claim, who, outcome, approved, words))

    @rule(role=ROLE, outcome=st.sampled_from([UPHELD, CORRECTED, "受理", "发布"]), words=WORDS)
    def decide_appeal(self, role: Role, outcome: str, words: str) -> None:
        appeals, who = self.all_of("appeal"), self.person(role)
        if appeals:
            self.act(role, lambda: moves.appeal_decide(appeals[-1], who, outcome, words))

    @rule(role=ROLE, place=PLACE, typed=TYPED, edition=st.integers(0, 2))
    def give(self, role: Role, place: int, typed: dict[str, str], edition: int) -> None:
        leaves = list(marking.leaves_of(plan_of(self.cycle), self.units()))
        if leaves:
            leaf = leaves[place % len(leaves)]
            self.act(role, lambda: marking.give(self.sheet, self.person(role), leaf, typed, edition))

    @rule(role=ROLE, what=st.sampled_from(["hand_on", "settle", "give_back"]), words=WORDS)
    def lead_sheet(self, role: Role, what: str, words: str) -> None:
        more = (words,) if what == "give_back" else ()
        self.act(role, lambda: getattr(marking, what)(self.sheet, self.person(role), *more))

    @rule(role=ROLE, what=st.sampled_from(["seal_scores", "publish", "reopen", "deliberate"]), words=WORDS)
    def lead_ranking(self, role: Role, what: str, words: str) -> None:
        more = ("党组会", DAY, "同意") if what == "deliberate" else (words,)
        self.act(role, lambda: getattr(sealing, what)(self.cycle, self.person(role), *more))

    @rule(place=PLACE, aim=st.sampled_from(["≥4条", "≥6条", "按期完成"]), edition=st.integers(1, 3))
    def write_book(self, place: int, aim: str, edition: int) -> None:
        """Any version of any book, by its unit, over any edition."""
        books = self.all_of("book")
        if books:
            book = books[place % len(books)]
            who = self.person(Role.PREPARER, book.unit)
            self.act(Role.PREPARER, lambda: filling.save_lines(book, who, [{**LINE, "target": aim}], edition))

    @rule(place=PLACE, claimed=st.sampled_from(["0", "1", "5", "9"]))
    def claim(self, place: int, claimed: str) -> None:
        unit = self.units()[place % 2]
        told = {"kind": BONUS, "rule": "JF", "words": "表彰", "claimed": claimed}

        def filed() -> None:
            with transaction.atomic():
                made = filling.file_claim(unit, self.person(Role.PREPARER, unit), told)
                self.prove(unit, claim=made)

        self.act(Role.PREPARER, filed)

    def prove(self, unit: AppraisedUnit, **about: Any) -> None:
        file = SimpleUploadedFile("证明.txt", f"{unit.pk}".encode())
        filling.add_proof(unit, self.person(Role.PREPARER, unit), file, **about)

    @rule(steps=st.integers(1, 12))
    def go_on(self, steps: int) -> None:
        """What comes next, by whom it belongs to, once all others have tried what is to be signed: walks come
        as far as the corrected seal and beyond."""
        for _ in range(steps):
            step = next(self.next_steps(), None)
            if step is None:
                return
            role, what = step
            before = self.cycle.ranking
            others = [one for one in ROLES if one is not role and role is Role.LEADER]
            for other in others:
                self.act(other, lambda r=other, w=what: w(self.person(r)))  # type: ignore[misc]
            self.act(role, lambda r=role, w=what: w(self.person(r)))  # type: ignore[misc]
            self.follow(before)

    def next_steps(self) -> Iterator[Step]:
        """The steps that are due, the first one first."""
        yield from self.plan_steps()
        for unit in self.units():
            yield from self.book_steps(unit)
        yield from self.mark_steps()
        yield from self.ranking_steps()

    def plan_steps(self) -> Iterator[Step]:
        due = {
            "草拟": (Role.PERFORMANCE, "circulate"),
            "修订": (Role.PERFORMANCE, "circulate"),
            "征求意见": (Role.PERFORMANCE, "passed"),
            "通过": (Role.LEADER, "issued"),
        }
        last = self.all_of("version")[-1]
        if last.state in due:
            role, name = due[last.state]
            yield role, lambda who: moves.make(moves.VERSION_MOVES, name, last, who, "党组会")

    def book_steps(self, unit: AppraisedUnit) -> Iterator[Step]:
        writer, book = self.person(Role.PREPARER, unit), unit.books.last()
        if book is None:
            yield Role.PREPARER, lambda _: moves.begin_book(unit, writer)
        elif book.open and book.lines != filling_lines():
            yield Role.PREPARER, lambda _: filling.save_lines(book, writer, [LINE], book.edition)
        elif book.open:
            yield Role.PREPARER, lambda _: moves.make(moves.BOOK_MOVES, "hand_in", book, writer, "")
        elif book.state == BOOK.first:
            yield Role.PERFORMANCE, lambda who: moves.make(moves.BOOK_MOVES, "confirm", book, who, "")
        elif not book.signed:
            yield Role.LEADER, lambda who: moves.make(moves.BOOK_MOVES, "sign", book, who, "")
        elif not LeafProof.objects.filter(unit=unit, claim=None).exists():
            yield Role.PREPARER, lambda _: self.prove(unit, indicator="K1", number="1")

    def mark_steps(self) -> Iterator[Step]:
        marks = {(m.unit_id, m.indicator, m.number): m for m in LeafMark.objects.all()}
        for leaf in marking.leaves_of(plan_of(self.cycle), self.units()):
            mark = marks.get(leaf.key)
            if mark is None or mark.state == AGAIN:
                yield Role.ASSESSOR, self.giving(leaf, mark.edition if mark else 0)
        states = {mark.state for mark in marks.values()}
        if COLLECTED in states:
            yield Role.ASSESSOR, lambda who: marking.hand_on(self.sheet, who)
        if REVIEWED in states:
            yield Role.PERFORMANCE, lambda who: marking.settle(self.sheet, who)

    def giving(self, leaf: marking.LeafOfUnit, edition: int) -> Callable[[Person], object]:
        """After an appeal the outturn is a better one."""
        typed = GIVEN[leaf.indicator.code] if not edition else {"actual": "99%"}
        typed = typed if leaf.indicator.code == "F1" else GIVEN[leaf.indicator.code]
        return lambda who: marking.give(self.sheet, who, leaf, typed, edition)

    def ranking_steps(self) -> Iterator[Step]:
        ranking, appeal = self.cycle.ranking, FiledAppeal.objects.last()
        if ranking == "汇总":
            yield Role.LEADER, lambda who: sealing.seal_scores(self.cycle, who, "核对以后")
        elif ranking == "封存":
            yield Role.PERFORMANCE, lambda who: sealing.deliberate(self.cycle, who, "党组会", DAY, "同意")
        elif ranking == "审议":
            yield Role.LEADER, lambda who: sealing.publish(self.cycle, who, "")
        elif appeal is None:
            told = {"indicator": "F1", "words": "漏计两件"}
            unit = self.units()[0]
            yield Role.PREPARER, lambda who: filling.file_appeal(unit, who, told)
        elif appeal.state == APPEAL.first:
            yield Role.PERFORMANCE, lambda who: moves.make(moves.APPEAL_MOVES, "accept", appeal, who, "")
        elif appeal.state == "受理":
            yield Role.LEADER, lambda who: moves.appeal_decide(appeal, who, CORRECTED, "漏计属实")
        elif SealedResult.objects.count() < 2:
            yield Role.LEADER, lambda who: sealing.seal_scores(self.cycle, who, "申诉更正")

    def follow(self, before: str) -> None:
        """The ranking goes its course, a step at a time."""
        now = self.cycle.ranking
        assert now == before or now in RANKING.after(before)
        self.ranking = now

    def stays(self, kind: str, pk: int, said: object) -> None:
        """What was once said of something is said of it for ever."""
        assert self.kept.setdefault((kind, pk), said) == said, (kind, pk)

    @invariant()
    def the_ranking_goes_its_course(self) -> None:
        self.follow(self.ranking)
        sealed = SealedResult.objects.exists()
        assert sealed or self.ranking == "汇总", "nothing is put before the meeting that is not sealed"
        assert (self.ranking in ("审议", "发布")) == (self.cycle.met is not None)

    @invariant()
    def every_log_is_a_course(self) -> None:
        for kind, (_, course, _) in CALLS.items():
            for item in self.all_of(kind):
                states = [one["state"] for one in item.log]
                assert not states or states[-1] == item.state
                for here, there in pairwise(states):
                    assert there in course.after(here), (kind, states)

    @invariant()
    def what_is_signed_never_changes(self) -> None:
        for version in IndicatorVersion.objects.filter(state=ISSUED):
            self.stays("体系", version.pk, (version.system, version.log, version.edition))
        for book in UnitBook.objects.filter(state=SIGNED):
            self.stays("任务书", book.pk, (book.lines, book.log, book.handed, book.edition))
        signed = {key[1] for key in self.kept if key[0] == "任务书"}
        assert signed == set(UnitBook.objects.filter(state=SIGNED).values_list("pk", flat=True))

    @invariant()
    def what_is_sealed_never_changes(self) -> None:
        seals = list(SealedResult.objects.prefetch_related("results__unit"))
        assert [one.number for one in seals] == list(range(1, len(seals) + 1))
        assert {key[1] for key in self.kept if key[0] == "封存"} <= {one.pk for one in seals}
        for one in seals:
            results = [(r.unit_id, r.total, r.grade, r.place, r.opened) for r in one.results.all()]
            if ("封存", one.pk) not in self.kept:
                self.sealed_anew(one)
            self.stays("封存", one.pk, (one.seal, one.kept_id, one.reason, one.by_id, results))

    def sealed_anew(self, one: SealedResult) -> None:
        """A seal stands on signed books and an issued system, has every unit, and comes out again."""
        plain = json.loads(one.kept.read())
        assert {book["state"] for book in plain["数据"]["books"]} == {SIGNED}
        assert {system["state"] for system in plain["方案"]["systems"]} == {ISSUED}
        assert one.results.count() == len(self.units()) == len(plain["数据"]["books"])
        assert one.number == 1 or one.reason, "what differs from the first seal says why"
        assert not LeafMark.objects.exclude(state=CONFIRMED).exists()
        assert sealing.recomputed(one) == []

    @invariant()
    def every_score_is_in_bounds(self) -> None:
        made = appraised(self.cycle)
        plan = made.plan
        for score in made.scores:
            for leaf in score.leaves:
                got = leaf.trace.score
                assert got is None or 0 <= got <= leaf.trace.full, leaf.name
            assert score.base is None or 0 <= score.base <= score.full == Fraction(100)
            assert 0 <= score.bonus[1] <= (plan.bonus or 0)
            assert 0 <= score.deduction[1] <= (plan.deduction or 0)
            assert score.total is None or 0 <= score.total <= score.full + (plan.bonus or 0)

    @invariant()
    def no_claim_is_given_more_than_it_asks(self) -> None:
        for claim in FiledClaim.objects.all():
            assert claim.approved is None or 0 <= claim.approved <= claim.claimed
            assert claim.state not in OUTCOMES or (claim.panel and claim.reason and claim.proofs.exists())


def filling_lines() -> list[Any]:
    """The line of the district's book as it is kept."""
    return [stored(filling._line(LINE))]
