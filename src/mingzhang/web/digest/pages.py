"""What the pages of the digest show: lists cut to one's reach, an issue with what may be done, the papers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from mingzhang.digest.issue import Choice, steps
from mingzhang.digest.measures import measures
from mingzhang.digest.papers import issue_paper, statistics
from mingzhang.digest.quota import tally
from mingzhang.digest.same_story import plain_text
from mingzhang.facts.clipping import NewsAddress
from mingzhang.facts.days import day_words
from mingzhang.facts.publication import Publication
from mingzhang.web.digest.carried import first_day, issue_from, ledger_from, whole
from mingzhang.web.digest.models import DeskArticle, DeskFetch, DeskIssue, DeskSource, DeskTopic
from mingzhang.web.digest.moves import RIGHT_OF
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may, where
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.lists import list_workbook
from mingzhang.writers.opml import opml_file

_ON_A_PAGE = 100
WAITING = "待取舍"
CHOICES = (WAITING, *(each.value for each in Choice))


def office_of(who: Person, action: Action) -> Organisation:
    """The office whose desk somebody sits at."""
    return where(who, action)[0]


def articles_of(at: Organisation, said: dict[str, str]) -> Page[Any]:
    """The articles of a desk, repeats folded beneath their first, a page of them."""
    counted = _chosen(at, said).filter(first=None).annotate(copies=Count("repeats"))
    return Paginator(counted.defer("text", "other", "short", "notes"), _ON_A_PAGE).get_page(said.get("page"))


def article_list(at: Organisation, said: dict[str, str]) -> bytes:
    """The articles that a filter leaves as a workbook, repeats under the number of their first."""
    columns = {
        "编号": "number", "标题": "title", "来源": "source", "发布日期": "day", "收入日期": "got",
        "同稿首篇编号": "first__number", "命中主题": "topics", "取舍": "choice", "类别": "class_name",
        "急缓": "urgency", "摘编标题": "heading", "摘编正文": "short", "地址": "address",
    }  # fmt: skip
    rows = _chosen(at, said).values_list(*columns.values())
    return list_workbook("稿件", tuple(columns), (_said(row) for row in rows.iterator()))


def _said(row: tuple[Any, ...]) -> list[Any]:
    return [day_words(cell) if isinstance(cell, date) else cell for cell in row]


def _chosen(at: Organisation, said: dict[str, str]) -> QuerySet[DeskArticle]:
    """The articles of a desk, filtered by choice and words, the last first."""
    found = DeskArticle.objects.filter(organisation=at)
    choice, words = said.get("choice", ""), said.get("q", "").replace("\0", "").strip()
    if choice == WAITING:
        found = found.filter(choice="").exclude(topics="")
    elif choice in set(Choice):
        found = found.filter(choice=choice)
    return (found.filter(title__contains=words) if words else found).order_by("-number")


def compared(article: DeskArticle) -> dict[str, list[tuple[str, bool]]]:
    """The lines of an article's text and of the other opinion, each with whether it stands in one alone."""
    own, other = (
        [line for line in said.splitlines() if line.strip()] for said in (article.text, article.other)
    )
    if not other:
        return {"lines": [(line, False) for line in own], "others": []}
    text, others = plain_text(article.text), plain_text(article.other)
    return {
        "lines": [(line, plain_text(line) not in others) for line in own],
        "others": [(line, plain_text(line) not in text) for line in other],
    }


def sources_of(at: Organisation) -> dict[str, Any]:
    """The listed sources of an office, and the last round of fetching."""
    rows = list(DeskSource.objects.filter(organisation=at))
    last = DeskFetch.objects.filter(organisation=at).select_related("by").first()
    return {
        "sources": rows,
        "last": last,
        "online": settings.DIGEST_FETCH,
        "able": any(e.fetch for e in rows),
    }


def topics_of(at: Organisation) -> dict[str, Any]:
    """The topic rules of an office."""
    return {"topics": DeskTopic.objects.filter(organisation=at)}


def opml_of(at: Organisation) -> bytes:
    """The listed sources of an office as OPML."""
    rows = DeskSource.objects.filter(organisation=at).exclude(address="")
    return opml_file([NewsAddress(e.name, e.address, topic=e.topic) for e in rows], f"{at.name}信息来源")


def issues_of(at: Organisation, page: str | None) -> Page[DeskIssue]:
    """The issues of an office, each with its stage."""
    found = Paginator(whole(DeskIssue.objects.filter(organisation=at)), _ON_A_PAGE).get_page(page)
    for row in found:
        row.made = issue_from(row)  # type: ignore[attr-defined]
    return found


def drafts_of(article: DeskArticle) -> QuerySet[DeskIssue]:
    """The issues that an article may still be put into."""
    return DeskIssue.objects.filter(organisation=article.organisation, checked=None)


def offered(issue: DeskIssue, who: Person) -> list[str]:
    """The steps that somebody may make now."""
    return [each.value for each in steps(issue_from(issue)) if may(who, RIGHT_OF[each], issue)]


def quota_of(at: Organisation, day: date) -> dict[str, Any]:
    """The counts of an office's year up to a day: against the plan, and every measure."""
    ledger = ledger_from(at, day.year)
    first = first_day(day.year)
    counted = tally(ledger.issues.values(), first, day, ledger.quota)
    of_today = tally(ledger.issues.values(), day, day, ledger.quota)
    found = list(measures(ledger, first, day).values())
    return {"whole": counted, "today": of_today, "measures": found, "day": day}


def paper_of(issue: DeskIssue) -> Publication:
    """An issue as a document."""
    made = issue_from(issue)
    return issue_paper(made, issue.organisation.name, "舆情信息摘编", issue.day.year)


def statistics_of(at: Organisation, day: date) -> Publication:
    """The statistics of an office's year as a document."""
    return statistics(ledger_from(at, day.year), day)
