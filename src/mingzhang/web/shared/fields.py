"""Fields of forms that take what people type or paste as it is printed: Django's own refuse 2026年3月5日."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms

from mingzhang.web.shared.dates import read_date


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
