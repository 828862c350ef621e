"""Batches of images, their pages, and what somebody found who looked at a sample of them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from mingzhang.archive.pages import BLANK, READ, UNREAD, PageRecord
from mingzhang.archive.quality import FAIL, PASS, SampledPage
from mingzhang.web.files.models import StoredFile
from mingzhang.web.register.models import Organisation

WAITING = "待识别"
_VERDICTS = [(each, each) for each in (PASS, FAIL)]


class ScanState(models.TextChoices):
    """How far a batch is."""

    WAITING = "waiting", "待识别"
    RUNNING = "running", "识别中"
    STOPPED = "stopped", "已停下"
    DONE = "done", "已识别"
    HANDED_IN = "handed_in", "待签批"
    ACCEPTED = "accepted", "已验收"


class ScanBatch(models.Model):
    """图像批次: images that came in together; ``said`` is how far their recognition is."""

    fonds = models.ForeignKey("archive.Fonds", on_delete=models.PROTECT, related_name="batches")
    number = models.PositiveIntegerField("批次")
    day = models.DateField("日期")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField("状态", max_length=12, choices=ScanState, default=ScanState.WAITING)
    said = models.CharField("进展", max_length=300, blank=True)
    lost = models.JSONField(default=dict)  # what was no page of an item: file and why
    signed_by = models.CharField("签批人", max_length=60, blank=True)
    signed = models.DateField("验收日期", null=True)

    class Meta:
        verbose_name = "图像批次"
        ordering = ("-number",)
        constraints = (
            models.UniqueConstraint(fields=["fonds", "number"], name="one_batch_of_a_number"),
            models.CheckConstraint(
                condition=~Q(state=ScanState.ACCEPTED) | ~Q(signed_by=""), name="acceptance_is_signed"
            ),
        )

    def __str__(self) -> str:
        return f"第{self.number}批"

    @property
    def organisation(self) -> Organisation:
        """Whose fonds it is."""
        return self.fonds.organisation

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("archive:batch", args=[self.pk])


class ScanPage(models.Model):
    """图像页: a page of an item with its master, never written to; a replaced one stays, not ``current``."""

    batch = models.ForeignKey(ScanBatch, on_delete=models.PROTECT, related_name="pages")
    item = models.ForeignKey("archive.HeldItem", on_delete=models.PROTECT, related_name="scans")
    seq = models.PositiveIntegerField("页号")
    name = models.CharField("文件名", max_length=255)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    whole = models.BooleanField("一件一个文件", default=False)
    current = models.BooleanField("现用", default=True)
    state = models.CharField(
        "识别",
        max_length=4,
        default=WAITING,
        choices=[(each, each) for each in (WAITING, READ, BLANK, UNREAD)],
    )
    record = models.JSONField(default=dict)  # what the room says of the page, without its text
    text = models.TextField("文字", blank=True)
    small = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "图像页"
        ordering = ("item", "seq", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["item", "seq"], condition=Q(current=True), name="one_current_image_a_page"
            ),
        )

    def __str__(self) -> str:
        return f"{self.item.code}-{self.seq:03}"

    @property
    def organisation(self) -> Organisation:
        """Whose fonds it is."""
        return self.item.organisation

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("archive:leaf", args=[self.pk])

    @property
    def called(self) -> str:
        """The name of its master under the code that its item has today."""
        ending = Path(self.name).suffix.lower()
        return f"{self.item.code}{ending}" if self.whole else f"{self}{ending}"

    def recorded(self) -> PageRecord:
        """The record of the page as the room knows it, under the code that its item has today."""
        plain = PageRecord(
            self.item.code, self.seq, self.name, self.file_id, self.file.size, state=self.state
        )
        said: dict[str, Any] = {
            key: value for key, value in self.record.items() if key not in ("code", "seq", "text", "state")
        }
        return replace(plain, text=self.text, **said)


class SampleMark(models.Model):
    """抽检: a page that was drawn, and what somebody found who looked at it and typed what it says."""

    page = models.OneToOneField(ScanPage, on_delete=models.PROTECT, related_name="mark")
    linked = models.CharField("图文相符", max_length=4, blank=True, choices=_VERDICTS)
    clear = models.CharField("清晰完整", max_length=4, blank=True, choices=_VERDICTS)
    straight = models.CharField("端正无黑边", max_length=4, blank=True, choices=_VERDICTS)
    order = models.CharField("页序", max_length=4, blank=True, choices=_VERDICTS)
    truth = models.TextField("照图打出的全文", blank=True)
    note = models.CharField("缺陷说明", max_length=300, blank=True)
    by = models.CharField("检验人", max_length=60, blank=True)

    class Meta:
        verbose_name = "抽检页"
        ordering = ("page",)
        constraints = (
            models.CheckConstraint(
                condition=~Q(note="") | ~(Q(linked=FAIL) | Q(clear=FAIL) | Q(straight=FAIL) | Q(order=FAIL)),
                name="a_defect_has_a_note",
                violation_error_message="不合格的请写缺陷说明。",
            ),
        )

    def __str__(self) -> str:
        return f"抽检{self.page}"

    def sampled(self) -> SampledPage:
        """The page as the room judges it."""
        verdicts = (self.linked, self.clear, self.straight, self.order)
        return SampledPage(self.page.item.code, self.page.seq, verdicts, self.truth, self.note, self.by)


class HandOver(models.Model):
    """移交: a package of everything that was accepted, and what was found in it when it came back."""

    PACKING, PACKED, FAILED = "正在打包", "可以移交", "没有打包"
    fonds = models.ForeignKey("archive.Fonds", on_delete=models.PROTECT, related_name="hand_overs")
    number = models.PositiveIntegerField("次数")
    day = models.DateField("日期")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        "状态", max_length=8, default=PACKING, choices=[(each, each) for each in (PACKING, PACKED, FAILED)]
    )
    said = models.CharField("说明", max_length=300, blank=True)
    package = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    returned = models.DateField("归还日期", null=True)
    faults = models.JSONField(default=list)

    class Meta:
        verbose_name = "档案移交"
        ordering = ("-number",)
        constraints = (models.UniqueConstraint(fields=["fonds", "number"], name="one_hand_over_of_a_number"),)

    def __str__(self) -> str:
        return f"第{self.number}次移交"

    @property
    def organisation(self) -> Organisation:
        """Whose fonds it is."""
        return self.fonds.organisation
