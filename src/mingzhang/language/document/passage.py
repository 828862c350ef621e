"""Running text as it was written: paragraphs that the reading of a file broke are whole again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from mingzhang.facts.place import Place
from mingzhang.facts.report import Paragraph, Table, joined
from mingzhang.language.document.document import Document, Section
from mingzhang.language.document.sections import core, style_of
from mingzhang.language.text.letters import can_hold
from mingzhang.language.text.spelling import Flat, flatten, plain

_ENDED = re.compile(r"(?:[。；！？…]|(?<!原因)：)[”）》]?$")
_SHORT = 12  # characters; a shorter line without any mark is a label, not a broken sentence
_LABEL = re.compile(r"^(?:金额)?单位：|^(?:编制)?(?:单位|部门)：|^注：|^说明：|^附[件表注]|公开\d+表")


@dataclass(frozen=True)
class Passage:
    """One paragraph of running text, or one heading.

    ``flat`` is the text in one spelling; ``pieces`` are the printed paragraphs it is made of, ``block``
    the index of the first of them; ``last`` tells that nothing but the end of the document follows.
    """

    flat: Flat
    pieces: tuple[Paragraph, ...]
    block: int
    section: Section | None = None
    heading: bool = False
    last: bool = False
    where: str = ""  # the heading it stands under, as places name it

    @property
    def text(self) -> str:
        """The flat text."""
        return self.flat.text

    def place(self, start: int, end: int) -> Place:
        """Where the flat characters ``start``…``end`` are printed.

        >>> from mingzhang.work.examples import text
        >>> (passage,) = passages(text("年末结转 和结余0万元。"))
        >>> passage.place(2, 7).printed
        '结转 和结余'
        """
        first, last = self.flat.raw(start, end)
        before = 0
        for piece in self.pieces:
            if first < before + len(piece.text):
                if last > before + len(piece.text):
                    break
                return self._named(piece.place(first - before, last - before))
            before += len(piece.text)
        return self._named(joined(list(self.pieces)).place(first, last))

    def _named(self, place: Place) -> Place:
        return place.naming(section=self.where) if self.where else place


class Passages(tuple[Passage, ...]):
    """The running text of a document, and whether a pattern can occur in it at all."""

    @cached_property
    def _whole(self) -> str:
        return "\n".join(passage.flat.text for passage in self)

    def can_hold(self, pattern: re.Pattern[str]) -> bool:
        """Whether the letters that a pattern needs stand anywhere.

        >>> from mingzhang.work.examples import text
        >>> Passages(passages(text("年末结转0万元。"))).can_hold(re.compile("结余"))
        False
        """
        return can_hold(self._whole, pattern)


def heading_of(section: Section) -> str:
    """A section's heading on one line.

    >>> from mingzhang.language.document.document import Section
    >>> heading_of(Section("收入决算情况说明", "二、", 2, 0, 1))
    '二、收入决算情况说明'
    """
    return section.number + " ".join(section.title.split())


def passages(document: Document) -> list[Passage]:
    """The running text of a document in order: no contents, no page headers, no tables.

    Neighbouring paragraphs become one where the first stops inside a sentence and the second goes on.

    >>> from mingzhang.work.examples import text
    >>> broken = text("一、支出决算情况说明", "本年支出合计10万元，其中基本支", "出8万元，项目支出2万元。")
    >>> [p.text for p in passages(broken)]
    ['一、支出决算情况说明', '本年支出合计10万元，其中基本支出8万元，项目支出2万元。']
    """
    headings = {s.start: s for s in document.sections if s.heading is not None and _alone(s)}
    groups = list(_groups(document, headings))
    found = []
    for position, (block, pieces) in enumerate(groups):
        raw = "".join(piece.text for piece in pieces)
        section = document.section_of(block)
        last = position == len(groups) - 1
        where = document.where(block)
        found.append(Passage(flatten(raw), tuple(pieces), block, section, block in headings, last, where))
    return found


def _alone(section: Section) -> bool:
    """Whether the heading fills its paragraph."""
    return section.heading is not None and core(section.heading.text) == core(section.title)


def _groups(document: Document, headings: dict[int, Section]) -> Iterator[tuple[int, list[Paragraph]]]:
    """Paragraphs that make one passage, with the index of their first block; tables and headings divide."""
    open_block, pieces = -1, list[Paragraph]()
    body = dict(document.body())
    for index, block in enumerate(document.report.blocks):
        paragraph = body.get(index)
        if paragraph is None or not plain(paragraph.text):
            if isinstance(block, Table) and pieces:
                yield open_block, pieces
                pieces = []
            continue
        if (
            pieces
            and index not in headings
            and open_block not in headings
            and _goes_on(pieces[-1], paragraph)
        ):
            pieces.append(paragraph)
            continue
        if pieces:
            yield open_block, pieces
        open_block, pieces = index, [paragraph]
    if pieces:
        yield open_block, pieces


def _goes_on(before: Paragraph, after: Paragraph) -> bool:
    first, second = plain(before.text), plain(after.text)
    if before.kind != after.kind or _ENDED.search(first) or style_of(second) or _LABEL.search(second + first):
        return False
    return len(first) > _SHORT and (len(second) > _SHORT or bool(re.search("[，。；、]", second)))


def matches(passages: Iterable[Passage], pattern: re.Pattern[str]) -> Iterator[tuple[Passage, re.Match[str]]]:
    """Every place of the running text that a pattern of flat text fits.

    >>> from mingzhang.work.examples import text
    >>> [m[0] for _, m in matches(passages(text("收入1万元。", "支出2万元。")), re.compile("[收支][入出]"))]
    ['收入', '支出']
    """
    if isinstance(passages, Passages) and not passages.can_hold(pattern):
        return
    for passage in passages:
        for match in pattern.finditer(passage.flat.text):
            yield passage, match
