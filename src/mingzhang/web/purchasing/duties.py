"""不相容岗位分离: what one person has entered another one answers for, and whoever approved does not pay.

A person may hold several posts, so that the right alone does not keep duties apart.
"""

from __future__ import annotations

from collections.abc import Iterable

from mingzhang.purchasing.steps import RequestStep
from mingzhang.web.people.models import Person
from mingzhang.web.purchasing.carrying_models import BookAcceptance
from mingzhang.web.purchasing.models import BookProject
from mingzhang.web.purchasing.paying_models import RequestNote

DRAFTED = ("登记", "修改")  # what is noted of a request before it is handed in
_ENTERED = (*DRAFTED, "导入", RequestStep.HAND_IN.value)
_APPROVED = (RequestStep.APPROVE.value, RequestStep.SIGN.value)
_BACK = (RequestStep.RETURN.value, RequestStep.WITHDRAW.value)
_BY_ANOTHER = "的人不能自己{}；请由本单位另一位有权限的人办理。"


def against_deciding(project: BookProject, who: Person) -> str:
    """Why somebody may not decide a selection: whoever proposed does not; nothing where one may."""
    return "拟选定供应商" + _BY_ANOTHER.format("定标") if project.proposed_by_id == who.pk else ""


def against_confirming(acceptance: BookAcceptance, who: Person) -> str:
    """Why somebody may not confirm an acceptance: whoever entered it does not."""
    return "登记验收" + _BY_ANOTHER.format("确认") if acceptance.entered_by_id == who.pk else ""


def against_step(step: RequestStep, notes: Iterable[RequestNote], who: Person) -> str:
    """Why somebody may not approve or sign a request: whoever asks does not, nor one person both.

    ``notes`` are the history of the request in its order.
    """
    if step not in (RequestStep.APPROVE, RequestStep.SIGN):
        return ""
    done = list(notes)
    if any(each.what in _ENTERED and each.by_id == who.pk for each in done):
        return "登记或提交付款申请" + _BY_ANOTHER.format(step)
    return "审核付款申请" + _BY_ANOTHER.format(step) if _approved_by(done, who) else ""


def against_paying(notes: Iterable[RequestNote], who: Person) -> str:
    """Why somebody may not enter a payment: whoever approved or signed the request does not."""
    return "审批付款申请" + _BY_ANOTHER.format("登记付款") if _approved_by(list(notes), who) else ""


def _approved_by(notes: list[RequestNote], who: Person) -> bool:
    """Whether somebody has approved or signed since a request was last taken or sent back."""
    back = max((at for at, each in enumerate(notes) if each.what in _BACK), default=-1)
    return any(each.what in _APPROVED and each.by_id == who.pk for each in notes[back + 1 :])
