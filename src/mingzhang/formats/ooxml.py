"""What Word and Excel files of the Open XML kind have in common: namespaces, relations, safe XML.

Source: ECMA-376, part 1 (namespaces) and part 2 (packages and their relations).
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from typing import Any, NamedTuple

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONSHIPS = f"{OFFICE}/relationships"  # what a part refers to another by, and the kinds of relations
MATH = f"{OFFICE}/math"
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
PACKAGE_RELATIONS = f"{PACKAGE}/relationships"
CONTENT_TYPES = f"{PACKAGE}/content-types"

DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"

# What stands before the names of elements and attributes.
W, S, R, A = f"{{{WORD}}}", f"{{{SHEET}}}", f"{{{RELATIONSHIPS}}}", f"{{{DRAWING}/main}}"

_STRICT = b"http://purl.oclc.org/ooxml/"
_FAMILIES = {
    b"wordprocessingml/main": WORD.encode(),
    b"spreadsheetml/main": SHEET.encode(),
    b"officeDocument/relationships": RELATIONSHIPS.encode(),
}
# Entities are neither expanded nor fetched, documents stay within bounds.
SAFE_XML: dict[str, Any] = {
    "resolve_entities": False,
    "load_dtd": False,
    "no_network": True,
    "huge_tree": False,
}


class Relation(NamedTuple):
    """What one part says about another: ``kind`` is the last word of the relation's type."""

    kind: str
    target: str


def relations_of(part: str) -> str:
    """The part that holds the relations of another; the package's own for ``""``.

    >>> relations_of("word/document.xml"), relations_of("")
    ('word/_rels/document.xml.rels', '_rels/.rels')
    """
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def related(root: Iterable[Any], part: str) -> dict[str, Relation]:
    """The relations of a part by id, from the root of :func:`relations_of` it; targets as names of parts.

    Relations to places outside the package are left out.

    >>> from lxml import etree
    >>> item = '<a><b Id="r1" Type="x/styles" Target="styles.xml"/><b Id="r2" TargetMode="External"/></a>'
    >>> related(etree.fromstring(item), "word/document.xml")
    {'r1': Relation(kind='styles', target='word/styles.xml')}
    """
    found = {}
    for item in root:
        if item.get("TargetMode") != "External" and item.get("Id") and item.get("Target"):
            target = posixpath.normpath(posixpath.join("/", posixpath.dirname(part), item.get("Target")))
            kind = str(item.get("Type", "")).rpartition("/")[2]
            found[str(item.get("Id"))] = Relation(kind, target.lstrip("/"))
    return found


def transitional(head: bytes) -> bytes:
    """The first bytes of a part of the strict dialect in the usual one: their namespaces alone differ.

    >>> transitional(b'<w xmlns="http://purl.oclc.org/ooxml/spreadsheetml/main">')
    b'<w xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    """
    if _STRICT in head:
        for strict, usual in _FAMILIES.items():
            head = head.replace(_STRICT + strict, usual)
    return head


def begins_with_type(head: bytes) -> bool:
    """Whether the first bytes of a part define a document type, which no Office program writes.

    >>> begins_with_type(b"<!DOCTYPE a [<!ENTITY b 'c'>]>"), begins_with_type(b"<a/>")
    (True, False)
    """
    return b"<!DOCTYPE" in head.replace(b"\0", b"")


def has_type(root: Any) -> bool:
    """Whether a document type was defined for a parsed part.

    >>> from lxml import etree
    >>> has_type(etree.fromstring("<a/>"))
    False
    """
    information = root.getroottree().docinfo
    return bool(information.doctype) or information.internalDTD is not None
