"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class PurchasingConfig(AppConfig):
    """购买服务."""

    name = "mingzhang.web.purchasing"
    label = "purchasing"
    verbose_name = "购买服务"
