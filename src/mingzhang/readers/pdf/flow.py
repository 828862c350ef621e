"""Visual lines to paragraphs: what continues a sentence is put together, page furniture is set aside.

A line is *full* when the next line's first word would not have fitted behind it; only then did the program
that set the page break it there, otherwise its author ended a paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from mingzhang.facts.report import Line, Paragraph, Table
from mingzhang.readers.pdf.lines import VisualLine, between_lines, first_word_width, middle
from mingzhang.readers.pdf.tuning import DRIFT, EDGE, INDENT, REPEATS
from mingzhang.readers.printed import ENDED, NUMBERED

PAGE_NUMBER = re.compile(
    r"(?P<mark>[-—–－·•―─\s第]*)(?P<number>\d{1,4})"
    r"(?P<rest>[-—–－·•―─\s]*页?(?:[,，/／共\s]*\d{1,4}\s*页?)?)"
)
WORD = re.compile(r"[^\W\d_]")
LEADER = re.compile(r"\s*(?:[.．·•⋯‥…。・]\s*){6,}|\s*…{4,}")
PAGE_AT_END = re.compile(r"[-—–－\s(（]*[\dIVXivx]{0,5}[-—–－\s)）]*$")
CONTENTS_TITLE = re.compile(r"目\s*[录錄次]")


Full = Callable[[VisualLine, VisualLine], bool]


@dataclass(slots=True)
class PlacedTable:
    """A table with its column edges ``xs`` and vertical extent in points; ``room`` tells how many more
    characters the last line of its last row would hold, column by column.  ``lone`` are the rows counted so
    far, and those of them with one filled cell.
    """

    table: Table
    xs: list[float]
    y0: float
    y1: float
    room: dict[int, float] = field(default_factory=dict)
    lone: tuple[int, int] = (0, 0)


@dataclass(slots=True)
class PageItems:
    """Lines and tables of one page (numbered from 1) from top to bottom; ``height`` in points.

    ``rules`` are the horizontal rulings that belong to no grid.
    """

    page: int
    width: float
    height: float
    items: list[VisualLine | PlacedTable]
    rules: list[tuple[float, float, float]] = field(default_factory=list)


# ---- page furniture


def without_furniture(pages: list[PageItems]) -> list[Paragraph]:
    """Take page numbers and running titles out of the pages; the running titles are handed back once each.

    A title counts as running when it is the outermost line on at least three pages at the same height.

    >>> sheet = lambda n: PageItems(n, 595, 842, [VisualLine("某局决算", [9, 49], 40, 10, n)])
    >>> pages = [sheet(1), sheet(2), sheet(3)]
    >>> [p.text for p in without_furniture(pages)], [page.items for page in pages]
    (['某局决算'], [[], [], []])
    """
    running: list[Paragraph] = []
    for end in (0, -1):
        while True:
            outer = [(page, line) for page in pages if (line := _outermost(page, end))]
            numbers = _page_numbers(outer)
            repeated = _repeated(outer)
            if not numbers and not repeated:
                break
            for page, line in outer:
                if id(line) in repeated or id(line) in numbers:
                    page.items.remove(line)
                if repeated.get(id(line)) and id(line) not in numbers:
                    running.append(paragraph([line], "header"))
    return running


def _outermost(page: PageItems, end: int) -> VisualLine | None:
    """The first or last line of a page, if it stands in the margin."""
    item = page.items[end] if page.items else None
    if not isinstance(item, VisualLine):
        return None
    zone = EDGE * page.height
    if (number := PAGE_NUMBER.fullmatch(item.text)) and number["mark"].strip() and number["rest"].strip():
        return item  # a page that was made smaller has its number anywhere
    return item if (item.y1 < zone if end == 0 else item.y0 > page.height - zone) else None


def _page_numbers(outer: list[tuple[PageItems, VisualLine]]) -> set[int]:
    """Lines that are nothing but this page's number: marked as such, or counting along with the pages."""
    found = []
    for page, line in outer:
        match = PAGE_NUMBER.fullmatch(line.text)
        if match:
            marked = bool(match["mark"].strip() or match["rest"].strip())
            found.append((int(match["number"]) - page.page, marked, id(line)))
    steady = Counter(offset for offset, _, _ in found)
    return {line for offset, marked, line in found if marked or steady[offset] > 1 or offset == 0}


def _repeated(outer: list[tuple[PageItems, VisualLine]]) -> dict[int, bool]:
    """Lines that stand on enough pages at one height; ``True`` marks the first of its kind."""
    same: dict[str, list[VisualLine]] = defaultdict(list)
    for _, line in outer:
        if WORD.search(line.text):  # figures alone may be amounts
            same[re.sub(r"\d+", "0", line.text)].append(line)
    found: dict[int, bool] = {}
    for lines in same.values():
        order = sorted(range(len(lines)), key=lambda at: lines[at].base)
        bases = [lines[at].base for at in order]
        for line in lines:
            low, high = bisect_left(bases, line.base - DRIFT), bisect_right(bases, line.base + DRIFT)
            if high - low >= REPEATS:
                found[id(line)] = line is lines[min(order[low:high])]
    return found


# ---- paragraphs


def paragraphs(pages: Sequence[PageItems]) -> list[Paragraph | Table]:
    """All lines and tables of the document in reading order, lines put together to paragraphs.

    >>> lines = [VisualLine("本年收入合计", [94 + 12 * i for i in range(7)], 100, 12, 1)]
    >>> [block.text for block in paragraphs([PageItems(1, 595, 842, lines)])]
    ['本年收入合计']
    """
    flow = _Flow(pages)
    for page in pages:
        for item in page.items:
            if isinstance(item, PlacedTable):
                flow.close()
                flow.blocks.append(item.table)
            else:
                flow.add(_without_leader(item))
    flow.close()
    _mark_contents(flow.blocks)
    return flow.blocks


@dataclass(slots=True)
class _Margins:
    left: float
    right: float


class _Flow:
    """Collects the lines of the paragraph under way."""

    def __init__(self, pages: Sequence[PageItems]) -> None:
        self.blocks: list[Paragraph | Table] = []
        self._open: list[VisualLine] = []
        self._entry = False
        self._margins = _margins(pages)
        steps = [
            (b.base - a.base) / max(a.em, 1.0)
            for page in pages
            for a, b in pairwise(page.items)
            if isinstance(a, VisualLine) and isinstance(b, VisualLine)
        ]
        self._step = middle(steps) if steps else 1.5

    def add(self, taken: tuple[VisualLine, bool]) -> None:
        """Take the next line; ``taken`` says whether it is an entry of the contents."""
        line, entry = taken
        if self._open and (self._entry or not self._continues(self._open[-1], line)):
            self.close()
        self._open.append(line)
        self._entry = entry

    def close(self) -> None:
        """End the paragraph under way."""
        if self._open:
            self.blocks.append(paragraph(self._open, "contents" if self._entry else "text", self._is_full))
        self._open, self._entry = [], False

    def _is_full(self, line: VisualLine, after: VisualLine) -> bool:
        return line.x1 + first_word_width(after) > self._margins[line.page].right - 0.25 * line.em

    def _continues(self, line: VisualLine, after: VisualLine) -> bool:
        """Whether ``after`` goes on with the paragraph ``line`` ends: by size, fill, indent and pitch."""
        if abs(line.em - after.em) > 0.12 * max(line.em, after.em) and not after.text.isascii():
            return False
        left, right = self._margins[after.page].left, self._margins[line.page].right
        indent = (after.x0 - left) / after.em
        ended, numbered = bool(ENDED.search(line.text)), bool(NUMBERED.match(after.text))
        near = line.page != after.page or (after.base - line.base) / line.em < 1.7 * self._step
        if line.wide and after.wide:
            return False  # columns, not sentences
        if self._is_full(line, after):
            if ended or numbered:
                return indent < 0.8 and not numbered and near
            return indent < 0.8 or (near and (self._hanging(line, after) or self._centred(line, after)))
        if ended or numbered or line.wide or not near:
            return False
        # a line its author broke by hand, in the middle of a sentence: longer than any heading
        share = (line.x1 - line.x0) / (right - self._margins[line.page].left)
        return (share > 0.7 and indent < 0.8) or (share > 0.85 and self._hanging(line, after))

    def _centred(self, line: VisualLine, after: VisualLine) -> bool:
        """A title over two lines."""
        axis = self._margins[line.page].left + self._margins[line.page].right
        return all(abs(each.x0 + each.x1 - axis) < 2 * each.em for each in (line, after))

    def _hanging(self, line: VisualLine, after: VisualLine) -> bool:
        """Lines of a block set in from the margin, or hanging behind their number."""
        step = (after.x0 - line.x0) / after.em
        if len(self._open) == 1 and NUMBERED.match(line.text):
            return 0.4 < step < 5.0
        return abs(step) < 0.5


def paragraph(lines: Sequence[VisualLine], kind: str = "text", full: Full | None = None) -> Paragraph:
    """Lines put together to one paragraph, with the place of every character.

    >>> paragraph([VisualLine("收入", [72.0, 84.0, 96.0], 100.0, 12.0, 3)]).place(1, 2).bbox
    (84.0, 89.68, 96.0, 101.68)
    """
    text = ""
    records: list[Line] = []
    for index, line in enumerate(lines):
        xs = line.xs
        start = len(text)
        text += line.text
        if index + 1 < len(lines):
            after = lines[index + 1]
            blank = between_lines(line.text, after.text, bool(full and not full(line, after)))
            text += blank
            xs = xs + [xs[-1]] * len(blank)
        records.append(Line(start, line.page, line.y0, line.y1, tuple(xs)))
    return Paragraph(text, lines[0].page, records, kind=kind)


def _margins(pages: Sequence[PageItems]) -> dict[int, _Margins]:
    """Left and right edge of the text block of every page, from its own long lines or those of its like."""
    alike: dict[tuple[int, int], list[VisualLine]] = defaultdict(list)
    own: dict[int, list[VisualLine]] = {}
    for page in pages:
        own[page.page] = [item for item in page.items if isinstance(item, VisualLine)]
        alike[round(page.width), round(page.height)] += own[page.page]
    general: dict[tuple[int, int, float], _Margins] = {}  # of pages of one size, found once
    found = {}
    for page in pages:
        size = (round(page.width), round(page.height))
        if (*size, page.width) not in general:
            general[*size, page.width] = _edges(alike[size], page.width)
        found[page.page] = _edges(own[page.page], page.width, general[*size, page.width])
    return found


def _edges(lines: Iterable[VisualLine], wide: float, default: _Margins | None = None) -> _Margins:
    """Edges that at least three long lines reach; a page with fewer has no text block of its own."""
    lines = list(lines)
    printed = max((line.x1 for line in lines), default=wide) - min((line.x0 for line in lines), default=0.0)
    least = 0.4 * (wide if printed > 0.5 * wide else printed)  # a page may stand smaller on its sheet
    long = [line for line in lines if line.x1 - line.x0 > least]
    rights = sorted((line.x1 for line in long), reverse=True)
    for index, right in enumerate(rights[:-2]):
        em = long[0].em
        if right - rights[index + 2] < 1.5 * em:
            lefts = sorted(line.x0 for line in long)
            left = next((a for a, b in pairwise(lefts) if b - a < DRIFT), lefts[0])
            if abs(left - lefts[0] - INDENT * em) < 0.3 * em:
                left = lefts[0]  # one line in the margin is enough where the others begin paragraphs
            if right < wide - left - 4 * em:
                break  # short lines that happen to end alike: no text block leaves its page so lopsided
            return _Margins(min(left, default.left + em) if default else left, right)
    if default:
        return default
    left = min((line.x0 for line in lines), default=0.0)
    return _Margins(left, max(max((line.x1 for line in lines), default=wide), wide - left))


# ---- contents


def _without_leader(line: VisualLine) -> tuple[VisualLine, bool]:
    """An entry of the contents without its dots: title, blank, page number as far as printed."""
    found = LEADER.search(line.text)
    if not found or not PAGE_AT_END.fullmatch(line.text, found.end()):
        return line, False
    start, end = found.span()
    blank = " " if line.text[end:].strip() and start else ""
    text = line.text[:start] + blank + line.text[end:]
    xs = line.xs[:start] + line.xs[start : start + len(blank)] + line.xs[end:]
    return VisualLine(text, xs, line.base, line.em, line.page, line.runs, line.wide), True


def _mark_contents(blocks: list[Paragraph | Table]) -> None:
    """Entries without leader dots: what follows a contents title up to the first heading said again."""
    for at, block in enumerate(blocks):
        if not isinstance(block, Paragraph) or not CONTENTS_TITLE.fullmatch(block.text):
            continue
        entries = []
        for after in blocks[at + 1 :]:
            if not isinstance(after, Paragraph) or ENDED.search(after.text) or "。" in after.text:
                break
            entries.append(after)
        for entry in entries[: _contents_end(entries, block.page or 0)]:
            entry.kind = "contents"
        block.kind = "contents"
        return


def _contents_end(entries: list[Paragraph], page: int) -> int:
    titles = [re.sub(r"\s|\d+$", "", entry.text) for entry in entries]
    for index, title in enumerate(titles[1:], 1):
        if title in (titles[0], titles[min(1, index - 1)]):
            return index
    pages = [entry.page or 0 for entry in entries]
    if pages and pages[-1] != page:  # no heading said again: the contents end with a page
        return sum(number < pages[-1] for number in pages) or len(entries)
    return len(entries)
