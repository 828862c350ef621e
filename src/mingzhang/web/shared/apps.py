"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """What the pages of all apps share."""

    name = "mingzhang.web.shared"
    label = "shared"
    verbose_name = "公用"
