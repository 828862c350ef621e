"""1,000 units, five years: every page for one user on SQLite, and fifty users on PostgreSQL."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile

from tests.web.on_postgres import postgres


def run() -> None:
    """Lay the district into temporary folders and print the tables, each in a process of its own."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        _measured(["pages", "beside"], folder, "")
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, postgres(folder) as address:
        _measured(["users"], folder, address)


def _measured(what: list[str], folder: str, database: str) -> None:
    environment = os.environ | {"MINGZHANG_DATA": folder, "MINGZHANG_DATABASE": database}
    subprocess.run([sys.executable, "-m", "bench.office", *what], env=environment, check=True)
