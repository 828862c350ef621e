"""What we add to a tagged PDF is tagged as well: the lines of the index, the notes and the links.

A PDF without tags stays without: a tree that holds only our pages would hide all others from a screen reader.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

HEADING, ENTRY = "H1", "P"


def content(kind: str, number: int, drawing: bytes) -> bytes:
    """Drawing operators as the content that the tags call by its ``number``; those of no kind are decoration.

    >>> content("P", 3, b"0 0 5 5 re f ")
    b'/P <</MCID 3>> BDC 0 0 5 5 re f EMC\\n'
    >>> content("", 0, b"0 0 5 5 re f ")
    b'/Artifact BMC 0 0 5 5 re f EMC\\n'
    """
    begin = f"/{kind} <</MCID {number}>> BDC " if kind else "/Artifact BMC "
    return begin.encode("ascii") + drawing + b"EMC\n"


class Tags:
    """The tags of what is added to one open PDF; nothing where it has none itself."""

    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._root = pdf.Root.get("/StructTreeRoot")
        if self._root is None:
            return
        from pikepdf import Array, Dictionary, Name, NumberTree, String

        above = _whole(self._root)
        self._section = pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Sect, P=above, K=Array(), Lang=String("zh-CN"))
        )
        above.K = Array([*_each(above.get("/K")), self._section])
        if "/ParentTree" not in self._root:
            self._root.ParentTree = pdf.make_indirect(Dictionary(Nums=Array()))
        self._parents = NumberTree(self._root.ParentTree)
        self._next = max([int(self._root.get("/ParentTreeNextKey", 0)), *(key + 1 for key in self._parents)])

    def page(self, sheet: Any, kinds: Sequence[str]) -> None:
        """Tag a page of ours, whose contents are of these ``kinds`` in their order."""
        if self._root is None:
            return
        from pikepdf import Array

        found = [self._element(kind, K=number, Pg=sheet) for number, kind in enumerate(kinds)]
        sheet.StructParents = self._known(self._pdf.make_indirect(Array(found)))

    def note(self, page: Any, note: Any) -> None:
        """Tag an annotation on any page."""
        if self._root is None:
            return
        from pikepdf import Array, Dictionary, Name

        kind = "Link" if note.Subtype == Name.Link else "Annot"
        held = Dictionary(Type=Name.OBJR, Obj=note, Pg=page)
        note.StructParent = self._known(self._element(kind, K=Array([held]), Pg=page))
        page.Tabs = Name.S  # from note to note in the order of the tags

    def _element(self, kind: str, **entries: Any) -> Any:
        from pikepdf import Dictionary, Name

        made = Dictionary(Type=Name.StructElem, S=Name(f"/{kind}"), P=self._section, **entries)
        made = self._pdf.make_indirect(made)
        self._section.K.append(made)
        return made

    def _known(self, element: Any) -> int:
        """Enter what a page or a note belongs to; returns its key."""
        key = self._next
        self._parents[key] = element
        self._next += 1
        self._root.ParentTreeNextKey = self._next
        return key


def _whole(root: Any) -> Any:
    """The element of the whole document, if there is one, else the root of the tree."""
    kids = _each(root.get("/K"))
    return kids[0] if len(kids) == 1 and str(kids[0].get("/S", "")) == "/Document" else root


def _each(value: Any) -> list[Any]:
    from pikepdf import Array

    if value is None:
        return []
    return list(value) if isinstance(value, Array) else [value]
