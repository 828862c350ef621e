"""Forms about seasons."""

from __future__ import annotations

from typing import Any

from django import forms

from mingzhang.web.register.models import Organisation, OrganisationKind
from mingzhang.web.season.models import CHAIN, DocumentKind, Season, fit_chain
from mingzhang.web.shared.fields import DayField

_FROM = (
    (OrganisationKind.DEPARTMENT.value, "各部门报部门决算（预算）"),
    (OrganisationKind.UNIT.value, "各单位报单位决算（预算）"),
)


class SeasonForm(forms.ModelForm[Season]):
    """A new season: whose, which year, by when, who agrees, who must hand in."""

    approved = DayField(label="批复日", help_text="财政部门批复之日；期限自次日起按工作日计算")
    steps = forms.MultipleChoiceField(
        label="签批环节",
        choices=[(role.value, role.label) for role in CHAIN],
        initial=[role.value for role in CHAIN],
        widget=forms.CheckboxSelectMultiple,
        help_text="按单位负责人、审核员、财政局主管的先后；最后一环的同意即为审定。",
    )
    asked = forms.MultipleChoiceField(
        label="由谁报送",
        choices=_FROM,
        initial=[OrganisationKind.DEPARTMENT.value],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Season
        fields = ("organisation", "year", "kind", "approved", "days")

    def __init__(self, *args: Any, regions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation: Any = self.fields["organisation"]
        organisation.queryset = regions
        organisation.initial = regions[0] if len(regions) == 1 else None

    def clean_steps(self) -> list[str]:
        """The steps in their order, if they make a chain."""
        steps: list[str] = self.cleaned_data["steps"]
        chain = [role.value for role in CHAIN if role.value in steps]
        fit_chain(chain)
        return chain

    def titles(self) -> dict[str, str]:
        """What each kind of organisation hands in."""
        document = DocumentKind(self.cleaned_data["kind"]).label
        names = {OrganisationKind.DEPARTMENT.value: "部门", OrganisationKind.UNIT.value: "单位"}
        return {kind: f"{names[kind]}{document}" for kind in self.cleaned_data["asked"]}


class LateForm(forms.Form):
    """Late entry of one submission, for a reason."""

    until = DayField(label="延期至")
    words = forms.CharField(label="理由", max_length=200)


def regions_of(organisations: list[Organisation]) -> Any:
    """The regions among, and beneath, the organisations."""
    return Organisation.objects.below(*organisations).filter(kind=OrganisationKind.REGION)
