"""The outline of a disclosure: what is written in which order, as data of the nation or of a place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

KINDS = ("part", "section", "subsection")
INSERTS = ("duties", "units", "staff", "tables", "performance", "evaluation", "terms")


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
    """The title of the document, the grid of its tables, and its entries."""

    title: str = ""
    grid: str = "full"
    entries: tuple[Entry, ...] = ()

    @classmethod
    def of(cls, data: Mapping[str, Any]) -> Outline:
        """From catalogue data; raises ``ValueError`` with a Chinese sentence on an unknown field.

        >>> Outline.of({"title": "决算", "entries": [{"section": "总体", "text": ["甲。"]}]}).entries[0].text
        ('甲。',)
        """
        entries = []
        for entry in data.get("entries", ()):
            unknown = set(entry) - set(Entry.__dataclass_fields__)
            if unknown or entry.get("insert", INSERTS[0]) not in INSERTS:
                raise ValueError(f"提纲里有不认识的写法：{unknown or entry['insert']}")
            values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in entry.items()}
            for key in ("items", "series"):
                values[key] = tuple((label, name) for label, name in entry.get(key, ()))
            entries.append(Entry(**values))
        return cls(data.get("title", ""), data.get("grid", "full"), tuple(entries))
