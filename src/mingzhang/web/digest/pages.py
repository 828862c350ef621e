"""What the pages of the digest show: lists cut to one's reach, an issue with what may be done, the papers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, QuerySet

from mingzhang.digest.issue import Choice, steps
from mingzhang.digest.measures import measures
from mingzhang.digest.papers import issue_paper, statistics
from mingzhang.digest.quota import tally
from mingzhang.facts.publication import Publication
from mingzhang.web.digest.carried import first_day, issue_from, ledger_from, whole
from mingzhang.web.digest.models import DeskArticle, DeskIssue
from mingzhang.web.digest.moves import RIGHT_OF
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may, where
from mingzhang.web.register.models import Organisation

_ON_A_PAGE = 100
WAITING = "待取舍"
CHOICES = (WAITING, *(each.value for each in Choice))


def office_of(who: Person, action: Action) -> Organisation:
    """The office whose desk somebody sits at."""
    return where(who, action)[0]


def articles_of(at: Organisation, said: dict[str, str]) -> Page[Any]:
    """The articles of a desk, repeats folded beneath their first, filtered by choice and words."""
    found: QuerySet[DeskArticle] = DeskArticle.objects.filter(organisation=at, first=None)
    choice, words = said.get("choice", ""), said.get("q", "").replace("\0", "").strip()
    if choice == WAITING:
        found = found.filter(choice="").exclude(topics="")
    elif choice in set(Choice):
        found = found.filter(choice=choice)
    if words:
        found = found.filter(title__contains=words)
    counted = found.annotate(copies=Count("repeats")).order_by("-number").defer("text", "short", "notes")
    return Paginator(counted, _ON_A_PAGE).get_page(said.get("page"))


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
