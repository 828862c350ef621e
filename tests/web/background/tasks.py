"""A task for the tests of workers: slow the first time, quick the second."""

from __future__ import annotations

import time
from pathlib import Path

from django_tasks import task


@task()
def slow_once(marker: str) -> None:
    """Leave a mark and take long; where the mark is already, leave another and end."""
    path = Path(marker)
    if path.exists():
        path.with_suffix(".done").touch()
        return
    path.touch()
    time.sleep(60)
