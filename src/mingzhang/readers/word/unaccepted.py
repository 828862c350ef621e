"""What a Word file still leaves open: tracked changes that nobody accepted, comments that nobody took out."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingzhang.formats.ooxml import W
from mingzhang.readers.container import Container
from mingzhang.readers.limits import Limits
from mingzhang.readers.watch import Watch

_PRINTED = ("header", "footer", "footnotes", "endnotes")  # parts beside the text that are printed with it
_CHANGES = {f"{W}{name}" for name in ("ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge")}
_RESTYLED = "Change"  # rPrChange, pPrChange, …: a changed look


@dataclass(frozen=True)
class Unaccepted:
    """How many tracked changes and how many comments there are.

    >>> print(Unaccepted(3, 1), Unaccepted(), sep="|")
    3 处没有接受的修订、1 条批注|
    """

    changes: int = 0
    comments: int = 0

    def __bool__(self) -> bool:
        return bool(self.changes or self.comments)

    def __add__(self, other: Unaccepted) -> Unaccepted:
        return Unaccepted(self.changes + other.changes, self.comments + other.comments)

    def __str__(self) -> str:
        told = [f"{self.changes} 处没有接受的修订"] if self.changes else []
        return "、".join([*told, *([f"{self.comments} 条批注"] if self.comments else [])])


def unaccepted(path: Path, limits: Limits) -> Unaccepted:
    """What is open in a .docx; raises :class:`~mingzhang.readers.limits.UnreadableError`.

    Whoever gets the file sees the old words and the comments with their authors, whatever is printed.
    """
    watch = Watch(path, limits)
    with Container(path, watch) as container:
        main = container.main_part("word/document.xml")
        beside = [r.target for r in container.related(main).values() if r.kind in _PRINTED]
        roots = [container.xml(name) for name in (main, *beside) if container.has(name)]
    return sum(map(_of, roots), Unaccepted())


def _of(root: Any) -> Unaccepted:
    """What is open in one part; a comment counts once, where it is referred to."""
    tags = [element.tag for element in root.iter() if isinstance(element.tag, str)]
    changes = sum(tag in _CHANGES or (tag.startswith(W) and tag.endswith(_RESTYLED)) for tag in tags)
    return Unaccepted(changes, tags.count(f"{W}commentReference"))
