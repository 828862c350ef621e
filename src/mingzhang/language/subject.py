"""Subjects: the name in front of a figure, cleaned of list marks, years and copulas."""

from __future__ import annotations

import re

from mingzhang.language import sentence as words
from mingzhang.language.text import label

# Words that stand where a subject could, but name nothing: the claim is about what went before.
NOBODY = {
    "决算数",
    "决算",
    "支出决算",
    "本年",
    "当年",
    "收入",
    "支出",
    "全年",
    "该项",
    "此项",
    "其",
    "实际",
    "金额",
}
_TOTALS = ("本年收入合计", "本年支出合计")


def subject_of(lead: str) -> str:
    """The name in front of a figure: list marks, years and copulas taken off.

    >>> subject_of("；其中：项目支出"), subject_of("2020年度本年收入合计为"), subject_of("2.公务接待费。2020年")
    ('项目支出', '本年收入合计', '公务接待费')
    """
    text = re.split(r"[。；，]", lead)[-1] if not re.fullmatch(r".*[。；，](?:20\d\d年度?)?", lead) else lead
    previous = None
    while text != previous:
        previous = text
        text = words.LEADING.sub("", text)
        text = words.COPULA.sub("", text) if not text.endswith(("本年收入合计", "本年支出合计")) else text
        text = re.sub(r"[，。；：、（“”]+$", "", text)
        text = re.sub(r"20\d\d年度?$", "", text)
    return re.sub(r"[“”\"']", "", text)


def path_name(name: str) -> str:
    """A 类, 款 or 项 name out of a path.

    >>> path_name("其中：“财政事务”")
    '财政事务'
    """
    return label(name.removeprefix("其中").strip("，。；：“”"))


def same_subject(one: str, other: str) -> bool:
    """Whether two printed subjects name the same thing: equal, or one ends the other.

    >>> same_subject("本年收入合计", "某局2023年度本年收入合计")
    True
    """
    if len(one) < 2 or len(other) < 2:
        return False
    return one == other or one.endswith(other) or other.endswith(one)
