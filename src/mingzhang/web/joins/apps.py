"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class JoinsConfig(AppConfig):
    """贯通."""

    name = "mingzhang.web.joins"
    label = "joins"
    verbose_name = "贯通"
