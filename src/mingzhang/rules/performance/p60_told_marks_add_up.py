"""文字里各项的得分、满分相加等于总数

为什么：总得分由各类指标的得分相加，各类满分相加是总的满分（不写的是 100 分）。
怎么改：对照评分表，改正写错的一项或总数。

>>> parts = "其中，决策得13分（满分15分），过程得28.1分（满分30分），效益得51分（满分55分）。"
>>> print(*rule.check(narrative(f"综合得分92.1分，{parts}")))
P-60 成立：
>>> print(*rule.check(narrative(f"综合得分95.1分，{parts}")))
P-60 不成立：各项得分 13+28.1+51=92.1，总得分印为 95.1 分，多 3 分
>>> print(*rule.check(narrative("过程满分30分，得26分。其中，资金满分15分，得14分；实施满分20分，得12分。")))
P-60 不成立：“过程”各项满分 15+20=35，印为 30 分，少 5 分
>>> print(*rule.check(narrative("综合得分92.1分，其中，决策得13分，过程得28.1分。")))
P-60 无法判断：总得分 92.1 分，写了的各项得分相加 41.1 分，没有写各项满分，看不出是否列全
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.number import Printed
from mingzhang.language.document.document import Document
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.told_scores import HUNDRED, WHOLE, ToldParts, told_parts
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.evaluation.grid import marks

RULE = Judgement(
    "P-60", Severity.ERROR, ("A",), kinds=("final_account", "self_evaluation", "evaluation_report")
)


def check(document: Document) -> Iterator[Finding]:
    """One finding for each list of parts."""
    for told in told_parts(document):
        scores = [part.score for part in told.parts if part.score is not None]
        if told.whole.score is not None and len(scores) == len(told.parts):
            yield _judge(told, told.whole.score, scores)


def _judge(told: ToldParts, score: Printed, scores: Sequence[Printed]) -> Finding:
    """The marks against their sum, where the full marks show that the list is whole, or the other way."""
    fulls = [part.full for part in told.parts if part.full is not None]
    full = told.whole.full
    out_of = full.value if full is not None else Fraction(HUNDRED) if told.whole.name == WHOLE else None
    of_all = sum((each.value for each in fulls), Fraction())
    got = sum((each.value for each in scores), Fraction())
    complete = len(fulls) == len(scores) and of_all == out_of
    if got == score.value and (complete or not fulls or out_of is None):
        return holds(score.place, compared=(score, *scores, *(fulls if complete else ())))
    if complete or (got > score.value and not fulls):
        return _wrong(told, "得分", score, scores, got)
    if got == score.value and full is not None and len(fulls) == len(scores) and not told.chosen:
        return _wrong(told, "满分", full, fulls, of_all)
    lacking = "各项满分与总的不符" if fulls else "没有写各项满分"
    total = f"{_whole(told)}得分 {score.text} 分，写了的各项得分相加 {marks(got)} 分"
    return undecided(f"{total}，{lacking}，看不出是否列全", score.place)


def _whole(told: ToldParts) -> str:
    return "总" if told.whole.name == WHOLE else f"“{told.whole.name}”"


def _wrong(told: ToldParts, what: str, whole: Printed, parts: Sequence[Printed], added: Fraction) -> Finding:
    gap = whole.value - added
    of = "" if told.whole.name == WHOLE else f"“{told.whole.name}”"
    called = f"总{what}" if told.whole.name == WHOLE else ""
    summed = "+".join(part.text for part in parts)
    words = f"{of}各项{what} {summed}={marks(added)}，{called}印为 {whole.text} 分，"
    words += f"{'多' if gap > 0 else '少'} {marks(abs(gap))} 分"
    places = (whole.place, *(part.place for part in parts))
    return fails(words, *places, printed=f"{whole.text}分", expected=f"{marks(added)}分", unit="分")
