"""The app of Django: its name and label, and what it listens to."""

from __future__ import annotations

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """公开门户."""

    name = "mingzhang.web.portal"
    label = "portal"
    verbose_name = "公开门户"

    def ready(self) -> None:
        """Follow what is published."""
        from mingzhang.web.portal import editions
        from mingzhang.web.submission.events import published

        published.connect(editions.take_up, dispatch_uid="portal")
