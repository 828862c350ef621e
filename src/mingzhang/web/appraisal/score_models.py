"""What a year's scores are made of, and what comes of them: from the self-report to the seal."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingzhang.appraisal.claims import BONUS, DEDUCTION
from mingzhang.appraisal.courses import APPEAL, CLAIM, SCORE
from mingzhang.web.appraisal.plan_models import TONES, AppraisalCycle, AppraisedUnit, states
from mingzhang.web.files.models import StoredFile
from mingzhang.web.register.models import Organisation

COLLECTED, REVIEWED, CONFIRMED = "已采集", "复核", "确认"


class OfUnit(models.Model):
    """Whatever belongs to a unit of a cycle."""

    unit = models.ForeignKey(AppraisedUnit, on_delete=models.CASCADE)

    class Meta:
        abstract = True

    @property
    def organisation(self) -> Organisation:
        """Whose it is."""
        return self.unit.organisation


class OfLeaf(OfUnit):
    """Whatever belongs to a leaf of a unit: an indicator, or one task of it."""

    indicator = models.CharField("指标编码", max_length=20)
    number = models.CharField("任务序号", max_length=20, blank=True)

    class Meta:
        abstract = True

    @property
    def key(self) -> tuple[str, str]:
        """Indicator and task."""
        return self.indicator, self.number


class LeafReport(OfLeaf):
    """自评: what a unit says it reached, and what it says to that."""

    actual = models.CharField("完成值", max_length=200, blank=True)
    words = models.CharField("完成情况", max_length=600, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    saved = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "自评"
        default_related_name = "reports"
        ordering = ("unit", "indicator", "number")
        constraints = (
            models.UniqueConstraint(fields=["unit", "indicator", "number"], name="one_report_a_leaf"),
        )


class LeafMark(OfLeaf):
    """采集的成绩: the outturn that an assessor confirms, or the marks, with the reason."""

    actual = models.CharField("完成值", max_length=200, blank=True)
    marks = models.DecimalField("得分", max_digits=12, decimal_places=4, null=True)
    reason = models.CharField("理由", max_length=600, blank=True)
    absent = models.BooleanField("不涉及", default=False)
    unsupported = models.BooleanField("缺佐证按零分", default=False)
    state = models.CharField("状态", max_length=8, choices=states(SCORE), default=COLLECTED, db_index=True)
    scorer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    edition = models.PositiveIntegerField(default=1)
    saved = models.DateTimeField(auto_now=True)

    class Meta:
        verbose_name = "采集的成绩"
        default_related_name = "marks"
        ordering = ("unit", "indicator", "number")
        constraints = (
            models.UniqueConstraint(fields=["unit", "indicator", "number"], name="one_mark_a_leaf"),
        )

    def __str__(self) -> str:
        return f"{self.unit}“{self.indicator}{self.number}”的成绩"


class AssessorSheet(models.Model):
    """评分表: an assessing department's in a year."""

    cycle = models.ForeignKey(AppraisalCycle, on_delete=models.CASCADE, related_name="sheets")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "评分表"
        ordering = ("cycle", "organisation__path")
        constraints = (models.UniqueConstraint(fields=["cycle", "organisation"], name="one_sheet_a_cycle"),)

    def __str__(self) -> str:
        return f"{self.cycle}：{self.organisation}评分表"


class FiledClaim(OfUnit):
    """加减分申报: with what the panel decided of it."""

    number = models.CharField("申报编号", max_length=12)
    kind = models.CharField("种类", max_length=4, choices=[(BONUS, BONUS), (DEDUCTION, DEDUCTION)])
    rule = models.CharField("细则编号", max_length=20)
    words = models.CharField("事由", max_length=300)
    claimed = models.DecimalField("申报分数", max_digits=9, decimal_places=4)
    filed = models.DateField("申报日期")
    state = models.CharField("状态", max_length=8, choices=states(CLAIM), default=CLAIM.first, db_index=True)
    approved = models.DecimalField("核定分数", max_digits=9, decimal_places=4, null=True)
    panel = models.CharField("评审组", max_length=80, blank=True)
    reason = models.CharField("评审理由", max_length=300, blank=True)
    late = models.CharField("逾期受理理由", max_length=300, blank=True)
    source = models.CharField("来源", max_length=40, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    log = models.JSONField(default=list)

    class Meta:
        verbose_name = "加减分申报"
        default_related_name = "claims"
        ordering = ("unit__cycle", "number", "pk")

    def __str__(self) -> str:
        return f"{self.unit}{self.kind}申报 {self.number}"

    @property
    def tone(self) -> str:
        """How its state looks."""
        return TONES[self.state]

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("appraisal:claim", args=[self.pk])


class LeafProof(OfUnit):
    """佐证: a file that proves what was reached, or a claim."""

    indicator = models.CharField("指标编码", max_length=20, blank=True)
    number = models.CharField("任务序号", max_length=20, blank=True)
    claim = models.ForeignKey(FiledClaim, on_delete=models.CASCADE, null=True, related_name="proofs")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("文件名", max_length=200)
    proves = models.CharField("证明什么", max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    day = models.DateField("提交日期")

    class Meta:
        verbose_name = "佐证"
        default_related_name = "proofs"
        ordering = ("unit", "pk")

    def __str__(self) -> str:
        return f"{self.unit}佐证“{self.name}”"


class UnitVeto(OfUnit):
    """否决与封顶: what keeps a unit below a total or a grade."""

    name = models.CharField("事项", max_length=80)
    reason = models.CharField("理由", max_length=300)
    at_most = models.DecimalField("总分不高于", max_digits=9, decimal_places=4, null=True)
    grade = models.CharField("等次不高于", max_length=8, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "否决与封顶"
        default_related_name = "vetoes"
        ordering = ("unit", "pk")

    def __str__(self) -> str:
        return f"{self.unit}“{self.name}”"


class FiledAppeal(OfUnit):
    """申诉: against a published score, and what was decided."""

    number = models.CharField("申诉编号", max_length=12)
    indicator = models.CharField("指标编码", max_length=20, blank=True)
    words = models.CharField("申诉理由", max_length=600)
    filed = models.DateField("提出日期")
    state = models.CharField("状态", max_length=8, choices=states(APPEAL), default=APPEAL.first)
    reason = models.CharField("处理理由", max_length=600, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    log = models.JSONField(default=list)

    class Meta:
        verbose_name = "申诉"
        default_related_name = "appeals"
        ordering = ("unit__cycle", "number", "pk")

    def __str__(self) -> str:
        return f"{self.unit}申诉 {self.number}"

    @property
    def tone(self) -> str:
        """How its state looks."""
        return TONES[self.state]

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("appraisal:appeal", args=[self.pk])


class SealedResult(models.Model):
    """封存: a version of all scores; ``kept`` holds plan and returns, from which they are worked out anew."""

    WRITING, WRITTEN, FAILED = "writing", "written", "failed"

    cycle = models.ForeignKey(AppraisalCycle, on_delete=models.CASCADE, related_name="seals")
    number = models.PositiveSmallIntegerField("版本")
    day = models.DateField("封存日期")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField("更正理由", max_length=300, blank=True)
    seal = models.JSONField(default=dict)
    kept = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=8, default=WRITING)
    said = models.CharField(max_length=300, blank=True)
    archive = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    count = models.PositiveSmallIntegerField("反馈报告", default=0)

    class Meta:
        verbose_name = "封存的成绩"
        ordering = ("cycle", "number")
        constraints = (models.UniqueConstraint(fields=["cycle", "number"], name="one_number_a_seal"),)

    def __str__(self) -> str:
        return f"{self.cycle}封存第 {self.number} 版"

    @property
    def organisation(self) -> Organisation:
        """Whose appraisal it is."""
        return self.cycle.organisation

    @property
    def digest(self) -> str:
        """The hash of the whole."""
        return str(self.seal["校验值"])


class UnitResult(OfUnit):
    """单位的成绩: as sealed, with all that is behind it, and its report."""

    sealed = models.ForeignKey(SealedResult, on_delete=models.CASCADE, related_name="results")
    total = models.CharField("总分", max_length=40)
    grade = models.CharField("等次", max_length=8)
    place = models.PositiveSmallIntegerField("名次", null=True)
    opened = models.JSONField(default=dict)
    docx = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    pdf = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "单位的成绩"
        default_related_name = "results"
        ordering = ("sealed", "place", "pk")
        constraints = (models.UniqueConstraint(fields=["sealed", "unit"], name="one_result_a_seal"),)

    def __str__(self) -> str:
        return f"{self.unit}的成绩"


class PublicRanking(models.Model):
    """对外公开的排名: what the portal shows of a published ranking until it is withdrawn.

    ``rows`` hold kind, place, unit and grade, and nothing else: points, traces and people stay inside.
    """

    cycle = models.ForeignKey(AppraisalCycle, on_delete=models.CASCADE, related_name="public_rankings")
    sealed = models.ForeignKey(SealedResult, on_delete=models.PROTECT, related_name="+")
    rows = models.JSONField(default=list)
    since = models.DateField("公开日期")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    withdrawn = models.DateField("撤回日期", null=True)
    reason = models.CharField("撤回理由", max_length=300, blank=True)

    class Meta:
        verbose_name = "对外公开的排名"
        ordering = ("cycle", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["cycle"], condition=models.Q(withdrawn=None), name="one_public_ranking_a_year"
            ),
        )

    def __str__(self) -> str:
        return f"{self.cycle}排名"

    @property
    def organisation(self) -> Organisation:
        """Whose appraisal it is."""
        return self.cycle.organisation
