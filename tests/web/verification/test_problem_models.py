"""How problems and their steps are called and shown."""

from __future__ import annotations

from mingzhang.verification.problem import ProblemState
from mingzhang.web.verification.problem_models import FoundProblem
from tests.web.conftest import District
from tests.web.verification.campaigns import keep_file, told


def test_a_problem_says_what_it_is(district: District) -> None:
    problem = told(district)
    assert str(problem) == "问题A-001-1（甲区水务局）" and problem.open
    assert problem.address == f"/verification/problems/{problem.pk}/"
    (step,), kept = problem.steps.all(), keep_file(problem, district)
    assert (str(step), str(kept)) == ("告知", "整改.pdf")
    assert step.organisation == kept.organisation == district.department


def test_every_state_is_shown_and_closed_ones_are_not_open(district: District) -> None:
    problem = told(district)
    looks = set()
    for state in ProblemState:
        problem.state = state.value
        looks.add(problem.look)
    assert {"draft", "submitted", "returned", "approved", "published", "overdue"} <= looks
    every = FoundProblem.objects.all()
    assert every.open().count() == 1 and not every.forgotten().exists()
