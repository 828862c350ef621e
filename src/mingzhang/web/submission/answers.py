"""What a unit says to a finding, and what the reviewer says to that.

An answer belongs to the finding's fingerprint, not to a version: where the finding stays, so does its answer.
Who saves over an edition that is not the last is told, and sees both; every edition stays in the log.
"""

from __future__ import annotations

from django.db import transaction

from mingzhang.facts.result import Waiver
from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.submission.desk import open_to_answers
from mingzhang.web.submission.models import (
    Answer,
    AnswerKind,
    Found,
    LockedError,
    Opinion,
    Status,
    Submission,
)
from mingzhang.web.submission.moves import IllegalMoveError

_LONGEST = 400  # characters of a reason


class EditedMeanwhileError(Exception):
    """Somebody else has saved this answer since it was shown; ``latest`` is theirs."""

    def __init__(self, latest: Answer) -> None:
        self.latest = latest
        super().__init__(f"{latest.by}刚刚改了这条答复，你写的还没有保存。")


@transaction.atomic
def answer(found: Found, who: Person, kind: str, reason: str, edition: int) -> Answer:
    """Answer a finding; ``edition`` is the one that was shown, 0 where there was none."""
    submission = _held(found.version.submission)
    version = found.version
    version.refresh_from_db(fields=["status"])
    if not may(who, Action.PREPARE, submission):
        raise IllegalMoveError(f"没有“{Action.PREPARE.value}”{submission.organisation}材料的权限。")
    if not open_to_answers(version):
        raise LockedError(f"这一版{version.get_status_display()}，不能再改答复；请刷新页面。")
    _fit(kind, reason)
    last = Answer.objects.of(submission).filter(fingerprint=found.fingerprint).first()
    if last is not None and (last.kind, last.reason) == (kind, reason) and not last.refused:
        return last  # the same sent twice
    if last is not None and last.edition != edition:
        raise EditedMeanwhileError(last)
    before = _said(last)
    made = last or Answer(submission=submission, fingerprint=found.fingerprint, edition=0)
    made.kind, made.reason, made.by = kind, reason, who
    made.judged, made.judged_by, made.edition = Opinion.OPEN, None, made.edition + 1
    made.save()
    record(who, "答复", submission, f"答复{found.rule}“{found.message[:120]}”：{made}", before, _said(made))
    return made


def _held(submission: Submission) -> Submission:
    """The submission, held until the transaction ends: of two who answer one waits for the other."""
    return (
        Submission.objects.select_for_update(of=("self",))
        .select_related("organisation")
        .get(pk=submission.pk)
    )


def _fit(kind: str, reason: str) -> None:
    if kind not in AnswerKind.values:
        raise IllegalMoveError("请选择一种答复：已改正、有原因不改，或有异议。")
    if kind != AnswerKind.CORRECTED and not reason:
        raise IllegalMoveError("不改或有异议时，请写明理由。")
    if len(reason) > _LONGEST:
        raise IllegalMoveError(f"理由有 {len(reason)} 字，请不超过 {_LONGEST} 字。")


def _said(answer: Answer | None) -> dict[str, object] | None:
    if answer is None:
        return None
    return {"答复": answer.get_kind_display(), "理由": answer.reason, "版": answer.edition}


@transaction.atomic
def judge(answer: Answer, who: Person, opinion: str, remark: str, edition: int) -> None:
    """Accept or refuse an answer; refusing wants a remark, and the edition must be the one that was read."""
    submission = _held(answer.submission)
    if not may(who, Action.REVIEW, submission):
        raise IllegalMoveError(f"没有“{Action.REVIEW.value}”{submission.organisation}材料的权限。")
    latest = Answer.objects.select_related("by").get(pk=answer.pk)
    if submission.current is None or submission.current.status != Status.SUBMITTED:
        raise LockedError(f"这份材料现在是“{submission.said}”，只有已报送时才能审核答复；请刷新页面。")
    if latest.edition != edition:
        raise EditedMeanwhileError(latest)
    if opinion not in (Opinion.ACCEPTED, Opinion.REFUSED):
        raise IllegalMoveError("请选择认可或不认可。")
    if opinion == Opinion.REFUSED and not remark:
        raise IllegalMoveError("不认可时，请写明意见。")
    before = {"审核意见": latest.get_judged_display(), "审核说明": latest.remark}
    latest.judged, latest.remark, latest.judged_by = opinion, remark[:_LONGEST], who
    latest.save()
    after = {"审核意见": latest.get_judged_display(), "审核说明": latest.remark}
    sentence = f"对答复“{latest}”：{latest.get_judged_display()}" + (f"（{remark}）" if remark else "")
    record(who, "审核答复", submission, sentence, before, after)


def waivers(submission: Submission) -> list[tuple[str, Waiver]]:
    """The accepted explanations as waivers, each for its finding alone, by fingerprint."""
    accepted = Answer.objects.of(submission).filter(kind=AnswerKind.EXPLAINED, judged=Opinion.ACCEPTED)
    known = {
        found.fingerprint: found
        for found in Found.objects.filter(version__submission=submission).order_by("version__number")
    }
    return [
        (
            one.fingerprint,
            Waiver(
                one.fingerprint,
                known[one.fingerprint].rule,
                known[one.fingerprint].data.get("printed", ""),
                one.reason,
                str(one.by),
                one.at.date().isoformat(),
            ),
        )
        for one in accepted
        if one.fingerprint in known
    ]
