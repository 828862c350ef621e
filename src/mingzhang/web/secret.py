"""The secret that signs sessions: made once, kept in the application's folder, for nobody else to read."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret(folder: Path) -> str:
    """The secret of ``folder``, made where there is none; the environment's ``MINGZHANG_SECRET`` comes first.

    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     len(secret(Path(folder))) >= 50, secret(Path(folder)) == secret(Path(folder))
    (True, True)
    """
    given = os.environ.get("MINGZHANG_SECRET")
    if given:
        return given
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "密钥"
    try:
        # Created with its mode, and by one process only: two that start together agree.
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii")
    with os.fdopen(handle, "w", encoding="ascii") as file:
        made = secrets.token_urlsafe(50)
        file.write(made)
    return made
