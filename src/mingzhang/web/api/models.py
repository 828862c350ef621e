"""Tokens by which programs act for a person, and the jobs that they asked for."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mingzhang.web.files.models import StoredFile
from mingzhang.web.submission.models import CheckState


class Scope(models.TextChoices):
    """What a token may be used for; never more than its person may."""

    CHECK = "check", "检查文件"
    BUILD = "build", "由填报表生成公开文本"
    READ = "submissions:read", "查看报送材料"
    WRITE = "submissions:write", "上传和办理报送材料"


class ApiToken(models.Model):
    """A token.  Only its hash is kept: the token itself is shown once, when it is made."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField("用途", max_length=60)
    hash = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField("范围", default=list)
    made = models.DateTimeField("建立时间", auto_now_add=True)
    expires = models.DateTimeField("到期时间")
    revoked = models.DateTimeField("作废时间", null=True)

    class Meta:
        verbose_name = "令牌"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.name

    @property
    def told_scopes(self) -> str:
        """The scopes in words.

        >>> ApiToken(scopes=["check"]).told_scopes
        '检查文件'
        """
        return "、".join(Scope(scope).label for scope in self.scopes)


class JobKind(models.TextChoices):
    """What a job does."""

    CHECK = "check", "检查"
    BUILD = "build", "生成"


class ApiJob(models.Model):
    """A file that a program handed over to be checked or built, and what came of it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=8, choices=JobKind)
    document = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField(max_length=255)
    state = models.CharField(max_length=8, choices=CheckState, default=CheckState.WAITING)
    said = models.CharField(max_length=300, blank=True)
    answer = models.JSONField(default=dict)  # of a build: what stands in the way, what is to be told
    result = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    made = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = "接口任务"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}{self.filename}"
