"""不留模板的空位、选项和填报说明

为什么：XX、“增加（减少）”、括号里的填报要求是模板的话，不是本单位的事实；留下来，读者不知道实际情况。
怎么改：空位填实际内容，选项只留一个，填报说明整句删去。

>>> print(*rule.check(text("机关运行经费90.10万元，比上年增加（减少）17.00万元。")))
N-52 不成立：“增加（减少）”是模板留下的未择一的选项，应按增减方向只留一个词
>>> print(*rule.check(text("公务接待费0万元（含外宾接待支出0万元），比上年减少1.00万元。")))
N-52 成立：正文没有模板残留
"""

from __future__ import annotations

from collections.abc import Iterator

from mingzhang.facts.finding import Finding, Severity
from mingzhang.facts.place import Place
from mingzhang.language.document.examined import Examined
from mingzhang.language.document.rule import Judgement
from mingzhang.language.document.verdicts import fails, holds
from mingzhang.language.text.placeholders import PROMPT, SLOT, leftovers
from mingzhang.language.text.spelling import plain

RULE = Judgement(
    "N-52",
    Severity.WARNING,
    ("L4",),
    kinds=("final_account", "budget", "self_evaluation", "evaluation_report"),
)


def check(document: Examined) -> Iterator[Finding]:
    """One finding for each kind of remnant in a paragraph or cell."""
    faults = [*_in_text(document), *_in_cells(document)]
    yield from faults or [holds(message="正文没有模板残留")]


def _in_text(document: Examined) -> Iterator[Finding]:
    """One finding for each kind of remnant in a passage."""
    for passage in document.passages:
        if document.unit and "XX" in document.unit and passage.heading:
            continue
        by_kind: dict[tuple[str, str, int], list[Place]] = {}
        for one in leftovers(passage.text, passage.heading):
            right = one.right or ("（删除）" if one.fix.startswith("删去") else "")
            own = one.start if one.right else -1  # what is decided is corrected one by one
            by_kind.setdefault((f"{one.what}，应{one.fix}", right, own), []).append(
                passage.place(one.start, one.end)
            )
        for (what, right, _), places in by_kind.items():
            yield _fault(what, places, right, "标题里的" if passage.heading else "")


def _in_cells(document: Examined) -> Iterator[Finding]:
    asked = ((SLOT, "未填写的空位，应填写实际内容，没有的删去"), (PROMPT, "填报要求，应改写为实际情况"))
    for table in document.report.tables():
        for pattern, what in asked:
            places = [cell.place() for cell in table.cells if pattern.search(plain(cell.text))]
            if places:
                yield _fault(what, places)


def _fault(what: str, places: list[Place], expected: str = "", lead: str = "") -> Finding:
    printed = places[0].printed
    more = f"等 {len(places)} 处" if len(places) > 1 else ""
    shown = printed if len(printed) <= 40 else printed[:40] + "…"
    return fails(f"{lead}“{shown}”{more}是模板留下的{what}", *places, expected=expected)
