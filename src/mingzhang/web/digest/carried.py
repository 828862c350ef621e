"""Rows of the database as the objects that the digest calculates with, and the ledger of an office's year."""

from __future__ import annotations

from datetime import date

from django.db.models import Prefetch, QuerySet

from mingzhang.digest.article import Article, NewsSource, SourceKind
from mingzhang.digest.issue import CLASSES, DigestItem, Issue, IssueKind, ItemUrgency
from mingzhang.digest.ledger import DigestLedger
from mingzhang.digest.reading import IssueReading, ReadingKind
from mingzhang.digest.topics import TopicRule, words
from mingzhang.web.digest.models import (
    DeskArticle,
    DeskIssue,
    DeskItem,
    DeskReading,
    DeskSource,
    DeskTopic,
)
from mingzhang.web.register.models import Organisation


def article_from(row: DeskArticle) -> Article:
    """An article; what groups it is the key of the first."""
    return Article(
        str(row.pk), row.title, row.text, row.source, row.got, row.day, address=row.address,
        first=str(row.first_id or row.pk), notes=tuple(row.notes),
    )  # fmt: skip


def item_from(row: DeskArticle) -> DigestItem:
    """An article as it stands in an issue."""
    class_, urgency = row.class_name or CLASSES[0], ItemUrgency(row.urgency)
    topic = next(iter(words(row.topics)), "")
    return DigestItem(article_from(row), row.heading or row.title, row.short, class_, urgency, topic)


def issue_from(row: DeskIssue) -> Issue:
    """An issue with its items and readings; reads nothing where both are fetched with it."""
    items = tuple(item_from(item.article) for item in row.items.all())
    instructed = any(each.kind == ReadingKind.INSTRUCTED for each in row.readings.all())
    return Issue(
        str(row.pk), IssueKind(row.kind), row.count, row.day, items, words(row.readers), row.topic,
        row.checked, row.checked_by, row.signed, row.signed_by, row.sent, row.filed, instructed,
    )  # fmt: skip


def whole(issues: QuerySet[DeskIssue]) -> QuerySet[DeskIssue]:
    """Issues with what :func:`issue_from` needs, in four queries whatever their number."""
    items = Prefetch("items", DeskItem.objects.select_related("article"))
    return issues.select_related("organisation").prefetch_related(items, "readings")


def rules_of(at: Organisation) -> list[TopicRule]:
    """The topic rules of an office."""
    return [rule_from(row) for row in DeskTopic.objects.filter(organisation=at)]


def rule_from(row: DeskTopic) -> TopicRule:
    """A topic rule."""
    must, some, never = words(row.must), words(row.some), words(row.never)
    return TopicRule(row.name, must, some, never, words(row.places), words(row.officials), row.class_name)


def source_from(row: DeskSource) -> NewsSource:
    """A listed source."""
    return NewsSource(row.name, SourceKind(row.kind), row.address, row.fetch, row.topic)


def ledger_from(at: Organisation, year: int) -> DigestLedger:
    """The ledger of an office's year: what its statistics are counted from."""
    issues = [issue_from(row) for row in whole(DeskIssue.objects.filter(organisation=at, day__year=year))]
    rows = DeskArticle.objects.filter(organisation=at, got__year=year).defer("text", "short")
    articles = (
        Article(str(pk), title, "", source, got, day, first=str(first or pk))
        for pk, title, source, got, day, first in rows.values_list(
            "pk", "title", "source", "got", "day", "first"
        )
    )
    readings = DeskReading.objects.filter(issue__organisation=at, day__year=year)
    return DigestLedger(
        at.name, year,
        articles={each.number: each for each in articles},
        issues={each.number: each for each in issues},
        readings=[reading_from(row) for row in readings],
    )  # fmt: skip


def reading_from(row: DeskReading) -> IssueReading:
    """What a reader made of an issue."""
    article = str(row.article_id or "")
    return IssueReading(
        str(row.issue_id), row.reader, row.day, ReadingKind(row.kind), article, row.text, row.matter
    )


def first_day(year: int) -> date:
    """The day that a year's counts begin with.

    >>> first_day(2026)
    datetime.date(2026, 1, 1)
    """
    return date(year, 1, 1)
