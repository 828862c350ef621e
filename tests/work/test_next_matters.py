"""The loop closes: matter, point, problem, claim, lost points, and next year's matter keep their numbers."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from random import Random

import pytest

from examples.matters import ledger
from examples.visits import TODAY, campaign
from mingzhang.appraisal.next_year import NextTask
from mingzhang.supervision.matter import LEAD, Act, Event, Source
from mingzhang.supervision.register import MatterRegister
from mingzhang.verification.campaign import judged
from mingzhang.work.next_matters import matters_of_problems, matters_of_tasks
from mingzhang.work.visits import claims_of
from tests.verification.campaigns import visited

NEXT = date(2027, 1, 4)


def test_an_open_problem_is_traced_from_matter_to_matter() -> None:
    made = campaign()
    (matter,) = matters_of_problems(made, NEXT, "主管副主任")
    (problem,) = [each for each in judged(made)[0].values() if each.open]
    (claim,) = claims_of(made, TODAY)
    assert claim.source == problem.number and problem.matter in ledger().register.courses
    assert matter.basis == f"问题 {problem.number} {problem.matter}" and matter.asked_by == "主管副主任"
    assert matter.source is Source.VERIFICATION and matter.text.startswith(f"{problem.unit}：")


def test_a_lost_point_becomes_a_matter_that_is_assigned_by_its_letter() -> None:
    tasks = [NextTask("某局", "失分", "DC-004", name, Fraction(1), "补上差距") for name in ("甲", "乙")]
    register = MatterRegister()
    for matter in matters_of_tasks(tasks, NEXT):
        register.enter(matter)
    assert list(register.courses) == ["KP-2027-001", "KP-2027-002"]
    history = [
        Event("KP-2027-001", NEXT, Act.PROPOSE, text="列入任务书"),
        Event("KP-2027-001", NEXT, Act.OPEN, by="主任"),
        Event("KP-2027-001", NEXT, Act.ASSIGN, "某局", LEAD),
    ]
    ((refused, why),) = register.record_all(history)
    assert refused is history[-1] and "“考评反馈”没有规定办理时限，请按来文填写期限" in why


@pytest.mark.parametrize("seed", range(6))
def test_every_open_problem_becomes_one_matter(seed: int) -> None:
    made = visited(Random(seed))
    still = [problem for problem in judged(made)[0].values() if problem.open]
    matters = matters_of_problems(made, NEXT)
    assert [matter.basis.split()[1] for matter in matters] == [problem.number for problem in still]
    assert len({matter.number for matter in matters}) == len(matters)
