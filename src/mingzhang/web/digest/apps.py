"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class DigestConfig(AppConfig):
    """舆情信息摘编."""

    name = "mingzhang.web.digest"
    label = "digest"
    verbose_name = "舆情信息摘编"
