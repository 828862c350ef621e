"""What the properties of paragraphs, runs and styles of a Word document say about their text."""

from __future__ import annotations

from typing import Any

from mingzhang.formats.ooxml import W
from mingzhang.readers.word.numbering import whole

_OFF = ("0", "false", "off")


def outline_level(element: Any) -> int | None:
    """The outline level a paragraph or style states: 1 to 9, 0 for body text, ``None`` if silent."""
    found = element.find(f"{W}pPr/{W}outlineLvl")
    if found is None:
        return None
    level = whole(found.get(f"{W}val"), 9) + 1
    return level if 1 <= level <= 9 else 0


def is_on(properties: Any, name: str) -> bool | None:
    """What the ``rPr`` of a run or style, or ``None``, states of a property; ``None`` where it is silent."""
    mark = None if properties is None else properties.find(f"{W}{name}")
    return None if mark is None else mark.get(f"{W}val") not in _OFF


def is_struck(properties: Any) -> bool | None:
    """Whether an ``rPr`` crosses its characters out; ``None`` where it says nothing of it."""
    said = [one for name in ("strike", "dstrike") if (one := is_on(properties, name)) is not None]
    return any(said) if said else None


def is_white(properties: Any) -> bool:
    """Whether an ``rPr`` writes in white on no ground of its own."""
    colour = None if properties is None else properties.find(f"{W}color")
    if colour is None or colour.get(f"{W}val", "").upper() != "FFFFFF":
        return False
    return all(properties.find(f"{W}{name}") is None for name in ("shd", "highlight"))


def runs_on(paragraph: Any) -> bool:
    """Whether the mark at the end of a paragraph is deleted or hidden: the next one goes on behind it."""
    mark = paragraph.find(f"{W}pPr/{W}rPr")
    if mark is None:
        return False
    gone = any(mark.find(f"{W}{name}") is not None for name in ("del", "moveFrom"))
    marks = (mark.find(f"{W}{name}") for name in ("vanish", "specVanish"))
    return gone or any(one is not None and one.get(f"{W}val") not in _OFF for one in marks)
