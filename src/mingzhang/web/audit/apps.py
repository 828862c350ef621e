"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """操作日志."""

    name = "mingzhang.web.audit"
    label = "audit"
    verbose_name = "操作日志"
