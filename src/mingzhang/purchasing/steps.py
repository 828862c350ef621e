"""付款申请: where a request stands, which steps may follow, and what a step makes of it.

::

    草拟 —提交→ 待审核 —审核→ 待付款 —（付款）→ 已付清
      ↑ 撤回、退回 ↙   ↘ 审核（达到大额标准）→ 待签批 —签批→ 待付款
"""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction


class RequestState(StrEnum):
    """Where a request for payment stands."""

    DRAFT = "草拟"
    ASKED = "待审核"
    CHECKED = "待签批"
    APPROVED = "待付款"
    PAID = "已付清"


class RequestStep(StrEnum):
    """What somebody does with a request; the signature is for large sums only."""

    HAND_IN = "提交"
    WITHDRAW = "撤回"
    APPROVE = "审核"
    SIGN = "签批"
    RETURN = "退回"


class UnlawfulRequestError(ValueError):
    """A step that the state of a request does not allow; one Chinese sentence."""


_S, _T = RequestState, RequestStep
_FROM = {
    _T.HAND_IN: (_S.DRAFT,),
    _T.WITHDRAW: (_S.ASKED,),
    _T.APPROVE: (_S.ASKED,),
    _T.SIGN: (_S.CHECKED,),
    _T.RETURN: (_S.ASKED, _S.CHECKED),
}
_TO = {_T.HAND_IN: _S.ASKED, _T.WITHDRAW: _S.DRAFT, _T.SIGN: _S.APPROVED, _T.RETURN: _S.DRAFT}


def request_steps(state: RequestState) -> list[RequestStep]:
    """The steps that may follow.

    >>> [each.value for each in request_steps(RequestState.ASKED)]
    ['撤回', '审核', '退回']
    """
    return [step for step, states in _FROM.items() if state in states]


def after_step(state: RequestState, step: RequestStep, large: bool) -> RequestState:
    """Where a step takes a request; a large sum waits for the signature.

    Raises :class:`UnlawfulRequestError`.

    >>> after_step(RequestState.ASKED, RequestStep.APPROVE, large=True).value
    '待签批'
    >>> after_step(RequestState.DRAFT, RequestStep.SIGN, large=True)
    Traceback (most recent call last):
    mingzhang.purchasing.steps.UnlawfulRequestError: 付款申请现在是“草拟”，不能“签批”
    """
    if state not in _FROM[step]:
        raise UnlawfulRequestError(f"付款申请现在是“{state}”，不能“{step}”")
    if step is RequestStep.APPROVE:
        return RequestState.CHECKED if large else RequestState.APPROVED
    return _TO[step]


def after_payment(asked: Fraction | None, paid: Fraction) -> RequestState:
    """Where an approved request stands once so much of it is paid.

    >>> after_payment(Fraction(5), Fraction(4)).value, after_payment(Fraction(5), Fraction(5)).value
    ('待付款', '已付清')
    """
    return RequestState.PAID if asked is not None and paid >= asked else RequestState.APPROVED


def is_large(amount: Fraction | None, large: Fraction | None) -> bool:
    """Whether a sum goes before the party group and to the signature; an unknown one does not yet.

    >>> is_large(Fraction(5), Fraction(5)), is_large(Fraction(5), None)
    (True, False)
    """
    return amount is not None and large is not None and amount >= large
