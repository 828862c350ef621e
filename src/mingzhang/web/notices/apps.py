"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """催报."""

    name = "mingzhang.web.notices"
    label = "notices"
    verbose_name = "催报"
