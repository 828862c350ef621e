"""The printed characters of a Word file found again in its XML, and runs cut at them."""

from __future__ import annotations

import copy
from collections.abc import Iterable, Iterator
from typing import Any

from mingzhang.facts.place import Origin, Place
from mingzhang.formats.ooxml import MATH, W

_MATH = f"{{{MATH}}}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_NUMBERED = (f"{W}t", f"{_MATH}t")
_AROUND = {
    f"{W}{n}" for n in ("hyperlink", "ins", "moveTo", "smartTag", "customXml", "sdtContent", "dir", "bdo")
}
_TRACKED = {f"{W}{n}" for n in ("ins", "moveTo", "del", "moveFrom")}


class TextNodes:
    """The text nodes of a main part, by the numbers that places carry, however often they are cut.

    >>> from lxml import etree
    >>> xml = f'<p xmlns="{W[1:-1]}"><r><t>写 91.37%，</t></r></p>'
    >>> root = etree.fromstring(xml)
    >>> nodes = TextNodes(root)
    >>> [node.text for node in nodes.cut([(0, 2, 8)])]
    ['91.37%']
    >>> len(root)
    3
    """

    def __init__(self, root: Any) -> None:
        self._root = root
        self._pieces = [[(0, node)] for node in root.iter(*_NUMBERED)]
        self._texts = [node.text or "" for node in root.iter(*_NUMBERED)]

    def text(self, origins: Iterable[Origin]) -> str:
        """The characters at some origins, as they were before any cut; ``""`` where there are none."""
        return "".join(
            self._texts[node][first:last] for node, first, last in origins if node < len(self._texts)
        )

    def origins(self, place: Place) -> list[Origin]:
        """The origins of a place whose printed words stand there in this file; ``[]`` if they do not.

        Blanks at the ends are left out.
        """
        found = list(place.source or ())
        text = self.text(found)
        if not text.strip() or _bare(text) not in _bare(place.printed):
            return []
        start, end = len(text) - len(text.lstrip()), len(text.rstrip())
        return list(within(found, start, end))

    def cut(self, origins: Iterable[Origin]) -> list[Any]:
        """The text elements that hold these characters; runs are cut so that they hold no others.

        Text that is not :func:`cuttable` stays whole.
        """
        found = []
        for number, first, last in origins:
            self._split(number, first)
            self._split(number, last)
            ends = [start for start, _ in self._pieces[number][1:]] + [len(self._texts[number])]
            found += [
                node
                for (start, node), end in zip(self._pieces[number], ends, strict=True)
                if start < last and first < end and start < end
            ]
        for node in found:
            _alone(node)
        return found

    def _split(self, number: int, at: int) -> None:
        """Cut a text node at this character into two runs, unless it must stay whole."""
        pieces = self._pieces[number]
        for index, (start, node) in enumerate(pieces):
            text = node.text or ""
            if start < at < start + len(text) and cuttable(node):
                after = copy.copy(node)
                node.text, after.text = text[: at - start], text[at - start :]
                for part in (node, after):
                    part.set(_SPACE, "preserve")
                node.addnext(after)
                _break_run(after)
                pieces.insert(index + 1, (at, after))
                return


def within(origins: Iterable[Origin], start: int, end: int) -> Iterator[Origin]:
    """The part of some origins that holds the characters ``start``…``end`` of their joined text.

    >>> list(within([(4, 0, 3), (7, 2, 9)], 2, 5))
    [(4, 2, 3), (7, 2, 4)]
    """
    for node, first, last in origins:
        length = last - first
        a, b = max(start, 0), min(end, length)
        if a < b:
            yield node, first + a, first + b
        start, end = start - length, end - length


def cuttable(node: Any) -> bool:
    """Whether a text element stands directly in a run of running text, which may be cut in two."""
    run = node.getparent()
    return anchor(node) is run and str(run.tag) == f"{W}r"


def editable(node: Any) -> bool:
    """Whether the text may be replaced: it is cuttable and neither a field's result nor tracked already."""
    tracked = any(up.tag in _TRACKED for up in node.iterancestors())
    return cuttable(node) and not tracked and not _in_field(node)


def anchor(node: Any) -> Any:
    """The outermost element beside which a comment may begin or end, so that it covers the text.

    It is the text's run, or what holds the run: a drawing with a text box, a formula, a ruby.
    """
    line = [*reversed([node, *node.iterancestors()])]
    outer = next(i for i, up in enumerate(line) if up.tag == f"{W}p")
    at = outer + 1
    while at < len(line) - 1 and (line[at].tag in _AROUND or _controls(line, at)):
        at += 1
    return line[at]


def _controls(line: list[Any], at: int) -> bool:
    """A content control holds its runs one level deeper."""
    return [item.tag for item in line[at : at + 2]] == [f"{W}sdt", f"{W}sdtContent"]


def _in_field(node: Any) -> bool:
    """Whether the text is the result of a field, which the next update would write anew."""
    paragraph = next(node.iterancestors(f"{W}p"))
    depth = 0
    for item in paragraph.iter(f"{W}fldChar", node.tag):
        if item is node:
            break
        depth += {"begin": 1, "end": -1}.get(item.get(f"{W}fldCharType"), 0)
    return depth > 0


def _alone(node: Any) -> None:
    """Cut the run so that the text is all it holds."""
    if not cuttable(node):
        return
    before = node.getprevious()
    if before is not None and before.tag != f"{W}rPr":
        _break_run(node)
    if node.getnext() is not None:
        _break_run(node.getnext())


def _break_run(first: Any) -> None:
    """Move an element and what follows it in its run into a run of its own with the same formatting."""
    run = first.getparent()
    rest = run.makeelement(run.tag, dict(run.attrib))
    properties = run.find(f"{W}rPr")
    if properties is not None:
        rest.append(copy.deepcopy(properties))
    rest.extend([first, *first.itersiblings()])
    run.addnext(rest)


def _bare(text: str) -> str:
    return "".join(text.split())
