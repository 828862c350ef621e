"""Matters for the tests: registered, opened, assigned, answered, by the people who may."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingzhang.supervision.matter import Act, Source
from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation
from mingzhang.web.supervision import drafts, moves
from mingzhang.web.supervision.entering import entered, register_matter
from mingzhang.web.supervision.models import MatterDuty, SupervisedMatter
from mingzhang.web.supervision.moves import Said
from tests.web.conftest import DAY, District

OFFICE, LEADER, PREPARER, APPROVER = Role.SUPERVISION, Role.LEADER, Role.PREPARER, Role.APPROVER


def registered(
    district: District, parent: SupervisedMatter | None = None, **told: object
) -> SupervisedMatter:
    """A matter that the office has registered."""
    said = {"text": "治理积水点", "source": Source.MEDIA, "received": DAY} | told
    return register_matter(district.region, district.person(OFFICE), said, parent)


def step(matter: SupervisedMatter, district: District, act: Act, role: Role = OFFICE, **told: Any) -> None:
    """A step by somebody of the region, or of the department."""
    moves.make(matter, district.person(role), Said(act, **told))


def opened(district: District, **told: Any) -> SupervisedMatter:
    """A matter that the signatory has opened."""
    matter = registered(district, **told)
    step(matter, district, Act.PROPOSE, text="请水务局办理")
    step(matter, district, Act.OPEN, LEADER)
    return matter


def assigned(
    district: District, others: bool = False, due: date | None = None, **told: Any
) -> SupervisedMatter:
    """A matter that was given to the department, and to the other one as well."""
    matter = opened(district, **told)
    more = [district.other_department] if others else []
    moves.assign(matter, district.person(OFFICE), district.department, more, due)
    return SupervisedMatter.objects.get(pk=matter.pk)


def duty_of(matter: SupervisedMatter, unit: Organisation) -> MatterDuty:
    """What a unit has to do about a matter."""
    found = MatterDuty.objects.select_related("organisation", "matter__organisation", "given_to")
    return found.get(matter=matter, organisation=unit)


def signed_for(district: District, others: bool = False, **told: Any) -> SupervisedMatter:
    """A matter that its units have signed for."""
    matter = assigned(district, others, **told)
    for duty in matter.duties.select_related("organisation"):
        moves.make(matter, district.person(PREPARER, duty.organisation), Said(Act.SIGN, duty.pk))
    return matter


def answer(district: District, matter: SupervisedMatter, unit: Organisation, text: str = "办完") -> None:
    """An answer of a unit, drafted and signed out."""
    duty, preparer = duty_of(matter, unit), district.person(PREPARER, unit)
    draft = drafts.write(duty, preparer, Said(Act.ANSWER, duty.pk, text), None, 0)
    drafts.hand_in(draft, preparer)
    drafts.sign(draft, district.person(APPROVER, unit))


def accepted(district: District, **told: Any) -> SupervisedMatter:
    """A matter whose only unit's answer was accepted."""
    matter = signed_for(district, **told)
    answer(district, matter, district.department)
    step(matter, district, Act.ACCEPT, duty=duty_of(matter, district.department).pk)
    return matter


def closed(district: District, **told: Any) -> SupervisedMatter:
    """A matter that the signatory has closed."""
    matter = accepted(district, **told)
    step(matter, district, Act.CLOSE, LEADER, text="积水点已治理")
    return matter


def placed(at: Organisation, number: str) -> SupervisedMatter:
    """A matter of a region that was given to a unit, whoever may do that."""
    told = dict.fromkeys(("basis", "asked_by", "secrecy", "parent", "line", "period"), "")
    told |= {"number": number, "text": "治理积水点", "source": "媒体反映", "urgency": "一般"}
    blank = dict.fromkeys(("unit", "role", "by", "text", "due", "reference"), "")
    blank |= {"matter": number, "day": str(DAY)}
    steps = [blank | {"act": "拟办", "text": "拟办"}, blank | {"act": "立项", "by": "主任"}]
    if at.above == at.region:
        steps.append(blank | {"act": "交办", "unit": at.name, "role": "牵头"})
    return entered(at.region, [told | {"received": str(DAY)}], steps, None)[0]
