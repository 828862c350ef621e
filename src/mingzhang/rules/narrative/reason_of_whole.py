"""“收入支出增加的主要原因”与前文的增减一致

为什么：总的原因一句自己又说了一次增减；与前面的数方向相反，是沿用了上年的句子。
怎么改：按本年与上年的数改正方向，并重写原因。

>>> def told(way, why="新增人员"): return text("2025年部门预算编制说明", "2025年收入预算9.00万元，其中：财政拨款收入9.00万元，"
...     "比2024年预算增加1.00万元。", f"财政拨款收入支出{way}的主要原因是{why}。", kind="budget", year=2025)
>>> print(*rule.check(told("减少")))
B-68 不成立：“财政拨款收入支出减少”与前文相反：“财政拨款收入”比上年增加
>>> print(*rule.check(told("增加", "基建项目减少")))
B-68 不成立：财政拨款收入支出增加，原因却写“基建项目减少”
>>> print(*rule.check(told("增加")))
B-68 成立：
>>> print(*rule.check(text("2025年部门预算编制说明", kind="budget")))
B-68 无法判断：没有单独写收支增减原因的句子
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.passage import matches
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds, undecided
from mingzhang.language.narrative.claim import Claim
from mingzhang.language.text.vocabulary import DOWN, UP
from mingzhang.rules.shared.one_way import one_way

RULE = Judgement("B-68", Severity.WARNING, ("A",), kinds=("budget", "final_account"))

_SAID = re.compile(
    r"(?:^|(?<=。))(?P<what>[^，。；：]{0,24}?(?:收入支出|收支|收入|支出|预算))(?:总体|有所|比上年)?"
    rf"(?:(?P<up>{UP})|(?P<down>{DOWN}))"
    r"(?:的|，)?(?:主要)?原因(?:(?:是|为|：)+(?P<reason>[^。；]{2,60}))?"
)
_NAMED = re.compile(r"(?:财政拨款(?:收入|支出)|^收入|^支出|总收入|总支出|收支)")


def check(document: Examined) -> Iterator[Finding]:
    """Sentences of a reason that name the direction again, against the totals stated before them."""
    told = list(matches(document.passages, _SAID))
    checked = False
    for passage, match in told:
        claim = _before(document, passage.block, match["what"])
        if claim is None:
            continue
        checked = True
        (way,) = {change.way for change in claim.changes if change.way is not None}
        if (way > 0) == bool(match["up"]) and way:
            if one_way(match["reason"] or "") == -way:
                words = f"{match['what']}{'增加' if way > 0 else '减少'}，原因却写“{match['reason']}”"
                yield fails(words, passage.place(*match.span("reason")), expected="写明实际原因")
            else:
                yield holds(claim.place)
            continue
        said = f"比上年{'增加' if way > 0 else '减少' if way else '持平'}"
        end = match.end("up") if match["up"] else match.end("down")
        words = f"“{match['what']}{match['up'] or match['down']}”与前文相反：{claim.name}{said}"
        yield fails(words, passage.place(match.start("what"), end), claim.place, expected=said)
    if not checked:
        yield undecided("没有单独写收支增减原因的句子")


def _before(document: Examined, block: int, what: str) -> Claim | None:
    """The last total before a block whose one direction is stated; of the kind that the sentence names."""
    near = [
        claim
        for claim in document.claims
        if block - 6 <= claim.block < block and not claim.aside and _NAMED.search(claim.subject)
        if ("财政拨款" in what) == ("财政拨款" in claim.subject)
        if len({change.way for change in claim.changes if change.way is not None}) == 1
    ]
    return near[0] if near else None
