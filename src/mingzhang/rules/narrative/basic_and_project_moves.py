"""基本支出与项目支出的增减相加等于总的增减

为什么：支出分为基本支出和项目支出；总额增加，一项写增加、一项写减少而相加不是这个数，必有一个数或方向写错。
怎么改：用上年预算逐项核对增减额和方向；另有别的支出的，一并写明。

>>> def told(way): return text("收支预算", f"预算收支安排90.00万元，较2024年预算增加10.00万元，其中：基本支出增加14.00万元，主要为人员"
...     f"增加；项目支出{way}4.00万元，主要为任务变化。", kind="budget", year=2025)
>>> print(*rule.check(told("增加")))
N-88 不成立：总的增加 10.00万元，基本支出增加 14.00万元、项目支出增加 4.00万元，相加为增加 18.00万元
>>> print(*rule.check(told("减少")))
N-88 成立：
>>> print(*rule.check(text("收支预算", "预算收支安排90.00万元。", kind="budget", year=2025)))
N-88 无法判断：没有把总的增减分到基本支出和项目支出
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.number import MONEY, Number, number_of, printed, shown, total
from mingzhang.language.document.claim_arithmetic import WAYS
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage, matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.identity.formula import compare
from mingzhang.language.narrative.statement import sign_of

RULE = Judgement("N-88", Severity.WARNING, ("A",), kinds=("budget", "final_account"))

_SIGNED = (
    r"(?:净|各|分别)?(?P<way{0}>增加|减少|增长|下降)(?:了)?"
    r"(?P<amount{0}>\d[\d,]{{0,18}}(?:\.\d{{1,6}})?)(?P<unit{0}>万?元)"
)
_TOLD = re.compile(
    rf"{_SIGNED.format(0)}(?:，(?:增长|下降|上升)[\d.]+%)?[，。：；（]?(?:其中|主要(?:是|为|原因是)|包括)[，：]?"
    rf"(?:[^。；，\d]{{0,8}})基本支出(?:预算)?(?:比上年)?{_SIGNED.format(1)}[^。\d]{{0,40}}?"
    rf"项目支出(?:预算)?(?:比上年)?{_SIGNED.format(2)}"
    r"(?![^。]{0,80}?(?:经营支出|上缴上级|附属单位|结转))"  # a third part, which is told too
)


def check(document: Examined) -> Iterator[Finding]:
    """Sentences that divide a movement between the two kinds of expenditure."""
    found = [_judged(passage, match) for passage, match in matches(document.passages, _TOLD)]
    yield from found or [undecided("没有把总的增减分到基本支出和项目支出")]


def _judged(passage: Passage, match: re.Match[str]) -> Finding:
    moves = [_move(passage, match, place) for place in range(3)]
    whole, added = moves[0], total(((1, move) for move in moves[1:]), MONEY)
    gap = whole - added
    if compare(gap) is not Verdict.FAILS:
        return holds(*(source.place for source in whole.sources), gap=gap)
    said = [f"{match[f'way{n}']} {match[f'amount{n}']}{match[f'unit{n}']}" for n in range(3)]
    way = f"{WAYS[1 if added.value > 0 else -1]} {shown(abs(added.value), match['unit0'])}"
    words = f"总的{said[0]}，基本支出{said[1]}、项目支出{said[2]}，相加为{way}"
    places = [passage.place(*match.span(f"amount{n}")) for n in range(3)]
    return fails(words, *places, printed=said[0].replace(" ", ""), expected=way.replace(" ", ""), gap=gap)


def _move(passage: Passage, match: re.Match[str], number: int) -> Number:
    """One signed movement of the sentence."""
    place = passage.place(*match.span(f"amount{number}"))
    figure = number_of(printed(match[f"amount{number}"], match[f"unit{number}"], place))
    return figure if sign_of(match[f"way{number}"]) > 0 else -figure
