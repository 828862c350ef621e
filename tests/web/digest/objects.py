"""How an object of each model of the app is made, for the walks over every page."""

from __future__ import annotations

from datetime import date

from mingzhang.web.digest.models import DeskArticle, DeskIssue, DeskItem, DeskSource, DeskTopic
from mingzhang.web.register.models import Organisation
from tests.web.conftest import DAY, District

STORY = "昨夜大雨，东路与西路交口积水约三十厘米，排水队两小时排除，交通恢复正常，居民表示满意。"


def article(at: Organisation, title: str = "东路积水", text: str = STORY, day: date = DAY) -> DeskArticle:
    """An article with its short text, ready for an issue."""
    number = DeskArticle.objects.filter(organisation=at).count() + 1
    return DeskArticle.objects.create(
        organisation=at,
        number=number,
        title=title,
        text=text,
        source="甲报",
        day=day,
        got=day,
        short=text[:20],
        topics="城市运行",
    )


def draft(at: Organisation, kind: str = "日报", *articles: DeskArticle) -> DeskIssue:
    """An issue that is still gathered, with these articles."""
    count = DeskIssue.objects.filter(organisation=at, kind=kind).count() + 1
    made = DeskIssue.objects.create(organisation=at, kind=kind, count=count, day=DAY, readers="区长、督查室")
    for each in articles:
        DeskItem.objects.create(issue=made, article=each)
    return made


def object_of(model: type, at: Organisation, district: District) -> tuple[Organisation, int]:
    """An article of the organisation, or an issue with a further one; a topic and a source come along."""
    number = DeskTopic.objects.filter(organisation=at).count() + 1
    topic = DeskTopic.objects.create(organisation=at, name=f"主题{number}", some="积水")
    source = DeskSource.objects.create(organisation=at, name=f"来源{number}", address="https://a.example/")
    if model is DeskTopic or model is DeskSource:
        return at, (topic if model is DeskTopic else source).pk
    made = article(at, f"东路积水第{number}次", f"第{number}次：{STORY}")
    if model is DeskArticle:
        return at, made.pk
    assert model is DeskIssue, f"tell the test how an object of {model.__name__} is made"
    return at, draft(at, "日报", made).pk
