"""科目名称后面的“（210类）”与名称相符，不与“（类）”“（款）”重复

为什么：“住房改革支出（210类）（款）”里的类码是从别的科目带过来的；读者不知道说的是哪一个科目。
怎么改：删去多余的代码，或改为这个科目自己的类码。

>>> def told(name): return text("一般公共预算支出情况说明", f"1．{name}安排9.00万元。", kind="budget", year=2025)
>>> print(*rule.check(told("住房保障支出（类）住房改革支出（210类）（款）住房公积金（项）")))
N-86 不成立：“住房改革支出（210类）（款）”同一个名称写了两次级别，“（210类）”应删去
>>> print(*rule.check(told("卫生健康支出（201类）")))
N-86 不成立：“卫生健康支出（201类）”的类码应为 210
>>> print(*rule.check(told("卫生健康支出（210类）行政事业单位医疗（11款）")))
N-86 成立：名称后面的类码与名称相符
>>> print(*rule.check(told("卫生健康支出")))
N-86 无法判断：名称后面没有写类码
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage, matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.text.spelling import label

RULE = Judgement("N-86", Severity.WARNING, ("L5",), kinds=("budget", "final_account"))

_CODED = re.compile(
    r"(?P<name>[\u4e00-\u9fff]{4,20})(?P<mark>（(?P<code>2\d\d)类级?）)(?P<again>（[类款项]级?）)?"
)


def check(document: Examined) -> Iterator[Finding]:
    """Names of classes with a code in brackets: one mark of the level, and the class's own code."""
    found = list(matches(document.passages, _CODED))
    if not found:
        yield undecided("名称后面没有写类码")
        return
    classes = {
        label(entry.name): code
        for code, entries in document.notation.functional.items()
        for entry in entries
        if len(code) == len("201")
    }
    faults = [fault for passage, match in found if (fault := _fault(passage, match, classes)) is not None]
    yield from faults or [holds(message="名称后面的类码与名称相符")]


def _fault(passage: Passage, match: re.Match[str], classes: dict[str, str]) -> Finding | None:
    """A level marked twice, or the code of another class than the name is."""
    name, mark, place = match["name"], match["mark"], passage.place(match.start("mark"), match.end("mark"))
    if match["again"]:
        words = f"“{name[-8:]}{mark}{match['again']}”同一个名称写了两次级别，“{mark}”应删去"
        return fails(words, place, printed=mark, expected="（删除）")
    whole = label(name)  # 其他支出 is a class only where nothing stands before it
    other = {name for name in classes if name.startswith("其他")} - {whole}
    own = (code for known, code in classes.items() if whole.endswith(known) and known not in other)
    known = next(own, match["code"])
    if known != match["code"]:
        words = f"“{name[-8:]}{mark}”的类码应为 {known}"
        return fails(words, place, printed=mark, expected=f"（{known}类）")
    return None
