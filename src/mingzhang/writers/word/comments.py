"""Remarks as Word comments, each around the very words it speaks of."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import etree

from mingzhang.formats.ooxml import W
from mingzhang.writers.mark import AUTHOR, Mark
from mingzhang.writers.word.package import Package
from mingzhang.writers.word.text_nodes import TextNodes, anchor
from mingzhang.writers.written import written

_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


def write_word_marks(source: Path, marks: Sequence[Mark], out: Path, when: datetime, force: bool) -> int:
    """Write a copy of a Word file with one comment for each mark; returns how many stand at their words.

    A mark whose words cannot be found in the file stands at the first words of the document and names
    its place.  Besides the document only the comments, their relation and their content type change.
    Raises :class:`~mingzhang.writers.written.UnwritableError`; the source is never touched.
    """
    package = Package(source)
    nodes = TextNodes(package.document)
    name, comments = package.part("comments", "comments.xml", _TYPE)
    if comments is None:
        comments = etree.Element(f"{W}comments", nsmap={"w": W[1:-1]})
    first = _first_free(comments, package.document)
    exact = 0
    for number, mark in enumerate(marks, first):
        ends = _ends(nodes, mark)
        exact += ends is not None
        ends = ends or _opening(package.document)
        if ends is not None:
            _surround(ends, number)
            comments.append(_comment(mark, number, when))
    package.put(name, comments)
    with written(out, force) as stream:
        package.save(stream)
    return exact


def stamp(when: datetime) -> str:
    """A date as Word keeps it, local time to the second.

    >>> stamp(datetime(2025, 3, 1, 9, 5))
    '2025-03-01T09:05:00Z'
    """
    return when.strftime("%Y-%m-%dT%H:%M:%SZ")


def _first_free(*roots: Any) -> int:
    """A number no comment has, in the comments or, left over, in the document."""
    tags = [f"{W}{name}" for name in ("comment", "commentRangeStart", "commentRangeEnd", "commentReference")]
    taken = [item.get(f"{W}id", "") for root in roots for item in root.iter(*tags)]
    return max((int(name) for name in taken if name.isdecimal()), default=-1) + 1


def _ends(nodes: TextNodes, mark: Mark) -> tuple[Any, Any] | None:
    """First and last run of the first place of a mark that can be found."""
    for place in mark.places:
        elements = nodes.cut(nodes.origins(place))
        if elements:
            return anchor(elements[0]), anchor(elements[-1])
    return None


def _opening(document: Any) -> tuple[Any, Any] | None:
    """The first printed words of the document, or its first paragraph where it has none."""
    text = next((node for node in document.iter(f"{W}t") if (node.text or "").strip()), None)
    if text is None:
        return None
    return anchor(text), anchor(text)


def _surround(ends: tuple[Any, Any], number: int) -> None:
    first, last = ends
    label = {f"{W}id": str(number)}
    first.addprevious(etree.Element(f"{W}commentRangeStart", label))
    reference = etree.Element(f"{W}r")
    etree.SubElement(reference, f"{W}commentReference", label)
    while last.getnext() is not None and _closes(last.getnext()):
        last = last.getnext()  # comments on the same words close in the order of their numbers
    last.addnext(reference)
    last.addnext(etree.Element(f"{W}commentRangeEnd", label))


def _closes(element: Any) -> bool:
    return element.tag == f"{W}commentRangeEnd" or element.find(f"{W}commentReference") is not None


def _comment(mark: Mark, number: int, when: datetime) -> Any:
    """The comment of one mark: its heading in bold, then its lines."""
    comment = etree.Element(
        f"{W}comment",
        {f"{W}id": str(number), f"{W}author": AUTHOR, f"{W}date": stamp(when), f"{W}initials": "明"},
    )
    for index, line in enumerate(mark.lines):
        paragraph = etree.SubElement(comment, f"{W}p")
        if index == 0:
            etree.SubElement(etree.SubElement(paragraph, f"{W}r"), f"{W}annotationRef")
            _run(paragraph, f"【{mark.heading}】", bold=True)
        _run(paragraph, line, bold=False)
    return comment


def _run(paragraph: Any, text: str, bold: bool) -> None:
    run = etree.SubElement(paragraph, f"{W}r")
    if bold:
        etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}b")
    words = etree.SubElement(run, f"{W}t", {_XML_SPACE: "preserve"})
    words.text = text
