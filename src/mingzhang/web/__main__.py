"""``python -m mingzhang.web``: Django's commands on our settings."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run a command of the application."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingzhang.web.settings")
    from django.conf import settings
    from django.core.management import execute_from_command_line

    settings.DATA.mkdir(parents=True, exist_ok=True)
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
