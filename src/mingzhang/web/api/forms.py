"""The form by which a token is made."""

from __future__ import annotations

from django import forms

from mingzhang.web.api.models import Scope
from mingzhang.web.api.tokens import LIFETIMES


class TokenForm(forms.Form):
    """What it is for, what it may be used for, and how long.

    >>> form = TokenForm({"name": "夜间上传", "scopes": ["check"], "days": "30"})
    >>> form.is_valid(), form.cleaned_data["days"]
    (True, 30)
    """

    name = forms.CharField(label="用途", max_length=60, help_text="例如“财务系统每晚上传”")
    scopes = forms.MultipleChoiceField(
        label="范围",
        choices=Scope.choices,
        widget=forms.CheckboxSelectMultiple,
        help_text="不会超过您自己的权限",
    )
    days = forms.TypedChoiceField(label="有效期", choices=list(LIFETIMES.items()), coerce=int, initial=90)
