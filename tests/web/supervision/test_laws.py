"""Laws over people who do anything: no path around a signature, the rows say what the history says."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from mingzhang.supervision.bulletin import figures_of
from mingzhang.supervision.matter import STEPS, Act, Period
from mingzhang.web.people.models import Person, Role
from mingzhang.web.people.rights import Action
from mingzhang.web.register.models import Organisation
from mingzhang.web.supervision import drafts, moves
from mingzhang.web.supervision.folding import Folded, Mergers
from mingzhang.web.supervision.models import (
    OPEN_TURNS,
    MatterDraft,
    MatterDuty,
    MatterEvent,
    SupervisedMatter,
)
from mingzhang.web.supervision.moves import RIGHT_TO, MatterMoveError, Said
from mingzhang.web.supervision.statistics import figures_in
from tests.web.conftest import DAY, District, set_today
from tests.web.supervision.courses import APPROVER, LEADER, OFFICE, PREPARER, registered, signed_for

_ENDS = (Act.HAND, Act.DECLINE)
_SIGNER = {
    Action.SIGN_MATTERS: Role.LEADER,
    Action.SIGN_ANSWERS: Role.APPROVER,
    Action.RUN_MATTERS: Role.SUPERVISION,
    Action.WORK_MATTERS: Role.PREPARER,
}


def attempt(random: Random, district: District, day: date) -> None:
    """Somebody tries something; mostly what the stage allows, mostly who may."""
    matter = random.choice(list(SupervisedMatter.objects.select_related("organisation")))
    unit = random.choice([district.department, district.other_department])
    duty = matter.duties.filter(organisation=unit).first()
    due = day + timedelta(days=random.randrange(5, 60))
    waiting = list(MatterDraft.objects.filter(turn__in=OPEN_TURNS))
    if waiting and random.random() < 0.5:
        draft = random.choice(waiting)
        role = random.choice((OFFICE, PREPARER, APPROVER, LEADER))
        do = random.choice((drafts.sign, drafts.sign, drafts.hand_in, drafts.drop))
        do(draft, person(district, role, unit))
        return
    able = [each for each in Act if matter.stage in STEPS[each].after and each not in _ENDS]
    act = random.choice(able if able and random.random() < 0.9 else list(Act))
    role = random.choice((OFFICE, PREPARER, APPROVER, LEADER))
    role = _SIGNER[RIGHT_TO[act]] if random.random() < 0.7 else role
    who = person(district, role, unit)
    said = Said(act, duty.pk if duty else None, "情况", due if act is Act.EXTEND else None, "市级部门")
    if act is Act.ASSIGN:
        moves.assign(matter, who, random.choice([unit, None]), [district.other_department], due)
    elif act in drafts.OF_UNIT and duty is not None and role is PREPARER:
        drafts.write(duty, who, said, None, 0)
    elif role is OFFICE and RIGHT_TO[act] is Action.SIGN_MATTERS:
        drafts.submit(matter, who, said)
    else:
        moves.make(matter, who, said)


def person(district: District, role: Role, unit: Organisation) -> Person:
    return district.person(role, unit if role in (PREPARER, APPROVER) else None)


def walk(random: Random, district: District, monkeypatch: pytest.MonkeyPatch, steps: int) -> date:
    day = DAY
    signed_for(district, others=True)
    registered(district, period=Period.MONTH)
    for _ in range(steps):
        day += timedelta(days=random.choice((0, 0, 1, 2)))
        set_today(monkeypatch, day)
        try:
            attempt(random, district, day)
        except MatterMoveError as refusal:
            assert str(refusal).endswith("。")
    return day


def holds(person: Person | None, role: Role) -> bool:
    return person is not None and person.posts.get().role == role


@pytest.mark.parametrize("seed", range(2))
def test_the_laws_hold(seed: int, district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    day = walk(Random(seed), district, monkeypatch, 45)
    steps = list(MatterEvent.objects.select_related("person", "unit"))
    assert len(steps) > 9, "the walk is empty"
    for step in steps:
        action = RIGHT_TO[Act(step.act)]
        assert holds(step.person, _SIGNER[action]), f"{step.act} by {step.person}"
        if action in (Action.SIGN_ANSWERS, Action.WORK_MATTERS):
            assert step.person is not None and step.person.posts.get().organisation == step.unit
    the_rows_say_what_the_history_says(district)
    for later in (day, day + timedelta(days=40)):
        set_today(monkeypatch, later)
        the_database_counts_as_the_pure_room(district, later)


def the_rows_say_what_the_history_says(district: District) -> None:
    made = folded_whole(district)
    for row in made.rows.values():
        course = made.course(row)
        assert (row.stage, row.edition) == (course.stage.value, len(course.events))
        duties = MatterDuty.objects.filter(matter=row).select_related("given_to")
        assert {d.given_to.name: d.due for d in duties} == {e.unit: e.due for e in course.assignments}


def the_database_counts_as_the_pure_room(district: District, day: date) -> None:
    counted, pure = figures_in(district.region), figures_of(folded_whole(district).register, day)
    assert counted.units == pure.units and counted.sources == pure.sources
    assert dict(counted.stages) == dict(pure.stages)
    assert list(counted.overdue) == list(pure.overdue)


def folded_whole(district: District) -> Folded:
    rows = SupervisedMatter.objects.select_related("organisation", "parent")
    return Folded(list(rows), Mergers(district.region))
