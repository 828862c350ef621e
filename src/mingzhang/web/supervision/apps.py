"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """督查."""

    name = "mingzhang.web.supervision"
    label = "supervision"
    verbose_name = "督查"
