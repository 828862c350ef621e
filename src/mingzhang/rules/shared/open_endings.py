"""Last paragraphs of sections that end without any mark, where nearly all others have one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from mingzhang.facts.place import Place
from mingzhang.language.document.passage import Passage

# What reads as a sentence, not as a label, a name in a list or a line of a form.
_SAYS = re.compile(
    r"^(?!（.*）$)(?!.{0,14}：[^，。]{0,20}$)(?!(?:注|附)[：:])(?:(?:详见|参见|见附)|.*[，。；].{3,}|.{2,}至.{2,}[年月日]$)"
)
_BARE = re.compile(r"[\u4e00-\u9fa5）%]$")
_MOST = 5  # one in so many may be bare; more are a habit


def open_endings(read: Sequence[Passage]) -> Iterator[Place]:
    """Where the full stop is missing: the last characters of the paragraph.

    >>> from mingzhang.language.document.passage import passages
    >>> from mingzhang.work.examples import text
    >>> parts = [line for n in "一二三四五" for line in (f"{n}、某项情况说明", "本年支出9.00万元，比上年减少1.00万元。")]
    >>> [place.printed for place in open_endings(passages(text(*parts, "六、末项情况说明", "支出8.00万元，与上年持平")))]
    ['上年持平']
    """
    last = [
        passage
        for passage, after in zip_longest(read, read[1:])
        if (after is None or after.heading) and not passage.heading and _SAYS.search(passage.text)
    ]
    bare = [passage for passage in last if _BARE.search(passage.text)]
    if len(bare) * _MOST <= len(last):
        for passage in bare:
            yield passage.place(max(0, len(passage.text) - 4), len(passage.text))
