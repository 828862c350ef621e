"""Whole Word packages for the tests of the writers, and what a reader of changes would do with them."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

from lxml import etree

from mingzhang.facts.report import Cell, Paragraph
from mingzhang.formats.ooxml import W
from mingzhang.readers.limits import Limits
from mingzhang.readers.word.reader import read_docx
from tests.readers.office import PACKAGE, docx, unzipped, zipped

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def word(path: Path, body: str, extra: dict[str, str | bytes] | None = None, **parts: str) -> Path:
    """A Word file with its content types; ``extra`` are parts as they stand."""
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{TYPES}">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{MAIN}"/></Types>',
    }
    return zipped(path, files | unzipped(docx(path, body, **parts)) | (extra or {}))


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def tree(path: Path, name: str = "word/document.xml") -> Any:
    return etree.fromstring(unzipped(path)[name])


def paragraph(path: Path, text: str) -> Paragraph:
    """The paragraph that holds a text, as the reader reads it."""
    blocks = read_docx(path, Limits()).blocks
    return next(b for b in blocks if isinstance(b, Paragraph) and text in b.text)


def place(path: Path, text: str) -> Any:
    """The place of a text in a paragraph."""
    found = paragraph(path, text)
    start = found.text.index(text)
    return found.place(start, start + len(text))


def cell(path: Path, text: str) -> Cell:
    """The first cell that holds a text."""
    return next(c for table in read_docx(path, Limits()).tables() for c in table.cells if text in c.text)


def commented(root: Any) -> dict[str, str]:
    """The printed text between the ends of each comment, by its number."""
    texts: dict[str, str] = {}
    open_now: set[str] = set()
    for item in root.iter():
        number = item.get(f"{W}id", "")
        if item.tag == f"{W}commentRangeStart":
            open_now.add(number)
            texts[number] = ""
        elif item.tag == f"{W}commentRangeEnd":
            open_now.discard(number)
        elif item.tag == f"{W}t":
            for name in open_now:
                texts[name] += item.text or ""
    return texts


def resolved(root: Any, accept: bool) -> Any:
    """The document after all tracked changes by us are accepted or rejected."""
    root = copy.deepcopy(root)
    for kind in ("del", "ins"):
        for item in list(root.iter(f"{W}{kind}")):
            if (kind == "ins") == accept:
                for child in item:
                    item.addprevious(child)
            item.getparent().remove(item)
    for item in root.iter(f"{W}delText"):
        item.tag = f"{W}t"
    return root


def joined(root: Any) -> list[tuple[str, str]]:
    """What the document shows: formatting and text, neighbouring runs of one formatting as one."""
    shown: list[tuple[str, str]] = []
    for item in root.iter():
        if item.tag == f"{W}t":
            properties = item.getparent().find(f"{W}rPr")
            style = "" if properties is None else etree.tostring(properties, method="c14n").decode()
            if shown and shown[-1][0] == style:
                shown[-1] = (style, shown[-1][1] + (item.text or ""))
            else:
                shown.append((style, item.text or ""))
        elif not item.tag.startswith(f"{W}comment") and not _of_a_run(item):
            shown.append((item.tag, ""))
    return shown


def _of_a_run(item: Any) -> bool:
    """A run as such, or its formatting, which is shown with the text."""
    return item.tag == f"{W}r" or any(up.tag == f"{W}rPr" for up in (item, *item.iterancestors()))


def signed() -> dict[str, str | bytes]:
    """The parts that make a package a signed one."""
    kind = "http://schemas.openxmlformats.org/package/2006/relationships/digital-signature/origin"
    relations = (
        f'<Relationships xmlns="{PACKAGE}">'
        '<Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/'
        'officeDocument" Target="word/document.xml"/>'
        f'<Relationship Id="b" Type="{kind}" Target="_xmlsignatures/origin.sigs"/></Relationships>'
    )
    return {"_xmlsignatures/origin.sigs": b"", "_rels/.rels": relations}
