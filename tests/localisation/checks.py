"""Findings over invented figures, as the rules would make them."""

from __future__ import annotations

from mingzhang.facts.finding import Finding, Ratio, Verdict
from mingzhang.facts.number import Number, Printed, number_of, printed
from mingzhang.facts.place import Place
from mingzhang.language.document.proportion import percentage
from mingzhang.language.identity.formula import compare

Figures = dict[str, Printed]


def cells(**texts: str) -> Figures:
    """Figures in 万元, each in a row of its own."""
    return {
        name: printed(text, "万元", Place(table="表", row=name, printed=text)) for name, text in texts.items()
    }


def sums(rule: str, whole: Printed, *parts: Printed) -> Finding:
    """``whole`` is the sum of ``parts``."""
    gap = number_of(whole)
    for part in parts:
        gap = gap - number_of(part)
    return judged(rule, gap)


def judged(rule: str, gap: Number, relation: str = "=") -> Finding:
    """What an identity with this gap says."""
    places = [figure.place for figure in gap.sources]
    return Finding(rule, compare(gap, relation), places=places, gap=gap, relation=relation, message=rule)


def rate(rule: str, percent: str, part: Printed, whole: Printed) -> Finding:
    """A printed percentage of two figures."""
    figure = printed(percent, "%", Place(section="说明", quote=percent, printed=percent))
    finding = percentage(figure, number_of(part), number_of(whole), "比率")
    finding.rule = rule
    assert finding.verdict is Verdict.UNDECIDED or isinstance(finding.ratio, Ratio)
    return finding
