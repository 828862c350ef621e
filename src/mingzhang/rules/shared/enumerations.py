"""Lists of economic items in the text: 人员经费…主要包括：基本工资、津贴补贴、…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.facts.place import Place
from mingzhang.language.document.document import Document
from mingzhang.language.document.examined import Examined, once
from mingzhang.language.document.passage import Passage
from mingzhang.language.text.spelling import label
from mingzhang.rules.shared.near_names import plain_name

_LIST = re.compile(
    r"(?P<head>人员经费|公用经费|工资福利支出|商品和服务支出|对个人和家庭的?补助(?:支出)?|(?:其他)?资本性支出)"
    r"[^。；、]{0,40}?(?:主要)?(?:包括|用于|支出为)[：:]?(?P<list>(?:[^，。；：、]{1,24}[、，])+[^，。；：、]{1,24})"
)
_AND = re.compile(r"等(?:方面的?)?(?:各项)?(?:支出|费用|经费)?$")
_LEAST = 3  # names that make a list


@dataclass(frozen=True)
class Enumeration:
    """One list: what it is of, its names as printed, whether it ends with 等, and its place."""

    head: str
    names: tuple[str, ...]
    open: bool
    place: Place


@once
def enumerations(document: Examined) -> tuple[Enumeration, ...]:
    """The lists in the section on basic expenditure."""
    running = [p for p in document.passages if not p.heading and p.section is not None]
    return tuple(one for p in running if _inside(document, p) for one in _lists(p))


def _inside(document: Document, passage: Passage) -> bool:
    return any(section.key == "基本支出" for section in document.around(passage.block))


def _lists(passage: Passage) -> Iterator[Enumeration]:
    """The lists in a passage of so many names that they are one, without their closing 等."""
    for match in _LIST.finditer(passage.text):
        words = match["list"]
        ended = _AND.search(words)
        tail = ended is not None
        if ended is not None:
            kind = "支出" if ended[0].endswith("支出") else ""
            last = re.split("[、，]", words[: ended.start()])[-1]
            words = words[: ended.start()] + (kind if last.startswith("其他") else "")
        names = tuple(name for name in re.split("[、，]", words) if name and not re.search(r"\d", name))
        if len(names) >= _LEAST:
            place = passage.place(match.start("list"), match.end("list"))
            yield Enumeration(match["head"], names, tail, place)


def spelled(name: str) -> str:
    """An economic name without what offices leave out.

    >>> spelled("因公出国（境）费用") == spelled("因公出国(境)费")
    True
    """
    return re.sub("费用$|费$", "费", plain_name(label(name)))
