"""Marks that sentences tell: of what, out of how many, at which rate, and what they are made up of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from mingzhang.facts.number import Printed, printed
from mingzhang.facts.report import Paragraph
from mingzhang.language.document.document import Document
from mingzhang.language.document.examined import once
from mingzhang.language.text.spelling import Flat, flatten

FULL, SCORE, RATE = "full", "score", "rate"
WHOLE = "综合"  # what the marks of everything are called here
HUNDRED = 100  # what they are out of where nothing is said
_IS = "(?:分?为|是|：|达到?|了|共计?|合计|计)?"
_FIGURE = r"(?P<{}>\d{{1,3}}(?:\.\d{{1,4}})?)"
_TOLD = re.compile(
    rf"(?:满分|标准分值?|权重分?值?|分值|应得分?){_IS}{_FIGURE.format(FULL)}分(?!以|之)"
    rf"|得分率{_IS}{_FIGURE.format(RATE)}%"
    rf"|(?P<all>(?:综合|最终|总|总体|总评)(?:评价|自评|绩效)*(?:评分|得分)|总得分值?)(?:结果)?{_IS}{_FIGURE.format('sum')}分"
    rf"|(?:(?:实际|评价|自评|考核|评审|绩效)*(?:得分|评分)值?|实得|共得|获得?|得){_IS}{_FIGURE.format(SCORE)}分(?!以|之)"
)
_NEITHER = re.compile(
    "平均|[每各][项个类]?$|[可不]$|扣$|最高$|最多$|的$"
)  # before a figure: marks of several things, or of none
_SAME = re.compile(
    r"(?:根据|按照?|经|依据)[^，。；]{0,14}|最终|实际|自评|评价|综合|本次|[该本]?项?|合计|共计?"
)
_LABEL = re.compile(r"^(?:其中|[一二三四五六七八九十]是|[（(]?[一二三四五六七八九十\d]+[）)、.]|从|对|在)+")
_KIND = re.compile(
    r"(?:[一二三]级)?(?:类|绩效|评价)*(?:指标|方面|部分|维度|情况)?(?:的)?(?:总?分值?|设置|占)?$"
)
_STOP = re.compile("[，。；：、（）“”]")
_SOME = re.compile("主要|部分|例如|比如|如[^期实]|等[，。；方]|扣分|失分|较[高低]|最[高低]")
_LEAST = 2


@dataclass
class ToldScore:
    """Marks of one thing: its ``name`` (``综合`` for everything), and the figures that are told of it."""

    name: str
    paragraph: Paragraph
    start: int
    end: int
    figures: dict[str, Printed] = field(default_factory=dict)

    @property
    def full(self) -> Printed | None:
        """What it is out of, in 分."""
        return self.figures.get(FULL)

    @property
    def score(self) -> Printed | None:
        """The marks given, in 分."""
        return self.figures.get(SCORE)

    @property
    def rate(self) -> Printed | None:
        """Marks given by full marks, in %."""
        return self.figures.get(RATE)


@dataclass(frozen=True)
class ToldParts:
    """Marks and what they are made up of; ``chosen`` where the sentence names only some parts."""

    whole: ToldScore
    parts: tuple[ToldScore, ...]
    chosen: bool


@once
def told_scores(document: Document) -> list[ToldScore]:
    """The marks that sentences tell, in order.

    >>> from mingzhang.work.evaluation_examples import narrative
    >>> told = told_scores(narrative("项目管理满分30分，得28.1分，得分率93.67%。综合得分92.1分。"))
    >>> [(each.name, {kind: figure.text for kind, figure in each.figures.items()}) for each in told]
    [('项目管理', {'full': '30', 'score': '28.1', 'rate': '93.67'}), ('综合', {'score': '92.1'})]
    """
    return [told for _, paragraph in document.body() if "分" in paragraph.text for told in _told(paragraph)]


@once
def told_parts(document: Document) -> list[ToldParts]:
    """What marks are made up of, as sentences tell after 其中.

    >>> from mingzhang.work.evaluation_examples import narrative
    >>> (told,) = told_parts(narrative("综合得分92分，其中，决策得13分（满分15分），过程得28分（满分30分）。"))
    >>> told.whole.name, [part.name for part in told.parts]
    ('综合', ['决策', '过程'])
    """
    found: list[ToldParts] = []
    for _, scores in groupby(told_scores(document), key=lambda told: id(told.paragraph)):
        found += _parted(list(scores))
    return found


def _parted(scores: list[ToldScore]) -> Iterator[ToldParts]:
    text = flatten(scores[0].paragraph.text).text
    for mark in re.finditer("其中", text):
        before = [one for one in scores if one.end <= mark.start()]
        end = text.find("。", mark.end())
        end = len(text) if end < 0 else end
        parts = tuple(one for one in scores if mark.start() <= one.start < end)
        if not before or len(parts) < _LEAST or "。" in text[before[-1].end : mark.start() - 1]:
            continue
        if all(part.name and part.name != WHOLE for part in parts):
            yield ToldParts(before[-1], parts, _SOME.search(text[mark.start() : end]) is not None)


def _told(paragraph: Paragraph) -> Iterator[ToldScore]:
    """The marks of one paragraph: figures that follow each other without another name belong together."""
    flat = flatten(paragraph.text)
    held: ToldScore | None = None
    end = 0
    for match in _TOLD.finditer(flat.text):
        gap = flat.text[end : match.start()]
        end = match.end()
        if _NEITHER.search(gap[-4:]):
            held = None
            continue
        kind, figure = _figure(match, paragraph, flat)
        words = _STOP.split(gap)
        bare = all(not word or _SAME.fullmatch(word) for word in words) and "。" not in gap
        if held is None or not bare or kind in held.figures or match["all"]:
            name = WHOLE if match["all"] else "" if bare else _name(words)
            if held is not None and held.name:
                yield held
            held = ToldScore(name, paragraph, match.start(), end)
        held.figures[kind], held.end = figure, end
    if held is not None and held.name:
        yield held


def _figure(match: re.Match[str], paragraph: Paragraph, flat: Flat) -> tuple[str, Printed]:
    group = next(kind for kind in (FULL, RATE, "sum", SCORE) if match[kind])
    place = paragraph.place(*flat.raw(match.start(), match.end()))
    figure = printed(match[group], "%" if group == RATE else "分", place)
    return SCORE if group == "sum" else group, figure


def _name(words: list[str]) -> str:
    """What marks are told of: the last words before them, without what introduces them or says their kind."""
    said = [word for word in words if word and not _SAME.fullmatch(word)]
    return _KIND.sub("", _LABEL.sub("", said[-1])) if said else ""
