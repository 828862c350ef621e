"""Signing in and out, passwords, and who is who."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout as end_session
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render

from mingzhang.web.audit.log import record
from mingzhang.web.people.forms import MeForm, PasswordForm, PersonForm, PostForm
from mingzhang.web.people.models import Post
from mingzhang.web.people.posts import appoint, end_post, save_me, save_post, set_password
from mingzhang.web.people.rights import Action, may, where
from mingzhang.web.people.sessions import SignInView
from mingzhang.web.register.models import Organisation, OrganisationQuerySet
from mingzhang.web.shared.pages import Asked, page

_login = SignInView.as_view(
    template_name="people/login.html",
    redirect_authenticated_user=True,
    extra_context={"title": "登录", "button": "登录", "sign_on": lambda: settings.SINGLE_SIGN_ON},
)
login = page(Action.SEE_PUBLIC, methods=("GET", "HEAD", "POST"))(_login)


@page(Action.SEE_PUBLIC)
def sign_on(request: HttpRequest) -> HttpResponseBase:
    """To the provider of the office, where there is one."""
    if not settings.SINGLE_SIGN_ON:
        raise Http404
    from mozilla_django_oidc.views import OIDCAuthenticationRequestView

    answered: HttpResponseBase = OIDCAuthenticationRequestView.as_view()(request)
    return answered


@page(Action.SEE_PUBLIC)
def signed_on(request: HttpRequest) -> HttpResponseBase:
    """Back from there."""
    if not settings.SINGLE_SIGN_ON:
        raise Http404
    from mingzhang.web.people.sign_on import SignedOnView

    answered: HttpResponseBase = SignedOnView.as_view()(request)
    return answered


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
        request.user.must_change = False
        form.save()
        update_session_auth_hash(request, request.user)
        record(request.user, "改密码", request.user, "修改了自己的密码")
        messages.success(request, "密码已修改。")
        return redirect("home")
    return render(request, "people/password.html", {"form": form, "title": "修改密码"})


@page(Action.ENTER, methods=("GET", "HEAD", "POST"))
def me(request: Asked) -> HttpResponse:
    """One's own name and address."""
    form = MeForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        save_me(form.save(commit=False))
        messages.success(request, "已保存。")
        return redirect("people:me")
    return render(request, "people/me.html", {"form": form, "title": "本人资料"})


@page(Action.SEE_PEOPLE)
def everybody(request: Asked) -> HttpResponse:
    """The posts within one's reach."""
    posts = Post.objects.filter(organisation__in=_within(request, Action.SEE_PEOPLE))
    shown = posts.select_related("person", "organisation").order_by("organisation__path", "role")
    pages = Paginator(shown, 100).get_page(request.GET.get("page"))
    return render(
        request, "people/list.html", {"posts": pages, "able": may(request.user, Action.EDIT_PEOPLE)}
    )


def _within(request: Asked, action: Action) -> OrganisationQuerySet:
    return Organisation.objects.below(*where(request.user, action))


@page(Action.EDIT_PEOPLE, methods=("GET", "HEAD", "POST"))
def add(request: Asked) -> HttpResponse:
    """A new person."""
    form = PersonForm(request.POST or None, within=_within(request, Action.EDIT_PEOPLE))
    if request.method == "POST" and form.is_valid():
        messages.success(request, f"已新增{appoint(request.user, form.cleaned_data)}。")
        return redirect("people:list")
    return render(request, "shared/form.html", {"form": form, "title": "新增人员"})


@page(Action.EDIT_PEOPLE, of=Post, with_=("person", "organisation"), methods=("GET", "HEAD", "POST"))
def post(request: Asked, post: Post) -> HttpResponse:
    """Change a post, or let it end."""
    form = PostForm(request.POST or None, instance=post, within=_within(request, Action.EDIT_PEOPLE))
    if request.method == "POST" and form.is_valid():
        save_post(request.user, post.person, form.save(commit=False))
        return redirect("people:list")
    return render(request, "shared/form.html", {"form": form, "title": f"修改任职：{post}"})


@page(Action.EDIT_PEOPLE, of=Post, with_=("person", "organisation"), methods=("GET", "HEAD", "POST"))
def further(request: Asked, post: Post) -> HttpResponse:
    """A further post of the same person."""
    within = _within(request, Action.EDIT_PEOPLE)
    form = PostForm(request.POST or None, instance=Post(person=post.person), within=within)
    if request.method == "POST" and form.is_valid():
        save_post(request.user, post.person, form.save(commit=False))
        return redirect("people:list")
    return render(request, "shared/form.html", {"form": form, "title": f"{post.person}再任"})


@page(Action.EDIT_PEOPLE, of=Post, with_=("person", "organisation"), methods=("POST",))
def end(request: Asked, post: Post) -> HttpResponse:
    """Let a post end now."""
    end_post(request.user, post)
    messages.success(request, f"已免去{post}。")
    return redirect("people:list")


@page(Action.EDIT_PEOPLE, of=Post, with_=("person", "organisation"), methods=("GET", "HEAD", "POST"))
def reset(request: Asked, post: Post) -> HttpResponse:
    """Set a new password for somebody who forgot theirs."""
    form = PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        set_password(request.user, post, form.cleaned_data["password"])
        messages.success(request, f"已重设{post.person}的密码。")
        return redirect("people:list")
    return render(request, "shared/form.html", {"form": form, "title": f"重设{post.person}的密码"})
