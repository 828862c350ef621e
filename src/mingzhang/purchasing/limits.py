"""审批权限: up to which amount a post may approve a payment, and who has to where one may not.

A post that the limits do not name has none that are known: nothing is decided by it.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from mingzhang.purchasing.ledger import MEETING, ApprovalLimit, PaymentRequest


def may_approve(limits: Iterable[ApprovalLimit], post: str, amount: Fraction | None) -> bool | None:
    """Whether a post may approve an amount, ``None`` where that is not known; the party group may always.

    >>> limits = [ApprovalLimit("科长", Fraction(50000))]
    >>> [may_approve(limits, "科长", Fraction(each)) for each in (50000, 50001)]
    [True, False]
    >>> may_approve(limits, "局长", Fraction(1)), may_approve(limits, MEETING, Fraction(10**9))
    (None, True)
    """
    if post == MEETING:
        return True
    most = {each.post: each.most for each in limits}.get(post)
    return None if most is None or amount is None else amount <= most


def posts_asked(
    limits: Iterable[ApprovalLimit], amount: Fraction | None, large: bool, head: str, leader: str
) -> tuple[str, ...]:
    """The posts that a request passes: beyond what the head may approve also the leader.

    A large sum, and one beyond what the leader may approve, goes before the party group as well.

    >>> limits = [ApprovalLimit("局长", Fraction(50)), ApprovalLimit("分管领导", Fraction(300))]
    >>> [posts_asked(limits, Fraction(each), False, "局长", "分管领导") for each in (50, 300, 301)]
    [('局长',), ('局长', '分管领导'), ('局长', '分管领导', '党组会')]
    >>> posts_asked([], Fraction(301), True, "局长", "分管领导")
    ('局长', '分管领导', '党组会')
    """
    limits = list(limits)
    signed = large or may_approve(limits, head, amount) is False
    met = large or (signed and may_approve(limits, leader, amount) is False)
    return (head, *((leader,) * signed), *((MEETING,) * met))


def able_posts(limits: Iterable[ApprovalLimit], amount: Fraction) -> list[str]:
    """The posts that may approve an amount, the lowest first; where none may, the party group.

    >>> limits = [ApprovalLimit("局长", Fraction(300)), ApprovalLimit("科长", Fraction(50))]
    >>> able_posts(limits, Fraction(40)), able_posts(limits, Fraction(60)), able_posts(limits, Fraction(301))
    (['科长', '局长'], ['局长'], ['党组会'])
    """
    known = sorted((each.most, each.post) for each in limits if each.most is not None and amount <= each.most)
    return [post for _, post in known] or [MEETING]


def beyond_limits(limits: Iterable[ApprovalLimit], request: PaymentRequest) -> list[str]:
    """Who must approve a request that went beyond what all its posts may; none where one of them may.

    Where it is not known what one of them may, nothing is said.

    >>> limits = [ApprovalLimit("局长", Fraction(300)), ApprovalLimit("科长", Fraction(50))]
    >>> from datetime import date
    >>> asked = PaymentRequest("F-1", "1", date(2026, 3, 2), Fraction(60), approvals=("科长",))
    >>> beyond_limits(limits, asked)
    ['局长']
    """
    limits = list(limits)
    held = [may_approve(limits, post, request.amount) for post in request.approvals]
    if request.amount is None or not held or any(each is not False for each in held):
        return []
    return able_posts(limits, request.amount)
