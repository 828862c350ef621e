"""What people type and upload on the pages of surveys."""

from __future__ import annotations

from typing import Any

from django import forms

from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.fields import FilesField
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.tasks import interviewers

_MOST = 100 << 20  # bytes


class _UploadField(forms.FileField):
    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file, unless it is too large to be what is asked for."""
        found = super().clean(data, initial)
        if found and found.size > _MOST:
            raise forms.ValidationError("文件超过 100 MB，请拆开上传。")
        return found


class OpenSurveyForm(forms.Form):
    """A survey by its plan."""

    region = forms.ModelChoiceField(Organisation.objects.none(), label="地区")
    plan = _UploadField(label="方案（.xlsx）", help_text="空白方案在下面下载；年度和调查对象以方案为准。")

    def __init__(self, *args: Any, regions: list[Organisation], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["region"]
        field.queryset = Organisation.objects.filter(pk__in=[each.pk for each in regions])
        if len(regions) == 1:
            field.initial = regions[0].pk


class PlanForm(forms.Form):
    """Another plan of the same survey."""

    plan = _UploadField(label="新的方案（.xlsx）")


class VersionForm(forms.Form):
    """A version of the questionnaire: one's own, or the one that comes with the program."""

    workbook = _UploadField(
        label="自己的问卷（XLSForm）", required=False, help_text="不上传就用随附的问卷，街道按方案。"
    )
    version = forms.CharField(
        label="版本号", max_length=20, required=False, help_text="用随附的问卷时填写，例如 2026110101。"
    )

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        told = super().clean() or {}
        if not told.get("workbook") and not told.get("version"):
            raise forms.ValidationError("请上传问卷，或填写随附问卷的版本号。")
        return told


class TaskForm(forms.Form):
    """A town given to an interviewer."""

    person = forms.ChoiceField(label="访问员")
    town = forms.ChoiceField(label="街道（乡镇）")
    target = forms.IntegerField(label="份数", min_value=1, max_value=100_000)

    def __init__(self, *args: Any, survey: SatisfactionSurvey, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(each.pk): each for each in interviewers(survey)}
        towns = dict.fromkeys(survey.cells.values_list("town", flat=True))
        choices = {
            "person": [(pk, each.name) for pk, each in self.people.items()],
            "town": [(town, town) for town in towns],
        }
        for name, offered in choices.items():
            field: Any = self.fields[name]
            field.choices = offered


class MediaForm(forms.Form):
    """Files that go out with a questionnaire."""

    given = FilesField(label="文件", help_text="可以一次选几份；同名的换成新的。")


class IntakeForm(forms.Form):
    """An export of another system."""

    export = _UploadField(
        label="导出文件（CSV、XLSX、SAV）", help_text="ODK Central 和 KoboToolbox 的导出都认。"
    )


class CodeForm(forms.Form):
    """A line of the code book."""

    code = forms.CharField(label="编码", max_length=12)
    name = forms.CharField(label="类别", max_length=80)
    dimension = forms.CharField(label="方面", max_length=30, required=False)
    unit = forms.CharField(label="建议承办单位", max_length=120, required=False)
