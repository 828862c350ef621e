"""The moves of a submission: who may make which, from where to where.  Nothing else changes a status.

::

    草稿 —报送→ 已报送（逐环签批）—最后一环同意→ 已审定（锁定）—公开→ 已公开
      ↑ 撤回 ↙        ↘ 退回 → 已退回 —新版→ 草稿；或补充答复后再报送
    已审定、已公开 —重新开放（写明理由）→ 新版草稿；原版仍锁定，公开的仍公开，直到新版公开

Every move locks the submission first, so that of two people only one moves; the other is told.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet

from mingzhang.web.audit.log import record
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Person, Role
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.dates import read_date
from mingzhang.web.shared.today import now, today
from mingzhang.web.submission.doubts import doubts, unpublishable
from mingzhang.web.submission.events import published
from mingzhang.web.submission.models import (
    Answer,
    AnswerKind,
    CheckState,
    Found,
    LockedError,
    Move,
    Opinion,
    Status,
    Submission,
    Version,
)

STEP = {Role.APPROVER: Action.SIGN, Role.REVIEWER: Action.REVIEW, Role.MANAGER: Action.DECIDE}


class IllegalMoveError(Exception):
    """A move that the state or the right does not allow; its text is for the person."""


def make(move: str, submission: Submission, who: Person, words: str = "") -> None:
    """Make the move of that name, with a reason where it takes one."""
    if move in _SILENT:
        _SILENT[move](submission, who)
    elif move in _WORDED:
        _WORDED[move](submission, who, words)
    else:
        raise IllegalMoveError("没有这种办理。")


def _locked(submission: Submission) -> Submission:
    """The submission as it is now, held until the transaction ends."""
    Submission.objects.select_for_update().get(pk=submission.pk)  # joins are not locked with it
    return Submission.objects.select_related("season", "organisation", "requirement", "current").get(
        pk=submission.pk
    )


def _allow(who: Person, action: Action, submission: Submission) -> None:
    if not may(who, action, submission):
        raise IllegalMoveError(f"没有“{action.value}”{submission.organisation}材料的权限。")


def _current(submission: Submission, *statuses: Status) -> Version:
    """The current version, which must be in one of the statuses."""
    version = submission.current
    if version is None or version.status not in statuses:
        wanted = "或".join(status.label for status in statuses)
        raise IllegalMoveError(f"这份材料现在是“{submission.said}”，只有“{wanted}”时才能这样做；请刷新页面。")
    return version


def _moved(version: Version, status: Status, who: Person, what: str, words: str = "", step: int = 0) -> None:
    """Put the version into its new status, and say so in history and log."""
    before = {"状态": version.get_status_display(), "环节": version.step}
    version.status, version.step, version.moved = status, step, now()
    version.save(update_fields=["status", "step", "moved", "seal"])
    submission = version.submission
    Move.objects.create(submission=submission, version=version, what=what, by=who, words=words)
    after = {"状态": version.get_status_display(), "环节": step}
    record(who, what, submission, f"{what}{version}" + (f"：{words}" if words else ""), before, after)


def require_open(submission: Submission) -> None:
    """Refuse what is locked or being reviewed, before anything is said about a file."""
    last = submission.current
    if last is not None and last.status in (Status.APPROVED, Status.PUBLISHED):
        raise LockedError(
            f"{submission}{last.get_status_display()}并已锁定；需要修改时请财政局主管重新开放。"
        )
    if last is not None and last.status == Status.SUBMITTED:
        raise LockedError(f"{submission}正在审核；要换文件，请先撤回或等待退回。")
    if submission.season.closed:
        raise LockedError(f"{submission.season}已结束，不再接收材料。")


@transaction.atomic
def add_version(
    submission: Submission,
    who: Person,
    filename: str,
    chunks: Iterable[bytes],
    note: str = "",
    right: Action = Action.PREPARE,
) -> Version:
    """A further version: where none is, where the last is a draft (which it replaces) or was returned.

    The bureau, which puts in what units sent it, does so by its own ``right``.
    """
    _allow(who, right, submission)
    submission = _locked(submission)
    require_open(submission)
    last = submission.current
    version = Version.objects.create(
        submission=submission,
        number=1 + submission.versions.count(),
        document=keep(chunks),
        filename=filename,
        note=note,
        made_by=who,
    )
    if last is not None and last.status == Status.DRAFT:
        _moved(last, Status.SUPERSEDED, who, "换下")
    submission.current = version
    submission.save(update_fields=["current"])
    Move.objects.create(submission=submission, version=version, what="上传", by=who, words=note)
    record(who, "上传", submission, f"上传{version}（{filename}）", None, {"sha256": version.document_id})
    return version


@transaction.atomic
def hand_in(submission: Submission, who: Person, words: str = "") -> None:
    """报送: to the first step of the chain; the version must have been checked, and be answered.

    What is odd about it (another unit, open changes) is told, and confirmed with ``words``.  A version
    that was returned may come again as it is: what was refused may have been only an explanation.
    """
    _allow(who, Action.PREPARE, submission)
    submission = _locked(submission)
    version = _current(submission, Status.DRAFT, Status.RETURNED)
    if version.check_state in (CheckState.WAITING, CheckState.RUNNING):
        raise IllegalMoveError("检查还没有完成，请稍候再报送。")
    left = unanswered(version)
    if left:
        raise IllegalMoveError(f"还有 {left} 个不成立的问题没有答复：改正后上传新版，或写明理由。")
    claimed = _findings(version).filter(fingerprint__in=_answered(version, AnswerKind.CORRECTED)).count()
    if claimed:
        raise IllegalMoveError(f"有 {claimed} 个答复为“已改正”的问题仍在这一版里：请上传改正后的新版。")
    odd = doubts(version)
    if odd and not words.strip():
        raise IllegalMoveError("报送前请核对，无误的写明理由：" + "".join(odd))
    told = [] if today() <= submission.due else [f"迟于截止日 {submission.due}"]
    told += [f"已确认“{'；'.join(one.rstrip('。') for one in odd)}”，理由：{words.strip()}"] if odd else []
    _moved(version, Status.SUBMITTED, who, "报送", "；".join(told)[:600])


def unanswered(version: Version) -> int:
    """How many errors and warnings of the version nobody has answered, or whose answer was refused."""
    return _findings(version).exclude(fingerprint__in=_answered(version, *AnswerKind)).count()


def judged_so_far(version: Version) -> str:
    """Why the reviewer cannot agree yet: explanations that were not judged, or were refused; else ``""``."""
    given = Answer.objects.filter(
        submission=version.submission, fingerprint__in=_findings(version).values("fingerprint")
    ).exclude(judged=Opinion.ACCEPTED)
    return hindrance(list(given.values_list("judged", flat=True)))


def hindrance(opinions: list[str]) -> str:
    """What the reviewer is told of the answers that are not accepted, by what was said to each."""
    if Opinion.REFUSED in opinions:
        return f"有 {opinions.count(Opinion.REFUSED)} 条答复不认可，应退回，不能同意。"
    return f"还有 {len(opinions)} 条答复没有审核，请先逐条认可或不认可。" if opinions else ""


def _findings(version: Version) -> QuerySet[Found]:
    """What must be answered."""
    return version.findings.filter(verdict="fails", severity__in=("error", "warning"))


def _answered(version: Version, *kinds: AnswerKind) -> QuerySet[Answer, str]:
    """The fingerprints of the findings that have such an answer, not refused."""
    answers = Answer.objects.filter(submission=version.submission, kind__in=kinds)
    return answers.exclude(judged=Opinion.REFUSED).values_list("fingerprint", flat=True)


@transaction.atomic
def withdraw(submission: Submission, who: Person) -> None:
    """撤回: back to a draft, as long as nobody has agreed to it."""
    _allow(who, Action.PREPARE, submission)
    submission = _locked(submission)
    version = _current(submission, Status.SUBMITTED)
    if version.step:
        raise IllegalMoveError("已有人签批，不能撤回；请联系审核员退回。")
    _moved(version, Status.DRAFT, who, "撤回")


@transaction.atomic
def agree(submission: Submission, who: Person, words: str = "") -> None:
    """同意: on to the next step of the chain; after the last the version is approved and locked."""
    submission = _locked(submission)
    version = _current(submission, Status.SUBMITTED)
    chain = submission.season.chain
    role = Role(chain[version.step])
    _allow(who, STEP[role], submission)
    hindered = judged_so_far(version) if role == Role.REVIEWER else ""
    if hindered:
        raise IllegalMoveError(hindered)
    if version.step + 1 < len(chain):
        _moved(version, Status.SUBMITTED, who, f"{role.label}同意", words, version.step + 1)
        return
    if why := unpublishable(version):
        raise IllegalMoveError(why)
    version.seal = sealed(version)
    _moved(version, Status.APPROVED, who, "审定", words)


def sealed(version: Version) -> str:
    """The seal of a version: the hash over its file and the result of its check."""
    return hashlib.sha256(f"{version.document_id}\n{version.result_id or ''}".encode()).hexdigest()


@transaction.atomic
def send_back(submission: Submission, who: Person, words: str) -> None:
    """退回: whoever's turn it is sends the version back, and says why."""
    submission = _locked(submission)
    version = _current(submission, Status.SUBMITTED)
    _allow(who, STEP[Role(submission.season.chain[version.step])], submission)
    if not words.strip():
        raise IllegalMoveError("退回时请写明理由。")
    _moved(version, Status.RETURNED, who, "退回", words)


@transaction.atomic
def publish(submission: Submission, who: Person) -> None:
    """公开: the approved version is shown to the public, in the place of the one before."""
    _allow(who, Action.PUBLISH, submission)
    submission = _locked(submission)
    version = _current(submission, Status.APPROVED)
    if version.seal != sealed(version):
        raise IllegalMoveError("文件与审定时锁定的校验值不符，不能公开；请联系管理员。")
    if why := unpublishable(version):
        raise IllegalMoveError(why)
    former = submission.public
    if former is not None:
        _moved(former, Status.SUPERSEDED, who, "由新版代替")
    submission.public = version
    submission.save(update_fields=["public"])
    _moved(version, Status.PUBLISHED, who, "公开")
    published.send(Submission, version=version)


@transaction.atomic
def reopen(submission: Submission, who: Person, words: str) -> Version:
    """重新开放: a new draft of the same file; what was approved stays locked, what is public stays public."""
    _allow(who, Action.REOPEN, submission)
    submission = _locked(submission)
    last = _current(submission, Status.APPROVED, Status.PUBLISHED)
    if not words.strip():
        raise IllegalMoveError("重新开放时请写明理由。")
    version = Version.objects.create(
        submission=submission,
        number=1 + submission.versions.count(),
        document=last.document,
        filename=last.filename,
        note=words,
        made_by=who,
    )
    submission.current = version
    submission.save(update_fields=["current"])
    Move.objects.create(submission=submission, version=version, what="重新开放", by=who, words=words)
    record(
        who,
        "重新开放",
        submission,
        f"重新开放{submission}：{words}",
        {"版次": last.number},
        {"版次": version.number},
    )
    if last.status == Status.APPROVED:
        _moved(last, Status.SUPERSEDED, who, "换下")
    return version


@transaction.atomic
def grant_late(submission: Submission, who: Person, until: str, words: str) -> None:
    """准予延期: one submission may come later, for a reason; the others are not touched."""
    _allow(who, Action.GRANT_LATE, submission)
    submission = _locked(submission)
    day = read_date(until)
    if not words.strip():
        raise IllegalMoveError("准予延期时请写明理由。")
    if day is None or day <= submission.season.due:
        raise IllegalMoveError(f"延期后的日期应晚于原截止日 {submission.season.due}。")
    before = {"截止日": submission.due}
    submission.late_until, submission.late_reason = day, words
    submission.save(update_fields=["late_until", "late_reason"])
    Move.objects.create(submission=submission, what="准予延期", by=who, words=words)
    record(who, "准予延期", submission, f"准予{submission}延期至 {day}：{words}", before, {"截止日": day})


_SILENT = {"withdraw": withdraw, "publish": publish}
_WORDED = {"hand_in": hand_in, "agree": agree, "send_back": send_back, "reopen": reopen}
