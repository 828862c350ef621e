"""What is done at the desk of the digest; nothing else changes an article's words or an issue's days.

Every change holds its row first, so that of two people only one changes it; the other is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Max, Q

from mingzhang.digest.article import Article, SourceKind, article_of
from mingzhang.digest.issue import (
    Choice,
    Issue,
    IssueKind,
    IssueStep,
    UnlawfulIssueError,
    moved,
    next_count,
    with_items,
)
from mingzhang.digest.reading import ReadingKind
from mingzhang.digest.same_story import StoryIndex
from mingzhang.digest.shorten import shortened
from mingzhang.digest.topics import matches
from mingzhang.facts.clipping import Clipping
from mingzhang.web.audit.log import record
from mingzhang.web.digest.carried import issue_from, item_from, rules_of, whole
from mingzhang.web.digest.models import (
    DeskArticle,
    DeskFetch,
    DeskIssue,
    DeskItem,
    DeskReading,
    DeskSource,
    DeskTopic,
)
from mingzhang.web.files.models import StoredFile
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action, may
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.today import now, today

_DAYS = 60  # a story that was first told longer ago is told anew
_LONGEST = {"title": 300, "source": 120, "address": 600}
#: What each step needs; the signature is the leader's alone.
RIGHT_OF = {
    IssueStep.HAND_IN: Action.EDIT_DIGEST,
    IssueStep.RETURN: Action.SIGN_DIGEST,
    IssueStep.SIGN: Action.SIGN_DIGEST,
    IssueStep.SEND: Action.EDIT_DIGEST,
    IssueStep.FILE: Action.EDIT_DIGEST,
}


class DigestMoveError(Exception):
    """What cannot be done; its text is for the person."""


@transaction.atomic
def take_in(
    at: Organisation, who: Person, news: Sequence[tuple[Mapping[str, Any], StoredFile | None]]
) -> list[DeskArticle]:
    """New articles, each with its copy; what is there already is not taken twice."""
    Organisation.objects.select_for_update().get(pk=at.pk)  # numbers go on one by one
    number = DeskArticle.objects.filter(organisation=at).aggregate(last=Max("number"))["last"] or 0
    known = set(DeskArticle.objects.filter(organisation=at).values_list("address", "title", "text"))
    index, rules, made = _index(at), rules_of(at), list[DeskArticle]()
    for said, original in news:
        article = _cut(article_of(Clipping(**said), str(number + 1), today()))
        if (article.address, article.title, article.text) in known:
            continue
        known.add((article.address, article.title, article.text))
        number += 1
        found = matches(rules, article.title, article.text)
        row = DeskArticle.objects.create(
            organisation=at, number=number, title=article.title, text=article.text,
            other=said.get("other", ""), source=article.source,
            day=article.day, got=article.got, address=article.address, original=original,
            notes=list(article.notes), topics="、".join(each.topic for each in found)[:300],
            class_name=next((each.class_ for each in found if each.class_), ""),
        )  # fmt: skip
        first = index.place(str(row.pk), row.title, row.text)
        row.first_id = int(first) if first != str(row.pk) else None
        if found and row.first_id is None:
            wanted = [word for rule in rules for word in (*rule.must, *rule.some)]
            row.choice, row.short = Choice.SPARE, shortened(row.text, wanted)
        row.save()
        made.append(row)
    if made:
        record(who, "收入稿件", made[0], f"收入稿件{len(made)}篇")
    return made


def _cut(article: Article) -> Article:
    """The article with what a column holds of each text."""
    return replace(article, **{name: getattr(article, name)[:most] for name, most in _LONGEST.items()})


def _index(at: Organisation) -> StoryIndex:
    index = StoryIndex()
    since = today() - timedelta(days=_DAYS)
    firsts = DeskArticle.objects.filter(organisation=at, first=None, got__gte=since).order_by("number")
    for pk, title, text in firsts.values_list("pk", "title", "text"):
        index.add(str(pk), title, text)
    return index


@transaction.atomic
def edit(article: DeskArticle, who: Person, said: Mapping[str, Any], edition: int) -> None:
    """What the editor makes of an article; over an edition that is not the last nothing is saved."""
    held = DeskArticle.objects.select_for_update().get(pk=article.pk)
    _allowed(who, Action.EDIT_DIGEST, article)
    if held.edition != edition:
        raise DigestMoveError("这篇稿件刚被别人改过，没有保存；请刷新页面，对照以后再改。")
    _editable(held)
    before = {name: getattr(held, name) for name in said}
    for name, value in said.items():
        setattr(held, name, value)
    held.edition += 1
    held.save()
    record(who, "编辑稿件", held, f"编辑稿件“{held.title}”", before, dict(said))


@transaction.atomic
def swap(article: DeskArticle, who: Person) -> None:
    """The other opinion on an article's text instead of the one that stands."""
    held = DeskArticle.objects.select_for_update().get(pk=article.pk)
    _allowed(who, Action.EDIT_DIGEST, article)
    if not held.other:
        raise DigestMoveError("这篇稿件只有一份正文。")
    _editable(held)
    before = {"正文": held.text}
    held.text, held.other, held.edition = held.other, held.text, held.edition + 1
    held.save(update_fields=["text", "other", "edition"])
    record(who, "改用另一份正文", held, f"“{held.title}”改用另一份正文", before, {"正文": held.text})


@transaction.atomic
def begin(at: Organisation, who: Person, kind: IssueKind, topic: str, readers: str) -> DeskIssue:
    """A new issue with the next number of its kind in the year."""
    _allowed(who, Action.EDIT_DIGEST, at)
    Organisation.objects.select_for_update().get(pk=at.pk)
    day = today()
    rows = DeskIssue.objects.filter(organisation=at, day__year=day.year)
    before = [
        Issue(str(pk), IssueKind(of), count, made) for pk, of, count, made in
        rows.values_list("pk", "kind", "count", "day")
    ]  # fmt: skip
    made = DeskIssue.objects.create(
        organisation=at,
        kind=kind,
        count=next_count(before, kind, day.year),
        day=day,
        topic=topic,
        readers=readers,
    )
    record(who, "新建刊期", made, f"新建{made}")
    return made


@transaction.atomic
def put(issue: DeskIssue, article: DeskArticle, who: Person, into: bool = True) -> None:
    """An article into an issue, or out of it."""
    held = _held(issue, who, Action.EDIT_DIGEST)
    if article.organisation_id != held.organisation_id:
        raise DigestMoveError("这篇稿件不是本单位的。")
    kept = [item.article for item in held.items.all() if item.article_id != article.pk]
    chosen = [*kept, article] if into else kept
    others = map(issue_from, _telling(held, chosen))
    _lawful(lambda: with_items(issue_from(held), [item_from(row) for row in chosen], others))
    if into:
        DeskItem.objects.get_or_create(issue=held, article=article)
        DeskArticle.objects.filter(pk=article.pk).update(choice=Choice.TAKEN)
    else:
        DeskItem.objects.filter(issue=held, article=article).delete()
    record(who, "选入稿件" if into else "撤下稿件", held, f"{held}：“{article.heading or article.title}”")


def _telling(held: DeskIssue, chosen: Sequence[DeskArticle]) -> Iterable[DeskIssue]:
    """The other issues of the kind that tell one of these stories: a year has hundreds that tell none."""
    groups = [row.first_id or row.pk for row in chosen]
    stands = Q(items__article__in=groups) | Q(items__article__first__in=groups)
    others = DeskIssue.objects.filter(stands, organisation=held.organisation, kind=held.kind)
    return whole(others.exclude(pk=held.pk).distinct())


@transaction.atomic
def step(issue: DeskIssue, name: str, who: Person) -> None:
    """One step of an issue, by whoever may make it."""
    if name not in set(IssueStep):
        raise DigestMoveError("没有这种办理。")
    wanted = IssueStep(name)
    held = _held(issue, who, RIGHT_OF[wanted])
    made = _lawful(lambda: moved(issue_from(held), wanted, today(), who.name))
    days = ("checked", "checked_by", "signed", "signed_by", "sent", "filed")
    for each in days:
        setattr(held, each, getattr(made, each))
    held.save(update_fields=days)
    record(who, wanted.value, held, f"{wanted.value}：{held}", after={"状态": made.stage.value})


@transaction.atomic
def read(issue: DeskIssue, who: Person, said: Mapping[str, Any]) -> DeskReading:
    """What a reader made of an issue that was sent."""
    held = _held(issue, who, Action.EDIT_DIGEST)
    if held.sent is None:
        raise DigestMoveError(f"{held}还没有报送，不能登记阅批。")
    if said["kind"] == ReadingKind.INSTRUCTED and not said["text"].strip():
        raise DigestMoveError("登记批示时请写批示内容。")
    made = DeskReading.objects.create(issue=held, **said)
    record(who, "登记阅批", made, f"{made}")
    return made


@transaction.atomic
def save(row: DeskTopic | DeskSource, who: Person) -> None:
    """A topic rule or a listed source, new or changed; a name is taken once."""
    kind = _kind(row)
    _allowed(who, Action.EDIT_DIGEST, row)
    Organisation.objects.select_for_update().get(pk=row.organisation_id)
    named = type(row)._default_manager.filter(organisation=row.organisation, name=row.name)
    if named.exclude(pk=row.pk).exists():
        raise DigestMoveError(f"已有{kind}“{row.name}”。")
    before = type(row)._default_manager.filter(pk=row.pk).first()
    row.save()
    word = "修改" if before else "新增"
    record(who, f"{word}{kind}", row, f"{word}摘编{kind}“{row.name}”", _words(before), _words(row))


@transaction.atomic
def drop(row: DeskTopic | DeskSource, who: Person, sure: bool) -> None:
    """Take a topic rule or a source off its list; what came of it stays."""
    _allowed(who, Action.EDIT_DIGEST, row)
    if not sure:
        raise DigestMoveError("没有删除：请勾选“确认删除”。")
    kind = _kind(row)
    record(who, f"删除{kind}", row, f"删除摘编{kind}“{row.name}”", _words(row))
    row.delete()


def _kind(row: DeskTopic | DeskSource) -> str:
    return "主题" if isinstance(row, DeskTopic) else "来源"


def _words(row: DeskTopic | DeskSource | None) -> dict[str, str] | None:
    """What a row says, by the names of its columns."""
    if row is None:
        return None
    kept = (each for each in row._meta.fields if each.name not in ("id", "organisation", "fetched", "said"))
    return {str(each.verbose_name): str(getattr(row, each.name)) for each in kept}


@transaction.atomic
def list_sources(at: Organisation, who: Person, said: Sequence[Mapping[str, str]]) -> int:
    """Add the sources of a list that are not there yet, none of them to be fetched; how many were new."""
    _allowed(who, Action.EDIT_DIGEST, at)
    Organisation.objects.select_for_update().get(pk=at.pk)
    rows = list(DeskSource.objects.filter(organisation=at).values_list("name", "address"))
    names, known, made = {name for name, _ in rows}, {address for _, address in rows}, 0
    for each in said:
        if each["address"] in known or len(each["address"]) > _LONGEST["address"]:
            continue
        known.add(each["address"])
        name = _free(each["name"][:100] or each["address"][:100], names)
        names.add(name)
        DeskSource.objects.create(
            organisation=at,
            name=name,
            kind=SourceKind.FEED,
            address=each["address"],
            topic=each["topic"][:60],
        )
        made += 1
    if made:
        record(who, "收入来源清单", at, f"收入来源{made}个")
    return made


def _free(name: str, taken: set[str]) -> str:
    """The name, or another like it where it is taken."""
    return next(each for each in (name, *(f"{name}（{at}）" for at in range(2, 10_000))) if each not in taken)


@transaction.atomic
def ask_fetch(at: Organisation, who: Person) -> DeskFetch:
    """A round of fetching, asked for by an editor; of two rounds at once only one is made."""
    _allowed(who, Action.EDIT_DIGEST, at)
    Organisation.objects.select_for_update().get(pk=at.pk)
    if not settings.DIGEST_FETCH:
        raise DigestMoveError(
            "本系统没有开启抓取（MINGZHANG_DIGEST_FETCH=1），请把网页、邮件、文件存好再收入。"
        )
    if not DeskSource.objects.filter(organisation=at, fetch=True).exclude(address="").exists():
        raise DigestMoveError("没有写明允许抓取的来源。")
    if DeskFetch.objects.filter(organisation=at, state=DeskFetch.WAITING).exists():
        raise DigestMoveError("正在抓取，请稍后再看。")
    made = DeskFetch.objects.create(organisation=at, by=who, at=now())
    record(who, "抓取来源", made, f"抓取允许抓取的来源：{at.name}")
    return made


@transaction.atomic
def end_fetch(pk: int, lines: Sequence[str], by: Mapping[int, str], state: str = DeskFetch.DONE) -> None:
    """What came of a round, in all and for each source by its key."""
    held = DeskFetch.objects.select_for_update().get(pk=pk)
    if held.state != DeskFetch.WAITING:
        return
    for key, said in by.items():
        DeskSource.objects.filter(pk=key).update(fetched=today(), said=said[:300])
    held.state, held.lines = state, list(lines)[:200]
    held.save(update_fields=["state", "lines"])
    record(held.by, "抓取完毕", held, f"{held}：{state}", after={"结果": held.lines})


def _held(issue: DeskIssue, who: Person, action: Action) -> DeskIssue:
    """The issue as it is now, held until the transaction ends."""
    DeskIssue.objects.select_for_update().get(pk=issue.pk)
    found = whole(DeskIssue.objects.filter(pk=issue.pk)).get()
    _allowed(who, action, found)
    return found


def _editable(held: DeskArticle) -> None:
    if not held.editable:
        raise DigestMoveError("这篇稿件所在的刊期已经送审，不能再改；需要时请领导退回。")


def _allowed(who: Person, action: Action, of: Any) -> None:
    if not may(who, action, of):
        raise DigestMoveError(f"没有“{action.value}”的权限。")


def _lawful(doing: Any) -> Issue:
    try:
        made: Issue = doing()
    except UnlawfulIssueError as fault:
        raise DigestMoveError(f"{fault}。") from None
    return made
