"""The appraisal of a year: its plan, the versions of its indicator systems, its units with their task books.

What is scored and what comes of it stands in :mod:`mingzhang.web.appraisal.score_models`.  States are those
of :mod:`mingzhang.appraisal.courses`, word for word.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingzhang.appraisal.courses import ADDED_UP, BOOK, RANKING, SYSTEM, Course
from mingzhang.appraisal.plan import ISSUED
from mingzhang.appraisal.task_book import ADJUSTED, SIGNED
from mingzhang.appraisal.units import UNIT_KINDS
from mingzhang.web.register.models import Organisation

TONES = {  # how a state looks in lists
    "编制": "draft", "草拟": "draft", "修订": "draft", "确认": "in_review", "征求意见": "in_review",
    "通过": "in_review", "签订": "approved", "印发": "approved", "调整": "draft", "汇总": "draft",
    "封存": "in_review", "审议": "in_review", "发布": "approved", "申报": "draft", "材料齐": "submitted",
    "评审": "in_review", "采纳": "approved", "部分采纳": "approved", "不采纳": "settled", "提出": "submitted",
    "受理": "in_review", "维持": "settled", "更正": "approved", "已采集": "draft", "复核": "in_review",
}  # fmt: skip


def states(course: Course) -> list[tuple[str, str]]:
    """The states of a course as choices."""
    after = (state for states in course.moves.values() for state in states)
    return [(state, state) for state in dict.fromkeys([*course.moves, *after])]


class AppraisalCycle(models.Model):
    """考评年度: ``plan`` is a :class:`~mingzhang.appraisal.plan.Plan` without its systems, as stored.

    ``meeting``, ``met`` and ``decided`` are what the party group said of the ranking.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="appraisals")
    year = models.PositiveSmallIntegerField("年度")
    plan = models.JSONField(default=dict)
    trainings = models.JSONField(default=list)
    own = models.JSONField(default=list)  # the rows of the appraisal's own self-evaluation
    ranking = models.CharField("排名", max_length=8, choices=states(RANKING), default=ADDED_UP)
    meeting = models.CharField("会议", max_length=80, blank=True)
    met = models.DateField("会议日期", null=True)
    decided = models.CharField("审议意见", max_length=600, blank=True)
    published = models.DateField("发布日期", null=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "考评年度"
        ordering = ("-year", "pk")
        constraints = (models.UniqueConstraint(fields=["organisation", "year"], name="one_appraisal_a_year"),)

    def __str__(self) -> str:
        return f"{self.organisation}{self.year}年度绩效考评"

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("appraisal:cycle", args=[self.pk])

    @property
    def tone(self) -> str:
        """How its state looks."""
        return TONES[self.ranking]


class IndicatorVersion(models.Model):
    """指标体系的一版: ``system`` is an :class:`~mingzhang.appraisal.plan.AppraisalSystem`, as stored."""

    cycle = models.ForeignKey(AppraisalCycle, on_delete=models.CASCADE, related_name="versions")
    kind = models.CharField("类别", max_length=8, choices=[(kind, kind) for kind in UNIT_KINDS])
    number = models.PositiveSmallIntegerField("版本", default=1)
    state = models.CharField("状态", max_length=8, choices=states(SYSTEM), default=SYSTEM.first)
    system = models.JSONField(default=dict)
    log = models.JSONField(default=list)
    reason = models.CharField("修订理由", max_length=300, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "指标体系"
        ordering = ("cycle", "kind", "number")
        constraints = (models.UniqueConstraint(fields=["cycle", "kind", "number"], name="one_number_a_kind"),)

    def __str__(self) -> str:
        return f"{self.cycle}{self.kind}指标体系第 {self.number} 版"

    @property
    def organisation(self) -> Organisation:
        """Whose appraisal it is."""
        return self.cycle.organisation

    @property
    def issued(self) -> bool:
        """Whether it may not be changed any more."""
        return self.state == ISSUED

    @property
    def tone(self) -> str:
        """How its state looks."""
        return TONES[self.state]


class UnitOpinion(models.Model):
    """征求意见: what a unit says of a version, and what the office answers."""

    version = models.ForeignKey(IndicatorVersion, on_delete=models.CASCADE, related_name="opinions")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    words = models.CharField("意见", max_length=1000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField("答复", max_length=1000, blank=True)

    class Meta:
        verbose_name = "对指标体系的意见"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.organisation}对{self.version}的意见"


class AppraisedUnit(models.Model):
    """参评单位: a unit of the plan in a year, joined to the register by its name."""

    cycle = models.ForeignKey(AppraisalCycle, on_delete=models.CASCADE, related_name="units")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    code = models.CharField("单位编码", max_length=20)
    kind = models.CharField("类别", max_length=8)

    class Meta:
        verbose_name = "参评单位"
        ordering = ("cycle", "code", "pk")
        constraints = (models.UniqueConstraint(fields=["cycle", "organisation"], name="one_unit_a_cycle"),)

    def __str__(self) -> str:
        return f"{self.cycle}：{self.organisation}"

    @property
    def name(self) -> str:
        """What the plan calls it."""
        return self.organisation.name

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("appraisal:unit", args=[self.pk])


class UnitBook(models.Model):
    """任务书的一版: ``lines`` are :class:`~mingzhang.appraisal.task_book.TaskLine`, as stored."""

    unit = models.ForeignKey(AppraisedUnit, on_delete=models.CASCADE, related_name="books")
    number = models.PositiveSmallIntegerField("版本", default=1)
    state = models.CharField("状态", max_length=8, choices=states(BOOK), default=BOOK.first, db_index=True)
    lines = models.JSONField(default=list)
    log = models.JSONField(default=list)
    reason = models.CharField("调整理由", max_length=300, blank=True)
    handed = models.DateTimeField("送审时间", null=True)  # while it is with the office, its unit waits
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "任务书"
        ordering = ("unit", "number")
        constraints = (models.UniqueConstraint(fields=["unit", "number"], name="one_number_a_book"),)

    def __str__(self) -> str:
        return f"{self.unit}任务书第 {self.number} 版"

    @property
    def organisation(self) -> Organisation:
        """Whose it is."""
        return self.unit.organisation

    @property
    def open(self) -> bool:
        """Whether its unit may write in it."""
        return self.state in (BOOK.first, ADJUSTED) and self.handed is None

    @property
    def signed(self) -> bool:
        """Whether it is in force."""
        return self.state == SIGNED

    @property
    def tone(self) -> str:
        """How its state looks."""
        return TONES[self.state]

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("appraisal:book", args=[self.pk])


class CycleStep(models.Model):
    """流转: one step of a year's appraisal, kept for its history."""

    cycle = models.ForeignKey(AppraisalCycle, on_delete=models.CASCADE, related_name="steps")
    what = models.CharField("事项", max_length=20)
    about = models.CharField("对象", max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)
    words = models.CharField("说明", max_length=600, blank=True)

    class Meta:
        verbose_name = "考评流转"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.what}：{self.about}"

    @property
    def organisation(self) -> Organisation:
        """Whose appraisal it is."""
        return self.cycle.organisation
