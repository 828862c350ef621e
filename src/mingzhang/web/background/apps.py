"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    """后台."""

    name = "mingzhang.web.background"
    label = "background"
    verbose_name = "后台"
