"""Forms of the register."""

from __future__ import annotations

from typing import Any

from django import forms

from mingzhang.web.register.models import Organisation, OrganisationKind
from mingzhang.web.shared.fields import DayField, LongSelect


class OrganisationForm(forms.ModelForm[Organisation]):
    """One organisation; what stands above it is chosen within one's reach."""

    since = DayField(label="自", required=False)
    until = DayField(label="至", required=False, help_text="撤销或合并之日，当日起不再有效")

    class Meta:
        model = Organisation
        fields = ("name", "short", "kind", "nature", "code", "above", "since", "until")
        widgets = {"above": LongSelect}  # noqa: RUF012 (Django's form)

    def __init__(self, *args: Any, within: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        above: Any = self.fields["above"]
        above.queryset = within
        kind: Any = self.fields["kind"]
        kind.choices = [
            (each.value, each.label) for each in OrganisationKind if each != OrganisationKind.REGION
        ]


class ListForm(forms.Form):
    """A list to be taken in."""

    file = forms.FileField(
        label="名单", help_text="用“导出”得到的工作簿改好再导入；有一行不对，就一行也不导入。"
    )
