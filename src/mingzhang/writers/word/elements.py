"""Elements of Word documents: built as a tree, so that no text can become markup."""

from __future__ import annotations

from typing import Any

from lxml import etree

from mingzhang.formats.ooxml import CONTENT_TYPES, DRAWING, PACKAGE, PACKAGE_RELATIONS, RELATIONSHIPS, WORD
from mingzhang.writers.words import printable

NAMESPACES = {
    "w": WORD,
    "r": RELATIONSHIPS,
    "wp": f"{DRAWING}/wordprocessingDrawing",
    "a": f"{DRAWING}/main",
    "pic": f"{DRAWING}/picture",
    "rel": PACKAGE_RELATIONS,
    "ct": CONTENT_TYPES,
    "cp": f"{PACKAGE}/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
_ALONE = ("rel", "ct")  # vocabularies of the package, which stand alone and without prefix
_DECLARED = {key: {None if key in _ALONE else key: uri} for key, uri in NAMESPACES.items()}
_TOGETHER = {key: uri for key, uri in NAMESPACES.items() if key not in (*_ALONE, "xml")}
_OWN = ("w",)  # vocabularies whose attributes carry their namespace
Node = Any  # an element of lxml, which tells mypy nothing


def element(name: str, /, *inside: Node | str | None, **attributes: object) -> Node:
    """An element ``prefix:name`` with what is inside it; ``None`` inside is nothing, a text is escaped.

    Attributes stand in the namespace of their element where its vocabulary wants that; those of another
    are written ``prefix_name``.

    >>> made = element("w:p", element("w:t", "甲&乙", xml_space="preserve"))
    >>> etree.tostring(made, encoding=str).partition(">")[2]
    '<w:t xml:space="preserve">甲&amp;乙</w:t></w:p>'
    """
    prefix, _, local = name.partition(":")
    made = etree.Element(f"{{{NAMESPACES[prefix]}}}{local}", nsmap=_DECLARED[prefix])
    for key, value in attributes.items():
        made.set(_attribute(prefix, key), printable(str(value)))
    for part in inside:
        if isinstance(part, str):
            made.text = printable(part)
        elif part is not None:
            made.append(part)
    return made


def serialized(root: Node) -> bytes:
    """A part of the package, with every namespace declared once.

    Parts of Word's own vocabulary name that of relations too, used or not: some programs expect it.
    """
    if root.prefix is not None:
        kept = ["r"] if root.prefix == "w" else None
        etree.cleanup_namespaces(root, top_nsmap=_TOGETHER, keep_ns_prefixes=kept)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return written


def _attribute(prefix: str, key: str) -> str:
    other, _, local = key.rpartition("_")
    if other:
        return f"{{{NAMESPACES[other]}}}{local}"
    return f"{{{NAMESPACES[prefix]}}}{key}" if prefix in _OWN else key
