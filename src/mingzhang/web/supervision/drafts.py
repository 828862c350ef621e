"""What one drafts and another signs: the draft goes from hand to hand, the step is made at the end.

::

    督查室拟稿 —————————————————————→ 分管领导签批 → 记入经过
    填报人拟稿 → 单位负责人审签 → （反馈、申请复核）记入经过
                              ↘ （延期）分管领导签批 → 记入经过

Whoever does not agree says why: it goes back to the preparer of the unit, or is dropped for the office.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from mingzhang.supervision.matter import Act
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.supervision.models import (
    OPEN_TURNS,
    LedgerImport,
    MatterDraft,
    MatterDuty,
    MatterProof,
    SupervisedMatter,
    Turn,
)
from mingzhang.web.supervision.moves import RIGHT_TO, MatterMoveError, Said, duty_of, held, make, tried
from mingzhang.web.supervision.numbers import region_of

_MOST = 200  # on one page
OF_UNIT = (Act.ANSWER, Act.EXTEND, Act.OBJECT)  # what a unit drafts
_SIGNER = {Turn.APPROVER: Action.SIGN_ANSWERS, Turn.LEADER: Action.SIGN_MATTERS}


@transaction.atomic
def submit(matter: SupervisedMatter, who: Person, said: Said) -> MatterDraft:
    """呈批: the office drafts a step for the signatory."""
    found = held(matter)
    if RIGHT_TO[said.act] is not Action.SIGN_MATTERS or not may(who, Action.RUN_MATTERS, found):
        raise MatterMoveError(f"没有呈批“{said.act}”的权限。")
    duty = duty_of(found, said)
    _only(found, duty, said.act)
    tried(found, duty, said)
    draft = _made(found, duty, who, said, Turn.LEADER)
    record(who, "呈批", found, f"呈批{said.act}：{found}（{said.text}）", None, {"步骤": said.act})
    return draft


@transaction.atomic
def write(duty: MatterDuty, who: Person, said: Said, draft: MatterDraft | None, edition: int) -> MatterDraft:
    """Save what the preparer of a unit drafts; what was saved over by somebody else is told."""
    found = held(duty.matter)
    if said.act not in OF_UNIT or not may(who, Action.WORK_MATTERS, duty):
        raise MatterMoveError(f"没有“{Action.WORK_MATTERS.value}”的权限。")
    if draft is None:
        same = found.drafts.filter(duty=duty, act=said.act, turn=Turn.PREPARER, text=said.text).first()
        if same is not None:  # sent twice
            return same
        _only(found, duty, said.act)
        return _made(found, duty, who, said, Turn.PREPARER)
    kept = _open(draft, Turn.PREPARER)
    if (kept.text, kept.due) == (said.text, said.due):
        return kept
    if kept.edition != edition:
        raise MatterMoveError(f"{kept.made_by}刚刚保存了这份稿子，你写的还在下面，没有保存；请核对后再保存。")
    kept.text, kept.due, kept.made_by, kept.edition = said.text, said.due, who, kept.edition + 1
    kept.save()
    return kept


@transaction.atomic
def hand_in(draft: MatterDraft, who: Person) -> None:
    """报审: the preparer hands a draft to the head of the unit."""
    found = held(draft.matter)
    kept = _open(draft, Turn.PREPARER)
    if not may(who, Action.WORK_MATTERS, kept):
        raise MatterMoveError(f"没有“{Action.WORK_MATTERS.value}”的权限。")
    tried(found, kept.duty, said_in(kept))
    _turned(kept, Turn.APPROVER, "")
    record(who, "督查报审", found, f"报审{kept.act}：{kept}")


@transaction.atomic
def sign(draft: MatterDraft, who: Person) -> MatterDraft:
    """签: whoever's turn it is agrees; the last one makes the step."""
    found = held(draft.matter)
    kept = _open(draft, Turn.APPROVER, Turn.LEADER)
    _signer(kept, who)
    if kept.turn == Turn.APPROVER and RIGHT_TO[Act(kept.act)] is Action.SIGN_MATTERS:
        tried(found, kept.duty, said_in(kept))
        kept.vouched_by = who
        _turned(kept, Turn.LEADER, "")
        record(who, "督查审签", found, f"审签{kept.act}，报督查机构：{kept}")
        return kept
    kept.event = make(found, who, said_in(kept), drafted_by=kept.made_by)
    MatterProof.objects.filter(draft=kept).update(event=kept.event)
    _turned(kept, Turn.DONE, "")
    return kept


@transaction.atomic
def refuse(draft: MatterDraft, who: Person, words: str) -> None:
    """不同意, for a reason: back to the preparer, or dropped."""
    found = held(draft.matter)
    kept = _open(draft, Turn.APPROVER, Turn.LEADER)
    _signer(kept, who)
    if not words.strip():
        raise MatterMoveError("不同意的，请写明意见。")
    _turned(kept, Turn.PREPARER if kept.by_unit else Turn.DROPPED, words.strip()[:600])
    record(who, "督查未同意", found, f"未同意{kept.act}：{kept}（{words.strip()}）")


@transaction.atomic
def drop(draft: MatterDraft, who: Person) -> None:
    """撤回: whoever drafted takes it back, as long as nobody has signed it."""
    found = held(draft.matter)
    kept = _open(draft, *OPEN_TURNS)
    action = Action.WORK_MATTERS if kept.by_unit else Action.RUN_MATTERS
    if not may(who, action, kept):
        raise MatterMoveError(f"没有“{action.value}”的权限，不能撤回。")
    _turned(kept, Turn.DROPPED, "撤回")
    record(who, "督查撤回", found, f"撤回{kept.act}：{kept}", {"内容": kept.text})


def made_or_submitted(matter: SupervisedMatter, who: Person, said: Said) -> str:
    """Make a step, or draft it where somebody else must sign it; what was done."""
    signs = RIGHT_TO[said.act] is Action.SIGN_MATTERS
    if signs and not may(who, Action.SIGN_MATTERS, matter):
        submit(matter, who, said)
        return f"“{said.act}”已呈分管领导签批。"
    step = make(matter, who, said)
    return f"已{said.act}，文号 {step.reference}。" if step.reference else f"已办理“{said.act}”。"


def decided(draft: MatterDraft, who: Person, post: Mapping[str, str]) -> str:
    """Sign, refuse or take back a draft; what was done."""
    if post.get("do") == "sign":
        sign(draft, who)
        return f"已签批“{draft.act}”。"
    if post.get("do") == "refuse":
        refuse(draft, who, post.get("words", ""))
        return f"未同意“{draft.act}”，意见已记下。"
    drop(draft, who)
    return f"“{draft.act}”已撤回。"


def signing_page(visitor: Person) -> dict[str, Any]:
    """What waits for the signatory: drafts, and ledgers with signatures in them."""
    region = region_of(visitor, Action.SIGN_MATTERS)
    waiting = MatterDraft.objects.filter(matter__organisation=region, turn=Turn.LEADER)
    shown = waiting.select_related("matter", "duty__organisation", "made_by", "vouched_by")
    ledgers = LedgerImport.objects.filter(organisation=region, taken=None).defer("told")
    return {
        "drafts": list(shown.order_by("pk")[:_MOST]),
        "ledgers": list(ledgers.select_related("by")[:_MOST]),
    }


def where_next(draft: MatterDraft) -> str:
    """The page to go on with: the duty once the draft has left the unit."""
    kept = MatterDraft.objects.select_related("duty").get(pk=draft.pk)
    gone = kept.turn not in (Turn.PREPARER, Turn.APPROVER) and kept.duty is not None
    return kept.duty.address if gone and kept.duty is not None else kept.address


def said_in(draft: MatterDraft) -> Said:
    """What a draft says."""
    return Said(Act(draft.act), draft.duty_id, draft.text, draft.due, draft.to)


def _signer(draft: MatterDraft, who: Person) -> None:
    action = _SIGNER[Turn(draft.turn)]
    target = draft.matter if action is Action.SIGN_MATTERS else draft
    if not may(who, action, target):
        raise MatterMoveError(f"没有“{action.value}”的权限。")


def _open(draft: MatterDraft, *turns: Turn) -> MatterDraft:
    """The draft as it is now; it must be with one of those."""
    found = MatterDraft.objects.select_related("matter__organisation", "duty__organisation", "made_by").get(
        pk=draft.pk
    )
    if found.turn not in turns:
        said = f"（{found.said}）" if found.said else ""
        raise MatterMoveError(f"这份稿子现在是“{Turn(found.turn).label}”{said}，请刷新页面。")
    return found


def _only(matter: SupervisedMatter, duty: MatterDuty | None, act: Act) -> None:
    """Refuse a second draft of the same."""
    other = matter.drafts.filter(duty=duty, act=act, turn__in=OPEN_TURNS).first()
    if other is not None:
        raise MatterMoveError(f"“{act}”已经有一份稿子，现在是“{Turn(other.turn).label}”，不用再写一份。")


def _made(
    matter: SupervisedMatter, duty: MatterDuty | None, who: Person, said: Said, turn: Turn
) -> MatterDraft:
    told = {"text": said.text.replace("\0", "").strip(), "due": said.due, "to": said.to[:60]}
    return MatterDraft.objects.create(
        matter=matter,
        duty=duty,
        act=said.act,
        turn=turn,
        made_by=who,
        by_unit=turn == Turn.PREPARER,
        **told,
    )


def _turned(draft: MatterDraft, turn: Turn, said: str) -> None:
    draft.turn, draft.said, draft.edition = turn, said, draft.edition + 1
    draft.save()
