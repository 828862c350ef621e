"""Where the reader of running text stands: what the clauses so far leave open for the next one."""

from __future__ import annotations

import re
from dataclasses import dataclass

from mingzhang.facts.number import MONEY, printed
from mingzhang.facts.place import Place
from mingzhang.facts.report import Paragraph
from mingzhang.language.narrative.draft import DraftClaim, named
from mingzhang.language.narrative.open_lists import OpenList
from mingzhang.language.narrative.statement import StatedClause, Statement, mark_of
from mingzhang.language.text import vocabulary as words
from mingzhang.language.text.figures import AMOUNT, figures
from mingzhang.language.text.spelling import Flat
from mingzhang.language.text.subject import subject_of

_BEFORE_MARK, _MARK = re.compile("^|[；：。，]"), 8  # where a list mark may stand, and how long it is

# 2011年，… or 2011年某局预算中，… at the beginning of a sentence: all of it is of that year.
_OF_YEAR = re.compile(
    r"(?:[（(]?[一二三四五六七八九十\d]{1,3}[）)、.．])?(?P<year>20\d\d年)度?(?:[^，。；：\d]{0,30}[中内])?，"
)


@dataclass
class Standing:
    """The paragraph that is read, and what its clauses so far leave open."""

    paragraph: Paragraph
    flat: Flat
    block: int
    section: str
    title: str
    current: DraftClaim | None = None  # whom the next figure without a subject is about
    head: str = ""  # a subject announced without a figure
    path: tuple[str, ...] = ()
    first: int = 0  # the first claim of the passage
    start: int = 0  # the first claim of the paragraph
    base: str = ""  # what the clauses compare with
    reason_of: DraftClaim | None = None  # whose reason is being told
    sentence: int = 0  # where the sentence begins
    within: OpenList | None = None  # the list that a new level belongs to
    outer: OpenList | None = None  # the list around a bracket
    around: OpenList | None = None  # the list whose item has a list of its own
    bracketed: DraftClaim | None = None  # whom an open bracket is a remark to
    line: OpenList | None = None  # the list whose items are paragraphs, and this is one
    fresh: bool = False  # an item's first level is the part, no later one

    def reasons_go_on(self, end: int) -> bool:
        """Whether a numbered clause after a semicolon is one more reason, and no item of the list."""
        text = self.flat.text
        if not words.ENUMERATED.match(text[end:]):
            return False
        style, reason = mark_of(text[end : end + _MARK]), text.rfind("原因", 0, end)
        ends = (match.end() for match in _BEFORE_MARK.finditer(text, 0, end - 1))
        marks = [at for at in ends if mark_of(text[at : at + _MARK]) == style]
        return not style or not marks or marks[-1] > reason

    def with_year(self, it: Statement) -> str:
        """The words before a figure, with the year that the sentence begins with where they name none.

        2011年，甲费 9 万元 and 2011年预算中，甲费 9 万元 are of 2011.
        """
        text = self.flat.text
        began = _OF_YEAR.match(text[text.rfind("。", 0, it.start) + 1 : it.start + 1])
        own = re.search(r"20\d\d年|[本当今上去]年", it.lead)
        return began["year"] + it.lead if began and not own else it.lead

    def more_than(self, end: int, claim: DraftClaim) -> bool:
        """Whether the first amount of the sentence behind ``end`` is above the claim's: no part of it."""
        text = self.flat.text
        stop = text.find("。", end)
        behind = text[end : stop if stop >= 0 else len(text)]
        first = next((figure for figure in figures(behind) if figure.kind == AMOUNT), None)
        if first is None or claim.level is None or claim.level.unit != MONEY:
            return False
        return printed(first.digits, first.unit).value > claim.level.value


def goes_on(before: Standing, here: Standing) -> bool:
    """Whether a paragraph continues the one before: a sentence cut in two, or one without a subject."""
    text = here.flat.text
    if here.title != before.title or here.paragraph.kind != "text" or words.LISTED.match(text):
        return False
    return before.flat.text[-1:] not in "。；" or bool(words.SUBJECTLESS.match(text))


def place_of(here: Standing, start: int, end: int) -> Place:
    """Where the flat characters ``start``…``end`` of the paragraph are printed."""
    raw = here.flat.raw(start, max(end, start + 1))
    return here.paragraph.place(*raw).naming(section=here.title)


def announcing(here: Standing, told: StatedClause, drafts: list[DraftClaim]) -> DraftClaim | None:
    """The whole whose items a clause announces: the one spoken of, or the one it names."""
    current = here.reason_of or here.current
    if current is not None:
        rivals = [d for d in drafts[here.start :] if d.figure and d.parent is current.parent]
        units = [draft.figure.unit for draft in rivals if draft.figure]
        alone = current.figure is None or units.count(current.figure.unit) < 2
        roots = [draft for draft in drafts[here.start :] if draft.figure and draft.parent is None]
        only = roots[0] if len(roots) == 1 and told.text == "其中" else None  # …，包括甲、乙。其中：
        return current if alone or current.sentence == here.sentence else only or current.parent
    name = subject_of(re.sub(r"(?:主要|具体)?(?:内容|情况|构成|明细)?(?:如下|包括|其中)$", "", told.text))
    return named(drafts, name)
