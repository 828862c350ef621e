"""Drawings inside pages that allow no styles of elements: looks become attributes of their own."""

from __future__ import annotations

import re

from markupsafe import escape

_STYLE = re.compile(r' style="([^"]*)"')


def described(drawing: str, told: str) -> str:
    """An SVG drawing as a picture with its description, its styles told by attributes instead.

    >>> described('<svg width="1"><text style="font-size:12px;font-weight:bold;">一</text></svg>', "甲")
    '<svg role="img" aria-label="甲" width="1"><text font-size="12px" font-weight="bold">一</text></svg>'
    """
    plain = _STYLE.sub(lambda found: _attributes(found[1]), drawing)
    return plain.replace("<svg ", f'<svg role="img" aria-label="{escape(told)}" ', 1)


def _attributes(style: str) -> str:
    pairs = [pair.partition(":") for pair in style.split(";") if pair.strip()]
    return "".join(f' {name.strip()}="{value.strip()}"' for name, _, value in pairs)
