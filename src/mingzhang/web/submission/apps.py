"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class SubmissionConfig(AppConfig):
    """报送."""

    name = "mingzhang.web.submission"
    label = "submission"
    verbose_name = "报送"
