"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class SeasonConfig(AppConfig):
    """公开季."""

    name = "mingzhang.web.season"
    label = "season"
    verbose_name = "公开季"
