"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class RegisterConfig(AppConfig):
    """单位名录."""

    name = "mingzhang.web.register"
    label = "register"
    verbose_name = "单位名录"
