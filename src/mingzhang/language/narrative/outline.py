"""The outline of a disclosure: what is written in which order, as data of the nation or of a place."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from mingzhang.facts.names import FactName
from mingzhang.language.text.numerals import numeral

KINDS = ("part", "section", "subsection")
MARKS = ("第一部分 ", "一、", "（一）")
INSERTS = ("duties", "units", "staff", "tables", "performance", "evaluation", "terms")


_OF_LAST_YEAR = ("同比", "原因", "比预算", "比执行", "上年数")  # verbs whose base is last year
_SLOT = re.compile(r"\{([^{}]*)\}")
_OTHER = ("上年", "前年", "基期", "年初预算", "预算", "原因", "用途")  # what may stand before a colon


class UnfitOutlineError(ValueError):
    """An outline that could not be written; ``words`` are the words of it that are wrong."""

    def __init__(self, words: str, sentence: str) -> None:
        self.words = words
        super().__init__(sentence)


@dataclass(frozen=True)
class OutlineLine:
    """One line of the outline.

    ``part``, ``section`` and ``subsection`` are headings, numbered as they come; ``text`` are paragraphs;
    ``each`` names a table whose codes are gone through, ``texts`` what to write for a 类, 款 or 项
    (``numbered``: 1、2、…); ``insert`` names what the program writes; ``chart`` is a kind of chart with
    ``title``, ``items`` (label, fact) and ``series`` (name, pattern of facts).  What is under
    the headings is written if one of the facts in ``when`` is not zero; or if all in ``unless`` are zero,
    where only those of other years may be unknown.  A heading without anything below it is left out.
    ``must`` asks for the first figure in ``when`` where none of them is known.
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
    must: bool = False


@dataclass(frozen=True)
class Outline:
    """The title of the document, the grid of its tables, and its entries.

    ``marks`` are what stands before the first part, section and subsection; an empty one numbers nothing.
    """

    title: str = ""
    grid: str = "full"
    entries: tuple[OutlineLine, ...] = ()
    marks: tuple[str, ...] = MARKS

    def mark(self, kind: str, number: int) -> str:
        """What stands before a heading of a kind.

        >>> Outline().mark("part", 3), Outline(marks=("一、", "（一）", "1．")).mark("subsection", 3)
        ('第三部分 ', '3．')
        """
        return self.marks[KINDS.index(kind)].replace("一", numeral(number)).replace("1", str(number))

    def names(self, verb: str, base: str = "") -> Iterator[str]:
        """The facts of which a verb speaks, with the base it names.

        >>> made = Outline(entries=(OutlineLine(text=("收入{总表.收入}，{同比 总表.收入}。",)),))
        >>> list(made.names("同比")), list(made.names(""))
        (['总表.收入'], ['总表.收入'])
        """
        for entry in self.entries:
            for text in (*entry.text, *entry.texts.values()):
                for slot in map(str.split, _SLOT.findall(text)):
                    first, *rest = slot or [""]
                    if not verb and not rest:
                        yield first
                    elif first == verb and rest and base in ("", *rest[1:2]):
                        yield rest[0]

    def speaks_of(self, name: str) -> bool:
        """Whether a sentence states a fact, or compares it with what a name before its colon says.

        >>> made = Outline(entries=(OutlineLine(text=("收入{总表.收入}，{较 总表.收入 基期 基期数}。",)),))
        >>> made.speaks_of("总表.收入"), made.speaks_of("基期:总表.收入"), made.speaks_of("上年:总表.收入")
        (True, True, False)
        """
        base, _, fact = name.rpartition(":")
        if not base:
            return fact in self.names("") or fact in self.names("有")
        usual = _OF_LAST_YEAR if base == "上年" else ()
        compared = any(fact in self.names(verb, base) for verb in ("比", "较", "变"))
        return compared or any(fact in self.names(verb) for verb in usual)

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
        for entry in ordered(data):
            for key in set(entry) - set(OutlineLine.__dataclass_fields__):
                raise UnfitOutlineError(key, f"提纲里没有“{key}”这种写法")
            if entry.get("insert", INSERTS[0]) not in INSERTS:
                raise UnfitOutlineError(entry["insert"], f"提纲里不能插入“{entry['insert']}”")
            values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
            for key in ("items", "series"):
                values[key] = tuple((label, name) for label, name in entry.get(key, ()))
            made = OutlineLine(**values)
            for words, sentence in _misspelt(made, verbs, known):
                raise UnfitOutlineError(words, sentence)
            entries.append(made)
        marks = tuple(data.get("marks", MARKS))
        if len(marks) != len(MARKS):
            raise UnfitOutlineError("marks", "提纲的 marks 应为三个：部分、节、小节的第一个序号")
        return cls(data.get("title", ""), data.get("grid", "full"), tuple(entries), marks)


def ordered(data: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """The entries of an outline, in the order of its headings where it states one.

    With ``order`` an outline takes what it does not say itself from the one it is laid over (``over``): what
    stands under a heading goes with it, and a heading that is not in the list is left out.

    >>> nation = {"entries": [{"section": "收入"}, {"text": ["甲"]}, {"section": "支出"}]}
    >>> ordered({"order": ["支出", "收入"], "entries": [{"section": "支出", "text": ["乙"]}], "over": nation})
    [{'section': '支出', 'text': ['乙']}, {'section': '收入'}, {'text': ['甲']}]
    """
    own = list(data.get("entries", ()))
    if "order" not in data:
        return own
    blocks = _blocks(ordered(data.get("over", {}))) | _blocks(own)
    for heading in data["order"]:
        if heading not in blocks:
            raise UnfitOutlineError(heading, f"提纲的次序里有“{heading}”，却没有这一节")
    for heading in _blocks(own):
        if heading not in data["order"]:
            raise UnfitOutlineError(heading, f"提纲写了“{heading}”一节，次序里却没有它")
    return [entry for heading in data["order"] for entry in blocks[heading]]


def _blocks(entries: Iterable[Mapping[str, Any]]) -> dict[str, list[Mapping[str, Any]]]:
    """What stands under each heading, the heading first."""
    blocks: dict[str, list[Mapping[str, Any]]] = {}
    heading = ""
    for entry in entries:
        heading = next((entry[kind] for kind in KINDS if entry.get(kind)), heading)
        blocks.setdefault(heading, []).append(entry)
    return blocks


def _misspelt(
    entry: OutlineLine, verbs: Container[str], known: Container[tuple[str, str]]
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
