"""文字里“类、款、项”的从属与科目表一致

为什么：“X（类）Y（款）Z（项）”要一级属于一级；款写到别的类下面、项写到别的款下面，多半是从别的科目抄来时只改了一处。
怎么改：对照政府收支分类科目，改正写错的一级。

>>> said = "支出用于{}（类）彩票公益金安排的支出（款）用于残疾人事业的彩票公益金支出（项）5.00万元。"
>>> print(*rule.check(text(said.format("社会保障和就业支出"), year=2024)))
H-26 不成立：“彩票公益金安排的支出（款）”不属于“社会保障和就业支出（类）”，属于“其他支出（类）”
>>> print(*rule.check(text(said.format("其他支出"), year=2024)))
H-26 成立：
>>> print(*rule.check(text("本年支出5.00万元。", year=2024)))
H-26 无法判断：正文没有逐级写明的科目
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage, matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.rules.shared.code_paths import SIZES, CodeName, CodePaths, code_paths

RULE = Judgement("H-26", Severity.WARNING, ("A",), kinds=("final_account", "budget"))
_NAME = r"[^（），。；、：“”\s\d]{2,40}"
_PATH = re.compile(rf"(?P<类>{_NAME})（类）(?P<款>{_NAME})（款）(?P<项>{_NAME})（项）")


def check(document: Examined) -> Iterator[Finding]:
    """Every whole path whose three names the lists know: one code must lead through all of them."""
    paths, told = code_paths(document), False
    for passage, match in matches(document.passages, _PATH):
        found = {level: paths.called(level, match[level]) for level in SIZES}
        if all(one.codes for one in found.values()):
            told = True
            yield _judge(passage, match, found, paths) or holds(passage.place(*match.span()))
    if not told:
        yield undecided("正文没有逐级写明的科目")


def _judge(
    passage: Passage, match: re.Match[str], found: dict[str, CodeName], paths: CodePaths
) -> Finding | None:
    """The level that does not belong to the one above; ``None`` where a code leads through all."""
    sections = {code for code in found["款"].codes if code[:3] in found["类"].codes}
    if any(code[:5] in sections for code in found["项"].codes):
        return None
    for upper, lower in (("类", "款"), ("款", "项")):
        above = frozenset(code[: SIZES[upper]] for code in found[lower].codes)
        right = paths.above(upper, above)
        if above & found[upper].codes or not right:
            continue
        called = "、".join(f"“{name}（{upper}）”" for name in right[:2])
        words = f"“{match[lower]}（{lower}）”不属于“{found[upper].name}（{upper}）”，属于{called}"
        place = passage.place(match.start(upper), match.end(lower))
        return fails(
            words, place, printed=found[upper].name, expected=right[0] if len(right) == 1 else called
        )
    return None
