"""款写在它所属的类下，项写在它所属的款下

为什么：“X（类）Y（款）Z（项）”从大到小写一个科目；三个名称表里都有而不是同一支，是从别的项复制时没有改全。
怎么改：照支出决算表改写类或款的名称。

>>> head = ("科目编码", "科目名称", "合计", "基本支出", "项目支出")
>>> rows = [(code, name, "2.00", "2.00", "") for code, name in (("208", "社会保障和就业支出"),
...     ("20805", "行政事业单位养老支出"), ("2080501", "行政单位离退休"), ("221", "住房保障支出"),
...     ("22102", "住房改革支出"), ("2210201", "住房公积金"))]
>>> table = ["一般公共预算财政拨款支出决算表", grid(head, *rows), "（三）一般公共预算财政拨款支出决算具体情况"]
>>> path = "1、住房保障支出（类）{}（款）住房公积金（项）。支出决算为2.00万元。"
>>> print(*rule.check(text(*table, path.format("行政事业单位养老支出"))), sep="\\n")
H-12 不成立：“行政事业单位养老支出（款）”不在“住房保障支出（类）”之下，应为“住房改革支出”
>>> print(*rule.check(text(*table, path.format("住房改革支出"))), sep="\\n")
H-12 成立：
>>> print(*rule.check(text(table[2], path.format("住房改革支出"))), sep="\\n")
H-12 无法判断：正文没有三级科目，或缺少支出决算表
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.text.spelling import label
from mingzhang.rules.shared.near_names import plain_name

RULE = Judgement("H-12", Severity.WARNING, ("A",), kinds=("final_account", "budget"))
_SIZES, _WORDS = (3, 5, 7), ("类", "款", "项")


def check(document: Document) -> Iterator[Finding]:
    """Paths of three names that the tables print, but not on one branch."""
    printed = document.names.printed if document.names else {}
    checked = set[tuple[str, ...]]()
    for claim in document.claims:
        found = [_codes(printed, name, size) for name, size in zip(claim.path, _SIZES, strict=False)]
        if len(found) != 3 or not all(found) or claim.path in checked:
            continue
        checked.add(claim.path)
        yield _broken(claim, found, printed) or holds()
    if not checked:
        yield undecided("正文没有三级科目，或缺少支出决算表")


def _codes(printed: dict[str, str], name: str, size: int) -> list[str]:
    plain = plain_name(name)
    return [code for code, known in printed.items() if len(code) == size and plain_name(known) == plain]


def _broken(claim: Claim, found: Sequence[list[str]], printed: dict[str, str]) -> Finding | None:
    """The step of the path where it leaves the branch."""
    if any(i[:5] == s and s[:3] == c for c in found[0] for s in found[1] for i in found[2]):
        return None
    step = 1 if not any(s[:3] in found[0] for s in found[1]) else 2
    one, above = (f"{claim.path[n]}（{_WORDS[n]}）" for n in (step, step - 1))
    right = {printed.get(item[:5], "") for item in found[2] if item[:3] in found[0]} - {""}
    hint = f"，应为“{label(next(iter(right)))}”" if step == 1 and len(right) == 1 else ""
    words = f"“{one}”不在“{above}”之下{hint}"
    return fails(words, claim.place, printed=claim.path[step], expected=hint[4:-1] or f"{above}之下的科目")
