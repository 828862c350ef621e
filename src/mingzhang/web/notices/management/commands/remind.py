"""Send the reminders of today."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand

from mingzhang.web.notices.sending import remind_all


class Command(BaseCommand):
    """``remind``: what the workers do by themselves every ten minutes; twice a day sends nothing twice."""

    help = "发出今天应发的催报通知；后台程序每隔一会儿自己办，同一天同一事由不会重复"

    def handle(self, **_options: Any) -> None:
        """Send, and say how many."""
        self.stdout.write(f"发出 {remind_all()} 条通知。")
