"""Uploads of files for many units at once, kept until each has found its unit."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mingzhang.web.files.models import StoredFile
from mingzhang.web.register.models import Organisation
from mingzhang.web.season.models import Season


class FileState(models.TextChoices):
    """How far a file of a batch is."""

    WAITING = "waiting", "等待识别"
    SURE = "sure", "已对上"
    ASKED = "asked", "请确认"
    PUT = "put", "已放入"
    LEFT = "left", "未放入"


class Batch(models.Model):
    """批量上传: files of many units at once, each to be matched to the unit whose it is."""

    season = models.ForeignKey(Season, on_delete=models.CASCADE, related_name="batches")
    given = models.JSONField(default=list)  # [name, hash] of what was uploaded
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    said = models.CharField(max_length=300, default="正在拆开")  # how far it is, or why it failed

    class Meta:
        verbose_name = "批量上传"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.season}批量上传"

    @property
    def organisation(self) -> Organisation:
        """The region of the season."""
        return self.season.organisation


class BatchFile(models.Model):
    """One document of a batch, and whose it is taken to be; ``why`` says by what, or what is doubtful."""

    batch = models.ForeignKey(Batch, on_delete=models.CASCADE, related_name="files")
    name = models.CharField("文件", max_length=255)
    document = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, choices=FileState, default=FileState.WAITING)
    submission = models.ForeignKey(
        "submission.Submission", on_delete=models.CASCADE, null=True, related_name="+"
    )
    why = models.CharField("依据", max_length=300, blank=True)

    class Meta:
        verbose_name = "批量上传的文件"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.name
