"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class SurveyConfig(AppConfig):
    """调查."""

    name = "mingzhang.web.survey"
    label = "survey"
    verbose_name = "调查"
