"""An empty database gets the tables that migrating gives; one with tables is migrated."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper

pytestmark = pytest.mark.any_database


def tables(database: BaseDatabaseWrapper) -> dict[str, Any]:
    """The columns of each table and its constraints: neither their order counts nor a name given by order."""
    ask = database.introspection
    with database.cursor() as cursor:
        return {
            table: (
                sorted((each.name, each.null_ok) for each in ask.get_table_description(cursor, table)),
                sorted(
                    (re.sub(r"^(fk_|__unnamed).*", "", name), sorted(map(repr, found.items())))
                    for name, found in ask.get_constraints(cursor, table).items()
                ),
            )
            for table in ask.table_names(cursor)
            if table != "django_migrations"
        }


def tables_in(folder: Path) -> dict[str, Any]:
    """Those of the SQLite file of an application that keeps its data there."""
    found = connection.copy()
    found.settings_dict["NAME"] = str(next(folder.glob("*.sqlite3")))
    try:
        return tables(found)
    finally:
        found.close()


def test_an_empty_database_gets_all_tables_and_nothing_is_left_to_migrate(db: None, tmp_path: Path) -> None:
    folder = tmp_path / "数据"
    folder.mkdir()
    environment = os.environ | {
        "MINGZHANG_DATA": str(folder),
        "DJANGO_SETTINGS_MODULE": "mingzhang.web.settings",
    }
    ran = (
        "import django; django.setup()",
        "from django.core.management import call_command",
        "from mingzhang.web.shared.tables import prepare",
        "prepare(); prepare(); call_command('migrate', check_unapplied=True)",
    )
    subprocess.run([sys.executable, "-c", "\n".join(ran)], env=environment, check=True)
    assert tables_in(folder) == tables(connection)
