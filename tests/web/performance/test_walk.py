"""Whatever anybody does in whatever order: what was handed in stays as it was, and the log tells all."""

from __future__ import annotations

from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from mingzhang.web.audit.log import faults
from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from mingzhang.web.performance import ballots, filling, moves, panels
from mingzhang.web.performance.models import ProjectStage, RegisteredProject
from mingzhang.web.performance.panel_models import ExpertPanel
from tests.web.conftest import District
from tests.web.performance.projects import TEXTS, experts, marks, registered, typed

WHO = st.sampled_from([Role.PREPARER, Role.APPROVER, Role.PERFORMANCE, Role.MANAGER])
MOVE = st.sampled_from(["hand_in", "withdraw", "confirm", "send_back", "settle", "reopen"])
RIGHTLY = {
    "hand_in": Role.PREPARER,
    "withdraw": Role.PREPARER,
    "confirm": Role.APPROVER,
    "settle": Role.PERFORMANCE,
    "reopen": Role.PERFORMANCE,
}


class Walk(RuleBasedStateMachine):
    """People move a project and write in its form."""

    district: ClassVar[District]

    def __init__(self) -> None:
        super().__init__()
        RegisteredProject.objects.update(panel=None)
        RegisteredProject.objects.all().delete()
        self.project = registered(self.district.department)
        self.goal, self.confirmed = self.project.typed["goal"], False
        self.moves = 0

    @initialize(ready=st.booleans())
    def begin(self, ready: bool) -> None:
        """Many a walk begins where a panel can be opened."""
        if ready:
            moves.hand_in(self.now, self.district.person(Role.PREPARER))
            moves.confirm(self.now, self.district.person(Role.APPROVER))
            self.moves += 2

    @property
    def now(self) -> RegisteredProject:
        return RegisteredProject.objects.select_related("organisation__above").get(pk=self.project.pk)

    @rule(who=WHO, move=MOVE, words=st.sampled_from(["", "理由"]))
    def make_a_move(self, who: Role, move: str, words: str) -> None:
        before = self.now
        try:
            moves.make(move, before, self.district.person(who), words)
        except moves.ProjectMoveError:
            assert (self.now.stage, self.now.confirmed) == (before.stage, before.confirmed)
            return
        self.moves += 1
        assert move == "send_back" or RIGHTLY[move] is who
        assert words or move not in ("send_back", "reopen")

    @rule(who=WHO, goal=st.sampled_from(["甲", "乙"]), fresh=st.booleans())
    def write(self, who: Role, goal: str, fresh: bool) -> None:
        before = self.now
        try:
            edition = before.edition if fresh else before.edition - 1
            filling.save(before, self.district.person(who), typed(goal=goal), edition)
        except (filling.FormError, filling.ChangedMeanwhileError):
            return
        assert who is Role.PREPARER and before.stage == ProjectStage.DRAFT
        self.goal = goal

    @rule(who=WHO)
    def open_a_panel(self, who: Role) -> None:
        before = self.now
        try:
            panels.open_panel(before, self.district.person(who), experts(self.district, 2), "财政部框架")
        except moves.ProjectMoveError:
            assert (
                who is not Role.PERFORMANCE or before.stage != ProjectStage.SUBMITTED or not before.confirmed
            )
            return
        assert who is Role.PERFORMANCE and before.confirmed
        self.moves += 1

    @rule(number=st.sampled_from([0, 1]), lost=st.sampled_from([0, 2]), whole=st.booleans())
    def score(self, number: int, lost: int, whole: bool) -> None:
        panel = self.now.panel
        if panel is None:
            return
        seat = list(panel.seats.select_related("panel", "expert"))[number]
        try:
            typed = marks(panel_of(panel.pk), lost) if whole else {}
            ballots.save_ballot(seat, seat.expert, typed, seat.edition)
            ballots.hand_in_ballot(seat, seat.expert)
        except ballots.BallotError:
            return
        assert whole and self.now.stage == ProjectStage.IN_REVIEW and seat.handed is None

    @rule(who=WHO, what=st.sampled_from(["give back", "dissolve", "close"]))
    def run_the_panel(self, who: Role, what: str) -> None:
        before = self.now
        if before.panel is None:
            return
        panel, person = panel_of(before.panel.pk), self.district.person(who)
        try:
            if what == "close":
                panels.write_texts(panel, person, panels.PanelWords(TEXTS, edition=panel.edition))
                panels.close(panel_of(panel.pk), person)
            elif what == "dissolve":
                panels.dissolve(panel, person, "回避")
            else:
                panels.give_back(
                    panel.seats.select_related("panel__project__organisation").all()[0], person, "讨论"
                )
        except moves.ProjectMoveError:
            return
        assert who is Role.PERFORMANCE and before.stage == ProjectStage.IN_REVIEW
        assert what != "close" or panel.all_in
        self.moves += what != "give back"

    @invariant()
    def a_panel_is_where_it_says(self) -> None:
        now = self.now
        assert now.stage != ProjectStage.IN_REVIEW or now.panel is not None
        assert now.stage in (ProjectStage.IN_REVIEW, ProjectStage.SETTLED) or now.panel is None
        if now.panel is not None:
            assert now.panel.in_count == now.panel.seats.exclude(handed=None).count()
            assert (now.panel.closed is not None) is (now.stage == ProjectStage.SETTLED)

    @invariant()
    def what_was_written_is_there(self) -> None:
        now = self.now
        assert now.typed["goal"] == self.goal
        assert (now.score is not None) is (now.stage == ProjectStage.SETTLED)
        assert now.stage != ProjectStage.DRAFT or not now.confirmed
        assert now.stage != ProjectStage.SETTLED or now.confirmed
        assert now.moves.count() == self.moves


def panel_of(pk: int) -> ExpertPanel:
    return ExpertPanel.objects.select_related("project__organisation__above__above").get(pk=pk)


def test_no_order_of_actions_breaks_a_project(district: District) -> None:
    Walk.district = district
    Walk.TestCase.settings = settings(
        max_examples=4, stateful_step_count=16, deadline=None, suppress_health_check=list(HealthCheck)
    )
    Walk.TestCase().runTest()
    assert not list(faults()) and Entry.objects.exists()
