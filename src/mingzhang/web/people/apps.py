"""The app of Django: its name and label."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """人员与权限."""

    name = "mingzhang.web.people"
    label = "people"
    verbose_name = "人员与权限"
