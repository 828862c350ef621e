"""The years that changes are measured against."""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding
from mingzhang.language.document.passage import Passage
from mingzhang.language.document.verdicts import fails
from mingzhang.rules.shared.year_words import AGAINST, STALE

_MONEY = re.compile("预算|经费|支出|收入")
_BARE = re.compile(r"(?:的?[\d,.]+(?:亿|万)?元)?的?")  # nothing, or the figure of that year


def compared(passage: Passage, year: int, kind: str, usual: bool) -> Iterator[Finding]:
    """The years that changes are measured against: the year before, never the year itself.

    ``usual`` tells that other changes of the account are measured against the year before.

    >>> from mingzhang.language.document.passage import passages
    >>> from mingzhang.work.examples import text
    >>> (said,) = passages(text("与2021年度相比，收入总计增加1.00万元。"))
    >>> [f.expected for f in compared(said, 2023, "决算", True)]
    ['2022年度']
    >>> (said,) = passages(text("“三公”经费预算9.00万元，较2021年的8.00万元增加1.00万元。"))
    >>> [f.expected for f in compared(said, 2023, "预算", False)]
    ['2022年']
    >>> (said,) = passages(text("接待费2.00万元，比2021年减少1.00万元；会议费3.00万元，比2022年增加1.00万元。"))
    >>> [f.expected for f in compared(said, 2023, "预算", True)]
    ['2022年']
    >>> (said,) = passages(text("2024年，接待费预算2.00万元，比2023年预算减少1.00万元。"))
    >>> list(compared(said, 2023, "预算", True))
    []
    """
    text = passage.text
    for match in () if passage.heading else AGAINST.finditer(text):
        base, plan = int(match["year"]), re.search("预算|计划|目标|批复|预期", match["what"])
        own = base >= year and (kind == "预算" or not plan)
        if own and text.startswith(f"{base + 1}年", text.rfind("。", 0, match.start()) + 1):
            continue  # 2011年，…预算 9 万元，比2010年预算减少 1 万元: the sentence tells of the next year
        planned = kind == "预算" and _MONEY.search(
            text, text.rfind("。", 0, match.start()) + 1, match.start()
        )
        alone = (usual or planned) and not _both_told(text, match, year)
        stale = STALE.match(match["what"]) or (alone and _BARE.fullmatch(match["what"]))
        if not own and not (base == year - 2 and (alone or kind == "预算") and stale):
            continue
        end = match.end("year") + 1 + text.startswith("年度", match.end("year"))
        words, place = text[match.start("year") : end], passage.place(match.start("year"), end)
        right = words.replace(match["year"], str(year - 1))
        told = f"与“{words}”自己相比" if base == year else f"与“{words}”相比"
        yield fails(f"{year}年度的{kind}{told}，应与{right}相比", place, expected=right)


def _both_told(text: str, match: re.Match[str], year: int) -> bool:
    """Whether the same piece of text compares with last year as well: the older year is then meant."""
    start = max(text.rfind(mark, 0, match.start()) for mark in "。；") + 1
    end = min((at for mark in "。；" if (at := text.find(mark, match.end())) >= 0), default=len(text))
    return bool(re.search(rf"[与较比同](?:{year - 1}年|上一?年|去年)|同比", text[start:end]))
