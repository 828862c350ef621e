"""Names of 类, 款 and 项 in running text, in the forms documents use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from mingzhang.facts.place import Place
from mingzhang.language.document.examined import Examined, once
from mingzhang.language.document.passage import Passage

LEVELS = {"类": 3, "款": 5, "项": 7}  # digits of a code of this level
_CHARACTER = r"(?:[\u4e00-\u9fa5、]|（(?!\d{0,7}[类款项])[^（）]{1,12}）)"
_MARKED = re.compile(
    rf"(?P<name>(?!、){_CHARACTER}{{2,40}})[”\"]?（(?P<code>\d{{2,7}})?(?P<level>[类款项])级?(?P<after>\d{{2,7}})?）"
)
_MARK = re.compile(r"（\d{0,7}[类款项]级?\d{0,7}）")  # without which no name is tried: that takes long
_JOINED = re.compile(r"“(?P<path>[^“”，。；]{4,90})”(?:（[类款项]）)?(?:科目|支出)?")


@dataclass(frozen=True, slots=True)
class Named:
    """A name that running text gives to one level, with its whole code where it prints one."""

    passage: Passage
    name: str
    level: str
    start: int
    end: int
    code: str = ""

    def place(self) -> Place:
        """Where the name and its mark are printed."""
        return self.passage.place(self.start, self.end)


@once
def named_items(document: Examined) -> tuple[Named, ...]:
    """Every named level, in order: X（类）, X（204类）, X（06款） under it, “X-Y-Z”科目.

    >>> from mingzhang.work.examples import text
    >>> one = text("教育支出（205类）普通教育（02款）小学教育（02项）1.00万元。", "“教育支出-普通教育-小学教育”科目1.00万元。")
    >>> [(n.name, n.level, n.code) for n in named_items(one)][:4]
    [('教育支出', '类', '205'), ('普通教育', '款', '20502'), ('小学教育', '项', '2050202'), ('教育支出', '类', '')]
    """
    running = [passage for passage in document.passages if not passage.heading]
    return tuple(named for passage in running for find in (_marked, _joined) for named in find(passage))


def _marked(passage: Passage) -> Iterator[Named]:
    above = ""
    for match in _MARKED.finditer(passage.text) if _MARK.search(passage.text) else ():
        level = match["level"]
        code, size = _whole(match["code"] or match["after"] or "", above, level), LEVELS[level]
        above = code if len(code) == size else ""
        yield Named(passage, match["name"], level, match.start("name"), match.end(), above)


def _whole(code: str, above: str, level: str) -> str:
    """A printed code with those above it: 06 under 204 is 20406."""
    size = LEVELS[level]
    if len(code) == size:
        return code
    return above[: size - 2] + code if len(code) == 2 and len(above) == size - 2 else ""


def _joined(passage: Passage) -> Iterator[Named]:
    for match in _JOINED.finditer(passage.text):
        names = re.split("[-—–－]+", match["path"])
        if len(names) != 3 or not all(re.fullmatch(f"{_CHARACTER}{{2,40}}", name) for name in names):
            continue
        start = match.start("path")
        for name, level in zip(names, LEVELS, strict=True):
            at = passage.text.index(name, start)
            yield Named(passage, name, level, at, at + len(name))
            start = at + len(name)
