"""Pages from templates: whatever a document says is text there, never markup."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib import resources
from typing import Any

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from mingzhang.writers.words import printable


def render(name: str, **known: Any) -> Markup:
    """A template of this folder, by its name without suffix, filled with what is ``known``.

    >>> str(render("marked", stretches=[]))
    ''
    """
    made = _environment().get_template(name).render(**known)
    return Markup(made)  # noqa: S704 - the template has escaped what it was given


def resource(name: str) -> Markup:
    """A style sheet or script of this folder, for inside a page."""
    text = resources.files("mingzhang.writers.html").joinpath(name).read_text(encoding="utf-8")
    return Markup(text)  # noqa: S704 - a file of this package


def policy(script: str) -> str:
    """What a page may load: nothing but its own styles, pictures and this script.

    >>> policy("").count("none")
    1
    """
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"default-src 'none'; img-src data:; style-src 'unsafe-inline'; script-src 'sha256-{allowed}'"


@cache
def _environment() -> Environment:
    return Environment(
        autoescape=True,
        loader=FunctionLoader(lambda name: resource(f"{name}.html")),
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _shown(value: Any) -> Any:
    """A text without what no printed page shows; markup of our own as it is."""
    return printable(value) if isinstance(value, str) and not isinstance(value, Markup) else value
