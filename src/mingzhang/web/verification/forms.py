"""Forms of field verification."""

from __future__ import annotations

from typing import Any

from django import forms

from mingzhang.verification.standard import SEVERITIES
from mingzhang.web.people.models import Person
from mingzhang.web.shared.bringing import BroughtForm
from mingzhang.web.shared.fields import DayField, FilesField, WorkbookField
from mingzhang.web.verification.models import FieldInspector, VisitPoint


class BeginForm(forms.Form):
    """A verification of a year."""

    year = forms.IntegerField(label="年度", min_value=2010, max_value=2100)
    office = forms.CharField(
        label="组织单位", max_length=120, help_text="写在文书上的名称，例如 区政府督查室"
    )
    cap = forms.DecimalField(
        label="一个单位的扣分上限",
        required=False,
        min_value=0,
        max_digits=8,
        decimal_places=2,
        help_text="不填为不限",
    )
    repeat = forms.DecimalField(
        label="重复系数", initial=2, min_value=1, max_digits=5, decimal_places=2,
        help_text="每一次回头看不合格，扣分乘一次",
    )  # fmt: skip
    rule = forms.CharField(
        label="考评细则编号", max_length=40, required=False, help_text="扣分申报按哪一条细则，例如 JF-03"
    )


class PhaseForm(forms.Form):
    """How the points of a phase are drawn."""

    query = forms.CharField(
        label="查询", max_length=400, required=False,
        help_text="取督查台账上的哪些事项，例如：来源=领导批示、媒体反映；季度=3；角色=牵头。不填为全部",
    )  # fmt: skip
    seed = forms.CharField(
        label="种子", max_length=60, help_text="任意一个词，和查询一起保存，谁都能重新抽出同样的点位"
    )
    size = forms.IntegerField(
        label="点位数", required=False, min_value=1, max_value=20000, help_text="不填为全部"
    )
    version = forms.CharField(label="标准版本", max_length=40)


class BookForm(forms.Form):
    """A workbook with the standard."""

    file = WorkbookField(label="核验.xlsx", help_text="取其中的“核验标准”和“阶段”；空白表可以在这里下载")


class AnswersForm(BroughtForm):
    """A workbook of answers with the files that it names."""

    proofs = FilesField(label="佐证材料", required=False, help_text="表里写到的文件，每份不超过 20 MB")


class ItemForm(forms.Form):
    """One item of a standard."""

    version = forms.CharField(label="标准版本", max_length=40)
    code = forms.CharField(label="标准编号", max_length=20)
    text = forms.CharField(label="核验内容", max_length=200)
    criterion = forms.CharField(label="合格标准", max_length=400)
    evidence = forms.CharField(label="佐证要求", max_length=200, required=False)
    severity = forms.ChoiceField(label="严重程度", choices=[(each, each) for each in SEVERITIES])
    points = forms.DecimalField(label="扣分", min_value=0, max_digits=8, decimal_places=2)


class DrawForm(forms.Form):
    """Where the points come from."""

    file = WorkbookField(label="督查台账.xlsx", required=False, help_text="不选文件则从督查事项登记簿抽取")


class InspectorForm(forms.Form):
    """Somebody who inspects."""

    person = forms.ModelChoiceField(label="核验员", queryset=Person.objects.none(), empty_label=None)

    def __init__(self, *args: Any, people: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        person: Any = self.fields["person"]
        person.queryset = people


class PointForm(forms.Form):
    """Who visits a point, where, when and how."""

    inspector = forms.ModelChoiceField(
        label="核验员", queryset=FieldInspector.objects.none(), empty_label=None
    )
    where = forms.CharField(label="地点", max_length=200, required=False)
    day = DayField(label="计划日期", required=False)
    way = forms.ChoiceField(
        label="方式", choices=[("", "—"), ("明查", "明查"), ("暗访", "暗访")], required=False
    )

    def __init__(self, *args: Any, point: VisitPoint, **kwargs: Any) -> None:
        start = {"inspector": point.inspector_id, "where": point.where, "day": point.day, "way": point.way}
        super().__init__(*args, **(kwargs | {"initial": start}))
        inspector: Any = self.fields["inspector"]
        everybody = FieldInspector.objects.filter(verification=point.verification_id)
        inspector.queryset = everybody.exclude(home=point.organisation_id).select_related("person")
