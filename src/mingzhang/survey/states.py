"""The states of a return as a chain of events: 收到 → 待核 → 通过, 退回 or 作废; every step can be taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from mingzhang.facts.refusal import RefusalError

RECEIVED, PENDING, PASSED, SENT_BACK, VOID = "收到", "待核", "通过", "退回", "作废"
STATES = (RECEIVED, PENDING, PASSED, SENT_BACK, VOID)
_NEXT = {
    RECEIVED: (PENDING, PASSED, SENT_BACK, VOID),
    PENDING: (RECEIVED, PASSED, SENT_BACK, VOID),
    PASSED: (PENDING, SENT_BACK, VOID),
    SENT_BACK: (RECEIVED, PENDING, PASSED, VOID),
    VOID: (PENDING,),
}
_FORWARD = {(RECEIVED, PENDING), (RECEIVED, PASSED), (PENDING, PASSED)}  # these alone need no reason
_FOREIGN = {  # what ODK Central and KoboToolbox call them
    "": RECEIVED,
    "approved": PASSED,
    "validation_status_approved": PASSED,
    "hasissues": PENDING,
    "edited": PENDING,
    "on hold": PENDING,
    "validation_status_on_hold": PENDING,
    "rejected": SENT_BACK,
    "not approved": SENT_BACK,
    "validation_status_not_approved": SENT_BACK,
}


def state_of(said: str) -> str:
    """The state that a word of an export stands for; an unknown word is to be looked at.

    >>> state_of("approved"), state_of("作废"), state_of(""), state_of("???")
    ('通过', '作废', '收到', '待核')
    """
    plain = said.strip()
    return plain if plain in STATES else _FOREIGN.get(plain.lower(), PENDING)


class ForbiddenStepError(RefusalError):
    """A step that cannot be taken; one Chinese sentence."""


@dataclass(frozen=True)
class ReviewStep:
    """One event: what a return became, by whom, when and why."""

    key: str
    before: str
    after: str
    by: str
    at: str
    reason: str = ""


@dataclass
class ReviewCourse:
    """What happened to one return; its state is where the last event left it.

    >>> course = ReviewCourse("uuid:1")
    >>> course.step(PASSED, "审核员", "2026-11-02T09:00").after
    '通过'
    >>> course.step(PENDING, "审核员", "2026-11-03T09:00")
    Traceback (most recent call last):
    mingzhang.survey.states.ForbiddenStepError: 答卷 uuid:1 由“通过”改为“待核”要写明理由
    """

    key: str
    state: str = RECEIVED
    steps: list[ReviewStep] = field(default_factory=list)

    def step(self, after: str, by: str, at: str, reason: str = "") -> ReviewStep:
        """Take a step; raises :class:`ForbiddenStepError`."""
        refusal = forbidden(self.state, after, reason)
        if refusal:
            raise ForbiddenStepError(f"答卷 {self.key} {refusal}")
        taken = ReviewStep(self.key, self.state, after, by, at, reason.strip())
        self.steps.append(taken)
        self.state = after
        return taken


def forbidden(before: str, after: str, reason: str) -> str:
    """Why a step cannot be taken, empty where it can.

    >>> forbidden("作废", "通过", "核对录音")
    '现为“作废”，不能直接改为“通过”，可改为：待核'
    """
    if before == after:
        return f"已经是“{after}”"
    if after not in _NEXT[before]:
        return f"现为“{before}”，不能直接改为“{after}”，可改为：{'、'.join(_NEXT[before])}"
    if (before, after) not in _FORWARD and not reason.strip():
        return f"由“{before}”改为“{after}”要写明理由"
    return ""


@dataclass(frozen=True)
class BulkResult:
    """What an action on many returns did, and what it skipped and why."""

    after: str
    taken: tuple[ReviewStep, ...]
    skipped: Mapping[str, str]

    @property
    def sentence(self) -> str:
        """In words.

        >>> BulkResult("通过", (), {"a": "已经是“通过”", "b": "已经是“通过”"}).sentence
        '0份改为“通过”；跳过2份：已经是“通过”2份'
        """
        said = f"{len(self.taken)}份改为“{self.after}”"
        if not self.skipped:
            return said
        why = "，".join(f"{reason}{count}份" for reason, count in Counter(self.skipped.values()).items())
        return f"{said}；跳过{len(self.skipped)}份：{why}"


def bulk(
    courses: Iterable[ReviewCourse],
    after: str,
    by: str,
    at: str,
    reason: str = "",
    flagged: Sequence[str] = (),
) -> BulkResult:
    """The same step for many returns; those with open flags do not pass in bulk, but one by one."""
    taken, skipped = [], {}
    held = set(flagged) if after == PASSED else set()
    for course in courses:
        refusal = forbidden(course.state, after, reason)
        if course.key in held:
            skipped[course.key] = "有未核实的质量疑点"
        elif refusal:
            skipped[course.key] = refusal
        else:
            taken.append(course.step(after, by, at, reason))
    return BulkResult(after, tuple(taken), skipped)
