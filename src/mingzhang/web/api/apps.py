"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """接口."""

    name = "mingzhang.web.api"
    label = "api"
    verbose_name = "接口"
