"""What becomes of a contract: amendments, what is to be delivered, acceptances with their proofs."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models

from mingzhang.purchasing.ledger import FAILED, PASSED
from mingzhang.web.files.models import StoredFile
from mingzhang.web.register.models import Organisation

_WHO = settings.AUTH_USER_MODEL


def _count(label: str) -> Any:
    """A number of pieces that may be unknown."""
    return models.DecimalField(label, max_digits=16, decimal_places=2, null=True, blank=True)


class BookAmendment(models.Model):
    """合同变更: what a contract was worth before, and after; amendments are only ever added."""

    contract = models.ForeignKey(
        "purchasing.BookContract", on_delete=models.CASCADE, related_name="amendments"
    )
    day = models.DateField("变更日期")
    before = models.DecimalField("变更前金额（元）", max_digits=20, decimal_places=2, null=True)
    after = models.DecimalField("变更后金额（元）", max_digits=20, decimal_places=2, null=True)
    reason = models.CharField("变更理由", max_length=400, blank=True)

    class Meta:
        verbose_name = "合同变更"
        ordering = ("contract", "day", "pk")

    def __str__(self) -> str:
        return f"{self.contract}：{self.reason}"


class BookDeliverable(models.Model):
    """交付物: so much of a thing; ``measure`` names the live measure that counts it."""

    contract = models.ForeignKey(
        "purchasing.BookContract", on_delete=models.CASCADE, related_name="deliverables"
    )
    code = models.CharField("序号", max_length=12)
    text = models.CharField("交付物", max_length=200)
    measure = models.CharField("系统计数", max_length=40, blank=True)
    target = _count("数量")
    unit = models.CharField("计量单位", max_length=20, blank=True)
    due = models.DateField("交付期限", null=True, blank=True)

    class Meta:
        verbose_name = "交付物"
        ordering = ("contract", "pk")
        constraints = (models.UniqueConstraint(fields=["contract", "code"], name="one_deliverable_a_code"),)

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    @property
    def organisation(self) -> Organisation:
        """Whose contract it is."""
        return self.contract.organisation


class BookAcceptance(models.Model):
    """验收: counts once the head of the unit has confirmed it; ``returned`` says why that was refused.

    ``told`` is what the system counted on the day, with how many rows it was counted from.
    """

    deliverable = models.ForeignKey(BookDeliverable, on_delete=models.CASCADE, related_name="acceptances")
    day = models.DateField("验收日期")
    counted = _count("验收数")
    verdict = models.CharField("结论", max_length=6, choices=[(PASSED, PASSED), (FAILED, FAILED)])
    evidence = models.CharField("佐证材料", max_length=400, blank=True)
    sha256 = models.CharField("校验值", max_length=64, blank=True)
    by = models.CharField("验收人（岗位）", max_length=60, blank=True)
    told = models.CharField("系统计数", max_length=200, blank=True)
    entered_by = models.ForeignKey(_WHO, on_delete=models.PROTECT, null=True, related_name="+")
    confirmed = models.DateField("确认日期", null=True)
    confirmed_by = models.ForeignKey(_WHO, on_delete=models.PROTECT, null=True, related_name="+")
    returned = models.CharField("退回理由", max_length=400, blank=True)

    class Meta:
        verbose_name = "验收"
        ordering = ("deliverable", "day", "pk")

    def __str__(self) -> str:
        return f"“{self.deliverable.text}”的验收"

    @property
    def organisation(self) -> Organisation:
        """Whose contract it is."""
        return self.deliverable.contract.organisation

    @property
    def waits(self) -> bool:
        """Whether the head of the unit has still to say something."""
        return self.confirmed is None and not self.returned


class AcceptanceProof(models.Model):
    """佐证材料: a file that shows what was accepted."""

    acceptance = models.ForeignKey(BookAcceptance, on_delete=models.CASCADE, related_name="proofs")
    name = models.CharField("文件名", max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(_WHO, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "验收佐证"
        ordering = ("acceptance", "pk")

    def __str__(self) -> str:
        return self.name

    @property
    def organisation(self) -> Organisation:
        """Whose contract it is."""
        return self.acceptance.organisation
