"""Forms of the archive."""

from __future__ import annotations

from typing import Any

from django import forms

from mingzhang.archive.course import CustodyAct
from mingzhang.archive.retention import NEW
from mingzhang.web.archive.batch_models import SampleMark
from mingzhang.web.archive.gathered import KINDS
from mingzhang.web.archive.models import CustodyLine, Fonds, FondsCode, HeldItem, HeldObject
from mingzhang.web.shared.fields import DayField

_DESCRIBED = ("title", "author", "number", "day", "security", "pages", "note")
_CODED = ("category", "department", "year", "period")


def _choose_codes(form: forms.BaseForm, fonds: Fonds) -> None:
    """Let category and department of a form be codes of its fonds alone."""
    codes = list(fonds.codes.all())
    for name, kind in (("category", FondsCode.CATEGORY), ("department", FondsCode.DEPARTMENT)):
        field: Any = form.fields[name]
        field.queryset = fonds.codes.filter(kind=kind)
        field.choices = [("", "请选择"), *((code.pk, str(code)) for code in codes if code.kind == kind)]


class FondsForm(forms.ModelForm[Fonds]):
    """A new fonds."""

    class Meta:
        model = Fonds
        fields = ("code", "name", "first", "last")

    def clean(self) -> dict[str, Any] | None:
        """The years of a fonds follow each other."""
        said = super().clean()
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            raise forms.ValidationError("截止年度早于起始年度。")
        return said


class FondsCodeForm(forms.ModelForm[FondsCode]):
    """A code of a category or a department."""

    class Meta:
        model = FondsCode
        fields = ("kind", "code", "name")


class HeldItemForm(forms.ModelForm[HeldItem]):
    """What is said of a new item."""

    day = DayField(label="日期", required=False)

    class Meta:
        model = HeldItem
        fields = (*_CODED, *_DESCRIBED)

    def __init__(self, *args: Any, fonds: Fonds, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "category" in self.fields:
            _choose_codes(self, fonds)


class DescriptionForm(HeldItemForm):
    """What is said of an item that has a code: nothing that its code is made of, and not its period."""

    edition = forms.IntegerField(widget=forms.HiddenInput)

    class Meta:
        model = HeldItem
        fields = _DESCRIBED


class RetentionForm(forms.Form):
    """Another period for an item."""

    new = forms.ChoiceField(label="新保管期限", choices=[(each, each) for each in NEW])
    reason = forms.CharField(label="调整理由", max_length=300)


class HeldObjectForm(forms.ModelForm[HeldObject]):
    """A new object."""

    day = DayField(label="日期", required=False)

    class Meta:
        model = HeldObject
        fields = ("code", "name", "kind", "origin", "day", "count", "where", "note")


class CustodyForm(forms.ModelForm[CustodyLine]):
    """A line of the custody log."""

    day = DayField(label="日期")
    act = forms.ChoiceField(label="步骤", choices=[(act.value, act.value) for act in CustodyAct])

    class Meta:
        model = CustodyLine
        fields = ("day", "act", "by", "pages", "text")


class SampleMarkForm(forms.ModelForm[SampleMark]):
    """What somebody finds on a page of the sample."""

    class Meta:
        model = SampleMark
        fields = ("linked", "clear", "straight", "order", "truth", "note")
        widgets = {"truth": forms.Textarea(attrs={"rows": 12})}  # noqa: RUF012 (Django's form)


class FilingForm(forms.Form):
    """Where the evidence of a year is filed."""

    year = forms.IntegerField(label="归档年度", min_value=1949, max_value=2100)
    kinds = forms.MultipleChoiceField(
        label="材料",
        choices=[(kind, f"{kind}（{of.period}）") for kind, of in KINDS.items()],
        widget=forms.CheckboxSelectMultiple,
        initial=list(KINDS),
    )
    category = forms.ModelChoiceField(label="门类", queryset=FondsCode.objects.none())
    department = forms.ModelChoiceField(label="机构（问题）", queryset=FondsCode.objects.none())
    period = forms.ChoiceField(
        label="保管期限", choices=[("", "按材料种类"), *((each, each) for each in NEW)], required=False
    )

    def __init__(self, *args: Any, fonds: Fonds, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _choose_codes(self, fonds)

    @property
    def said(self) -> tuple[int, list[str], tuple[FondsCode, FondsCode], str]:
        """What the move wants to know."""
        told = self.cleaned_data
        return told["year"], told["kinds"], (told["category"], told["department"]), told["period"]
