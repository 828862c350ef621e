"""A draft of the short text of an item: whole sentences of the article in order; the editor decides."""

from __future__ import annotations

import re
from collections.abc import Collection

_SENTENCE = re.compile(r"[^。！？\n]*[。！？]?[”’）]?")
_OPENING = re.compile(
    r"^(?:[（(【\[]?[^，。（(]{0,14}(?:讯|电)[）)】\]]?|（?[^，。]{0,8}记者[^）。，]{0,10}）?|据[^，。]{2,12}报道)[，,：:\s]*"
)
_FIGURE = re.compile(r"\d")
USUAL = 200  # characters of an item


def sentences(text: str) -> list[str]:
    """The sentences of a text; a figure or a quotation is never cut.

    >>> sentences("东路积水30.5厘米。已排除！\\n正常")
    ['东路积水30.5厘米。', '已排除！', '正常']
    """
    return [said for part in _SENTENCE.findall(text) if (said := part.strip())]


def shortened(text: str, words: Collection[str] = (), longest: int = USUAL) -> str:
    """The opening sentence and those that say most, as long as there is room.

    A sentence that does not fit is left out whole.  The first sentence stays even where it alone is longer:
    cutting a sentence is for the editor.

    >>> shortened("某报讯 东路积水。市民称赞。排水队出动5人。", ["排水"], 16)
    '东路积水。排水队出动5人。'
    """
    said = sentences(_OPENING.sub("", text.strip()))
    if not said:
        return ""
    kept, left = {0}, longest - len(said[0])

    def worth(at: int) -> tuple[int, int]:
        hits = sum(word in said[at] for word in words)
        return (-2 * hits - bool(_FIGURE.search(said[at])), at)

    for at in sorted(range(1, len(said)), key=worth):
        if len(said[at]) <= left:
            kept.add(at)
            left -= len(said[at])
    return "".join(said[at] for at in sorted(kept))
