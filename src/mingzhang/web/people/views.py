"""Signing in and out, passwords, and who is who."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.contrib.auth.views import LoginView
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mingzhang.web.audit.log import record
from mingzhang.web.people.models import Post
from mingzhang.web.people.rights import Action, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.pages import Asked, page

_login = LoginView.as_view(
    template_name="people/login.html",
    redirect_authenticated_user=True,
    extra_context={"title": "登录", "button": "登录"},
)
login = page(Action.SEE_PUBLIC, methods=("GET", "HEAD", "POST"))(_login)


@page(Action.SEE_PUBLIC, methods=("POST",))
def logout(request: HttpRequest) -> HttpResponse:
    """End the session."""
    end_session(request)
    return redirect("home")


@page(Action.ENTER, methods=("GET", "HEAD", "POST"))
def password(request: Asked) -> HttpResponse:
    """Change one's own password."""
    form = PasswordChangeForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        form.save()
        update_session_auth_hash(request, request.user)
        record(request.user, "改密码", request.user, "修改了自己的密码")
        messages.success(request, "密码已修改。")
        return redirect("home")
    return render(request, "shared/form.html", {"form": form, "title": "修改密码"})


@page(Action.SEE_PEOPLE)
def everybody(request: Asked) -> HttpResponse:
    """The posts within one's reach."""
    within = Organisation.objects.below(*where(request.user, Action.SEE_PEOPLE))
    posts = Post.objects.filter(organisation__in=within).select_related("person", "organisation")
    return render(request, "people/list.html", {"posts": posts.order_by("organisation__path", "role")})
