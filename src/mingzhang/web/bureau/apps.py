"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class BureauConfig(AppConfig):
    """汇总."""

    name = "mingzhang.web.bureau"
    label = "bureau"
    verbose_name = "汇总"
