"""Drafts go from hand to hand; the step is made by whoever signs last."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhang.supervision.matter import Act
from mingzhang.web.people.models import Role
from mingzhang.web.register.models import Organisation
from mingzhang.web.supervision import drafts
from mingzhang.web.supervision.models import MatterDraft, SupervisedMatter, Turn
from mingzhang.web.supervision.moves import MatterMoveError, Said
from tests.web.conftest import District
from tests.web.supervision.courses import (
    APPROVER,
    LEADER,
    OFFICE,
    PREPARER,
    accepted,
    closed,
    duty_of,
    registered,
    signed_for,
    step,
)

LATER = date(2026, 5, 6)


def written(district: District, matter: SupervisedMatter, act: Act, due: date | None = None) -> MatterDraft:
    """A draft of the department's preparer."""
    duty = duty_of(matter, district.department)
    return drafts.write(duty, district.person(PREPARER), Said(act, duty.pk, "说明", due), None, 0)


def now(draft: MatterDraft) -> MatterDraft:
    return MatterDraft.objects.select_related("matter").get(pk=draft.pk)


def acts(matter: SupervisedMatter) -> list[str]:
    return [event.act for event in matter.events.all()]


def test_the_office_drafts_and_the_signatory_signs(district: District) -> None:
    matter = accepted(district)
    draft = drafts.submit(matter, district.person(OFFICE), Said(Act.CLOSE, text="治理完成"))
    assert "办结" not in acts(matter) and draft.turn == Turn.LEADER
    with pytest.raises(MatterMoveError, match="没有“签批督查事项”的权限"):
        drafts.sign(draft, district.person(OFFICE))
    drafts.sign(draft, district.person(LEADER))
    event = now(draft).event
    assert event is not None and event.by == "甲区分管领导" and event.drafted_by == district.person(OFFICE)
    assert SupervisedMatter.objects.get(pk=matter.pk).stage == "办结"
    with pytest.raises(MatterMoveError, match="这份稿子现在是“已签”"):
        drafts.sign(draft, district.person(LEADER))


def test_what_could_not_be_done_is_told_when_it_is_drafted(district: District) -> None:
    matter = signed_for(district)
    with pytest.raises(MatterMoveError, match="的反馈还没有审核通过"):
        drafts.submit(matter, district.person(OFFICE), Said(Act.CLOSE, text="治理完成"))
    assert not MatterDraft.objects.exists()


def test_one_draft_of_the_same_is_enough(district: District) -> None:
    matter = accepted(district)
    drafts.submit(matter, district.person(OFFICE), Said(Act.CLOSE, text="治理完成"))
    with pytest.raises(MatterMoveError, match="已经有一份稿子"):
        drafts.submit(matter, district.person(OFFICE), Said(Act.CLOSE, text="治理完成了"))


def test_who_does_not_agree_says_why(district: District) -> None:
    matter = accepted(district)
    draft = drafts.submit(matter, district.person(OFFICE), Said(Act.CLOSE, text="治理完成"))
    with pytest.raises(MatterMoveError, match="请写明意见"):
        drafts.refuse(draft, district.person(LEADER), " ")
    drafts.refuse(draft, district.person(LEADER), "补充验收材料")
    assert (now(draft).turn, now(draft).said) == (Turn.DROPPED, "补充验收材料")


def test_an_answer_is_signed_out_by_the_head_of_the_unit(district: District) -> None:
    matter = signed_for(district)
    draft = written(district, matter, Act.ANSWER)
    drafts.hand_in(draft, district.person(PREPARER))
    for role in (PREPARER, OFFICE, LEADER):
        with pytest.raises(MatterMoveError, match="没有“审签督查反馈”的权限"):
            drafts.sign(draft, district.person(role))
    with pytest.raises(MatterMoveError, match="没有“审签督查反馈”的权限"):
        drafts.sign(draft, district.person(APPROVER, district.other_department))
    drafts.sign(draft, district.person(APPROVER))
    assert acts(matter)[-1] == "反馈" and duty_of(matter, district.department).pending


def test_the_head_of_the_unit_sends_back(district: District) -> None:
    draft = written(district, signed_for(district), Act.ANSWER)
    drafts.hand_in(draft, district.person(PREPARER))
    drafts.refuse(draft, district.person(APPROVER), "写明数量")
    kept = now(draft)
    assert (kept.turn, kept.said) == (Turn.PREPARER, "写明数量")
    duty = duty_of(kept.matter, district.department)
    said = Said(Act.ANSWER, duty.pk, "治理 12 处")
    assert drafts.write(duty, district.person(PREPARER), said, kept, kept.edition).text == "治理 12 处"


def test_who_saves_over_another_is_told(district: District) -> None:
    draft = written(district, signed_for(district), Act.ANSWER)
    duty, who = duty_of(draft.matter, district.department), district.person(PREPARER)
    drafts.write(duty, who, Said(Act.ANSWER, duty.pk, "甲写的"), draft, draft.edition)
    with pytest.raises(MatterMoveError, match="刚刚保存了这份稿子"):
        drafts.write(duty, who, Said(Act.ANSWER, duty.pk, "乙写的"), draft, draft.edition)
    assert now(draft).text == "甲写的"


def test_an_extension_goes_over_the_head_of_the_unit_to_the_signatory(district: District) -> None:
    matter = signed_for(district)
    draft = written(district, matter, Act.EXTEND, LATER)
    drafts.hand_in(draft, district.person(PREPARER))
    drafts.sign(draft, district.person(APPROVER))
    assert now(draft).turn == Turn.LEADER and "延期" not in acts(matter)
    drafts.sign(draft, district.person(LEADER))
    assert duty_of(matter, district.department).due == LATER


def test_an_extension_that_is_refused_comes_back_to_the_unit(district: District) -> None:
    draft = written(district, signed_for(district), Act.EXTEND, LATER)
    drafts.hand_in(draft, district.person(PREPARER))
    drafts.sign(draft, district.person(APPROVER))
    drafts.refuse(draft, district.person(LEADER), "期限不变")
    assert now(draft).turn == Turn.PREPARER


def test_a_unit_asks_for_a_review(district: District) -> None:
    matter = closed(district)
    draft = written(district, matter, Act.OBJECT)
    drafts.hand_in(draft, district.person(PREPARER))
    drafts.sign(draft, district.person(APPROVER))
    assert SupervisedMatter.objects.get(pk=matter.pk).review
    step(matter, district, Act.UPHOLD, LEADER, text="维持")
    assert not SupervisedMatter.objects.get(pk=matter.pk).review


def test_nobody_drafts_for_another_unit(district: District) -> None:
    duty = duty_of(signed_for(district, others=True), district.other_department)
    with pytest.raises(MatterMoveError, match="没有“承办督查事项”的权限"):
        drafts.write(duty, district.person(PREPARER), Said(Act.ANSWER, duty.pk, "办完"), None, 0)


def test_who_drafted_takes_it_back(district: District) -> None:
    draft = written(district, signed_for(district), Act.ANSWER)
    with pytest.raises(MatterMoveError, match="不能撤回"):
        drafts.drop(draft, district.person(OFFICE))
    drafts.drop(draft, district.person(PREPARER))
    assert now(draft).turn == Turn.DROPPED


@pytest.mark.parametrize("role", [PREPARER, APPROVER, LEADER])
def test_only_the_office_submits(district: District, role: Role) -> None:
    matter = registered(district)
    step(matter, district, Act.PROPOSE, text="拟办")
    with pytest.raises(MatterMoveError, match="没有呈批"):
        drafts.submit(matter, district.person(role), Said(Act.OPEN))


def test_a_draft_belongs_to_whoever_wrote_it(district: District) -> None:
    matter = accepted(district)
    of_office = drafts.submit(matter, district.person(OFFICE), Said(Act.CLOSE, text="治理完成"))
    owner: Organisation = of_office.organisation
    assert owner == district.region
    matter = signed_for(district)
    assert written(district, matter, Act.ANSWER).organisation == district.department
