"""Tasks in the database, as they are outside of tests."""

from __future__ import annotations

import pytest
from django_tasks import task_backends
from pytest_django.fixtures import Settings

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}


@pytest.fixture
def queue(settings: Settings) -> None:
    """What is asked for waits in the database."""
    settings.TASKS = TASKS
    assert type(task_backends["default"]).__name__ == "DatabaseBackend"
