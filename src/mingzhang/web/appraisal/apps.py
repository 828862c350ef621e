"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class AppraisalConfig(AppConfig):
    """绩效管理."""

    name = "mingzhang.web.appraisal"
    label = "appraisal"
    verbose_name = "绩效管理"
