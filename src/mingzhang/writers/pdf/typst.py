"""Typst with our own fonts: the same pages on every machine, whatever is installed there."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from mingzhang.formats import fonts
from mingzhang.writers.written import UnwritableError

SANS, BOLD = "Noto Sans SC", "Noto Sans CJK SC"  # the second has all weights
_PACKAGES = (fonts.READING, fonts.SETTING)


@cache
def _fonts() -> Any:
    """Our fonts and no others, loaded once for the process."""
    import typst

    folders = [_folder(package) for package in _PACKAGES]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _folder(package: str) -> str:
    found = fonts.folder(package)
    if found is None:
        raise UnwritableError("文件", "缺少随程序安装的中文字体，请重新运行 pip install mingzhang")
    return found


def compiled(source: str, inputs: dict[str, str], **options: Any) -> bytes:
    """One of the typst sources beside this module, set; what varies goes in by ``inputs``, never as markup.

    Raises :class:`UnwritableError` where the packages with the fonts are not installed.
    """
    result = _compiler(source, inputs).compile(**options)
    return b"".join(result) if isinstance(result, list) else bytes(result)


def queried(source: str, inputs: dict[str, str], label: str) -> list[Any]:
    """The values of the metadata under a label, once the source is set; nothing is drawn."""
    return list(json.loads(_compiler(source, inputs).query(label, field="value")))


def _compiler(source: str, inputs: dict[str, str]) -> Any:
    """A compiler for one source; typst itself remembers what it has set of the same text before."""
    import typst

    return typst.Compiler(str(Path(__file__).with_name(source)), font_paths=_fonts(), sys_inputs=inputs)
