"""Forms about matters."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from mingzhang.supervision.matter import Period, Source, Urgency
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.fields import DayField, LongSelect, WorkbookField
from mingzhang.web.shared.today import today

_Choices = list[tuple[str, str]]


def _choices(kind: type[Source | Urgency | Period]) -> _Choices:
    return [(each.value, each.value) for each in kind if each.value]


class MatterForm(forms.Form):
    """A matter to be registered."""

    text = forms.CharField(
        label="事项内容",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="一事一项；涉密事项不得录入",
    )
    source = forms.ChoiceField(label="来源", choices=_choices(Source))
    basis = forms.CharField(
        label="来源依据", max_length=200, required=False, help_text="批示、纪要、来文的名称和文号"
    )
    asked_by = forms.CharField(label="交办领导（岗位）", max_length=60, required=False)
    received = DayField(label="收到日期")
    urgency = forms.ChoiceField(label="急缓", choices=_choices(Urgency), initial=Urgency.USUAL)
    secrecy = forms.ChoiceField(label="密级", choices=[("", "公开"), ("内部", "内部")], required=False)
    line = forms.CharField(
        label="任务书条目", max_length=40, required=False, help_text="属于绩效任务书的，填条目编号"
    )
    period = forms.ChoiceField(
        label="报告周期",
        choices=[("", "不是长期事项"), *_choices(Period)],
        required=False,
        help_text="长期事项在每个周期的最后一个工作日以前报告一次进展",
    )

    def clean_received(self) -> Any:
        """Refuse a day that is yet to come."""
        day = self.cleaned_data["received"]
        if day > today():
            raise forms.ValidationError("收到日期不能晚于今天。")
        return day


class LedgerForm(forms.Form):
    """A ledger to be taken in."""

    file = WorkbookField(
        label="督查台账", help_text="格式与“导出本年台账”的工作簿相同（.xlsx），不超过 20 MB"
    )


class OfficeForm(forms.Form):
    """What the office is called, and how its numbers begin."""

    name = forms.CharField(label="督查机构名称", max_length=60, help_text="通知、催办单和通报的落款")
    letters = forms.CharField(
        label="文号字头", max_length=20, help_text="例如“某政督”，文号是“某政督〔2026〕1号”"
    )


class MergerForm(forms.Form):
    """A unit that was merged or renamed."""

    old = forms.ModelChoiceField(label="原单位", queryset=Organisation.objects.none(), widget=LongSelect())
    new = forms.ModelChoiceField(label="新单位", queryset=Organisation.objects.none(), widget=LongSelect())
    day = DayField(label="自何日起")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("old", "new"):
            field: Any = self.fields[name]
            field.queryset = units

    def clean(self) -> dict[str, Any]:
        """Refuse a unit that would stand for itself."""
        told = super().clean() or {}
        if told.get("old") and told.get("old") == told.get("new"):
            self.add_error("new", "新单位不能就是原单位。")
        return told


def files_in(files: Any) -> Sequence[UploadedFile[bytes]]:
    """The files of a form that takes several."""
    found: Sequence[UploadedFile[bytes]] = files.getlist("files")
    return found
