"""The web application with 1,000 units and five years: what every page takes, on SQLite, for one user."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile


def run() -> None:
    """Lay the district into a temporary folder and print the table, in a process with its own settings."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        environment = os.environ | {"MINGZHANG_DATA": folder, "MINGZHANG_DATABASE": ""}
        subprocess.run([sys.executable, "-m", "bench.office", "pages"], env=environment, check=True)
