"""How an object of each model of the app is made, for the walks over every page."""

from __future__ import annotations

from typing import Any

from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation
from mingzhang.web.supervision.models import (
    LedgerImport,
    MatterDraft,
    MatterDuty,
    MatterEvent,
    MatterProof,
    SupervisedMatter,
    Turn,
)
from tests.web.conftest import District
from tests.web.supervision.courses import placed


def object_of(model: type, at: Organisation, district: District) -> tuple[Organisation, int]:
    """A matter of the region of an organisation, given to it, or what belongs to it."""
    region, person = at.region, district.person(Role.SUPERVISION)
    if model is LedgerImport:
        told = {"matters": [], "events": [], "problems": [], "unit": ""}
        kept = {"file": keep([b"x"]), "filename": "台账.xlsx", "told": told, "by": person}
        return region, LedgerImport.objects.create(organisation=region, **kept).pk
    matter = placed(at, f"{SupervisedMatter.objects.count()}-{at.pk}")
    if model is SupervisedMatter:
        return region, matter.pk
    if model is MatterEvent:
        return region, matter.events.latest("pk").pk
    duty = matter.duties.first() or _duty(matter, at)
    if model is MatterDuty:
        return at, duty.pk
    said: dict[str, Any] = {"matter": matter, "act": "反馈", "text": "办完", "made_by": person}
    draft = MatterDraft.objects.create(duty=duty, turn=Turn.PREPARER, by_unit=True, **said)
    about = {"organisation": at, "matter": matter, "draft": draft, "by": person}
    proof = MatterProof.objects.create(file=keep([b"x"]), name="照片.jpg", **about)
    MatterDraft.objects.create(turn=Turn.LEADER, **(said | {"act": "办结"}))
    assert model in (MatterDraft, MatterProof), f"tell the test how an object of {model.__name__} is made"
    return at, draft.pk if model is MatterDraft else proof.pk


def _duty(matter: SupervisedMatter, at: Organisation) -> MatterDuty:
    """A duty of what is no unit of the region: of a region, to which nothing is ever given."""
    day = matter.received
    days = {"given": day, "due": day, "expected": day}
    return MatterDuty.objects.create(
        matter=matter, organisation=at, given_to=at, rule="", state="", awaited=False, **days
    )
