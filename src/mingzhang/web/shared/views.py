"""The first page, and the pages for what went wrong."""

from __future__ import annotations

import errno
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string

from mingzhang.web.people.rights import Action, may
from mingzhang.web.portal.listings import first_page
from mingzhang.web.shared.context import BAR
from mingzhang.web.shared.pages import page


@page(Action.SEE_PUBLIC)
def home(request: HttpRequest) -> HttpResponse:
    """The first page: a newcomer is told what this is and what is public, who signed in goes to the work."""
    for _, name, action in BAR:
        if action is not Action.SEE_PUBLIC and may(request.user, action):
            return redirect(name)
    return render(request, "portal/first.html", first_page())


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's form)
    """400."""
    return _sorry(request, 400, "请求有误", "浏览器发来的内容无法理解。请返回上一页重试。")


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403: what one may not do is named."""
    return _sorry(request, 403, "没有权限", f"{exception}" or "没有权限。", "需要时请管理员调整任职。")


def missing(request: HttpRequest, exception: Exception) -> HttpResponse:  # noqa: ARG001 (Django's form)
    """404."""
    return _sorry(request, 404, "没有这一页", "地址有误，或内容已经移走。")


def broken(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 (Django's form)
    """500: a fault of ours, said in one sentence; 503 where the database is away or the disk is full.

    Told without the frame's questions to the database, which may be what is broken.
    """
    fault = sys.exc_info()[1]  # Django calls this while it handles the fault
    if isinstance(fault, OperationalError | InterfaceError):
        said = "数据库现在用不了（正在重启，或磁盘已满）。这次的内容没有保存，已经保存的没有丢失："
        return _alone(503, "暂时不能办理", f"{said}请稍后按“返回”回到原页面，再办一次。")
    if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
        return _alone(507, "存不下来", "磁盘已满，这次的内容没有保存：请管理员腾出磁盘空间，再办一次。")
    return _alone(500, "程序出错", "已经保存的内容没有丢失。请把时间和地址告诉管理员。")


def _alone(status: int, title: str, words: str) -> HttpResponse:
    told = render_to_string("shared/sorry.html", {"title": title, "words": [words]})
    return HttpResponse(told, status=status, headers={"Retry-After": "30"} if status == 503 else {})


def expired(request: HttpRequest, reason: str = "") -> HttpResponse:  # noqa: ARG001 (Django's form)
    """403 of a form whose session is over: what was typed is still in the page behind."""
    return _sorry(
        request,
        403,
        "登录已过期",
        "所填内容没有提交，也没有丢失：请在新标签页登录，再回到原页面提交。",
    )


def _sorry(request: HttpRequest, status: int, title: str, *words: str) -> HttpResponse:
    return render(request, "shared/sorry.html", {"title": title, "words": words}, status=status)
