"""What is made of returns: exports taken in, estimates and reports, the code book, destroyed contacts."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mingzhang.web.files.models import StoredFile
from mingzhang.web.register.models import Organisation


class WorkState(models.TextChoices):
    """How far something is that is done in the background."""

    WAITING = "waiting", "等待"
    RUNNING = "running", "正在办理"
    DONE = "done", "完成"
    FAILED = "failed", "没有完成"


class _OfSurvey(models.Model):
    survey = models.ForeignKey(
        "survey.SatisfactionSurvey", on_delete=models.CASCADE, related_name="%(class)ss"
    )

    class Meta:
        abstract = True

    @property
    def organisation(self) -> Organisation:
        """Whose survey it is."""
        return self.survey.organisation


class ReturnIntake(_OfSurvey):
    """导入: an export of another system, with what was odd in it."""

    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    filename = models.CharField("文件名", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=WorkState, default=WorkState.WAITING)
    said = models.CharField("情况", max_length=300, blank=True)
    problems = models.JSONField(default=list)
    taken = models.PositiveIntegerField("新收", default=0)
    same = models.PositiveIntegerField("已有", default=0)

    class Meta:
        verbose_name = "导入答卷"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.filename


class SurveyRun(_OfSurvey):
    """一次汇总: weights, estimates and reports of the returns that counted at that moment."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=WorkState, default=WorkState.WAITING)
    said = models.CharField("情况", max_length=600, blank=True)
    data = models.JSONField(default=dict)  # what the survey hands on: mingzhang/survey/1
    told = models.JSONField(default=list)  # how it was weighted, what was left out

    class Meta:
        verbose_name = "汇总"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return f"{self.survey}汇总"


class SurveyReport(models.Model):
    """报告: one report of a run; that of a town belongs to the town."""

    run = models.ForeignKey(SurveyRun, on_delete=models.CASCADE, related_name="reports")
    order = models.PositiveSmallIntegerField()
    name = models.CharField("报告", max_length=120)
    town = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="survey_reports")
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    html = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "调查报告"
        ordering = ("run", "order")

    def __str__(self) -> str:
        return self.name

    @property
    def organisation(self) -> Organisation:
        """The town it is about, or whose survey it is."""
        return self.town or self.run.survey.organisation


class OpinionCode(_OfSurvey):
    """编码: a line of the code book for open answers."""

    code = models.CharField("编码", max_length=12)
    name = models.CharField("类别", max_length=80)
    dimension = models.CharField("方面", max_length=30, blank=True)
    unit = models.CharField("建议承办单位", max_length=120, blank=True)

    class Meta:
        verbose_name = "意见编码"
        ordering = ("survey", "code")
        constraints = (models.UniqueConstraint(fields=["survey", "code"], name="one_opinion_code"),)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"


class DestroyedContacts(_OfSurvey):
    """销毁证明: which contacts were destroyed, when, by whom."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    proof = models.JSONField()

    class Meta:
        verbose_name = "联系方式销毁证明"
        ordering = ("-pk",)

    def __str__(self) -> str:
        return str(self.proof.get("sentence", ""))
