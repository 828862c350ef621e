"""Which database the application speaks to: SQLite in its folder, or PostgreSQL by one address."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_PATIENCE = 20  # seconds that a writer waits for another


def database(address: str, folder: Path) -> dict[str, Any]:
    """Django's settings of the database at ``address``; without one, SQLite in ``folder``.

    SQLite keeps a write-ahead log, and takes its lock when a transaction begins: a reader that becomes a
    writer in mid-transaction would be refused without waiting.

    >>> database("", Path("数据"))["ENGINE"]
    'django.db.backends.sqlite3'
    >>> found = database("postgresql://明账:a%40b@db.example:5433/accounts?sslmode=require", Path("数据"))
    >>> found["HOST"], found["PORT"], found["NAME"], found["PASSWORD"], found["OPTIONS"]
    ('db.example', 5433, 'accounts', 'a@b', {'sslmode': 'require'})
    """
    if address:
        parts = urlsplit(address)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": parts.port or "",
            "OPTIONS": dict(parse_qsl(parts.query)),
            "CONN_MAX_AGE": 600,  # a worker that connects anew for each job spends most of its time so
            "CONN_HEALTH_CHECKS": True,
        }
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": folder / "明账.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "timeout": _PATIENCE,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        },
    }
