"""Surveys, the versions of their questionnaire, the sample plan, who asks whom."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingzhang.survey import stages
from mingzhang.survey.carried_form import form_of
from mingzhang.survey.questionnaire import Questionnaire
from mingzhang.web.files.models import StoredFile
from mingzhang.web.register.models import Organisation
from mingzhang.web.survey import output_models, return_models  # noqa: F401 (Django looks here)

STAGES = [(stage, stage) for stage in stages.STAGES]


class SatisfactionSurvey(models.Model):
    """One survey of a year: who is asked, by which plan, and how far it is.

    ``plan`` is the workbook of the plan as it was given, ``about`` what of it is shown on pages.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="surveys")
    year = models.PositiveSmallIntegerField("年度")
    kind = models.CharField("调查对象", max_length=12)
    stage = models.CharField("环节", max_length=4, choices=STAGES, default=stages.DESIGN, db_index=True)
    moved = models.DateTimeField("到达本环节时间", auto_now_add=True)
    plan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    about = models.JSONField(default=dict)
    destroy_on = models.DateField("联系方式销毁日期", null=True)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    opened = models.DateTimeField("建立时间", auto_now_add=True)
    released = models.DateTimeField("发布时间", null=True)

    class Meta:
        verbose_name = "调查"
        ordering = ("-year", "kind", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["organisation", "year", "kind"], name="one_survey_of_a_kind_a_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.organisation.name}{self.year}年度{self.kind}满意度调查"

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("survey:survey", args=[self.pk])

    @property
    def collecting(self) -> bool:
        """Whether returns are taken."""
        return self.stage in stages.COLLECTING


class FormVersion(models.Model):
    """问卷: one version of a survey's questionnaire; a form that changes gets a further one.

    ``data`` are its questions, ``xform`` what devices load, ``html`` and ``model`` what a browser fills in.
    """

    survey = models.ForeignKey(SatisfactionSurvey, on_delete=models.CASCADE, related_name="forms")
    form_id = models.CharField("问卷编号", max_length=100)
    version = models.CharField("版本", max_length=60)
    title = models.CharField("名称", max_length=200)
    workbook = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    data = models.JSONField()
    xform = models.TextField()
    html = models.TextField()
    model = models.TextField()
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    made = models.DateTimeField("建立时间", auto_now_add=True)

    class Meta:
        verbose_name = "问卷"
        ordering = ("survey", "pk")
        constraints = (
            models.UniqueConstraint(fields=["survey", "version"], name="one_questionnaire_a_version"),
        )

    def __str__(self) -> str:
        return f"《{self.title}》{self.version}版"

    @property
    def organisation(self) -> Organisation:
        """Whose survey it is."""
        return self.survey.organisation

    @property
    def questionnaire(self) -> Questionnaire:
        """Its questions, as the survey room knows them."""
        return form_of(self.data)


class FormMedia(models.Model):
    """随卷文件: a file that goes out with a version of a questionnaire; ``md5`` is what OpenRosa asks for.

    ``in_browser`` is false for what devices alone can use.
    """

    form = models.ForeignKey(FormVersion, on_delete=models.CASCADE, related_name="media")
    name = models.CharField("文件名", max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    md5 = models.CharField(max_length=32)
    in_browser = models.BooleanField(default=True)
    at = models.DateTimeField("上传时间", auto_now=True)

    class Meta:
        verbose_name = "随卷文件"
        ordering = ("form", "pk")
        constraints = (models.UniqueConstraint(fields=["form", "name"], name="one_medium_of_a_name"),)

    def __str__(self) -> str:
        return self.name

    @property
    def organisation(self) -> Organisation:
        """Whose survey it is."""
        return self.form.survey.organisation


class QuotaCell(models.Model):
    """抽样: a cell of the sample plan; how far it is filled is counted where the returns are."""

    survey = models.ForeignKey(SatisfactionSurvey, on_delete=models.CASCADE, related_name="cells")
    order = models.PositiveSmallIntegerField()
    town = models.CharField("街道（乡镇）", max_length=60)
    age = models.CharField("年龄段", max_length=30, blank=True)
    sex = models.CharField("性别", max_length=12, blank=True)
    people = models.PositiveIntegerField("总体人数")
    target = models.PositiveIntegerField("样本目标")

    class Meta:
        verbose_name = "抽样"
        ordering = ("survey", "order")
        constraints = (
            models.UniqueConstraint(fields=["survey", "town", "age", "sex"], name="one_cell_of_a_plan"),
        )

    def __str__(self) -> str:
        return " ".join(filter(None, (self.town, self.age, self.sex)))

    @property
    def organisation(self) -> Organisation:
        """Whose survey it is."""
        return self.survey.organisation


class InterviewerTask(models.Model):
    """派访: who asks in which town, how many."""

    survey = models.ForeignKey(SatisfactionSurvey, on_delete=models.CASCADE, related_name="tasks")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="survey_tasks"
    )
    town = models.CharField("街道（乡镇）", max_length=60)
    target = models.PositiveIntegerField("份数")
    ended = models.DateTimeField("收回时间", null=True)

    class Meta:
        verbose_name = "派访"
        ordering = ("survey", "town", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["survey", "person", "town"], name="one_task_of_a_town", condition=models.Q(ended=None)
            ),
        )

    def __str__(self) -> str:
        return f"{self.person}：{self.town}{self.target}份"

    @property
    def organisation(self) -> Organisation:
        """Whose survey it is."""
        return self.survey.organisation


class DeviceCode(models.Model):
    """设备口令: with it a program such as ODK Collect speaks for an interviewer.

    Kept is what the digest scheme of HTTP asks for, a hash of name, realm and code; the code is told once.
    """

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="device_code", primary_key=True
    )
    secret = models.CharField(max_length=64)
    made = models.DateTimeField("建立时间", auto_now=True)

    class Meta:
        verbose_name = "设备口令"

    def __str__(self) -> str:
        return f"{self.person}的设备口令"
