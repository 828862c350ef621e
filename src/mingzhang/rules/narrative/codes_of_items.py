"""文字里的科目编码与名称相符，两个科目不用同一编码

为什么：“行政运行（2010301）”写的编码和名称是同一科目的两个写法；对不上，或两个名称用了同一编码，读者不知道该信哪一个。
怎么改：对照本年度政府收支分类科目，改正编码或名称。

>>> def told(name, code): return print(*rule.check(text(f"（一）{name}（科目编码：{code}）9.00万元。")), sep="\\n")
>>> told("财政事务", "2010601")
H-14 不成立：“财政事务”的编码写 2010601，应为 20106
>>> told("一般行政管理事物", "2010202")
H-14 不成立：2010202“一般行政管理事物”应为“一般行政管理事务”
>>> told("行政运行", "2010601")
H-14 成立：
>>> print(*rule.check(text("行政运行9.00万元。")), sep="\\n")
H-14 无法判断：正文的科目没有写编码
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.narrative.naming import shared_codes
from mingzhang.rules.shared.code_names import official
from mingzhang.rules.shared.near_names import plain_name, slipped

RULE = Judgement("H-14", Severity.WARNING, ("A",), kinds=("final_account", "budget"))


def check(document: Examined) -> Iterator[Finding]:
    """Every pair of code and name in running text against the list, each pair once."""
    coded = {(claim.code, claim.subject): claim for claim in reversed(document.claims) if claim.code}
    names = _names(document) if coded else {}
    shared = shared_codes(reversed(coded.values()))
    faults = [f for claim in coded.values() if (f := _wrong(document, claim, names, shared))]
    none = holds() if coded else undecided("正文的科目没有写编码")
    yield from reversed(faults or [none])


def _names(document: Examined) -> dict[str, list[str]]:
    """Codes by the plain names the list gives them."""
    found: dict[str, list[str]] = {}
    for code in document.notation.functional:
        for name in official(document, code):
            found.setdefault(plain_name(name), []).append(code)
    return found


def _wrong(
    document: Examined, claim: Claim, names: Mapping[str, list[str]], shared: Mapping[str, list[Claim]]
) -> Finding | None:
    """What is wrong with a code or its name, the surest explanation first; ``None`` where both may stand."""
    code, name, known = claim.code, claim.subject, official(document, claim.code)
    plain = plain_name(name)
    if any(plain_name(right) == plain for right in known):
        return None
    others = [other for other in names.get(plain, ()) if other[:3] == code[:3]]
    near = [other for other in others if other.startswith(code[:5]) or code.startswith(other)]
    if len(near or others) == 1 and (known or code in shared):
        right = (near or others)[0]
        words = f"“{name}”的编码写 {code}，应为 {right}"
        return fails(words, claim.place, printed=code, expected=right)
    if right := next((right for right in known if slipped(name, right)), ""):
        return fails(f"{code}“{name}”应为“{right}”", claim.place, printed=name, expected=right)
    if code in shared:
        if any(names.get(plain_name(other.subject)) for other in shared[code]):
            return None  # the other one is told to be wrong
        told = "、".join(f"“{other.subject}”" for other in shared[code])
        words = f"{told}用了同一编码 {code}，至少有一个写错"
        return fails(words, *(other.place for other in shared[code]), printed=code)
    above = [other.subject for other in document.claims if other.code == code[:5] != code]
    if not known or not any(plain_name(one) and plain_name(one) in plain for one in above):
        return None
    words = f"{code} 在科目表里是“{known[-1]}”，文字照抄了上一级的名称“{name}”"
    return fails(words, claim.place, severity=Severity.INFO, printed=name, expected=known[-1])
