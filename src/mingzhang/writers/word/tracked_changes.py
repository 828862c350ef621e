"""Corrections as tracked changes (修订) in a copy of a Word file."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from lxml import etree

from mingzhang.facts.place import Place
from mingzhang.formats.ooxml import W
from mingzhang.writers.mark import AUTHOR
from mingzhang.writers.word.comments import stamp
from mingzhang.writers.word.package import Package
from mingzhang.writers.word.text_nodes import TextNodes, editable, within
from mingzhang.writers.written import written

_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class Correction:
    """Words to be replaced within a place: ``old`` stands there once.

    >>> Correction(Place(printed="下降16.84%"), "16.84", "16.48").new
    '16.48'
    """

    place: Place
    old: str
    new: str


def write_corrections(
    source: Path, corrections: Sequence[Correction], out: Path, when: datetime, force: bool
) -> list[str]:
    """Write a copy of a Word file with the corrections as tracked changes.

    Returns for each correction why it could not be entered, ``""`` where it was.  When none could, nothing
    is written.  Besides the changed words the file stays as it is.  Raises
    :class:`~mingzhang.writers.written.UnwritableError`; the source is never touched.
    """
    package = Package(source)
    nodes = TextNodes(package.document)
    changes = _Changes(package.document, when)
    reasons = [_enter(nodes, changes, correction) for correction in corrections]
    if not all(reasons):
        with written(out, force) as stream:
            package.save(stream)
    return reasons


def _enter(nodes: TextNodes, changes: _Changes, correction: Correction) -> str:
    """Enter one correction as a tracked change; returns why it could not be, ``""`` when it could."""
    origins = nodes.origins(correction.place)
    text = nodes.text(origins)
    if text.count(correction.old) != 1:
        return "在文件里找不到这几个字的确切位置"
    start = text.index(correction.old)
    spots = list(within(origins, start, start + len(correction.old)))
    elements = nodes.cut(spots)
    if "".join(element.text or "" for element in elements) != correction.old:
        return "这几个字在文本框、公式或域里，不能用修订改"
    if not all(map(editable, elements)):
        return "这里已有别人的修订，或是域的结果，请先处理"
    changes.replace([element.getparent() for element in elements], correction.new)
    return ""


class _Changes:
    """Tracked changes of one document, numbered after those it has."""

    def __init__(self, document: Any, when: datetime) -> None:
        numbers = (item.get(f"{W}id", "") for item in document.iter() if isinstance(item.tag, str))
        self._next = max((int(n) for n in numbers if n.isdecimal()), default=0) + 1
        self._date = stamp(when)

    def replace(self, runs: list[Any], new: str) -> None:
        """Delete whole runs and insert ``new`` after them, formatted like the first."""
        added = etree.Element(f"{W}r", dict(runs[0].attrib))
        properties = runs[0].find(f"{W}rPr")
        if properties is not None:
            added.append(copy.deepcopy(properties))
        etree.SubElement(added, f"{W}t", {_SPACE: "preserve"}).text = new
        for run in runs:
            self._delete(run)
        insertion = self._change("ins")
        runs[-1].getparent().addnext(insertion)
        insertion.append(added)

    def _delete(self, run: Any) -> None:
        deletion = self._change("del")
        run.addprevious(deletion)
        deletion.append(run)
        for text in run.iter(f"{W}t"):
            text.tag = f"{W}delText"
            text.set(_SPACE, "preserve")

    def _change(self, kind: str) -> Any:
        self._next += 1
        number = {f"{W}id": str(self._next - 1), f"{W}author": AUTHOR, f"{W}date": self._date}
        return etree.Element(f"{W}{kind}", number)
