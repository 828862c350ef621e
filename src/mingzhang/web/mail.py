"""Where letters go: to a mail server by one address, or as files into the application's folder."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit


def mail(address: str, folder: Path) -> dict[str, Any]:
    """Django's settings for letters to the server at ``address``; without one, files in ``folder``.

    >>> mail("", Path("数据"))["EMAIL_FILE_PATH"].name
    '邮件'
    >>> found = mail("smtps://office:a%40b@mail.example:465?from=cz@office.example", Path("数据"))
    >>> found["EMAIL_HOST"], found["EMAIL_PORT"], found["EMAIL_HOST_PASSWORD"], found["DEFAULT_FROM_EMAIL"]
    ('mail.example', 465, 'a@b', 'cz@office.example')
    """
    if not address:
        kind = "django.core.mail.backends.filebased.EmailBackend"
        return {"EMAIL_BACKEND": kind, "EMAIL_FILE_PATH": folder / "邮件"}
    parts = urlsplit(address)
    user = unquote(parts.username or "")
    sender = parts.query.removeprefix("from=") if parts.query.startswith("from=") else user
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname or "localhost",
        "EMAIL_PORT": parts.port or (465 if parts.scheme == "smtps" else 25),
        "EMAIL_HOST_USER": user,
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_USE_TLS": parts.scheme == "smtp+tls",
        "EMAIL_TIMEOUT": 20,
        "DEFAULT_FROM_EMAIL": sender or "mingzhang@localhost",
    }
