"""What every page needs to show its frame."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest

from mingzhang.version import VERSION
from mingzhang.web.manual.addresses import help_address
from mingzhang.web.notices.sending import unread_count
from mingzhang.web.people.rights import Action, may

# What stands in the bar at the top: the words, the name of the address, and what one must be allowed to do.
BAR = (
    ("公开", "portal:list", Action.SEE_PUBLIC),
    ("进度", "season:list", Action.SEE_BOARD),
    ("汇总", "bureau:list", Action.SEE_STATISTICS),
    ("绩效", "performance:list", Action.SEE_PROJECTS),
    ("评审", "performance:mine", Action.JUDGE),
    # 督查
    ("督查", "supervision:list", Action.SEE_MATTERS),
    ("签批", "supervision:signing", Action.SIGN_MATTERS),
    ("承办", "supervision:mine", Action.SEE_DUTIES),
    # 察访核验
    ("核验", "verification:list", Action.SEE_VERIFICATION),
    ("核验任务", "verification:mine", Action.VISIT),
    ("核验问题", "verification:problems", Action.SEE_PROBLEMS),
    # 绩效管理（考评）
    ("考评", "appraisal:list", Action.SEE_APPRAISAL),
    # 满意度调查
    ("调查", "survey:list", Action.SEE_SURVEYS),
    ("访问", "survey:mine", Action.FILL_SURVEYS),
    ("调查报告", "survey:told", Action.READ_SURVEYS),
    # 档案
    ("档案", "archive:list", Action.SEE_ARCHIVE),
    # 舆情信息摘编
    ("摘编", "digest:list", Action.SEE_DIGEST),
    # 购买服务
    ("采购", "purchasing:list", Action.SEE_PURCHASES),
    ("单位", "register:list", Action.SEE_REGISTER),
    ("人员", "people:list", Action.SEE_PEOPLE),
    ("日志", "audit:list", Action.SEE_AUDIT),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The bar as the visitor may use it, where the page is explained, and the program with its version."""
    user = getattr(request, "user", None)
    view = request.resolver_match.view_name if request.resolver_match else ""
    bar = [] if user is None else [(words, name) for words, name, action in BAR if may(user, action)]
    here = _here(view, [name for _, name in bar])
    unread = unread_count(user) if user is not None and user.is_authenticated else 0
    entries = [(words, name, name == here) for words, name in bar]
    told = {"unread": unread, "bar": entries, "help": help_address(view, user or AnonymousUser())}
    return told | {"program": f"明账 {VERSION}"}


def _here(view: str, names: list[str]) -> str:
    """The entry of the bar that a page belongs to: its own, otherwise the first of its application.

    >>> names = ["survey:list", "survey:mine"]
    >>> _here("survey:mine", names), _here("survey:quota", names), _here("audit:list", names)
    ('survey:mine', 'survey:list', '')
    """
    app = view.partition(":")[0]
    return view if view in names else next((name for name in names if name.partition(":")[0] == app), "")
