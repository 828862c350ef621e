"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class PerformanceConfig(AppConfig):
    """绩效."""

    name = "mingzhang.web.performance"
    label = "performance"
    verbose_name = "绩效"
