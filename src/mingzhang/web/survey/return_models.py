"""Returns with what became of them: steps, doubts, call-backs, attachments, and contacts apart."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingzhang.survey import states
from mingzhang.web.files.models import StoredFile
from mingzhang.web.register.models import Organisation

STATES = [(state, state) for state in states.STATES]

SHIFTED = "整行错位"  # the doubt of a return whose row slipped and is kept whole


class ReturnMode(models.TextChoices):
    """How a return came."""

    DEVICE = "device", "设备"
    BROWSER = "browser", "网页"
    PAPER = "paper", "纸质"
    IMPORTED = "imported", "导入"


class FilledReturn(models.Model):
    """答卷: one filled questionnaire.

    ``answers`` are by question, ``outside`` those that are no choice, ``more`` what the form does not have,
    ``repeats`` the parts of repeated groups: nothing that came is lost.  What may identify the person stands
    in :class:`SealedContact` alone.  ``again`` is the return that came first under the same number and says
    something else; ``trial`` one of the trial, which never counts.
    """

    survey = models.ForeignKey("survey.SatisfactionSurvey", on_delete=models.CASCADE, related_name="returns")
    form = models.ForeignKey("survey.FormVersion", on_delete=models.PROTECT, related_name="returns")
    key = models.CharField("答卷编号", max_length=120)
    content = models.CharField(max_length=64)  # SHA-256 of what came: the same twice is one
    stated_version = models.CharField("所填版本", max_length=60, blank=True)
    mode = models.CharField("来路", max_length=8, choices=ReturnMode)
    received = models.DateTimeField("收到时间", auto_now_add=True)
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    stated_sender = models.CharField("原系统的提交人", max_length=120, blank=True)
    device = models.CharField("设备", max_length=120, blank=True)
    state = models.CharField("状态", max_length=4, choices=STATES, default=states.RECEIVED, db_index=True)
    answers = models.JSONField(default=dict)
    outside = models.JSONField(default=dict)
    more = models.JSONField(default=dict)
    repeats = models.JSONField(default=dict)
    town = models.CharField("街道（乡镇）", max_length=60, blank=True)
    age = models.CharField("年龄段", max_length=30, blank=True)
    sex = models.CharField("性别", max_length=12, blank=True)
    interviewer = models.CharField("访问员", max_length=120, blank=True)
    again = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    trial = models.BooleanField("试访", default=False)
    open_doubts = models.PositiveSmallIntegerField("未核疑点", default=0)
    opinion = models.BooleanField("有意见", default=False)
    codes = models.JSONField(default=list)
    matter = models.CharField("转办事项", max_length=300, blank=True)

    class Meta:
        verbose_name = "答卷"
        ordering = ("survey", "pk")
        indexes = (models.Index(fields=["survey", "state"]), models.Index(fields=["survey", "town"]))
        constraints = (models.UniqueConstraint(fields=["survey", "key"], name="one_return_of_a_key"),)

    def __str__(self) -> str:
        return f"答卷 {self.key}"

    @property
    def organisation(self) -> Organisation:
        """Whose survey it is."""
        return self.survey.organisation

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("survey:return", args=[self.pk])


class _OfReturn(models.Model):
    filled = models.ForeignKey(FilledReturn, on_delete=models.CASCADE, related_name="%(class)ss")

    class Meta:
        abstract = True

    @property
    def organisation(self) -> Organisation:
        """Whose survey it is."""
        return self.filled.survey.organisation


class ReturnStep(_OfReturn):
    """一步: what a return became, by whom, when and why."""

    before = models.CharField(max_length=4)
    after = models.CharField(max_length=4)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField("理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "答卷流转"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.before}→{self.after}"


class ReturnAttachment(_OfReturn):
    """附件: a picture or recording that came with a return."""

    name = models.CharField("文件名", max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "答卷附件"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["filled", "name"], name="one_attachment_of_a_name"),)

    def __str__(self) -> str:
        return self.name


class ReturnDoubt(_OfReturn):
    """疑点: why a return looks doubtful, and what somebody found out about it."""

    kind = models.CharField("疑点", max_length=20)
    message = models.CharField("说明", max_length=300)
    verdict = models.CharField("核实", max_length=300, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "质量疑点"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["filled", "kind"], name="one_doubt_of_a_kind"),)

    def __str__(self) -> str:
        return f"{self.kind}：{self.message}"


class CallBack(_OfReturn):
    """回访: somebody asked again whether the interview was as it says."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    result = models.CharField("结果", max_length=20)
    words = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "回访"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.result


class SealedContact(models.Model):
    """联系方式: encrypted; the key lies in a file outside the database, which backups do not hold."""

    filled = models.OneToOneField(
        FilledReturn, on_delete=models.CASCADE, related_name="contact", primary_key=True
    )
    sealed = models.BinaryField()

    class Meta:
        verbose_name = "联系方式"

    def __str__(self) -> str:
        return "联系方式（已加密）"

    @property
    def organisation(self) -> Organisation:
        """Whose survey it is."""
        return self.filled.survey.organisation


class ContactOpening(_OfReturn):
    """查看联系方式: who opened whose contact, when and why."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    reason = models.CharField("理由", max_length=300)

    class Meta:
        verbose_name = "查看联系方式"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.reason
