"""The pages of the digest."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from mingzhang.digest.issue import IssueKind
from mingzhang.web.digest import moves
from mingzhang.web.digest.carried import issue_from, whole
from mingzhang.web.digest.forms import ArticleForm, DeskIntakeForm, IssueForm, ReadingForm
from mingzhang.web.digest.intake import intake
from mingzhang.web.digest.models import DeskArticle, DeskIssue
from mingzhang.web.digest.pages import (
    CHOICES,
    article_list,
    articles_of,
    compared,
    drafts_of,
    issues_of,
    offered,
    office_of,
    paper_of,
    quota_of,
    statistics_of,
)
from mingzhang.web.people.rights import Action, may
from mingzhang.web.shared.doing import telling
from mingzhang.web.shared.lists import download
from mingzhang.web.shared.pages import Asked, page
from mingzhang.web.shared.printing import printed
from mingzhang.web.shared.today import today

_BOTH = ("GET", "HEAD", "POST")
done = telling(moves.DigestMoveError)


@page(Action.SEE_DIGEST)
def articles(request: Asked) -> HttpResponse:
    """The desk: articles, the same story once."""
    at, able = office_of(request.user, Action.SEE_DIGEST), may(request.user, Action.EDIT_DIGEST)
    said = {name: request.GET.get(name, "") for name in ("choice", "q", "page")}
    shown = {"pages": articles_of(at, said), "able": able, "form": DeskIntakeForm(), "choices": CHOICES}
    return render(request, "digest/articles.html", shown | said | {"office": at})


@page(Action.SEE_DIGEST)
def articles_file(request: Asked) -> HttpResponse:
    """The articles that the filter leaves, as a workbook."""
    said = {name: request.GET.get(name, "") for name in ("choice", "q")}
    return download(article_list(office_of(request.user, Action.SEE_DIGEST), said), "稿件.xlsx")


@page(Action.EDIT_DIGEST, methods=("POST",))
def bring(request: Asked) -> HttpResponse:
    """Take files and a pasted text in."""
    at = office_of(request.user, Action.EDIT_DIGEST)
    made = intake(
        at, request.user, request.FILES.getlist("uploads"), request.POST.get("pasted", "")[:100_000]
    )
    same = sum(each.first_id is not None for each in made.new)
    if made.new:
        messages.success(request, f"收入{len(made.new)}篇，其中与前面同一件事的{same}篇。")
    if made.sources:
        messages.success(request, f"新增来源{made.sources}个，都还没有允许抓取。")
    for line in made.told:
        messages.warning(request, line)
    return redirect("digest:list")


@page(Action.SEE_DIGEST, of=DeskArticle, with_=("organisation", "original", "first"), methods=_BOTH)
def article(request: Asked, article: DeskArticle) -> HttpResponse:
    """One article: as it came, and what the editor makes of it."""
    form = ArticleForm(request.POST or None, instance=article, initial={"edition": article.edition})
    if request.method == "POST" and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ArticleForm.Meta.fields}
        if done(
            request, lambda: moves.edit(article, request.user, said, form.cleaned_data["edition"]), "已保存。"
        ):
            return redirect("digest:article", article.pk)
    shown = {"article": article, "form": form, "copies": article.repeats.all(), "drafts": drafts_of(article)}
    able = may(request.user, Action.EDIT_DIGEST, article) and article.editable
    return render(
        request,
        "digest/article.html",
        shown | {"able": able, "placed": article.items.select_related("issue")} | compared(article),
    )


@page(Action.EDIT_DIGEST, of=DeskArticle, with_=("organisation",), methods=("POST",))
def swap(request: Asked, article: DeskArticle) -> HttpResponse:
    """The other opinion on the text instead."""
    done(request, lambda: moves.swap(article, request.user), "已改用另一份正文。")
    return redirect("digest:article", article.pk)


@page(Action.SEE_DIGEST, methods=_BOTH)
def issues(request: Asked) -> HttpResponse:
    """The issues, and a new one."""
    at, able = office_of(request.user, Action.SEE_DIGEST), may(request.user, Action.EDIT_DIGEST)
    form = IssueForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        kind = IssueKind(said["kind"])
        if done(
            request, lambda: moves.begin(at, request.user, kind, said["topic"], said["readers"]), "已新建。"
        ):
            return redirect("digest:issues")
    shown = {"pages": issues_of(at, request.GET.get("page")), "form": form, "able": able}
    return render(request, "digest/issues.html", shown)


@page(Action.SEE_DIGEST, of=DeskIssue, with_=("organisation",))
def issue(request: Asked, issue: DeskIssue) -> HttpResponse:
    """One issue: its items, what may be done, what readers made of it."""
    found = whole(DeskIssue.objects.filter(pk=issue.pk)).get()
    able = may(request.user, Action.EDIT_DIGEST, issue)
    form = ReadingForm(issue=issue) if able and issue.sent else None
    shown = {"issue": found, "offers": offered(found, request.user), "able": able and issue.checked is None}
    return render(request, "digest/issue.html", shown | {"form": form, "made": issue_from(found)})


@page(Action.SEE_DIGEST, of=DeskIssue, with_=("organisation",), methods=("POST",))
def act(request: Asked, issue: DeskIssue) -> HttpResponse:
    """One step of an issue; the move asks for the right to it."""
    name = request.POST.get("step", "")
    done(request, lambda: moves.step(issue, name, request.user), f"已{name}。")
    return redirect("digest:issue", issue.pk)


@page(Action.EDIT_DIGEST, of=DeskIssue, with_=("organisation",), methods=("POST",))
def put(request: Asked, issue: DeskIssue) -> HttpResponse:
    """An article into the issue, or out of it."""
    wanted = request.POST.get("article", "")[:20]  # more digits than any key has
    row = get_object_or_404(DeskArticle, pk=int(wanted) if wanted.isascii() and wanted.isdigit() else 0)
    into = "out" not in request.POST
    done(request, lambda: moves.put(issue, row, request.user, into), "已选入。" if into else "已撤下。")
    return redirect("digest:issue", issue.pk)


@page(Action.EDIT_DIGEST, of=DeskIssue, with_=("organisation",), methods=("POST",))
def reading(request: Asked, issue: DeskIssue) -> HttpResponse:
    """What a reader made of the issue."""
    form = ReadingForm(request.POST, issue=issue)
    if form.is_valid():
        done(request, lambda: moves.read(issue, request.user, form.cleaned_data), "已登记。")
    else:
        messages.error(request, "阅批没有登记：" + "；".join(str(e[0]) for e in form.errors.values()))
    return redirect("digest:issue", issue.pk)


@page(Action.SEE_DIGEST, of=DeskIssue, with_=("organisation",))
def paper(request: Asked, issue: DeskIssue) -> HttpResponse:
    """The issue as a document."""
    found = whole(DeskIssue.objects.filter(pk=issue.pk)).get()
    data, name = printed(paper_of(found), request.GET.get("as", ""), f"{found.day:%Y%m%d}{found}")
    return download(data, name, "application/octet-stream")


@page(Action.SEE_DIGEST)
def counts(request: Asked) -> HttpResponse:
    """The year so far against the plan, and everything that is counted."""
    return render(
        request, "digest/counts.html", quota_of(office_of(request.user, Action.SEE_DIGEST), today())
    )


@page(Action.SEE_DIGEST)
def year_paper(request: Asked) -> HttpResponse:
    """The statistics of the year as a document."""
    made = statistics_of(office_of(request.user, Action.SEE_DIGEST), today())
    data, name = printed(made, request.GET.get("as", ""), f"{today().year}年摘编工作统计")
    return download(data, name, "application/octet-stream")
