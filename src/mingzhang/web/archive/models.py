"""Fonds with items, boxes and objects; the database itself holds codes to be unique and without a gap."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from mingzhang.archive.catalogue import SECURITY
from mingzhang.archive.course import BACK, STAGES, CustodyAct, ItemStage
from mingzhang.archive.retention import NEW, OLD
from mingzhang.web.archive.batch_models import (  # noqa: F401 (Django looks here)
    HandOver,
    SampleMark,
    ScanBatch,
    ScanPage,
)
from mingzhang.web.files.models import StoredFile
from mingzhang.web.register.models import Organisation

ROOM = 10_000  # numbers of a series: four digits, of which 0000 is none
_STAGES = [(stage.value, stage.value) for stage in STAGES]
_STEPS = [*_STAGES, (BACK, BACK)]
_PERIODS = [(each, each) for each in dict.fromkeys((*NEW, *OLD))]
_CODE = RegexValidator(r"^[A-Z0-9]{1,8}\Z", "代码由大写字母和数字组成，最多 8 位。")


class Fonds(models.Model):
    """全宗: all that one body has left, with the number that it has at the archive."""

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="fonds")
    code = models.CharField(
        "全宗号",
        max_length=4,
        validators=[RegexValidator(r"^[A-Z0-9]{4}\Z", "全宗号是 4 位大写字母或数字。")],
    )
    name = models.CharField("全宗名称", max_length=120)
    first = models.PositiveSmallIntegerField("起始年度", null=True, blank=True)
    last = models.PositiveSmallIntegerField("截止年度", null=True, blank=True)

    class Meta:
        verbose_name = "全宗"
        ordering = ("code", "pk")
        constraints = (models.UniqueConstraint(fields=["organisation", "code"], name="one_fonds_of_a_code"),)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("archive:fonds", args=[self.pk])


class FondsCode(models.Model):
    """门类代码、机构（问题）代码 of a fonds."""

    CATEGORY, DEPARTMENT = "门类", "机构"
    fonds = models.ForeignKey(Fonds, on_delete=models.CASCADE, related_name="codes")
    kind = models.CharField(
        "种类", max_length=4, choices=[(CATEGORY, CATEGORY), (DEPARTMENT, "机构（问题）")]
    )
    code = models.CharField("代码", max_length=8, validators=[_CODE])
    name = models.CharField("名称", max_length=60)

    class Meta:
        verbose_name = "档案代码"
        ordering = ("kind", "code")
        constraints = (
            models.UniqueConstraint(fields=["fonds", "kind", "code"], name="one_archive_code_of_a_kind"),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def organisation(self) -> Organisation:
        """Whose fonds it is."""
        return self.fonds.organisation


class FilingSeries(models.Model):
    """系列: what the numbers of items count in; ``name`` is their code without the number."""

    fonds = models.ForeignKey(Fonds, on_delete=models.PROTECT, related_name="series")
    name = models.CharField("系列", max_length=40)

    class Meta:
        verbose_name = "档案系列"
        ordering = ("name",)
        constraints = (models.UniqueConstraint(fields=["fonds", "name"], name="one_series_of_a_name"),)

    def __str__(self) -> str:
        return self.name

    @property
    def organisation(self) -> Organisation:
        """Whose fonds it is."""
        return self.fonds.organisation


class HeldBox(models.Model):
    """档案盒 of a fonds."""

    fonds = models.ForeignKey(Fonds, on_delete=models.PROTECT, related_name="boxes")
    number = models.PositiveIntegerField("盒号")

    class Meta:
        verbose_name = "档案盒"
        ordering = ("number",)
        constraints = (models.UniqueConstraint(fields=["fonds", "number"], name="one_box_of_a_number"),)

    def __str__(self) -> str:
        return f"第{self.number}盒"

    @property
    def organisation(self) -> Organisation:
        """Whose fonds it is."""
        return self.fonds.organisation

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("archive:box", args=[self.pk])


class HeldItem(models.Model):
    """件: ``period`` is its retention now, ``old`` the one it came with; only the moves set them.

    ``evidence`` is the file that it was made of, where it was evidence of another part of the office,
    ``copy`` the PDF for use that its images became.
    """

    fonds = models.ForeignKey(Fonds, on_delete=models.PROTECT, related_name="items")
    category = models.ForeignKey(FondsCode, on_delete=models.PROTECT, related_name="+", verbose_name="门类")
    department = models.ForeignKey(
        FondsCode, on_delete=models.PROTECT, related_name="+", verbose_name="机构（问题）"
    )
    year = models.PositiveSmallIntegerField("年度")
    title = models.CharField("题名", max_length=300)
    author = models.CharField("责任者", max_length=120, blank=True)
    number = models.CharField("文号", max_length=60, blank=True)
    day = models.DateField("日期", null=True, blank=True)
    security = models.CharField(
        "密级", max_length=4, blank=True, choices=[(each, each) for each in SECURITY if each]
    )
    pages = models.PositiveIntegerField("页数", null=True, blank=True)
    period = models.CharField("保管期限", max_length=4, blank=True, choices=_PERIODS)
    old = models.CharField("原保管期限", max_length=4, blank=True, choices=_PERIODS)
    note = models.CharField("备注", max_length=200, blank=True)
    box = models.ForeignKey(HeldBox, on_delete=models.PROTECT, null=True, blank=True, related_name="items")
    stage = models.CharField("进展", max_length=4, choices=_STAGES, default=ItemStage.WAITING.value)
    evidence = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    copy = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "归档文件"
        ordering = ("place__series__name", "place__number", "pk")
        constraints = (
            models.UniqueConstraint(fields=["fonds", "evidence"], name="evidence_is_filed_once"),
            models.CheckConstraint(
                condition=Q(pages=None) | Q(pages__gte=1),
                name="an_item_has_pages",
                violation_error_message="页数至少为 1。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.title}".strip()

    @property
    def organisation(self) -> Organisation:
        """Whose fonds it is."""
        return self.fonds.organisation

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("archive:item", args=[self.pk])

    @property
    def code(self) -> str:
        """Its archival code, empty before it is arranged."""
        place: Any = getattr(self, "place", None)
        return "" if place is None else f"{place.series.name}-{place.number:04}"


class SeriesPlace(models.Model):
    """件号: one number of a series, which always is of one item.

    The key is the series times ten thousand and the number, and every place but the first hangs on the key
    before it: a number that is missing, taken twice or of no item cannot be written, nor can one in the
    middle be taken away.
    """

    id = models.BigIntegerField(primary_key=True)
    series = models.ForeignKey(FilingSeries, on_delete=models.PROTECT, related_name="places")
    number = models.PositiveSmallIntegerField("件号")
    before = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="after")
    item = models.OneToOneField(HeldItem, on_delete=models.PROTECT, related_name="place")

    class Meta:
        verbose_name = "件号"
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(fields=["series", "number"], name="one_item_of_a_number"),
            models.CheckConstraint(
                condition=Q(id=F("series_id") * ROOM + F("number")), name="a_key_is_series_and_number"
            ),
            models.CheckConstraint(
                condition=Q(number=1, before=None)
                | Q(number__gt=1, number__lt=ROOM, before__isnull=False, before_id=F("id") - 1),
                name="numbers_have_no_gap",
            ),
        )

    def __str__(self) -> str:
        return f"{self.series.name}-{self.number:04}"


class HeldStep(models.Model):
    """经过: one step of an item, never changed; 退回 with where it goes back to and why."""

    item = models.ForeignKey(HeldItem, on_delete=models.PROTECT, related_name="steps")
    day = models.DateField("日期")
    step = models.CharField("步骤", max_length=4, choices=_STEPS)
    by = models.CharField("办理人", max_length=60)
    text = models.CharField("说明", max_length=600, blank=True)
    back_to = models.CharField("退到", max_length=4, blank=True, choices=_STAGES)

    class Meta:
        verbose_name = "归档文件经过"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.step}：{self.item}"


class RetentionDecision(models.Model):
    """期限调整: proposed with a reason, approved or not by the leader; the old value stays here."""

    item = models.ForeignKey(HeldItem, on_delete=models.PROTECT, related_name="decisions")
    old = models.CharField("原保管期限", max_length=4, choices=_PERIODS)
    new = models.CharField("新保管期限", max_length=4, choices=[(each, each) for each in NEW])
    reason = models.CharField("调整理由", max_length=300)
    proposed = models.DateField("提出日期")
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    approver = models.CharField("批准人", max_length=60, blank=True)
    decided = models.DateField("批准日期", null=True)
    agreed = models.BooleanField("同意", default=False)

    class Meta:
        verbose_name = "保管期限调整"
        ordering = ("-pk",)
        constraints = (
            models.UniqueConstraint(
                fields=["item"], condition=Q(decided=None), name="one_open_decision_an_item"
            ),
            models.CheckConstraint(
                condition=Q(decided=None) | ~Q(approver=""), name="a_decision_has_an_approver"
            ),
            models.CheckConstraint(condition=~Q(reason=""), name="a_decision_has_a_reason"),
        )

    def __str__(self) -> str:
        return f"{self.item}：{self.old}改为{self.new}"

    @property
    def organisation(self) -> Organisation:
        """Whose item it is."""
        return self.item.organisation


class HeldObject(models.Model):
    """实物: certificate, flag, seal."""

    fonds = models.ForeignKey(Fonds, on_delete=models.PROTECT, related_name="objects_held")
    code = models.CharField("实物编号", max_length=40)
    name = models.CharField("名称", max_length=120)
    kind = models.CharField("类别", max_length=40, blank=True)
    origin = models.CharField("来源", max_length=120, blank=True)
    day = models.DateField("日期", null=True, blank=True)
    count = models.PositiveIntegerField("数量", default=1)
    where = models.CharField("存放处", max_length=120, blank=True)
    note = models.CharField("备注", max_length=200, blank=True)

    class Meta:
        verbose_name = "实物档案"
        ordering = ("code",)
        constraints = (
            models.UniqueConstraint(fields=["fonds", "code"], name="one_object_of_a_code"),
            models.CheckConstraint(
                condition=Q(count__gte=1),
                name="an_object_is_there",
                violation_error_message="数量至少为 1。",
            ),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def organisation(self) -> Organisation:
        """Whose fonds it is."""
        return self.fonds.organisation


class CustodyLine(models.Model):
    """流转: one line of the log of a box, never changed."""

    box = models.ForeignKey(HeldBox, on_delete=models.PROTECT, related_name="custody")
    day = models.DateField("日期")
    act = models.CharField("步骤", max_length=4, choices=[(act.value, act.value) for act in CustodyAct])
    by = models.CharField("经手人", max_length=60)
    pages = models.PositiveIntegerField("页数", null=True, blank=True)
    text = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "原件流转"
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.box}{self.act}"
