"""Notices to people: each about one thing, on one day, for one cause; never twice."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mingzhang.web.register.models import Organisation
from mingzhang.web.season.models import Season


class MailState(models.TextChoices):
    """What became of the letter that goes with a notice."""

    NONE = "none", "没有邮箱"
    WAITING = "waiting", "等待发送"
    SENT = "sent", "已发邮件"
    FAILED = "failed", "邮件没有发出"


def usual_matter_before() -> list[int]:
    """How many working days before a matter is due its unit is reminded."""
    return [3, 1, 0]


def usual_matter_after() -> list[int]:
    """How many working days after."""
    return [1, 3, 5]


def usual_unsigned() -> list[int]:
    """How many working days after a notice that nobody signed for."""
    return [2, 5]


class MatterReminding(models.Model):
    """督查提醒: on which days a region reminds of matters."""

    organisation = models.OneToOneField(
        Organisation, on_delete=models.CASCADE, related_name="matter_reminding"
    )
    remind_before = models.JSONField("到期前提醒（工作日）", default=usual_matter_before)
    remind_after = models.JSONField("逾期后提醒（工作日）", default=usual_matter_after)
    unsigned = models.JSONField("交办后未签收提醒（工作日）", default=usual_unsigned)

    class Meta:
        verbose_name = "督查提醒"

    def __str__(self) -> str:
        return f"{self.organisation}督查提醒"


class Notice(models.Model):
    """A notice about one thing, which ``about`` names: season/3/45, duty/17.

    ``season`` and ``subject`` are those of a notice about a season: the submission, 0 for the season itself.
    ``title`` heads its letter.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    about = models.CharField(max_length=60)
    title = models.CharField("关于", max_length=120, blank=True)
    season = models.ForeignKey(Season, on_delete=models.CASCADE, null=True, related_name="notices")
    subject = models.PositiveBigIntegerField(default=0)
    day = models.DateField("日期")
    cause = models.CharField("事由", max_length=40)
    words = models.CharField("内容", max_length=300)
    link = models.CharField(max_length=200)
    made = models.DateTimeField("发出时间", auto_now_add=True)
    read = models.DateTimeField("阅读时间", null=True, blank=True)
    mail = models.CharField("邮件", max_length=8, choices=MailState, default=MailState.NONE)

    class Meta:
        verbose_name = "通知"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(fields=["person", "about", "day", "cause"], name="nobody_is_told_twice"),
        )
        indexes = (models.Index(fields=["person", "read"]),)

    def __str__(self) -> str:
        return self.words
