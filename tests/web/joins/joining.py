"""What the tests of the joins begin with: a problem that costs points, and an appraisal of its year."""

from __future__ import annotations

from mingzhang.verification.problem import ProblemAct
from mingzhang.web.appraisal.models import AppraisalCycle
from mingzhang.web.people.models import Role
from mingzhang.web.verification import moves
from mingzhang.web.verification.problem_models import FoundProblem
from tests.web.appraisal.district_year import begun
from tests.web.conftest import District
from tests.web.verification.campaigns import problem_now, told

RULE = "JF"  # of the appraisal's plan; the verification names another one


def unmended(district: District) -> FoundProblem:
    """A problem that the leader closed without its being mended: it costs half a point."""
    problem = told(district)
    moves.make(ProblemAct.CLOSE.value, problem, district.person(Role.LEADER), "地块列入征收")
    return problem_now(problem)


def year_of(district: District) -> AppraisalCycle:
    """The appraisal of the year of the problem."""
    return begun(district, year=2026)
