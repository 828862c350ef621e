"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class VerificationConfig(AppConfig):
    """察访核验."""

    name = "mingzhang.web.verification"
    label = "verification"
    verbose_name = "察访核验"
