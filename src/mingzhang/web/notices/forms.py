"""The form by which a season is told when to remind."""

from __future__ import annotations

import re
from typing import Any

from django import forms

_MOST = 60  # working days


class DaysField(forms.CharField):
    """Numbers of working days, as they are typed: 5、2、0.

    >>> DaysField(required=False).clean("５、2，0 2")
    [5, 2, 0]
    """

    def to_python(self, value: Any) -> list[int]:  # type: ignore[override]
        """The days, each once, the largest first."""
        parts = re.findall(r"\d+", str(value or ""))
        if re.sub(r"[\d\s,，、;；]", "", str(value or "")) or any(int(part) > _MOST for part in parts):
            raise forms.ValidationError(f"请填 0 至 {_MOST} 的工作日数，用顿号隔开，例如 5、2、0。")
        return sorted({int(part) for part in parts}, reverse=True)

    def prepare_value(self, value: Any) -> Any:
        """As it is shown."""
        return "、".join(map(str, value)) if isinstance(value, list) else value


class RulesForm(forms.Form):
    """How many working days before and after the last day people are reminded."""

    before = DaysField(label="截止前（工作日）", required=False, help_text="0 是截止当日；例如 5、2、0")
    after = DaysField(label="截止后（工作日）", required=False, help_text="例如 1、3；空着就不催")


class MatterRulesForm(forms.Form):
    """How many working days before and after people are reminded of matters."""

    before = DaysField(label="到期前（工作日）", required=False, help_text="0 是到期当日；例如 3、1、0")
    after = DaysField(label="逾期后（工作日）", required=False, help_text="例如 1、3、5；空着就不催")
    unsigned = DaysField(label="交办后没有签收（工作日）", required=False, help_text="例如 2、5；空着就不催")
