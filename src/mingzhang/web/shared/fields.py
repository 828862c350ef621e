"""Fields of forms that take what people type or paste as it is printed: Django's own refuse 2026年3月5日."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from mingzhang.web.shared.dates import read_date

_LARGEST = 20 << 20  # bytes of one upload


class DayField(forms.DateField):
    """A day as it is printed or typed: 2026年3月5日, 2026-03-05, 20260305.

    >>> DayField().clean("2026年3月5日")
    datetime.date(2026, 3, 5)
    """

    default_error_messages = {"invalid": "请填写日期，例如 2026年3月5日。"}  # noqa: RUF012 (Django's form)

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"placeholder": "2026年3月5日"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> date | None:
        """The day of what was typed."""
        if value in self.empty_values:
            return None
        found = value if isinstance(value, date) else read_date(str(value))
        if found is None:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        return found


class SeveralFiles(forms.ClearableFileInput):
    """A field that takes several files at once."""

    allow_multiple_selected = True


class FilesField(forms.FileField):
    """One file or several, as a list; none where it may be left empty.

    >>> FilesField(required=False).clean([])
    []
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(widget=SeveralFiles, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        """Each by itself."""
        given = list(data) if isinstance(data, list | tuple) else [data]
        if not any(given) and not self.required:
            return []
        return [super(FilesField, self).clean(one, initial) for one in given or [None]]


class WorkbookField(forms.FileField):
    """A workbook that is not too large."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.ClearableFileInput(attrs={"accept": ".xlsx"}))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file, or a sentence about why it is none."""
        file = super().clean(data, initial)
        if file and not str(file.name).lower().endswith(".xlsx"):
            raise forms.ValidationError(
                f"“{file.name}”不是 Excel 工作簿（.xlsx），请用 Excel 或 WPS 另存为 .xlsx。"
            )
        if file and file.size > _LARGEST:
            raise forms.ValidationError(f"“{file.name}”有 {file.size >> 20} MB，超过 20 MB。")
        return file


class LongSelect(forms.Select):
    """A choice among a thousand: Django's own renders a template for each of them.

    >>> print(LongSelect(choices=[(1, "甲局"), (2, "<乙局>")]).render("unit", 2).replace("><", ">\\n<"))
    <select name="unit">
    <option value="1">甲局</option>
    <option value="2" selected>&lt;乙局&gt;</option>
    </select>
    """

    def render(
        self,
        name: str,
        value: Any,
        attrs: Any = None,
        renderer: Any = None,  # noqa: ARG002 (Django's form)
    ) -> SafeString:
        """The choice as HTML."""
        chosen = "" if value is None else str(value)
        told = ((key, str(key) == chosen, words) for key, words in self.choices)
        options = format_html_join(
            "",
            '<option value="{}"{}>{}</option>',
            ((key, SafeString(" selected" if so else ""), words) for key, so, words in told),
        )
        given = self.build_attrs(self.attrs, {"name": name, **(attrs or {})})
        said = format_html_join("", ' {}="{}"', sorted(given.items()))
        return format_html("<select{}>{}</select>", said, options)
