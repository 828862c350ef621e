"""Projects of a year with their forms as typed, what they come to, and their moves."""

from __future__ import annotations

from decimal import Decimal

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingzhang.web.people.models import Role
from mingzhang.web.performance.measured_models import BoundMeasure  # noqa: F401 (Django looks here)
from mingzhang.web.performance.panel_models import ExpertPanel, ExpertSeat  # noqa: F401 (Django looks here)
from mingzhang.web.register.models import Organisation


class ProjectStage(models.TextChoices):
    """How far a project is; only the moves change it."""

    DRAFT = "draft", "草稿"
    SUBMITTED = "submitted", "已提交"
    IN_REVIEW = "in_review", "评审中"
    SETTLED = "settled", "已定"


class ProjectQuerySet(models.QuerySet["RegisteredProject"]):
    """Projects with what lists show."""

    def shown(self) -> ProjectQuerySet:
        """With what a row of a list says, in two queries; without the forms, which are long."""
        kept = self.select_related("organisation__above", "panel").defer(
            "typed", "kept", "unread", "findings"
        )
        return kept.prefetch_related("funds")


class RegisteredProject(models.Model):
    """A project of an organisation in a year.

    ``typed`` is the form as people typed it (see :mod:`~mingzhang.web.performance.carried`), so that nothing
    typed is ever lost; ``kept`` what a workbook said besides.  Amounts, marks and rows follow from them with
    each save.  ``edition`` counts the saves; who saves over an edition that is not the last is told.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="projects")
    year = models.PositiveSmallIntegerField("年度")
    code = models.CharField("项目编码", max_length=40)
    name = models.CharField("项目名称", max_length=200)
    department = models.CharField("主管部门", max_length=200, blank=True)
    typed = models.JSONField(default=dict)
    kept = models.JSONField(default=dict)
    unread = models.JSONField(default=list)  # sentences: what an import did not understand
    findings = models.JSONField(default=list)  # of the check on the form: rule, severity, message, name
    edition = models.PositiveIntegerField(default=1)
    saved = models.DateTimeField("保存时间", auto_now=True)
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    stage = models.CharField(
        "状态", max_length=12, choices=ProjectStage, default=ProjectStage.DRAFT, db_index=True
    )
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    moved = models.DateTimeField("到达本环节时间", auto_now_add=True)
    open_count = models.PositiveIntegerField("待改正", default=0)
    rate_score = models.DecimalField("执行率得分", max_digits=18, decimal_places=4, null=True)
    self_score = models.DecimalField("自评得分", max_digits=18, decimal_places=4, null=True)
    score = models.DecimalField("得分", max_digits=18, decimal_places=4, null=True)  # once it is settled
    grade = models.CharField("等级", max_length=12, blank=True)
    panel = models.ForeignKey(ExpertPanel, on_delete=models.PROTECT, null=True, related_name="+")
    published = models.DateTimeField("公布时间", null=True)

    objects = ProjectQuerySet.as_manager()

    class Meta:
        verbose_name = "项目"
        ordering = ("organisation__path", "code", "pk")
        indexes = (models.Index(fields=["year", "organisation"]),)
        constraints = (
            models.UniqueConstraint(fields=["organisation", "year", "code"], name="one_code_a_year"),
            models.UniqueConstraint(fields=["organisation", "year", "name"], name="one_project_name_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.organisation.name}{self.year}年度“{self.name}”"

    @property
    def confirmed(self) -> bool:
        """Whether the head of the unit stands behind it."""
        return self.confirmed_by_id is not None

    @property
    def next_role(self) -> Role | None:
        """Who has to move; nobody once it is settled."""
        if self.stage == ProjectStage.DRAFT:
            return Role.PREPARER
        if self.stage == ProjectStage.SUBMITTED:
            return Role.PERFORMANCE if self.confirmed else Role.APPROVER
        if self.stage == ProjectStage.IN_REVIEW:
            return Role.PERFORMANCE if self.panel is not None and self.panel.all_in else Role.EXPERT
        return None

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("performance:project", args=[self.pk])

    @property
    def form_address(self) -> str:
        """The page on which its form is filled in."""
        return reverse("performance:form", args=[self.pk])

    @property
    def waiting(self) -> str:
        """Who has to move, as a list says it."""
        return self.next_role.label if self.next_role else "—"


class ProjectFund(models.Model):
    """资金: the amounts of one source in 元; ``None`` is unknown, which is not zero."""

    project = models.ForeignKey(RegisteredProject, on_delete=models.CASCADE, related_name="funds")
    source = models.CharField("资金来源", max_length=12)
    original = models.DecimalField("年初预算数", max_digits=18, decimal_places=2, null=True)
    budget = models.DecimalField("全年预算数", max_digits=18, decimal_places=2, null=True)
    outturn = models.DecimalField("全年执行数", max_digits=18, decimal_places=2, null=True)

    class Meta:
        verbose_name = "项目资金"
        ordering = ("pk",)
        constraints = (models.UniqueConstraint(fields=["project", "source"], name="one_row_a_source"),)

    def __str__(self) -> str:
        return f"{self.project}{self.source}"

    @property
    def organisation(self) -> Organisation:
        """Whose project it is."""
        return self.project.organisation


class RowScore(models.Model):
    """得分: one indicator with what it was given, and the sentence that says why."""

    project = models.ForeignKey(RegisteredProject, on_delete=models.CASCADE, related_name="scored_rows")
    order = models.PositiveSmallIntegerField()
    name = models.TextField("指标")
    full = models.DecimalField("分值", max_digits=18, decimal_places=4)
    score = models.DecimalField("得分", max_digits=18, decimal_places=4, null=True)
    said = models.TextField("怎样计分")

    class Meta:
        verbose_name = "指标得分"
        ordering = ("project", "order")

    def __str__(self) -> str:
        return self.said

    @property
    def organisation(self) -> Organisation:
        """Whose project it is."""
        return self.project.organisation

    @property
    def lost(self) -> Decimal:
        """The marks it did not get."""
        return self.full - (self.score or Decimal(0))


class ProjectMove(models.Model):
    """流转: one step of a project, kept for its history."""

    project = models.ForeignKey(RegisteredProject, on_delete=models.CASCADE, related_name="moves")
    what = models.CharField("事项", max_length=20)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    words = models.CharField("说明", max_length=600, blank=True)

    class Meta:
        verbose_name = "项目流转"
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.what

    @property
    def organisation(self) -> Organisation:
        """Whose project it is."""
        return self.project.organisation
