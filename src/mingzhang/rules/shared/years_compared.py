"""The years that changes are measured against."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding
from mingzhang.language.document.passage import Passage
from mingzhang.language.document.verdicts import fails
from mingzhang.rules.shared.year_words import AGAINST, STALE


def compared(passage: Passage, year: int, kind: str, usual: bool) -> Iterator[Finding]:
    """The years that changes are measured against: the year before, never the year itself.

    ``usual`` tells that other changes of the account are measured against the year before.

    >>> from mingzhang.language.document.passage import passages
    >>> from mingzhang.work.examples import text
    >>> (said,) = passages(text("与2021年度相比，收入总计增加1.00万元。"))
    >>> [f.expected for f in compared(said, 2023, "决算", True)]
    ['2022年度']
    """
    text = passage.text
    usual = usual and kind == "决算" and not re.search(rf"[与较比同](?:{year - 1}年|上一?年|去年)|同比", text)
    for match in () if passage.heading else AGAINST.finditer(text):
        base, plan = int(match["year"]), re.search("预算|计划|目标|批复|预期", match["what"])
        own = base >= year and (kind == "预算" or not plan)
        stale = STALE.match(match["what"]) or (usual and not match["what"])
        if not own and not (base == year - 2 and (usual or kind == "预算") and stale):
            continue
        end = match.end("year") + 1 + text.startswith("年度", match.end("year"))
        words, place = text[match.start("year") : end], passage.place(match.start("year"), end)
        right = words.replace(match["year"], str(year - 1))
        told = f"与“{words}”自己相比" if base == year else f"与“{words}”相比"
        yield fails(f"{year}年度的{kind}{told}，应与{right}相比", place, expected=right)
