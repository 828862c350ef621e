"""What is planned of a purchase: its budget adjusted, who is asked for a quote, instalments of contracts."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from mingzhang.purchasing.ledger import ACCEPTED, ADVANCE, PROGRESS
from mingzhang.web.register.models import Organisation

_BASES = [(each, each) for each in (ADVANCE, PROGRESS, ACCEPTED)]


class BookAdjustment(models.Model):
    """预算调整: what a project could spend before, and after; adjustments are only ever added."""

    project = models.ForeignKey(
        "purchasing.BookProject", on_delete=models.CASCADE, related_name="adjustments"
    )
    day = models.DateField("调整日期")
    before = models.DecimalField("调整前预算（元）", max_digits=20, decimal_places=2, null=True)
    after = models.DecimalField("调整后预算（元）", max_digits=20, decimal_places=2, null=True)
    reason = models.CharField("调整理由", max_length=400, blank=True)
    basis = models.CharField("批准依据", max_length=200, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name = "预算调整"
        ordering = ("project", "day", "pk")

    def __str__(self) -> str:
        return f"{self.project}：{self.reason}"


class BookInvitation(models.Model):
    """邀请: a supplier that was asked for a quote; ``reply`` says why it made none."""

    project = models.ForeignKey(
        "purchasing.BookProject", on_delete=models.CASCADE, related_name="invitations"
    )
    supplier = models.CharField("供应商", max_length=120)
    day = models.DateField("邀请日期", null=True, blank=True)
    reply = models.CharField("没有报价的原因", max_length=200, blank=True)

    class Meta:
        verbose_name = "邀请"
        ordering = ("project", "pk")
        constraints = (models.UniqueConstraint(fields=["project", "supplier"], name="invited_once"),)

    def __str__(self) -> str:
        return self.supplier

    @property
    def organisation(self) -> Organisation:
        """Whose project it is for."""
        return self.project.book.organisation


class BookInstalment(models.Model):
    """付款计划: an instalment of a contract: so much, on what ground, by which day."""

    contract = models.ForeignKey(
        "purchasing.BookContract", on_delete=models.CASCADE, related_name="instalments"
    )
    code = models.CharField("序号", max_length=12)
    text = models.CharField("付款内容", max_length=100)
    amount = models.DecimalField("计划金额（元）", max_digits=20, decimal_places=2, null=True)
    due = models.DateField("计划日期", null=True, blank=True)
    basis = models.CharField("付款依据", max_length=4, choices=_BASES, blank=True)

    class Meta:
        verbose_name = "付款计划"
        ordering = ("contract", "due", "pk")
        constraints = (models.UniqueConstraint(fields=["contract", "code"], name="one_instalment_a_code"),)

    def __str__(self) -> str:
        return f"{self.code} {self.text}"

    @property
    def organisation(self) -> Organisation:
        """Whose contract it is."""
        return self.contract.organisation
