"""Forms about an appraisal."""

from __future__ import annotations

from typing import Any

from django import forms

from mingzhang.appraisal.claims import BONUS, DEDUCTION
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.fields import DayField


class NewCycleForm(forms.Form):
    """A year's appraisal to be begun."""

    region = forms.ModelChoiceField(label="地区", queryset=Organisation.objects.none(), empty_label=None)
    year = forms.IntegerField(label="年度", min_value=2010, max_value=2100)

    def __init__(self, *args: Any, regions: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        region: Any = self.fields["region"]
        region.queryset = regions


class ClaimForm(forms.Form):
    """A claim for more or fewer points."""

    kind = forms.ChoiceField(label="种类", choices=[(BONUS, BONUS), (DEDUCTION, DEDUCTION)])
    rule = forms.ChoiceField(label="依据的细则")
    words = forms.CharField(label="事由", max_length=300, widget=forms.Textarea(attrs={"rows": 3}))
    claimed = forms.CharField(label="申报分数", max_length=12)
    late = forms.CharField(
        label="逾期受理理由", max_length=300, required=False, help_text="只在截止日期以后由绩效办填写"
    )
    file = forms.FileField(label="证明材料", required=False, help_text="评审前须上传，不超过 20 MB")

    def __init__(self, *args: Any, rules: list[tuple[str, str]], office: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rule: Any = self.fields["rule"]
        rule.choices = rules
        if not office:
            del self.fields["late"]
            kind: Any = self.fields["kind"]
            kind.choices = [(BONUS, BONUS)]


class AppealForm(forms.Form):
    """An appeal against a published score."""

    indicator = forms.ChoiceField(label="指标")
    words = forms.CharField(label="申诉理由", max_length=600, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, indicators: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        indicator: Any = self.fields["indicator"]
        indicator.choices = indicators


class MeetingForm(forms.Form):
    """What the party group said of the ranking."""

    meeting = forms.CharField(label="会议", max_length=80)
    day = DayField(label="会议日期")
    decided = forms.CharField(label="审议意见", max_length=600, widget=forms.Textarea(attrs={"rows": 3}))
