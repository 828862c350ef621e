"""Forms about people and their posts."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.contrib.auth.password_validation import validate_password

from mingzhang.web.people.models import Person, Post, Role
from mingzhang.web.people.passwords import policy
from mingzhang.web.register.models import Organisation
from mingzhang.web.shared.fields import DayField, LongSelect


class PersonForm(forms.Form):
    """A new person with a first post; the first password is told to them, and they change it."""

    username = forms.CharField(label="用户名", max_length=60)
    name = forms.CharField(label="姓名", max_length=60)
    email = forms.EmailField(label="邮箱", required=False, help_text="催报同时发到这里；可以空着")
    password = forms.CharField(label="初始密码", help_text=f"{policy()}本人登录后须修改。")
    role = forms.ChoiceField(label="角色", choices=Role.choices)
    organisation: Any = forms.ModelChoiceField(
        label="单位", queryset=Organisation.objects.none(), widget=LongSelect
    )

    def __init__(self, *args: Any, within: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["organisation"].queryset = within  # type: ignore[attr-defined]

    def clean_username(self) -> str:
        """Refuse a name that is taken."""
        username: str = self.cleaned_data["username"].strip()
        if Person.objects.filter(username=username).exists():
            raise forms.ValidationError(f"用户名“{username}”已有人使用。")
        return username

    def clean_password(self) -> str:
        """Hold the first password against the policy."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class FirstForm(forms.Form):
    """The region and its first administrator, at the first start."""

    region = forms.CharField(label="地区", max_length=120, help_text="例如：某市某区")
    place = forms.RegexField(
        r"^\d{6}$",
        label="行政区划代码",
        help_text="六位，例如 110106；决定填报表和说明的样式",
        error_messages={"invalid": "请填六位数字的行政区划代码。"},
    )
    name = forms.CharField(label="管理员姓名", max_length=60)
    username = forms.CharField(label="用户名", max_length=60)
    password = forms.CharField(
        label="密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=policy(),
    )
    again = forms.CharField(
        label="再输一次密码",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def clean(self) -> dict[str, Any]:
        """The password against the policy and against itself."""
        told: dict[str, Any] = super().clean() or {}
        password = told.get("password", "")
        if password and password != told.get("again"):
            self.add_error("again", "两次输入的密码不一样。")
        elif password:
            person = Person(username=told.get("username", ""), name=told.get("name", ""))
            try:
                validate_password(password, person)
            except forms.ValidationError as refusal:
                self.add_error("password", refusal)
        return told


class MeForm(forms.ModelForm[Person]):
    """What somebody says of themselves."""

    class Meta:
        model = Person
        fields = ("name", "email")
        help_texts: ClassVar[dict[str, str]] = {"email": "催报同时发到这里；空着就只在系统里提醒"}


class PostForm(forms.ModelForm[Post]):
    """A further post of somebody."""

    since = DayField(label="自", required=False)
    until = DayField(label="至", required=False, help_text="不再任职之日；当日起不再有权限")

    class Meta:
        model = Post
        fields = ("role", "organisation", "since", "until")
        widgets = {"organisation": LongSelect}  # noqa: RUF012 (Django's form)

    def __init__(self, *args: Any, within: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organisation: Any = self.fields["organisation"]
        organisation.queryset = within


class PasswordForm(forms.Form):
    """A new password for somebody who forgot theirs."""

    password = forms.CharField(label="新密码", help_text=f"{policy()}本人登录后须修改。")

    def clean_password(self) -> str:
        """Hold it against the policy."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password
