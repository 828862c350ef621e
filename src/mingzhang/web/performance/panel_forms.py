"""The form that opens a panel."""

from __future__ import annotations

from typing import Any

from django import forms

from mingzhang.catalogue import NATION, indicator_systems
from mingzhang.scoring.panel import Method
from mingzhang.web.people.models import Person
from mingzhang.web.performance.models import RegisteredProject
from mingzhang.web.performance.panels import able_experts
from mingzhang.web.performance.scoring import notation_of
from mingzhang.web.shared.fields import DayField


class PanelForm(forms.Form):
    """Who scores a project, by which system, joined in which way, until when."""

    experts = forms.ModelMultipleChoiceField(
        label="专家",
        queryset=Person.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text="各自独立评分，报告里只称专家1、专家2……；项目所属部门的人不在此列",
    )
    system = forms.ChoiceField(label="指标体系")
    method = forms.ChoiceField(label="汇总办法", required=False)
    due = DayField(label="评分截止", required=False)

    def __init__(self, *args: Any, project: RegisteredProject, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        place, fields = project.organisation.region.place, dict[str, Any](self.fields)
        usual = notation_of(place, project.year).settings
        fields["experts"].queryset = able_experts(project.organisation)
        systems = indicator_systems(place or NATION, project.year)
        fields["system"].choices = [(key, system.name) for key, system in systems.items()]
        fields["system"].initial = usual.indicator_system
        fields["method"].choices = [("", f"按本地规定（{usual.panel_method}）")]
        fields["method"].choices += [(method.value, method.value) for method in Method]
