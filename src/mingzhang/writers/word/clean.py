"""A clean copy of a Word file: every tracked change accepted, every comment taken out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from mingzhang.formats.ooxml import W
from mingzhang.writers.word.package import Package
from mingzhang.writers.written import UnwritableError, written

_PRINTED = ("header", "footer", "footnotes", "endnotes")
_COMMENTS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible")
_GONE = tuple(f"{W}{name}" for name in ("del", "moveFrom"))
_STAYS = tuple(f"{W}{name}" for name in ("ins", "moveTo"))
_BOUNDS = tuple(
    f"{W}{name}{end}"
    for name in ("moveFromRange", "moveToRange", "commentRange", "customXmlInsRange", "customXmlDelRange")
    for end in ("Start", "End")
)
_PROPERTIES = (f"{W}rPr", f"{W}trPr", f"{W}tcPr", f"{W}pPr", f"{W}numPr")


def write_clean(source: Path, out: Path, force: bool = False) -> None:
    """Write a copy in which nothing is open; what is printed stays the same.

    Raises :class:`~mingzhang.writers.written.UnwritableError`, also where a cell was deleted or merged by a
    tracked change: what is left of such a table only Word can tell.
    """
    package = Package(source)
    for name in package.targets(_PRINTED):
        root = package.xml(name)
        _accept(root, source)
        package.put(name, root)
    _accept(package.document, source)
    for name in package.targets(_COMMENTS):
        root = package.xml(name)
        del root[:]
        package.put(name, root)
    with written(out, force) as stream:
        package.save(stream)


def _accept(root: Any, source: Path) -> None:
    """Accept all that was changed in one part, and take out what refers to comments."""
    if next(root.iter(f"{W}cellDel", f"{W}cellMerge"), None) is not None:
        raise UnwritableError(source, "表格里有删去或合并单元格的修订，请在 Word 里接受全部修订")
    for row in [mark.getparent().getparent() for mark in root.iter(f"{W}del") if _marks(mark, f"{W}trPr")]:
        row.getparent().remove(row)
    ended = [mark.getparent().getparent().getparent() for mark in root.iter(*_GONE) if _ends(mark)]
    for element in list(root.iter(*_GONE)):
        element.getparent().remove(element)
    for element in list(root.iter(*_STAYS)):
        _unwrap(element)
    for paragraph in ended:
        _join(paragraph)
    for element in [one for one in root.iter() if _is_trace(one)]:
        run = element.getparent()
        run.remove(element)
        if run.tag == f"{W}r" and not [child for child in run if child.tag != f"{W}rPr"]:
            run.getparent().remove(run)


def _marks(mark: Any, tag: str) -> bool:
    return mark.getparent() is not None and mark.getparent().tag == tag


def _ends(mark: Any) -> bool:
    """Whether the end of a paragraph was deleted: the mark stands in the look of the paragraph's sign."""
    return _marks(mark, f"{W}rPr") and _marks(mark.getparent(), f"{W}pPr")


def _unwrap(element: Any) -> None:
    """What was inserted stays where it is; a mark within properties goes."""
    parent = element.getparent()
    if parent.tag not in _PROPERTIES:
        for child in list(element):
            element.addprevious(child)
    parent.remove(element)


def _join(paragraph: Any) -> None:
    """A paragraph whose end was deleted goes on in the next one; with nothing left in it, it goes."""
    after = paragraph.getnext()
    if after is None or after.tag != f"{W}p":
        return
    look = after.find(f"{W}pPr")
    at = 0 if look is None else 1
    for child in reversed([one for one in paragraph if one.tag != f"{W}pPr"]):
        after.insert(at, child)
    paragraph.getparent().remove(paragraph)


def _is_trace(element: Any) -> bool:
    tag = element.tag
    if not isinstance(tag, str):
        return False
    changed = tag.startswith(W) and tag.endswith("Change")
    return changed or tag in _BOUNDS or tag in (f"{W}commentReference", f"{W}cellIns")
