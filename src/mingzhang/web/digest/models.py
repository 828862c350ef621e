"""Sources, articles at the desk, topics, issues with their items, and what readers made of them."""

from __future__ import annotations

from django.db import models
from django.urls import reverse

from mingzhang.digest.article import SourceKind
from mingzhang.digest.issue import CLASSES, Choice, IssueKind, ItemUrgency
from mingzhang.digest.reading import ReadingKind
from mingzhang.web.files.models import StoredFile
from mingzhang.web.people.models import Person
from mingzhang.web.register.models import Organisation

_CLASSES = [(each, each) for each in CLASSES]


class DeskTopic(models.Model):
    """主题: a topic rule of an office; lists are written with 、 between the words."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="digest_topics")
    name = models.CharField("主题", max_length=60)
    must = models.CharField("必含", max_length=300, blank=True)
    some = models.CharField("任一", max_length=600, blank=True)
    never = models.CharField("不含", max_length=300, blank=True)
    places = models.CharField("地点", max_length=300, blank=True)
    officials = models.CharField("职务", max_length=300, blank=True)
    class_name = models.CharField("类别", max_length=20, choices=_CLASSES, blank=True)

    class Meta:
        verbose_name = "摘编主题"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["organisation", "name"], name="one_topic_a_name"),)

    def __str__(self) -> str:
        return self.name


class DeskSource(models.Model):
    """来源: a source that the office has listed; it is fetched only where ``fetch`` says so.

    ``fetched`` is the day on which it was last asked, ``said`` what came of it.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="digest_sources")
    name = models.CharField("来源名称", max_length=120)
    kind = models.CharField(
        "方式", max_length=4, choices=[(e.value, e.value) for e in SourceKind], default=SourceKind.FEED.value
    )
    address = models.CharField("地址", max_length=600, blank=True)
    fetch = models.BooleanField("允许抓取", default=False)
    topic = models.CharField("分组", max_length=60, blank=True)
    fetched = models.DateField(null=True)
    said = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "摘编来源"
        ordering = ("topic", "pk")
        constraints = (models.UniqueConstraint(fields=["organisation", "name"], name="one_source_a_name"),)

    def __str__(self) -> str:
        return self.name


class DeskFetch(models.Model):
    """抓取: one round over the listed sources, done in the background; ``lines`` say what came of it."""

    WAITING, DONE, FAILED = "等待", "完成", "失败"

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="digest_fetches")
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    state = models.CharField(max_length=4, default=WAITING)
    lines = models.JSONField(default=list)

    class Meta:
        verbose_name = "抓取"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.organisation}：{self.at:%Y-%m-%d %H:%M}"


class DeskArticle(models.Model):
    """稿件: as it was taken in, and below that what the editor made of it.

    ``first`` is the first article of its group, ``None`` where it is that itself; ``other`` is another
    opinion on the text of its page, where there are two that differ.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="articles")
    number = models.PositiveIntegerField("编号")
    title = models.CharField("标题", max_length=300)
    text = models.TextField("正文")
    other = models.TextField("另一种正文", blank=True)
    source = models.CharField("来源", max_length=120)
    day = models.DateField("发布日期", null=True)
    got = models.DateField("收入日期")
    address = models.CharField("地址", max_length=600, blank=True)
    original = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    first = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="repeats")
    notes = models.JSONField(default=list)
    topics = models.CharField("命中主题", max_length=300, blank=True)
    choice = models.CharField("取舍", max_length=4, choices=[(e.value, e.value) for e in Choice], blank=True)
    heading = models.CharField("摘编标题", max_length=120, blank=True)
    short = models.TextField("摘编正文", blank=True)
    class_name = models.CharField("类别", max_length=20, choices=_CLASSES, blank=True)
    urgency = models.CharField(
        "急缓",
        max_length=4,
        choices=[(e.value, e.value) for e in ItemUrgency],
        default=ItemUrgency.USUAL.value,
    )
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "摘编稿件"
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["organisation", "number"], name="one_article_number"),)

    def __str__(self) -> str:
        return f"{self.number:05} {self.title}"

    @property
    def editable(self) -> bool:
        """Whether the editor may still change it: none of its issues has been handed in."""
        return not self.items.exclude(issue__checked=None).exists()


class DeskIssue(models.Model):
    """刊期: where it stands follows from its days; only the moves set them."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="digest_issues")
    kind = models.CharField("类型", max_length=4, choices=[(e.value, e.value) for e in IssueKind])
    count = models.PositiveIntegerField("期数")
    day = models.DateField("日期")
    topic = models.CharField("专题名称", max_length=60, blank=True)
    readers = models.CharField("报送对象（岗位）", max_length=300)
    checked = models.DateField("审核日期", null=True)
    checked_by = models.CharField("审核人", max_length=60, blank=True)
    signed = models.DateField("签发日期", null=True)
    signed_by = models.CharField("签发人", max_length=60, blank=True)
    sent = models.DateField("报送日期", null=True)
    filed = models.DateField("归档日期", null=True)

    class Meta:
        verbose_name = "刊期"
        ordering = ("-day", "-pk")

    def __str__(self) -> str:
        return f"{self.kind}第{self.count}期"

    @property
    def web_address(self) -> str:
        """Its page."""
        return reverse("digest:issue", args=[self.pk])


class DeskItem(models.Model):
    """An article in an issue."""

    issue = models.ForeignKey(DeskIssue, on_delete=models.CASCADE, related_name="items")
    article = models.ForeignKey(DeskArticle, on_delete=models.PROTECT, related_name="items")

    class Meta:
        verbose_name = "刊期稿件"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["issue", "article"], name="once_in_an_issue"),)

    def __str__(self) -> str:
        return f"{self.issue}：{self.article}"


class DeskReading(models.Model):
    """阅批: what a reader, named by the post, made of an issue or of one of its articles."""

    issue = models.ForeignKey(DeskIssue, on_delete=models.PROTECT, related_name="readings")
    article = models.ForeignKey(
        DeskArticle, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    reader = models.CharField("读者（岗位）", max_length=60)
    day = models.DateField("日期")
    kind = models.CharField("阅批", max_length=4, choices=[(e.value, e.value) for e in ReadingKind])
    text = models.TextField("批示内容", blank=True)
    matter = models.CharField("督查事项编号", max_length=40, blank=True)

    class Meta:
        verbose_name = "阅批"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.issue}：{self.reader}{self.kind}"

    @property
    def organisation(self) -> Organisation:
        """Whose issue it is."""
        return self.issue.organisation
