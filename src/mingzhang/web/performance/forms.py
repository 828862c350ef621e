"""Forms about projects."""

from __future__ import annotations

from typing import Any

from django import forms

from mingzhang.web.register.models import Organisation

_LARGEST = 20 << 20  # bytes of one upload
_KINDS = {"projects": (".xlsx",), "forms": (".docx", ".xlsx", ".pdf", ".doc", ".wps", ".xls", ".et")}


class NewProjectForm(forms.Form):
    """A project to be registered."""

    unit = forms.ModelChoiceField(label="单位", queryset=Organisation.objects.none(), empty_label=None)
    year = forms.IntegerField(label="年度", min_value=2010, max_value=2100)
    code = forms.CharField(label="项目编码", max_length=40)
    name = forms.CharField(label="项目名称", max_length=200)

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units


class TakeInForm(forms.Form):
    """A file with projects: the workbook of projects, or filled forms."""

    unit = forms.ModelChoiceField(label="单位", queryset=Organisation.objects.none(), empty_label=None)
    year = forms.IntegerField(label="年度", min_value=2010, max_value=2100)
    kind = forms.ChoiceField(
        label="文件是",
        choices=[("projects", "项目表（项目.xlsx）"), ("forms", "填好的自评表（Word、Excel、PDF）")],
        widget=forms.RadioSelect,
        initial="projects",
    )
    file = forms.FileField(label="文件", help_text="不超过 20 MB；一个文件里可以有几张自评表")

    def __init__(self, *args: Any, units: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        unit: Any = self.fields["unit"]
        unit.queryset = units

    def clean(self) -> dict[str, Any]:
        """Refuse what is no such file, and what is too large, in a sentence."""
        told = super().clean() or {}
        file, kind = told.get("file"), told.get("kind")
        if file is None or kind not in _KINDS:
            return told
        if not file.name.lower().endswith(_KINDS[kind]):
            known = "、".join(_KINDS[kind])
            self.add_error("file", f"“{file.name}”不能这样导入；这里接受 {known}。")
        elif file.size > _LARGEST:
            self.add_error("file", f"“{file.name}”有 {file.size >> 20} MB，超过 20 MB。")
        return told
