"""The ledger of a unit's year: projects, what suppliers asked, what judges gave, contracts.

Amounts are in 元.  A field that is called as in :mod:`mingzhang.purchasing.ledger` means the same.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import models
from django.urls import reverse

from mingzhang.facts.supplier import GOODS, SERVICES, SIZES, WORKS
from mingzhang.purchasing.ledger import METHODS, OTHER, PROCUREMENT, SELECTION, SERVICE
from mingzhang.web.files.models import StoredFile
from mingzhang.web.purchasing.carrying_models import (  # noqa: F401 (Django looks here)
    AcceptanceProof,
    BookAcceptance,
    BookAmendment,
    BookDeliverable,
)
from mingzhang.web.purchasing.paying_models import (  # noqa: F401 (Django looks here)
    BookPayment,
    BookRequest,
    RequestNote,
)
from mingzhang.web.purchasing.planning_models import (  # noqa: F401 (Django looks here)
    BookAdjustment,
    BookInstalment,
    BookInvitation,
)
from mingzhang.web.register.models import Organisation

_SIZES = [(each, each) for each in SIZES]
_WHO = settings.AUTH_USER_MODEL


def _money(label: str, help_text: str = "") -> Any:
    """An amount that may be unknown."""
    return models.DecimalField(
        label, max_digits=20, decimal_places=2, null=True, blank=True, help_text=help_text
    )


class PurchaseBook(models.Model):
    """采购台账: what a unit buys in a year.

    ``large`` is the amount from which the party group decides and the leader signs, ``limits`` are posts with
    the amount in 元 up to which each may approve; ``releases``, ``records`` and ``totals`` are what was
    published, as it was.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="purchase_books")
    year = models.PositiveSmallIntegerField("年度")
    large = _money("大额标准", "付款达到这个金额，须经党组会审议并由分管领导签批")
    limits = models.JSONField("审批权限", default=list)
    prefix = models.CharField(
        "开放数据前缀",
        max_length=40,
        blank=True,
        help_text="向开放合约组织登记，例如 ocds-abc123；没有可以不填",
    )
    begun_by = models.ForeignKey(_WHO, on_delete=models.PROTECT, related_name="+")
    published = models.DateTimeField("公布时间", null=True)
    published_by = models.ForeignKey(_WHO, on_delete=models.PROTECT, null=True, related_name="+")
    releases = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    records = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    totals = models.JSONField(default=list)

    class Meta:
        verbose_name = "采购台账"
        ordering = ("-year", "organisation__path", "pk")
        constraints = (models.UniqueConstraint(fields=["organisation", "year"], name="one_book_a_year"),)

    def __str__(self) -> str:
        return f"{self.organisation}{self.year}年度采购台账"

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("purchasing:book", args=[self.pk])


class BookProject(models.Model):
    """项目: what is to be bought.  ``criteria`` are names with their full marks, for the judges.

    ``decided`` is the day on which the head of the unit confirmed whom the selection chose; ``proposed_by``
    had proposed it.
    """

    book = models.ForeignKey(PurchaseBook, on_delete=models.CASCADE, related_name="projects")
    code = models.CharField("项目编码", max_length=30)
    name = models.CharField("项目名称", max_length=120)
    department = models.CharField("主管科室", max_length=60, blank=True)
    owner = models.CharField("负责岗位", max_length=60, blank=True)
    source = models.CharField("资金来源", max_length=60, blank=True)
    original = _money("年初预算（元）")
    budget = _money("全年预算（元）")
    booked = _money("账面支出（元）", "部门决算里的支出，用来与付款核对")
    method = models.CharField(
        "采购方式", max_length=12, choices=[(each, each) for each in METHODS], default=SELECTION
    )
    place = models.CharField("比选地点", max_length=60, blank=True)
    opinion = models.CharField("评审意见", max_length=600, blank=True)
    criteria = models.JSONField(default=list)
    proposed_by = models.ForeignKey(_WHO, on_delete=models.PROTECT, null=True, related_name="+")
    decided = models.DateField("定标日期", null=True)
    decided_by = models.ForeignKey(_WHO, on_delete=models.PROTECT, null=True, related_name="+")
    evaluated = models.DateField("自评日期", null=True)
    filed = models.DateField("归档日期", null=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "采购项目"
        ordering = ("book", "code", "pk")
        constraints = (models.UniqueConstraint(fields=["book", "code"], name="one_project_of_a_code"),)

    def __str__(self) -> str:
        return f"{self.code} {self.name}"

    @property
    def organisation(self) -> Organisation:
        """Whose project it is."""
        return self.book.organisation

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("purchasing:project", args=[self.pk])

    @property
    def selects(self) -> bool:
        """Whether suppliers are compared by quotes."""
        return self.method == SELECTION


class BookQuote(models.Model):
    """报价: what a supplier asked; ``chosen`` is a proposal until the head of the unit confirms it."""

    project = models.ForeignKey(BookProject, on_delete=models.CASCADE, related_name="quotes")
    supplier = models.CharField("供应商", max_length=120)
    size = models.CharField("规模", max_length=4, choices=_SIZES, blank=True)
    day = models.DateField("报价日期", null=True, blank=True)
    price = _money("报价（元）")
    chosen = models.BooleanField("选定", default=False)
    reason = models.CharField("理由", max_length=400, blank=True)

    class Meta:
        verbose_name = "报价"
        ordering = ("project", "pk")
        constraints = (models.UniqueConstraint(fields=["project", "supplier"], name="one_quote_a_supplier"),)

    def __str__(self) -> str:
        return self.supplier

    @property
    def organisation(self) -> Organisation:
        """Whose project it is for."""
        return self.project.book.organisation


class QuoteMark(models.Model):
    """评分: what a judge, named by a number, gave a supplier on one criterion."""

    project = models.ForeignKey(BookProject, on_delete=models.CASCADE, related_name="marks")
    supplier = models.CharField("供应商", max_length=120)
    judge = models.CharField("评委", max_length=20)
    criterion = models.CharField("评分标准", max_length=60)
    full = models.DecimalField("满分", max_digits=8, decimal_places=2, null=True)
    mark = models.DecimalField("得分", max_digits=8, decimal_places=2, null=True)

    class Meta:
        verbose_name = "评分"
        ordering = ("project", "pk")
        constraints = (
            models.UniqueConstraint(
                fields=["project", "supplier", "judge", "criterion"], name="one_mark_a_criterion"
            ),
        )

    def __str__(self) -> str:
        return f"{self.supplier} {self.criterion}"


class BookContract(models.Model):
    """合同: as it was signed; what it is worth later follows from its amendments."""

    project = models.ForeignKey(BookProject, on_delete=models.CASCADE, related_name="contracts")
    book = models.ForeignKey(PurchaseBook, on_delete=models.CASCADE, related_name="contracts")
    number = models.CharField("合同编号", max_length=40)
    supplier = models.CharField("供应商", max_length=120)
    size = models.CharField("规模", max_length=4, choices=_SIZES, blank=True)
    kind = models.CharField(
        "合同类型", max_length=8, choices=[(e, e) for e in (SERVICE, PROCUREMENT, OTHER)], default=SERVICE
    )
    bought = models.CharField(
        "采购品目", max_length=4, choices=[(e, e) for e in (GOODS, WORKS, SERVICES)], default=SERVICES
    )
    amount = models.DecimalField("合同金额（元）", max_digits=20, decimal_places=2, null=True)
    signed = models.DateField("签订日期", null=True)
    start = models.DateField("开始日期", null=True, blank=True)
    end = models.DateField("结束日期", null=True, blank=True)
    edition = models.PositiveIntegerField(default=1)

    class Meta:
        verbose_name = "合同"
        ordering = ("book", "number", "pk")
        constraints = (models.UniqueConstraint(fields=["book", "number"], name="one_contract_of_a_number"),)

    def __str__(self) -> str:
        return self.number

    @property
    def organisation(self) -> Organisation:
        """Whose contract it is."""
        return self.book.organisation

    @property
    def address(self) -> str:
        """Its page."""
        return reverse("purchasing:contract", args=[self.pk])
