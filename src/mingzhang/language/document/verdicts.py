"""How a check says what came of it."""

from __future__ import annotations

from typing import Any

from mingzhang.facts.finding import Finding, Verdict
from mingzhang.facts.place import Place


def holds(*places: Place, message: str = "", **more: Any) -> Finding:
    """The check was made and is satisfied; ``more`` are fields of :class:`Finding`, such as ``gap``.

    >>> print(holds(message="相等").verdict.chinese)
    成立
    """
    return Finding("", Verdict.HOLDS, message=message, places=list(places), **more)


def fails(message: str, *places: Place, **more: Any) -> Finding:
    """The check was made and is not satisfied; ``more`` are fields of :class:`Finding`.

    ``severity`` may only be given to lower the rule's own severity in one case.

    >>> fails("差 5 分", printed="93", expected="88").expected
    '88'
    """
    more.setdefault("printed", places[0].printed if places else "")
    return Finding("", Verdict.FAILS, message=message, places=list(places), **more)


def undecided(message: str, *places: Place) -> Finding:
    """The check could not be made; ``message`` says what is missing.

    >>> print(undecided("缺少 总表.本年收入"))
     无法判断：缺少 总表.本年收入
    """
    return Finding("", Verdict.UNDECIDED, message=message, places=list(places))


def rounding(message: str, *places: Place, **more: Any) -> Finding:
    """Unequal, but rounding of the printed figures explains it.

    >>> rounding("差 0.01 万元").verdict.value
    'rounding'
    """
    more.setdefault("printed", places[0].printed if places else "")
    return Finding("", Verdict.ROUNDING, message=message, places=list(places), **more)
