"""The Chinese fonts that come with the package: the same letters on every machine."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

READING = "pylopdf_fonts_zh_cn"  # Noto Sans SC and Noto Serif SC, one file each: quick to look through
SETTING = "manimgx_fonts_cjk"  # Noto Sans CJK SC with all weights, for headings in bold


def folder(package: str) -> str | None:
    """The folder of a font package, ``None`` where it is not installed.

    >>> Path(folder(READING)).name
    'pylopdf_fonts_zh_cn'
    """
    found = find_spec(package)
    return None if found is None or found.origin is None else str(Path(found.origin).parent)
