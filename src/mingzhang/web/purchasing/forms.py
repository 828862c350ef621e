"""Forms of purchases; amounts are typed in 元, as contracts and vouchers write them."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from typing import Any

from django import forms

from mingzhang.facts.measure import LiveMeasure
from mingzhang.purchasing.ledger import PurchaseLedger
from mingzhang.web.purchasing.carried import stored_amount
from mingzhang.web.purchasing.carrying_models import BookAcceptance, BookAmendment, BookDeliverable
from mingzhang.web.purchasing.models import BookContract, BookProject, BookQuote, PurchaseBook
from mingzhang.web.purchasing.paying_models import BookPayment, BookRequest
from mingzhang.web.purchasing.planning_models import BookAdjustment, BookInstalment, BookInvitation
from mingzhang.web.shared.fields import DayField, FilesField, WorkbookField

_LIMIT = re.compile(r"([^\d\s:-]{1,30})[\s:]*([\d,.]+)\s*元?")
_CRITERION = re.compile(r"(.+?)[\s:：]*(\d{1,3}(?:\.\d{1,2})?)\s*分?")


class YuanField(forms.DecimalField):
    """An amount in 元 to the 分, grouped or not, in wide or narrow digits.

    >>> YuanField().clean("１，２３４．５"), YuanField().clean("402,900元")
    (Decimal('1234.5'), Decimal('402900'))
    """

    def __init__(self, **kwargs: Any) -> None:
        limits: dict[str, Any] = {"max_digits": 16, "decimal_places": 2, "min_value": Decimal(0)}
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal"}))
        super().__init__(**(limits | kwargs))

    def to_python(self, value: Any) -> Any:
        """The amount of what was typed."""
        if isinstance(value, str):
            value = unicodedata.normalize("NFKC", value).replace(",", "").strip().removesuffix("元")
        return super().to_python(value)


def _yuan(label: str, required: bool = False, help_text: str = "") -> YuanField:
    return YuanField(label=label, required=required, help_text=help_text)


def _day(label: str, required: bool = True) -> DayField:
    return DayField(label=label, required=required)


class PurchaseBookForm(forms.ModelForm[PurchaseBook]):
    """The ledger of a year."""

    year = forms.IntegerField(label="年度", min_value=2010, max_value=2100)
    large = _yuan("大额标准（元）", help_text="付款达到这个金额，须经党组会审议并由分管领导签批")

    class Meta:
        model = PurchaseBook
        fields = ("year", "large", "prefix")


class LimitsField(forms.CharField):
    """Posts with the amounts up to which each may approve, a line each.

    >>> LimitsField().clean("科长：５０，０００元")
    [['科长', '50000.00']]
    """

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(max_length=1000, **kwargs)

    def prepare_value(self, value: Any) -> Any:
        """What is kept as it is typed."""
        return "\n".join(" ".join(each) for each in value) if isinstance(value, list) else value

    def clean(self, value: Any) -> Any:
        """The posts, each once, in the order of the lines."""
        found: dict[str, str] = {}
        for line in filter(None, map(str.strip, str(super().clean(value)).splitlines())):
            read = _LIMIT.fullmatch(unicodedata.normalize("NFKC", line))
            if read is None:
                raise forms.ValidationError(f"“{line}”没有写最高金额，例如：单位负责人 300000。")
            if read[1] in found:
                raise forms.ValidationError(f"“{read[1]}”写了两次。")
            found[read[1]] = f"{YuanField().clean(read[2]):.2f}"
        return [[post, most] for post, most in found.items()]


class BookSettingForm(forms.ModelForm[PurchaseBook]):
    """What of the ledger may be changed."""

    large = _yuan("大额标准（元）", help_text="付款达到这个金额，须经党组会审议并由分管领导签批")
    limits = LimitsField(
        label="审批权限（元）", required=False,
        help_text="一行一个岗位，后面写最多可以审批多少，例如：单位负责人 200000。超过单位负责人的由分管领导签批，超过分管领导的再经党组会",
    )  # fmt: skip

    class Meta:
        model = PurchaseBook
        fields = ("large", "limits", "prefix")


class PurchaseProjectForm(forms.ModelForm[BookProject]):
    """A project; from its first adjustment on, only an adjustment changes its budget."""

    original = _yuan("年初预算（元）")
    budget = _yuan("全年预算（元）")
    booked = _yuan("账面支出（元）", help_text="部门决算里的支出，用来与付款核对")
    edition = forms.IntegerField(widget=forms.HiddenInput, initial=1, required=False)

    class Meta:
        model = BookProject
        fields = (
            "code", "name", "department", "owner", "source", "method", "place", "original", "budget",
            "booked",
        )  # fmt: skip

    def __init__(self, *args: Any, adjusted: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("original", "budget") if adjusted else ():
            del self.fields[name]


class AdjustmentForm(forms.ModelForm[BookAdjustment]):
    """A change of the budget; what it was before is not typed, it is what the page showed."""

    day = _day("调整日期")
    before = YuanField(widget=forms.HiddenInput, required=False)
    after = _yuan("调整后预算（元）", required=True)
    reason = forms.CharField(label="调整理由", max_length=400)
    basis = forms.CharField(label="批准依据", max_length=200, help_text="批复文号或会议")

    class Meta:
        model = BookAdjustment
        fields = ("day", "before", "after", "reason", "basis")


class QuoteForm(forms.ModelForm[BookQuote]):
    """What a supplier asks."""

    price = _yuan("报价（元）", required=True)
    day = _day("报价日期")

    class Meta:
        model = BookQuote
        fields = ("supplier", "size", "day", "price")


class InvitationForm(forms.ModelForm[BookInvitation]):
    """A supplier that is asked for a quote."""

    day = _day("邀请日期")

    class Meta:
        model = BookInvitation
        fields = ("supplier", "day")


class ReplyForm(forms.Form):
    """Why an invited supplier made no quote."""

    invitation = forms.ChoiceField(label="供应商")
    words = forms.CharField(label="没有报价的原因", max_length=200)

    def __init__(self, *args: Any, silent: list[BookInvitation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        invitation: Any = self.fields["invitation"]
        invitation.choices = [(str(each.pk), each.supplier) for each in silent]


class InstalmentForm(forms.ModelForm[BookInstalment]):
    """An instalment of a contract."""

    amount = _yuan("计划金额（元）", required=True)
    due = _day("计划日期")

    class Meta:
        model = BookInstalment
        fields = ("code", "text", "amount", "due", "basis")


class CriteriaForm(forms.Form):
    """By what judges give marks: a criterion and its full marks on each line."""

    criteria = forms.CharField(
        label="评分标准", widget=forms.Textarea(attrs={"rows": 4}), max_length=1000,
        help_text="一行一项，后面写满分，例如：服务方案 60",
    )  # fmt: skip

    def clean_criteria(self) -> list[list[str]]:
        """The criteria with their full marks."""
        found: list[list[str]] = []
        for line in unicodedata.normalize("NFKC", self.cleaned_data["criteria"]).splitlines():
            read = _CRITERION.fullmatch(line.strip())
            if line.strip() and (read is None or len(read[1]) > 60):
                raise forms.ValidationError(f"“{line.strip()}”没有写满分，例如：服务方案 60。")
            if read and read[1] in [name for name, _ in found]:
                raise forms.ValidationError(f"“{read[1]}”写了两次。")
            if read:
                found.append([read[1], read[2]])
        return found


class MarksForm(forms.Form):
    """All marks of one judge; a field for each supplier and criterion."""

    judge = forms.CharField(label="评委代号", max_length=20, help_text="写代号，不写姓名")

    def __init__(self, *args: Any, suppliers: list[str], criteria: list[list[str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.named: dict[str, tuple[str, str]] = {}
        for at, supplier in enumerate(suppliers):
            for number, (name, full) in enumerate(criteria):
                self.named[f"mark-{at}-{number}"] = (supplier, name)
                self.fields[f"mark-{at}-{number}"] = forms.DecimalField(
                    label=f"{supplier}：{name}", min_value=0, max_value=Decimal(full), max_digits=8,
                    decimal_places=2, widget=forms.TextInput(attrs={"inputmode": "decimal"}),
                )  # fmt: skip

    @property
    def marks(self) -> dict[tuple[str, str], Decimal]:
        """What was given, by supplier and criterion."""
        return {who: self.cleaned_data[name] for name, who in self.named.items()}


class ContractForm(forms.ModelForm[BookContract]):
    """A contract as it was signed."""

    amount = _yuan("合同金额（元）", required=True)
    signed, start, end = _day("签订日期"), _day("开始日期", required=False), _day("结束日期", required=False)
    edition = forms.IntegerField(widget=forms.HiddenInput, initial=1, required=False)

    class Meta:
        model = BookContract
        fields = ("number", "supplier", "size", "kind", "bought", "amount", "signed", "start", "end")


class AmendmentForm(forms.ModelForm[BookAmendment]):
    """A change of the amount; what it was before is not typed, it is what the page showed."""

    day = _day("变更日期")
    before = YuanField(widget=forms.HiddenInput)
    after = _yuan("变更后金额（元）", required=True)
    reason = forms.CharField(label="变更理由", max_length=400)

    class Meta:
        model = BookAmendment
        fields = ("day", "before", "after", "reason")

    def __init__(self, *args: Any, ledger: PurchaseLedger, number: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs | {"initial": {"before": stored_amount(ledger.worth(number))}})


class DeliverableForm(forms.ModelForm[BookDeliverable]):
    """What is to be delivered, counted by the system where a measure is named."""

    due = _day("交付期限", required=False)
    measure = forms.ChoiceField(label="系统计数", required=False)

    class Meta:
        model = BookDeliverable
        fields = ("code", "text", "target", "unit", "due", "measure")

    def __init__(self, *args: Any, able: dict[str, LiveMeasure], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(name, f"{name}（现在 {each.text}）") for name, each in able.items()]
        measure: Any = self.fields["measure"]
        measure.choices = [("", "不绑定，人工清点"), *choices]


class AcceptanceForm(forms.ModelForm[BookAcceptance]):
    """What was accepted; the number may be left to the system."""

    day = _day("验收日期")
    by = forms.CharField(label="验收人（岗位）", max_length=60)
    proofs = FilesField(label="佐证材料", required=False, help_text="可选几份，每份不超过 20 MB")

    class Meta:
        model = BookAcceptance
        fields = ("day", "counted", "verdict", "by")


class PaymentRequestForm(forms.ModelForm[BookRequest]):
    """A request to pay."""

    day = _day("申请日期")
    amount = _yuan("申请金额（元）", required=True)

    class Meta:
        model = BookRequest
        fields = ("number", "day", "amount", "basis", "final", "content", "meeting", "exception")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("basis", "content"):
            self.fields[name].required = True


class PaymentForm(forms.ModelForm[BookPayment]):
    """What was paid."""

    day = _day("付款日期")
    amount = _yuan("付款金额（元）", required=True)
    voucher = forms.CharField(label="凭证号", max_length=40)

    class Meta:
        model = BookPayment
        fields = ("day", "amount", "voucher")


class PurchaseLedgerForm(forms.Form):
    """A ledger as a workbook."""

    file = WorkbookField(label="采购台账.xlsx")


class ChoiceForm(forms.Form):
    """Whom the unit proposes, and why."""

    supplier = forms.ChoiceField(label="拟选定的供应商")
    opinion = forms.CharField(label="评审意见", max_length=600, required=False)
    reason = forms.CharField(
        label="理由", max_length=400, required=False, help_text="选定的不是评分第一名时必须写明"
    )

    def __init__(self, *args: Any, quotes: list[BookQuote], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        supplier: Any = self.fields["supplier"]
        supplier.choices = [(str(each.pk), each.supplier) for each in quotes]
