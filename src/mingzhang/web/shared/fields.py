"""Fields of forms that take amounts and dates as they are printed in the tables they are pasted from."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms

from mingzhang.web.shared.dates import read_date

_AMOUNT = re.compile(r"[-−]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")


class AmountField(forms.DecimalField):
    """An amount: grouped or not, in full-width digits or not; ``1,23.4`` is refused, never guessed.

    >>> AmountField().clean("１，２３４．５６"), AmountField().clean("-3")
    (Decimal('1234.56'), Decimal('-3'))
    >>> AmountField().clean("1,23.4")
    Traceback (most recent call last):
    ...
    django.core.exceptions.ValidationError: ['请填写金额，例如 1,234.56。']
    """

    default_error_messages = {"invalid": "请填写金额，例如 1,234.56。"}  # noqa: RUF012 (Django's form)

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.TextInput(attrs={"inputmode": "decimal", "class": "amount"}))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]
        """The amount of what was typed."""
        if value in self.empty_values:
            return None
        text = unicodedata.normalize("NFKC", str(value)).strip().replace(" ", "")
        if not _AMOUNT.fullmatch(text):
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid")
        try:
            return Decimal(text.replace(",", "").replace("−", "-"))
        except InvalidOperation as fault:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from fault


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
