"""Notices to people: each about one thing, on one day, for one cause; never twice."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mingzhang.web.season.models import Season


class MailState(models.TextChoices):
    """What became of the letter that goes with a notice."""

    NONE = "none", "没有邮箱"
    WAITING = "waiting", "等待发送"
    SENT = "sent", "已发邮件"
    FAILED = "failed", "邮件没有发出"


class Notice(models.Model):
    """A notice.  ``subject`` is the submission it is about, 0 where it is about the season."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="notices")
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
            models.UniqueConstraint(
                fields=["person", "season", "subject", "day", "cause"], name="nobody_is_told_twice"
            ),
        )
        indexes = (models.Index(fields=["person", "read"]),)

    def __str__(self) -> str:
        return self.words
