"""What was handed from one wing to another: always two keys, who handed it on, and when.

Nothing of either end is copied but what the handing on itself decided: the points that were claimed.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mingzhang.web.appraisal.models import AppraisalCycle, AppraisedUnit, FiledClaim
from mingzhang.web.digest.models import DeskReading
from mingzhang.web.register.models import Organisation
from mingzhang.web.supervision.models import SupervisedMatter
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.return_models import FilledReturn
from mingzhang.web.verification.problem_models import FoundProblem


class _HandedOn(models.Model):
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField("交接时间", auto_now_add=True)

    class Meta:
        abstract = True


class ClaimOfProblem(_HandedOn):
    """拟扣分: the claim for fewer points that a problem of field verification became, once."""

    problem = models.OneToOneField(FoundProblem, on_delete=models.PROTECT, related_name="deduction")
    claim = models.OneToOneField(FiledClaim, on_delete=models.CASCADE, related_name="from_problem")

    class Meta:
        verbose_name = "拟扣分"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.problem}的{self.claim}"

    @property
    def organisation(self) -> Organisation:
        """Whose problem it is."""
        return self.problem.organisation


class MatterOfLine(_HandedOn):
    """任务对应的事项: a line of a unit's task book, by its number in whichever version, and its matter."""

    unit = models.ForeignKey(AppraisedUnit, on_delete=models.CASCADE, related_name="line_matters")
    number = models.CharField("任务序号", max_length=20)
    matter = models.ForeignKey(SupervisedMatter, on_delete=models.PROTECT, related_name="task_lines")

    class Meta:
        verbose_name = "任务对应的督查事项"
        ordering = ("unit", "pk")
        constraints = (models.UniqueConstraint(fields=["unit", "number"], name="one_matter_a_line"),)

    def __str__(self) -> str:
        return f"{self.unit}任务{self.number}"

    @property
    def organisation(self) -> Organisation:
        """Whose task it is."""
        return self.unit.organisation


class MatterOfLoss(_HandedOn):
    """失分对应的事项: what a unit lost points on, and the matter of the next year that it became, once.

    ``source`` is the indicator with its task, K1/3, or the number of a claim for fewer points.
    """

    unit = models.ForeignKey(AppraisedUnit, on_delete=models.CASCADE, related_name="loss_matters")
    source = models.CharField("失分来源", max_length=44)
    matter = models.OneToOneField(SupervisedMatter, on_delete=models.PROTECT, related_name="from_loss")

    class Meta:
        verbose_name = "失分对应的督查事项"
        ordering = ("unit", "pk")
        constraints = (models.UniqueConstraint(fields=["unit", "source"], name="one_matter_a_loss"),)

    def __str__(self) -> str:
        return f"{self.unit}失分{self.source}"

    @property
    def organisation(self) -> Organisation:
        """Who lost it."""
        return self.unit.organisation


class Wing(models.TextChoices):
    """A wing whose counts a unit may name as its own; verification names its unit itself."""

    SUPERVISION = "supervision", "督查"
    APPRAISAL = "appraisal", "绩效考评"
    SURVEY = "survey", "满意度调查"
    DIGEST = "digest", "舆情信息摘编"


class RunningOffice(models.Model):
    """承办单位: the unit of a region that runs a wing."""

    region = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="running_offices")
    wing = models.CharField("工作", max_length=12, choices=Wing)
    office = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="runs")

    class Meta:
        verbose_name = "承办单位"
        ordering = ("region", "pk")
        constraints = (models.UniqueConstraint(fields=["region", "wing"], name="one_office_a_wing"),)

    def __str__(self) -> str:
        return f"{self.region}{self.get_wing_display()}由{self.office}承办"

    @property
    def organisation(self) -> Organisation:
        """Whose region it is."""
        return self.region


class MatterOfOpinion(_HandedOn):
    """意见转办: a return's coded opinion, and the matter that it became a part of; once."""

    filled = models.OneToOneField(FilledReturn, on_delete=models.PROTECT, related_name="opinion_matter")
    matter = models.ForeignKey(SupervisedMatter, on_delete=models.PROTECT, related_name="opinions")

    class Meta:
        verbose_name = "意见转办的督查事项"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.filled}的意见"

    @property
    def organisation(self) -> Organisation:
        """Whose survey it is."""
        return self.filled.organisation


class IndexOfIndicator(_HandedOn):
    """调查指数用于考评: the index of a survey that an indicator of a year's appraisal takes its outturns from."""

    cycle = models.ForeignKey(AppraisalCycle, on_delete=models.CASCADE, related_name="indices")
    indicator = models.CharField("指标编码", max_length=20)
    survey = models.ForeignKey(SatisfactionSurvey, on_delete=models.PROTECT, related_name="indicators")
    measure = models.CharField("指数", max_length=40)

    class Meta:
        verbose_name = "考评取用的调查指数"
        ordering = ("cycle", "indicator", "pk")
        constraints = (models.UniqueConstraint(fields=["cycle", "indicator"], name="one_index_an_indicator"),)

    def __str__(self) -> str:
        return f"{self.cycle}指标{self.indicator}取{self.survey}{self.measure}"

    @property
    def organisation(self) -> Organisation:
        """Whose appraisal it is."""
        return self.cycle.organisation


class MatterOfReading(_HandedOn):
    """批示立项: a reader's instruction on the digest, and the matter that carries it out; once."""

    reading = models.OneToOneField(DeskReading, on_delete=models.PROTECT, related_name="carried_out")
    matter = models.ForeignKey(SupervisedMatter, on_delete=models.PROTECT, related_name="instructions")

    class Meta:
        verbose_name = "批示对应的督查事项"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.reading}"

    @property
    def organisation(self) -> Organisation:
        """Whose digest it is."""
        return self.reading.organisation
