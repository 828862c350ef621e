"""What every page needs to show its frame."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from mingzhang.version import VERSION
from mingzhang.web.notices.sending import unread_count
from mingzhang.web.people.rights import Action, may

# What stands in the bar at the top: the words, the name of the address, and what one must be allowed to do.
_BAR = (
    ("公开", "portal:list", Action.SEE_PUBLIC),
    ("进度", "season:list", Action.SEE_BOARD),
    ("汇总", "bureau:list", Action.SEE_STATISTICS),
    ("绩效", "performance:list", Action.SEE_PROJECTS),
    ("评审", "performance:mine", Action.JUDGE),
    ("单位", "register:list", Action.SEE_REGISTER),
    ("人员", "people:list", Action.SEE_PEOPLE),
    ("日志", "audit:list", Action.SEE_AUDIT),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The bar as the visitor may use it, and the program with its version."""
    user = getattr(request, "user", None)
    bar = [] if user is None else [(words, name) for words, name, action in _BAR if may(user, action)]
    unread = unread_count(user) if user is not None and user.is_authenticated else 0
    return {"unread": unread, "bar": bar, "program": f"明账 {VERSION}"}
