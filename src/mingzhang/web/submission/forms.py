"""Forms about submissions."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from mingzhang.readers.readable import is_readable
from mingzhang.web.shared.fields import FilesField

_LARGEST = 100 << 20  # bytes of one upload
_LARGEST_BATCH = 500 << 20
ARCHIVE = ".zip"


class UnfitError(Exception):
    """What was filled in is refused; its text is one sentence."""


def fitting(form: forms.Form) -> dict[str, Any]:
    """What was filled in, where the form takes it; else :class:`UnfitError` in the form's words."""
    if not form.is_valid():
        raise UnfitError(" ".join(str(error) for errors in form.errors.values() for error in errors))
    return form.cleaned_data


class BatchForm(forms.Form):
    """Files and archives of many units."""

    documents = FilesField(
        label="文件或压缩包",
        help_text="可一次选多个文件，也可以是一个 .zip；合计不超过 500 MB。文件名里写上单位名称",
    )

    def clean_documents(self) -> list[UploadedFile[Any]]:
        """Refuse what is too large."""
        files: list[UploadedFile[Any]] = self.cleaned_data["documents"]
        size = sum(file.size or 0 for file in files)
        if size > _LARGEST_BATCH:
            raise forms.ValidationError(f"合计 {size / (1 << 20):.0f} MB，超过 500 MB，请分几次上传。")
        return files


class WorkbookForm(forms.Form):
    """A filled workbook."""

    workbook = forms.FileField(label="填好的填报表", help_text="Excel 工作簿（.xlsx）")
    seen = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)  # the one before, by hash

    def clean_workbook(self) -> Any:
        """Refuse what is no workbook."""
        file = self.cleaned_data["workbook"]
        if not file.name.lower().endswith(".xlsx"):
            raise forms.ValidationError(f"“{file.name}”不是 .xlsx 工作簿；请上传从这里下载、填好的填报表。")
        return file


class UploadForm(forms.Form):
    """A document to be handed in: one file, or several that make it up."""

    document = FilesField(
        label="文件",
        help_text="Word、Excel、PDF、OFD 或网页；一份材料分成几个文件的，一次选上。合计不超过 100 MB",
    )
    note = forms.CharField(label="修改说明", max_length=400, required=False)

    def clean_document(self) -> list[UploadedFile[Any]]:
        """Refuse what is no document we read, and what is too large, each in a sentence."""
        files: list[UploadedFile[Any]] = self.cleaned_data["document"]
        for file in files:
            suffix = "." + (file.name or "").rpartition(".")[2].lower()
            if not (is_readable(suffix) or (suffix == ARCHIVE and len(files) == 1)):
                raise forms.ValidationError(
                    f"“{file.name}”不是可以检查的文件；请上传 Word、Excel、PDF、OFD 或网页。"
                )
        size = sum(file.size or 0 for file in files)
        if size > _LARGEST:
            names = "、".join(str(file.name) for file in files)
            raise forms.ValidationError(f"“{names}”有 {size / (1 << 20):.0f} MB，超过 100 MB。")
        return files
