"""The outline of a disclosure: what is written in which order, as data of the nation or of a place."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mingzhang.facts.names import FactName
from mingzhang.language.text.numerals import numeral

KINDS = ("part", "section", "subsection")
MARKS = ("第一部分 ", "一、", "（一）")
INSERTS = ("duties", "units", "staff", "tables", "performance", "evaluation", "terms")


_SLOT = re.compile(r"\{([^{}]*)\}")
_OTHER = ("上年", "前年", "年初预算", "预算", "原因", "用途")  # what may stand before a colon


class UnfitOutlineError(ValueError):
    """An outline that could not be written; ``words`` are the words of it that are wrong."""

    def __init__(self, words: str, sentence: str) -> None:
        self.words = words
        super().__init__(sentence)


@dataclass(frozen=True)
class Entry:
    """One line of the outline.

    ``part``, ``section`` and ``subsection`` are headings, numbered as they come; ``text`` are paragraphs;
    ``each`` names a table whose codes are gone through, ``texts`` what to write for a 类, 款 or 项
    (``numbered``: 1、2、…); ``insert`` names what the program writes; ``chart`` is a kind of chart with
    ``title``, ``items`` (label, fact) and ``series`` (name, pattern of facts).  What is under
    the headings is written if one of the facts in ``when`` is not zero; or if all in ``unless`` are zero,
    where only those of other years may be unknown.  A heading without anything below it is left out.
    """

    part: str = ""
    section: str = ""
    subsection: str = ""
    text: tuple[str, ...] = ()
    each: str = ""
    texts: Mapping[str, str] = field(default_factory=dict)
    numbered: bool = False
    insert: str = ""
    chart: str = ""
    title: str = ""
    items: tuple[tuple[str, str], ...] = ()
    series: tuple[tuple[str, str], ...] = ()
    when: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


@dataclass(frozen=True)
class Outline:
    """The title of the document, the grid of its tables, and its entries.

    ``marks`` are what stands before the first part, section and subsection; an empty one numbers nothing.
    """

    title: str = ""
    grid: str = "full"
    entries: tuple[Entry, ...] = ()
    marks: tuple[str, ...] = MARKS

    def mark(self, kind: str, number: int) -> str:
        """What stands before a heading of a kind.

        >>> Outline().mark("part", 3), Outline(marks=("一、", "（一）", "1．")).mark("subsection", 3)
        ('第三部分 ', '3．')
        """
        return self.marks[KINDS.index(kind)].replace("一", numeral(number)).replace("1", str(number))

    @classmethod
    def of(
        cls, data: Mapping[str, Any], verbs: Container[str] = (), known: Container[tuple[str, str]] = ()
    ) -> Outline:
        """From catalogue data; raises :class:`UnfitOutlineError` on what nobody could write.

        ``verbs`` are the words that may begin a slot, ``known`` table and column of the facts it may name.

        >>> data = {"title": "决算", "entries": [{"section": "总体", "text": ["收入{总表.收人}。"]}]}
        >>> Outline.of(data, known={("总表", "收入")})
        Traceback (most recent call last):
        mingzhang.language.narrative.outline.UnfitOutlineError: 提纲里的“{总表.收人}”既不是已知的数，也不是已知的写法
        """
        entries = []
        for entry in data.get("entries", ()):
            for key in set(entry) - set(Entry.__dataclass_fields__):
                raise UnfitOutlineError(key, f"提纲里没有“{key}”这种写法")
            if entry.get("insert", INSERTS[0]) not in INSERTS:
                raise UnfitOutlineError(entry["insert"], f"提纲里不能插入“{entry['insert']}”")
            values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
            for key in ("items", "series"):
                values[key] = tuple((label, name) for label, name in entry.get(key, ()))
            made = Entry(**values)
            for words, sentence in _misspelt(made, verbs, known):
                raise UnfitOutlineError(words, sentence)
            entries.append(made)
        marks = tuple(data.get("marks", MARKS))
        if len(marks) != len(MARKS):
            raise UnfitOutlineError("marks", "提纲的 marks 应为三个：部分、节、小节的第一个序号")
        return cls(data.get("title", ""), data.get("grid", "full"), tuple(entries), marks)


def _misspelt(
    entry: Entry, verbs: Container[str], known: Container[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """The words of an entry that are no verb and no figure, each with the sentence that says so."""
    names = [*entry.when, *entry.unless, *(name for _, name in (*entry.items, *entry.series))]
    for text in (*entry.text, *entry.texts.values()):
        for slot in _SLOT.findall(text):
            first, *rest = slot.split() or ("",)
            if first in verbs:
                names += [word for word in rest if "." in word]
            elif rest or not _is_known(first, known):
                yield slot, f"提纲里的“{{{slot}}}”既不是已知的数，也不是已知的写法"
    yield from ((name, f"提纲里的“{name}”不是已知的数") for name in names if not _is_known(name, known))


def _is_known(text: str, known: Container[tuple[str, str]]) -> bool:
    *before, text = text.split(":")
    name = FactName.parse(text)
    return all(word in _OTHER for word in before) and ("*" in text or (name.table, name.column) in known)
