"""A verification with its phases, standard and inspectors, the points that are visited and what was found."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mingzhang.verification.draw import FIRST, PHASES
from mingzhang.verification.standard import ABSENT, FAIL, PASS, SEVERITIES
from mingzhang.web.files.models import StoredFile
from mingzhang.web.register.models import Organisation
from mingzhang.web.verification.problem_models import (  # noqa: F401 (Django looks here)
    FoundProblem,
    ProblemEvidence,
    ProblemStep,
)

RESULTS = (PASS, FAIL, ABSENT)


class FieldVerification(models.Model):
    """察访核验: the verification of a year in a region.

    ``cap`` bounds what one unit may lose, ``repeat`` multiplies the points of a problem each time that it is
    not found mended; ``rule`` is the rule of the appraisal that the deductions are claimed under.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("年度")
    office = models.CharField("组织单位", max_length=120)
    cap = models.DecimalField("扣分上限", max_digits=8, decimal_places=2, null=True, blank=True)
    repeat = models.DecimalField("重复系数", max_digits=5, decimal_places=2, default=2)
    rule = models.CharField("考评细则编号", max_length=40, blank=True)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    begun = models.DateTimeField("建立时间", auto_now_add=True)
    fed_back = models.DateField("反馈日期", null=True)
    rounds = models.PositiveSmallIntegerField("回头看次数", default=0)  # that were drawn

    class Meta:
        verbose_name = "察访核验"
        ordering = ("-year", "pk")
        constraints = (
            models.UniqueConstraint(fields=["organisation", "year"], name="one_verification_a_year"),
        )

    def __str__(self) -> str:
        return f"{self.organisation}{self.year}年度察访核验"

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("verification:whole", args=[self.pk])


class VerificationPhase(models.Model):
    """阶段: the query and seed that its points are drawn with, and the version of the standard.

    ``frozen`` is the fingerprint that the standard had at the first visit; ``drawn_from`` says what the
    points were drawn from.
    """

    verification = models.ForeignKey(FieldVerification, on_delete=models.CASCADE, related_name="phases")
    name = models.CharField("阶段", max_length=12, choices=[(name, name) for name in PHASES])
    query = models.CharField("查询", max_length=400, blank=True)
    seed = models.CharField("种子", max_length=60)
    size = models.PositiveIntegerField("点位数", null=True, blank=True)
    version = models.CharField("标准版本", max_length=40)
    frozen = models.CharField("标准指纹", max_length=16, blank=True)
    drawn = models.DateTimeField("抽取时间", null=True)
    drawn_from = models.CharField("从哪里抽取", max_length=200, blank=True)

    class Meta:
        verbose_name = "核验阶段"
        ordering = ("verification", "pk")
        constraints = (models.UniqueConstraint(fields=["verification", "name"], name="one_phase_of_a_name"),)

    def __str__(self) -> str:
        return f"{self.verification}{self.name}"

    @property
    def organisation(self) -> Organisation:
        """Whose verification it is."""
        return self.verification.organisation


class StandardItem(models.Model):
    """核验标准: one thing to be looked at in a version of the standard."""

    verification = models.ForeignKey(FieldVerification, on_delete=models.CASCADE, related_name="items")
    version = models.CharField("标准版本", max_length=40)
    code = models.CharField("标准编号", max_length=20)
    text = models.CharField("核验内容", max_length=200)
    criterion = models.CharField("合格标准", max_length=400)
    evidence = models.CharField("佐证要求", max_length=200, blank=True)
    severity = models.CharField("严重程度", max_length=4, choices=[(each, each) for each in SEVERITIES])
    points = models.DecimalField("扣分", max_digits=8, decimal_places=2)

    class Meta:
        verbose_name = "核验标准"
        ordering = ("verification", "version", "pk")
        constraints = (
            models.UniqueConstraint(fields=["verification", "version", "code"], name="one_code_a_version"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    @property
    def organisation(self) -> Organisation:
        """Whose verification it is."""
        return self.verification.organisation


class FieldInspector(models.Model):
    """核验员: somebody who inspects, and the organisation they are of, which they do not inspect."""

    verification = models.ForeignKey(FieldVerification, on_delete=models.CASCADE, related_name="inspectors")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    home = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "核验员"
        ordering = ("verification", "pk")
        constraints = (models.UniqueConstraint(fields=["verification", "person"], name="one_inspector_once"),)

    def __str__(self) -> str:
        return self.person.name

    @property
    def organisation(self) -> Organisation:
        """Whose verification it is."""
        return self.verification.organisation


class VisitPoint(models.Model):
    """点位: a matter at a unit that somebody goes to look at, or a problem that is looked back at.

    The database itself refuses an inspector of the unit that is inspected: ``home`` is the inspector's.
    """

    verification = models.ForeignKey(FieldVerification, on_delete=models.CASCADE, related_name="points")
    phase = models.CharField("阶段", max_length=12)
    number = models.CharField("点位编号", max_length=20)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    matter = models.CharField("事项编号", max_length=60, blank=True, db_index=True)
    text = models.CharField("核验事项", max_length=600, blank=True)
    source = models.CharField("来源", max_length=40, blank=True)
    where = models.CharField("地点", max_length=200, blank=True)
    day = models.DateField("计划日期", null=True, blank=True)
    way = models.CharField("方式", max_length=4, blank=True, choices=[("明查", "明查"), ("暗访", "暗访")])
    origin = models.ForeignKey(
        FoundProblem, on_delete=models.PROTECT, null=True, related_name="looks", verbose_name="回头看问题"
    )
    inspector = models.ForeignKey(
        FieldInspector, on_delete=models.PROTECT, null=True, related_name="points", verbose_name="核验员"
    )
    home = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="+")
    visited = models.DateField("核验日期", null=True)

    class Meta:
        verbose_name = "核验点位"
        ordering = ("verification", "number", "pk")
        constraints = (
            models.UniqueConstraint(fields=["verification", "number"], name="one_point_of_a_number"),
            models.CheckConstraint(
                condition=Q(home=None) | ~Q(home=F("organisation")), name="nobody_inspects_the_own_unit"
            ),
        )

    def __str__(self) -> str:
        return f"{self.number} {self.organisation}"

    @property
    def address(self) -> str:
        """The page on which it is visited."""
        return reverse("verification:point", args=[self.pk])

    @property
    def first(self) -> bool:
        """Whether it is of the first phase."""
        return self.phase == FIRST


class PointCheck(models.Model):
    """核验结果: what was found of one item at one point.

    What lacks something is kept with what it lacks in ``lacking``, and does not count until that is there.
    ``counts`` is the day on which a look back counts in the history of its problem: the day of the visit, or
    of what had been entered before the list came in.
    """

    point = models.ForeignKey(VisitPoint, on_delete=models.CASCADE, related_name="checks")
    code = models.CharField("标准编号", max_length=20)
    result = models.CharField("结果", max_length=4, choices=[(each, each) for each in RESULTS])
    day = models.DateField("核验日期")
    counts = models.DateField("计入日期")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    note = models.CharField("情况说明", max_length=600, blank=True)
    where = models.CharField("地点", max_length=200, blank=True)
    position = models.CharField("坐标", max_length=200, blank=True)
    lacking = models.JSONField(default=list)
    turn = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "核验结果"
        ordering = ("point", "pk")
        constraints = (models.UniqueConstraint(fields=["point", "code"], name="one_result_an_item"),)

    def __str__(self) -> str:
        return f"{self.point}{self.code}{self.result}"

    @property
    def organisation(self) -> Organisation:
        """Which unit was looked at."""
        return self.point.organisation


class CheckPhoto(models.Model):
    """照片: when and where it was taken, as its file says, and what is wrong with it as evidence."""

    check_of = models.ForeignKey(PointCheck, on_delete=models.CASCADE, related_name="photos")
    name = models.CharField("文件名", max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    small = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    taken = models.DateTimeField("拍摄时间", null=True)
    place = models.CharField("拍摄位置", max_length=200, blank=True)
    told = models.JSONField(default=list)

    class Meta:
        verbose_name = "核验照片"
        ordering = ("check_of", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def organisation(self) -> Organisation:
        """Which unit was looked at."""
        return self.check_of.point.organisation
