"""Names of 科目 as running text writes them: with a code in brackets, before it, or as 类-款-项."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

_CODE = r"2\d\d(?:\d\d){0,2}"
_BRACKETED = re.compile(rf"[（\[【](?:[^（）\d，。；]{{0,8}}[：:]?)?(?P<code>{_CODE})(?:类|款|项)?[）\]】]")
_LEADING = re.compile(rf"^(?P<code>{_CODE})[-、._]?(?=[\u4e00-\u9fff“])")
_STEP = re.compile(r"(?<=[\u4e00-\u9fff）])-+(?=[\u4e00-\u9fff])")
_LEVEL = re.compile(r"（[类款项]级?）")
_LABEL = re.compile(r"(?:支出)?(?:功能)?(?:分类)?科目$")


@dataclass(frozen=True, slots=True)
class ItemName:
    """A subject without its code: ``names`` from the outermost to the item's own, ``code`` or ``""``."""

    names: tuple[str, ...]
    code: str = ""

    @property
    def own(self) -> str:
        """The name of the item itself."""
        return self.names[-1]


@lru_cache(maxsize=4096)
def item_name(subject: str) -> ItemName:
    """A subject taken apart.

    >>> item_name("农业（科目编码：21301）行政运行（科目编码：2130101）")
    ItemName(names=('农业', '行政运行'), code='2130101')
    >>> item_name("2010201政协事务-行政运行"), item_name("教育支出-普通教育-小学教育科目").names
    (ItemName(names=('政协事务', '行政运行'), code='2010201'), ('教育支出', '普通教育', '小学教育'))
    >>> item_name("水利（款）水利工程建设（项）支出").names
    ('水利', '水利工程建设')
    >>> item_name("本年收入合计")
    ItemName(names=('本年收入合计',), code='')
    """
    code, names = "", [subject]
    if leading := _LEADING.match(subject):
        code, names = leading["code"], [subject[leading.end() :]]
    elif bracketed := list(_BRACKETED.finditer(subject)):
        code = bracketed[-1]["code"]
        edges = [0, *(edge for match in bracketed for edge in match.span())]
        names = [subject[a:b] for a, b in zip(edges[::2], edges[1::2], strict=False)]
        names = [name for name in names if name] or [subject]
    elif _LEVEL.search(subject):  # 水利（款）水利工程建设（项）支出
        names = [name for name in _LEVEL.split(subject) if name not in ("", "支出", "支出决算")] or [subject]
    steps = _STEP.split(names[-1])
    if len(steps) > 2 or (code and len(steps) == 2):
        names = [*names[:-1], *steps[:-1], _LABEL.sub("", steps[-1]) or steps[-1]]
    return ItemName(tuple(names), code)
