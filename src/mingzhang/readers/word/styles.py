"""What the paragraph styles of a Word document say: outline level, list, entry of the contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from mingzhang.formats.ooxml import W
from mingzhang.readers.word.properties import is_on, is_struck, outline_level

_HEADING = re.compile(r"(?:heading|标题)\s*([1-9])", re.IGNORECASE)
_CONTENTS = re.compile(r"(?:toc|目录)\s*[1-9]", re.IGNORECASE)


@dataclass(slots=True)
class Style:
    """One style of paragraphs or characters: ``level`` from 1 (0 for body text), ``number`` the id of its
    list or ``""``.
    """

    level: int = 0
    number: str = ""
    indent: str | None = None  # the level within the list, where the style states one
    contents: bool = False
    hidden: bool | None = None  # whether its text is not shown, where the style says so
    struck: bool | None = None


def read_styles(root: Any) -> dict[str, Style]:
    """The styles by id, what they inherit included; ``root`` is the element of styles.xml or ``None``.

    The key ``""`` is the style of paragraphs that name none.

    >>> from lxml import etree
    >>> xml = '<s:styles xmlns:s="%s"><s:style s:styleId="a"><s:name s:val="heading 2"/></s:style></s:styles>'
    >>> read_styles(etree.fromstring(xml % W[1:-1]))["a"].level
    2
    """
    own = {} if root is None else {s.get(f"{W}styleId", ""): s for s in root.findall(f"{W}style")}
    styles = {name: _style(_lineage(item, own)) for name, item in own.items()}
    usual = [n for n, s in own.items() if s.get(f"{W}default") == "1" and s.get(f"{W}type") == "paragraph"]
    return styles | {"": styles[usual[0]] if usual else Style()}


def _lineage(style: Any, own: dict[str, Any]) -> list[Any]:
    """The style and those it is based on; a circle ends where it closes."""
    line: list[Any] = []
    while style is not None and all(style is not known for known in line) and len(line) < 20:
        line.append(style)
        base = style.find(f"{W}basedOn")
        style = None if base is None else own.get(base.get(f"{W}val", ""))
    return line


def _style(lineage: list[Any]) -> Style:
    """A style with all it inherits; ``lineage`` is the style itself, then what it is based on."""
    style, level = Style(), None
    for item in lineage:
        name = item.find(f"{W}name")
        title = "" if name is None else name.get(f"{W}val", "")
        if level is None:
            level = outline_level(item)
            heading = _HEADING.fullmatch(title.strip())
            if level is None and heading:
                level = int(heading[1])
        number = item.find(f"{W}pPr/{W}numPr")
        if number is not None and not style.number:
            style.number, style.indent = list_of(number)
        look = item.find(f"{W}rPr")
        style.hidden = is_on(look, "vanish") if style.hidden is None else style.hidden
        style.struck = is_struck(look) if style.struck is None else style.struck
        style.contents = style.contents or _CONTENTS.fullmatch(title.strip()) is not None
    style.level = level or 0
    return style


def list_of(properties: Any) -> tuple[str, str | None]:
    """Id of the list and level in it that a ``numPr`` element states."""
    number, level = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
    return (
        "" if number is None else number.get(f"{W}val", ""),
        None if level is None else level.get(f"{W}val"),
    )
