"""The tables of the database: made from the models where there are none, migrated where there are some."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations import RunPython
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder
from django.db.models import Model

if TYPE_CHECKING:
    from django.db.migrations.state import StateApps


def prepare() -> None:
    """Bring the database up to what the program needs.

    An empty one gets its tables as they are today, in one transaction, and every migration counts as done:
    going through all of them took half a minute of each new user's first minute.
    """
    if not connection.introspection.table_names():
        _make()
    call_command("migrate", interactive=False, verbosity=0)


def _make() -> None:
    """All tables, and what only a migration makes."""
    loader, recorder = MigrationLoader(connection), MigrationRecorder(connection)
    with connection.schema_editor() as editor:
        models: list[type[Model]] = [recorder.Migration, *apps.get_models()]
        for model in models:
            if model._meta.managed and not model._meta.proxy:
                editor.create_model(model)
        for step in _steps(loader):
            step.code(cast("StateApps", apps), editor)  # the models of today stand for those of the step
        for name in loader.graph.nodes:
            recorder.record_applied(*name)


def _steps(loader: MigrationLoader) -> Iterator[RunPython]:
    """What our own migrations do beside tables; over tables without a row that costs nothing."""
    for migration in loader.graph.nodes.values():
        if type(migration).__module__.startswith("mingzhang."):
            yield from (each for each in migration.operations if isinstance(each, RunPython))
