"""Steps that are refused to whoever may not make them, or makes them too early or without a word."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.supervision.matter import STEPS, Act, Source
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from mingzhang.web.people.rights import Action
from mingzhang.web.supervision import drafts, moves
from mingzhang.web.supervision.entering import register_matter, secret, take_in, wrong_in
from mingzhang.web.supervision.models import LedgerImport, MatterDraft, MatterEvent, SupervisedMatter, Turn
from mingzhang.web.supervision.moves import RIGHT_TO, MatterMoveError, Said
from tests.web.conftest import DAY, District
from tests.web.supervision.courses import (
    APPROVER,
    LEADER,
    OFFICE,
    PREPARER,
    assigned,
    closed,
    duty_of,
    registered,
    signed_for,
    step,
)

OF_OFFICE = sorted(act for act in RIGHT_TO if RIGHT_TO[act] is Action.RUN_MATTERS and act is not Act.ASSIGN)
OF_LEADER = sorted(act for act in RIGHT_TO if RIGHT_TO[act] is Action.SIGN_MATTERS)


def test_what_the_room_wants_signed_is_made_by_whoever_signs() -> None:
    signed = {act for act, rule in STEPS.items() if "by" in rule.needs}
    assert set(OF_LEADER) == signed - {Act.ANSWER, Act.ACCEPT, Act.RETURN}, (
        "these are the unit's and the office's"
    )
    assert RIGHT_TO[Act.ANSWER] is Action.SIGN_ANSWERS


@pytest.mark.parametrize("act", [*OF_OFFICE, *OF_LEADER])
def test_units_make_no_step_of_office_or_signatory(act: Act, district: District) -> None:
    matter = registered(district)
    for role in (PREPARER, APPROVER, Role.REVIEWER):
        with pytest.raises(MatterMoveError, match=rf"没有“.*”的权限，不能“{act}”"):
            step(matter, district, act, role, text="理由")
    assert not MatterEvent.objects.exists()


@pytest.mark.parametrize("act", sorted(set(OF_LEADER) - {Act.OPEN, Act.DECLINE}))
def test_the_signatory_too_keeps_to_the_course(act: Act, district: District) -> None:
    matter = registered(district)
    with pytest.raises(MatterMoveError) as refusal:
        step(matter, district, act, LEADER, text="理由")
    assert str(refusal.value) and "\n" not in str(refusal.value)
    kept = SupervisedMatter.objects.get()
    assert (kept.stage, kept.edition) == (matter.stage, matter.edition) and not kept.events.exists()


@pytest.mark.parametrize("secrecy", ["秘密", "机密★10年", "绝密"])
def test_what_is_secret_is_never_registered(secrecy: str, district: District) -> None:
    assert secret(secrecy)
    with pytest.raises(MatterMoveError, match="涉密事项不能录入本系统"):
        registered(district, secrecy=secrecy)
    assert not SupervisedMatter.objects.exists()


@pytest.mark.parametrize("role", [LEADER, PREPARER, APPROVER, Role.REVIEWER])
def test_only_the_office_registers(role: Role, district: District) -> None:
    told = {"text": "治理积水点", "source": Source.MEDIA, "received": DAY}
    with pytest.raises(MatterMoveError, match=r"没有“.+”的权限"):
        register_matter(district.region, district.person(role), told)
    assert not SupervisedMatter.objects.exists()


@pytest.mark.parametrize("key", ["x", "-1", "１", "9" * 18, "1 or 1", "0"])
def test_a_unit_that_is_no_key_is_refused(key: str, district: District) -> None:
    for lead, others in ((key, []), (str(district.department.pk), [key])):
        with pytest.raises(MatterMoveError, match="不在本区单位名录里，请重新选择"):
            moves.units_in(district.region, lead, others)


def test_a_matter_is_assigned_only_once_opened_and_only_by_the_office(district: District) -> None:
    matter = registered(district)
    with pytest.raises(MatterMoveError):
        moves.assign(matter, district.person(OFFICE), district.department, [], None)
    with pytest.raises(MatterMoveError, match="不能“交办”"):
        moves.assign(matter, district.person(LEADER), district.department, [], None)
    with pytest.raises(MatterMoveError, match="请在“交办”里选择"):
        step(matter, district, Act.ASSIGN)
    assert not MatterEvent.objects.exists() and not matter.duties.exists()


def test_a_unit_works_on_its_own_duty_only(district: District) -> None:
    matter = assigned(district, others=True)
    duty = duty_of(matter, district.other_department)
    for act in (Act.SIGN, Act.PROGRESS):
        with pytest.raises(MatterMoveError, match="不能"):
            moves.make(matter, district.person(PREPARER), Said(act, duty.pk, "开工"))
    with pytest.raises(MatterMoveError, match="没有选择单位，或者这件事项没有交办给它"):
        moves.make(registered(district), district.person(PREPARER), Said(Act.SIGN, duty.pk))
    with pytest.raises(MatterMoveError, match="不能“签收”"):
        moves.make(matter, district.person(PREPARER), Said(Act.SIGN))
    assert not MatterEvent.objects.filter(act__in=("签收", "进展")).exists()


def test_a_closed_matter_is_closed(district: District) -> None:
    matter = closed(district)
    duty, count = duty_of(matter, district.department), matter.events.count()
    for act, role in ((Act.URGE, OFFICE), (Act.RETURN, OFFICE), (Act.EXTEND, LEADER), (Act.SUSPEND, LEADER)):
        with pytest.raises(MatterMoveError):
            step(matter, district, act, role, duty=duty.pk, text="理由")
    with pytest.raises(MatterMoveError):
        moves.make(matter, district.person(PREPARER), Said(Act.PROGRESS, duty.pk, "又开工"))
    assert matter.events.count() == count and SupervisedMatter.objects.get().stage == "办结"


def test_a_draft_is_signed_by_whose_turn_it_is_and_once(district: District) -> None:
    matter = signed_for(district)
    duty, preparer, head = (
        duty_of(matter, district.department),
        district.person(PREPARER),
        district.person(APPROVER),
    )
    draft = drafts.write(duty, preparer, Said(Act.ANSWER, duty.pk, "办完"), None, 0)
    with pytest.raises(MatterMoveError):
        drafts.sign(draft, head)
    drafts.hand_in(draft, preparer)
    with pytest.raises(MatterMoveError):
        drafts.hand_in(draft, preparer)
    for who in (preparer, district.person(LEADER), district.person(APPROVER, district.other_department)):
        with pytest.raises(MatterMoveError):
            drafts.sign(draft, who)
    for words in ("", "  "):
        with pytest.raises(MatterMoveError, match="不同意的，请写明意见"):
            drafts.refuse(draft, head, words)
    assert MatterDraft.objects.get().turn == Turn.APPROVER
    drafts.sign(draft, head)
    for act in (lambda: drafts.sign(draft, head), lambda: drafts.drop(draft, preparer)):
        with pytest.raises(MatterMoveError):
            act()
    assert MatterDraft.objects.get().turn == Turn.DONE and matter.events.filter(act="反馈").count() == 1


def kept(district: District, **told: Any) -> LedgerImport:
    whole: dict[str, Any] = {"matters": [], "events": [], "problems": [], "unit": ""} | told
    about = {"file": keep([b"x"]), "filename": "台账.xlsx", "told": whole, "by": district.person(OFFICE)}
    return LedgerImport.objects.create(organisation=district.region, **about)


def test_a_ledger_with_one_wrong_cell_is_not_taken(district: District) -> None:
    ledger = kept(district, problems=["“事项”第 3 行：收到日期“三月”不是日期"])
    assert wrong_in(district.region, ledger.told) == ledger.told["problems"]
    with pytest.raises(MatterMoveError, match="还有 1 处要改正，没有导入；第一处：“事项”第 3 行"):
        take_in(ledger, district.person(OFFICE))
    ledger.refresh_from_db()
    assert ledger.taken is None and not SupervisedMatter.objects.exists()
    with pytest.raises(MatterMoveError):
        take_in(kept(district), district.person(PREPARER))
