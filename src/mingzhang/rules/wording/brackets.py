"""括号、引号、书名号成对

为什么：少了一半，读者分不清注释和正文，文件名称从哪里到哪里。
怎么改：补上缺的一半，或删去多余的一半。括号、书名号缺一半在公开文本里是警告；引号常随录入软件变样，只作提示。

>>> print(*rule.check(text("根据《项目支出管理办法开展自评。", "维修（护费1.00万元。")))
N-62 不成立：“《”没有配对的“》” N-62 不成立：“（”没有配对的“）”
>>> print(*rule.check(text("根据《项目支出管理办法》开展自评，维修（护）费1.00万元。")))
N-62 成立：括号、引号、书名号都成对
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.place import Place
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import Passage
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds

RULE = Judgement(
    "N-62", Severity.INFO, ("L4",), kinds=("final_account", "budget", "self_evaluation", "evaluation_report")
)

_PAIRS = {"（": "）", "《": "》", "“": "”", "〔": "〕", "【": "】", "「": "」"}
_CLOSING = {right: left for left, right in _PAIRS.items()}
_MARK = re.compile(f"[{''.join((*_PAIRS, *_CLOSING))}]")
# What stands before the bracket of an item: 1） a） 一）
_ITEM = re.compile(r"(?:^|[^（\da-zA-Z])(?:\d{1,2}|[a-zA-Z])$|(?:^|[。；：，、])[一二三四五六七八九十]{1,3}$")


def check(document: Examined) -> Iterator[Finding]:
    """One finding for each kind of unpaired mark; a pair may be opened and closed in two paragraphs."""
    spare: list[tuple[Passage, int]] = []
    for passage in document.passages:
        if not passage.last or passage.text.endswith("。"):
            spare += [(passage, at) for at in _unpaired(passage) if not _healed(spare, passage, at)]
    marks: dict[str, list[Place]] = {}
    for passage, at in spare:
        marks.setdefault(passage.text[at], []).append(passage.place(at, at + 1))
    faults = [_fault(mark, places, document.kind in RULE.kinds[:2]) for mark, places in marks.items()]
    yield from faults or [holds(message="括号、引号、书名号都成对")]


def _unpaired(passage: Passage) -> list[int]:
    """Where the marks without a partner stand; the one bracket of an item (1）) needs none."""
    text = passage.text  # straight quotation marks have no direction, full-width ones are read as ”
    straight = any(mark in piece.text for piece in passage.pieces for mark in '"＂')
    opened, closed = list[int](), list[int]()
    for at, mark in [(m.start(), m[0]) for m in _MARK.finditer(text) if not (straight and m[0] in "“”")]:
        if mark in _PAIRS:
            opened.append(at)
        elif mark in _CLOSING:
            partner = next((o for o in reversed(opened) if text[o] == _CLOSING[mark]), None)
            if partner is not None:
                opened.remove(partner)
            elif mark != "）" or not _ITEM.search(text[:at]):
                closed.append(at)
    return sorted(opened + closed)


def _healed(spare: list[tuple[Passage, int]], passage: Passage, at: int) -> bool:
    """Whether a mark closes what an earlier paragraph left open; the opener is then taken back."""
    left = _CLOSING.get(passage.text[at])
    for index in range(len(spare) - 1, -1, -1):
        before, opener = spare[index]
        if before is not passage and before.text[opener] == left and passage.block - before.block < 12:
            del spare[index]
            return True
    return False


def _fault(mark: str, places: list[Place], published: bool) -> Finding:
    partner = _PAIRS.get(mark) or _CLOSING[mark]
    more = f"（共 {len(places)} 处）" if len(places) > 1 else ""
    weight = Severity.INFO if not published or mark in "“”" else Severity.WARNING
    return fails(f"“{mark}”没有配对的“{partner}”{more}", *places, severity=weight)
