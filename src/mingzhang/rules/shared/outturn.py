"""Whether a judgement on the words of an outturn would notice another number in them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from mingzhang.facts.coverage import altered
from mingzhang.facts.number import Printed, printed
from mingzhang.language.evaluation.recognise import IndicatorRow
from mingzhang.language.text.figures import NUMBER
from mingzhang.language.text.spelling import plain


def watched(row: IndicatorRow, fault: Callable[[IndicatorRow], bool]) -> tuple[Printed, ...]:
    """The number of a row's outturn, where ``fault`` would find it wrong with another first digit.

    >>> from mingzhang.facts.place import Place
    >>> from mingzhang.language.evaluation.grid import FormEntry
    >>> cells = [FormEntry(text, Place()) for text in ("质量指标", "检查合格率", "≥95%", "97%", "90", "90", "")]
    >>> row = IndicatorRow("产出指标", "质量指标", *cells, aim="≥95%", got="97%")
    >>> [figure.text for figure in watched(row, lambda other: other.got < row.aim[1:])]
    ['97']
    """
    found = re.search(NUMBER, plain(row.actual.text))
    if found is None or not fault(replace(row, got=altered(row.got))):
        return ()
    return (printed(found[0], "", row.actual.place),)
