"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """档案数字化."""

    name = "mingzhang.web.archive"
    label = "archive"
    verbose_name = "档案"
