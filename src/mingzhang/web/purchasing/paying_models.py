"""Requests for payment with what was done about each, and the payments."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from mingzhang.purchasing.ledger import ACCEPTED, ADVANCE, PROGRESS
from mingzhang.purchasing.steps import RequestState
from mingzhang.web.register.models import Organisation

_WHO = settings.AUTH_USER_MODEL
_BASES = [(each, each) for each in (ADVANCE, PROGRESS, ACCEPTED)]
_BEFORE = [e.value for e in (RequestState.DRAFT, RequestState.ASKED, RequestState.CHECKED)]
_LOOKS = {
    RequestState.ASKED: "submitted",
    RequestState.CHECKED: "submitted",
    RequestState.APPROVED: "approved",
    RequestState.PAID: "published",
}


class BookRequest(models.Model):
    """付款申请: ``state`` is written by the moves alone; ``approvals`` are posts, as the ledger tells them.

    ``large`` is whether it needed the signature when it was checked, as a large sum or as one that the head
    of the unit may not approve; the database refuses one without.
    """

    book = models.ForeignKey("purchasing.PurchaseBook", on_delete=models.CASCADE, related_name="requests")
    contract = models.ForeignKey("purchasing.BookContract", on_delete=models.CASCADE, related_name="requests")
    number = models.CharField("申请编号", max_length=40)
    day = models.DateField("申请日期")
    amount = models.DecimalField("申请金额（元）", max_digits=20, decimal_places=2, null=True)
    basis = models.CharField("付款依据", max_length=4, choices=_BASES, blank=True)
    final = models.BooleanField("尾款", default=False)
    content = models.CharField("付款内容", max_length=200, blank=True)
    meeting = models.CharField(
        "会议",
        max_length=100,
        blank=True,
        help_text="达到大额标准的、超过分管领导权限的，写明党组会的日期或纪要编号",
    )
    exception = models.CharField(
        "例外理由", max_length=400, blank=True, help_text="尾款确需在验收以前支付的写明理由"
    )
    approvals = models.CharField("审批人", max_length=200, blank=True)
    state = models.CharField(
        "状态", max_length=4, choices=[(e.value, e.value) for e in RequestState],
        default=RequestState.DRAFT.value, db_index=True,
    )  # fmt: skip
    large = models.BooleanField("大额", default=False)
    signed_by = models.ForeignKey(_WHO, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "付款申请"
        ordering = ("book", "day", "number", "pk")
        constraints = (
            models.UniqueConstraint(fields=["book", "number"], name="one_request_of_a_number"),
            models.CheckConstraint(
                condition=Q(large=False) | Q(signed_by__isnull=False) | Q(state__in=_BEFORE),
                name="no_large_sum_without_a_signature",
            ),
        )

    def __str__(self) -> str:
        return f"付款申请{self.number}"

    @property
    def organisation(self) -> Organisation:
        """Whose contract it is."""
        return self.book.organisation

    @property
    def look(self) -> str:
        """How a page shows its state."""
        return _LOOKS.get(RequestState(self.state), "draft")

    @property
    def address(self) -> str:
        """Where it stands on the page of its contract."""
        return f"{self.contract.address}#request-{self.pk}"


class RequestNote(models.Model):
    """经过: one step of a request; steps are only ever added."""

    request = models.ForeignKey(BookRequest, on_delete=models.CASCADE, related_name="notes")
    day = models.DateField("日期")
    what = models.CharField("步骤", max_length=12)
    by = models.ForeignKey(_WHO, on_delete=models.PROTECT, related_name="+")
    text = models.CharField("意见", max_length=400, blank=True)

    class Meta:
        verbose_name = "申请经过"
        ordering = ("request", "pk")

    def __str__(self) -> str:
        return self.what


class BookPayment(models.Model):
    """付款: what was paid on a request, with the voucher of the accounts."""

    request = models.ForeignKey(BookRequest, on_delete=models.PROTECT, related_name="payments")
    day = models.DateField("付款日期")
    amount = models.DecimalField("付款金额（元）", max_digits=20, decimal_places=2, null=True)
    voucher = models.CharField("凭证号", max_length=40, blank=True)

    class Meta:
        verbose_name = "付款"
        ordering = ("request", "day", "pk")

    def __str__(self) -> str:
        return f"{self.request}：{self.voucher}"

    @property
    def organisation(self) -> Organisation:
        """Whose contract it is."""
        return self.request.book.organisation
