"""The tables of “三公”经费: what one of them was, and was the year before."""

from __future__ import annotations

import re

from mingzhang.facts.fact import Fact
from mingzhang.language.document.document import Document

PLAN = "预算三公表.预算."
# 购置 and 运行 are also said of equipment and of offices.
_ITEMS = {"出国": "出国费", "[车辆].*购置": "购置费", "[车辆].*运行": "运行费", "公务接待|^接待": "接待费"}


def item_of(name: str) -> str:
    """Which of the four a printed name means, ``""`` for another.

    >>> item_of("因公出国（境）费"), item_of("公务用车运行维护费"), item_of("公务用车购置及运行维护费"), item_of("机关运行经费")
    ('出国费', '运行费', '', '')
    """
    found = [item for words, item in _ITEMS.items() if re.search(words, name)]
    return found[0] if len(found) == 1 else ""


def prior(document: Document, item: str) -> Fact | None:
    """What a budget's table prints of an item for the year before, whichever way its head says so.

    >>> from mingzhang.work.examples import facts
    >>> plan = facts("预算三公表.2024年预算数.接待费 2.00", year=2025)
    >>> prior(plan, "接待费").figure.text, prior(plan, "出国费")
    ('2.00', None)
    """
    year = (document.year or 0) - 1
    pattern = re.compile(rf"预算三公表\.(?:上年|{year}年度?(?:年初)?预算数?)\.{item}")
    name = next((name for name in document.facts.names() if pattern.fullmatch(name)), "")
    return document.facts.get(name) if name else None


def idle(document: Document, name: str, way: int) -> bool:
    """Whether the table shows that an item cannot have moved so: nothing now, or nothing in either year."""
    item = item_of(name)
    now = next(
        (f for head in ("三公表.决算.", PLAN) if item and (f := document.facts.get(head + item)) is not None),
        None,
    )
    if now is None or now.figure.value:
        return False
    before = prior(document, item)
    return way > 0 or (before is not None and not before.figure.value)
