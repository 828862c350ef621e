"""Matters are registered: one by one, split from another, or from a ledger that was kept before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from mingzhang.supervision.matter import Act
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import now
from mingzhang.web.supervision.folding import Folded, Mergers, keep_many
from mingzhang.web.supervision.models import LedgerImport, MatterEvent, SupervisedMatter
from mingzhang.web.supervision.moves import RIGHT_TO, MatterMoveError, held
from mingzhang.web.supervision.numbers import next_matter_number, office_of, passed

SECRET = ("秘密", "机密", "绝密")
_FIELDS = ("text", "source", "basis", "asked_by", "received", "urgency", "secrecy", "line", "period")
_MOST = 2000  # rows written at once


def secret(secrecy: str) -> bool:
    """Whether a matter must not be kept here at all: this is no system for state secrets.

    >>> secret("机密★10年"), secret("内部"), secret("")
    (True, False, False)
    """
    return any(grade in secrecy for grade in SECRET)


@transaction.atomic
def register_matter(
    region: Organisation, who: Person, told: Mapping[str, Any], parent: SupervisedMatter | None = None,
    action: Action = Action.RUN_MATTERS,
) -> SupervisedMatter:  # fmt: skip
    """登记 a matter of a region, as a part of another where one is named.

    ``action`` is what one must be allowed to do: another wing hands a thing over by a right of its own.
    """
    if not may(who, action, region):
        raise MatterMoveError(f"没有“{action.value}”的权限。")
    if secret(str(told.get("secrecy", ""))):
        raise MatterMoveError("涉密事项不能录入本系统，请按保密规定另行办理。")
    if parent is not None and (whole := held(parent)).ended:
        raise MatterMoveError(f"上级事项“{whole.number}”已经{whole.stage}，不能再拆分。")
    matter = SupervisedMatter.objects.create(
        organisation=region,
        number=next_matter_number(region),
        parent=parent,
        registered_by=who,
        **{name: told[name] for name in _FIELDS if told.get(name)},
    )
    said = f"登记{matter}" + (f"，由“{parent.number}”拆分" if parent is not None else "")
    record(who, "督查登记", matter, said, None, {name: str(told.get(name) or "") for name in _FIELDS})
    return matter


def like(matter: SupervisedMatter) -> dict[str, Any]:
    """What the form of a part begins with: the same source, all but the text."""
    return {name: getattr(matter, name) for name in _FIELDS if name != "text"}


def wrong_in(region: Organisation, told: Mapping[str, Any]) -> list[str]:
    """What forbids to take in a ledger, a sentence each: nothing of it is taken in then."""
    units = _named(region)
    wrong = list(told["problems"])
    numbers = [each["number"] for each in told["matters"]]
    taken = SupervisedMatter.objects.filter(organisation=region, number__in=numbers)
    wrong += [
        f"事项“{number}”已经登记，请从台账里去掉。" for number in taken.values_list("number", flat=True)
    ]
    wrong += [
        f"事项“{each['number']}”的密级是“{each['secrecy']}”，涉密事项不能录入本系统。"
        for each in told["matters"]
        if secret(each["secrecy"])
    ]
    names = {each["unit"] for each in told["events"] if each["unit"] and each["act"] != Act.HAND}
    wrong += [
        f"单位名录里没有“{name}”，请在名录里增加，或改正台账里的名称。"
        for name in sorted(names - units.keys())
    ]
    return wrong


def signed_steps(told: Mapping[str, Any]) -> int:
    """How many steps of a ledger bear the signature of a signatory."""
    return sum(RIGHT_TO[Act(each["act"])] is Action.SIGN_MATTERS for each in told["events"])


@transaction.atomic
def take_in(ledger: LedgerImport, who: Person) -> int:
    """导入 a ledger that was read: all of it; how many matters.

    With steps that a signatory must make, only the signatory takes it in.
    """
    kept = LedgerImport.objects.select_for_update().get(pk=ledger.pk)
    region, told = kept.organisation, kept.told
    action = Action.SIGN_MATTERS if signed_steps(told) else Action.RUN_MATTERS
    if not may(who, action, region):
        raise MatterMoveError(f"台账里有分管领导签批的步骤，要由有“{action.value}”权限的人同意导入。")
    if kept.taken is not None:
        raise MatterMoveError("这本台账已经导入过了。")
    if wrong := wrong_in(region, told):
        raise MatterMoveError(f"还有 {len(wrong)} 处要改正，没有导入；第一处：{wrong[0]}")
    rows = entered(region, told["matters"], told["events"], kept.by, kept)
    kept.taken, kept.taken_by = now(), who
    kept.save(update_fields=["taken", "taken_by"])
    passed(region, office_of(region).letters, [each["reference"] for each in told["events"]])
    record(who, "督查导入", kept, f"导入{kept}：{len(rows)} 件事项，{len(told['events'])} 步", None, None)
    return len(rows)


def entered(
    region: Organisation,
    matters: Sequence[Mapping[str, Any]],
    events: Sequence[Mapping[str, Any]],
    who: Person | None,
    ledger: LedgerImport | None = None,
) -> list[SupervisedMatter]:
    """Put matters with their whole history into the database, as they are told by a ledger."""
    units = _named(region)
    made: dict[str, SupervisedMatter] = {}
    for each in matters:
        parent = made.get(each["parent"])
        row = SupervisedMatter(organisation=region, number=each["number"], parent=parent, imported=ledger)
        for name in _FIELDS:
            setattr(row, name, _day(each[name]) if name == "received" else each[name])
        row.registered_by = who
        row.save()
        made[row.number] = row
    steps = [
        MatterEvent(
            matter=made[each["matter"]],
            unit=units.get(each["unit"]),
            to=each["unit"] if each["act"] == Act.HAND else "",
            day=date.fromisoformat(each["day"]),
            due=_day(each["due"]),
            person=who,
            **{name: each[name] for name in ("act", "role", "by", "text", "reference")},
        )
        for each in events
        if each["matter"] in made
    ]
    MatterEvent.objects.bulk_create(steps, batch_size=_MOST)
    if made:
        keep_many(Folded(made.values(), Mergers(region)))
    return list(made.values())


def _named(region: Organisation) -> dict[str, Organisation]:
    """The units of a region by name and by short name, those that are gone too."""
    every = list(Organisation.objects.filter(above=region))
    return {each.short: each for each in every if each.short} | {each.name: each for each in every}


def _day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None
