"""The amounts that the description of a project states, and which of them are money of the year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.number import Printed, printed
from mingzhang.language.document.passage import Passage
from mingzhang.rules.shared.project_notes import NotePart

_MONEY = re.compile(r"(?P<amount>\d[\d,]*(?:\.\d+)?)(?P<unit>万?元)")
# What is no money of this year: the whole of a project, and what was spent before or comes later.
_WHOLE = re.compile(
    "总投资|概算|估算|批复(?:总|金额|投资)|累计|合同(?:总)?(?:价|金额)|已(?:支付|安排|完成)|以前年度|剩余|后续"
)
_OTHER_YEAR = re.compile(r"20\d\d(?=年)|上年|去年|明年|下年|次年")


def amounts_by_year(part: NotePart, year: int | None) -> Iterator[tuple[bool, Passage, re.Match[str]]]:
    """The amounts of a part, and whether each may be money of this year, judged sentence by sentence.

    A sentence that speaks of a project's whole, or of another year only, states none of this year's.
    """
    for number, passage in enumerate(part.bodies):
        begin = part.start if not number else 0
        for sentence in re.finditer("[^。；]+", passage.text[begin:]):
            words = sentence[0]
            years = _OTHER_YEAR.findall(words)
            own = (not years or f"{year}" in years) and not (_WHOLE.search(words) and f"{year}" not in years)
            for match in _MONEY.finditer(passage.text, begin + sentence.start(), begin + sentence.end()):
                yield own, passage, match


def this_year(part: NotePart, year: int | None) -> Printed | None:
    """The first amount of a part that is this year's.

    >>> from mingzhang.language.document.passage import passages
    >>> from mingzhang.rules.shared.project_notes import project_notes
    >>> from mingzhang.work.examples import text
    >>> told = "一、立项依据", "批复。", "二、实施主体", "某局。", "三、年度预算安排", "总投资90万元。2026年安排9万元。"
    >>> (note,) = project_notes(passages(text(*told)))
    >>> this_year(note["安排"], 2026).text
    '9'
    """
    found = ((p, m) for own, p, m in amounts_by_year(part, year) if own)
    passage, match = next(found, (None, None))
    if passage is None or match is None:
        return None
    return printed(match["amount"], match["unit"], passage.place(*match.span("amount")))
