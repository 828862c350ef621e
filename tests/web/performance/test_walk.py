"""Whatever anybody does in whatever order: what was handed in stays as it was, and the log tells all."""

from __future__ import annotations

from typing import ClassVar

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from mingzhang.web.audit.log import faults
from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Role
from mingzhang.web.performance import filling, moves
from mingzhang.web.performance.models import RegisteredProject, Stage
from tests.web.conftest import District
from tests.web.performance.projects import registered, typed

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
        RegisteredProject.objects.all().delete()
        self.project = registered(self.district.department)
        self.goal, self.confirmed = self.project.typed["goal"], False
        self.moves = 0

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
        assert who is Role.PREPARER and before.stage == Stage.DRAFT
        self.goal = goal

    @invariant()
    def what_was_written_is_there(self) -> None:
        now = self.now
        assert now.typed["goal"] == self.goal
        assert (now.score is not None) is (now.stage == Stage.SETTLED)
        assert now.stage != Stage.DRAFT or not now.confirmed
        assert now.stage != Stage.SETTLED or now.confirmed
        assert now.moves.count() == self.moves


def test_no_order_of_actions_breaks_a_project(district: District) -> None:
    Walk.district = district
    Walk.TestCase.settings = settings(
        max_examples=4, stateful_step_count=14, deadline=None, suppress_health_check=list(HealthCheck)
    )
    Walk.TestCase().runTest()
    assert not list(faults()) and Entry.objects.exists()
