"""The figures of a document that the public looks for first, and the scores of its projects."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from importlib.resources import files

from mingzhang.facts.fact import Fact
from mingzhang.facts.number import MONEY
from mingzhang.facts.place import Place
from mingzhang.language.document.document import Document


@dataclass(frozen=True)
class KeyFigure:
    """A figure under its name on a public page; ``amount`` is in 元, ``printed`` and ``unit`` as printed."""

    group: str
    label: str
    amount: Fraction
    printed: str
    unit: str
    place: Place


@dataclass(frozen=True)
class ProjectScore:
    """What a project scored of how many points, as its self-evaluation form says."""

    name: str
    score: Fraction
    full: Fraction
    place: Place


@cache
def _wanted() -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """Group, label and names of every figure that is looked for."""
    text = files(__package__).joinpath("key_figures.toml").read_text(encoding="utf-8")
    return tuple((e["group"], e["label"], tuple(e["names"])) for e in tomllib.loads(text)["figure"])


def key_figures(document: Document) -> list[KeyFigure]:
    """The key figures that the document says, those of its tables first.

    What it does not say, or what could not be read, is left out.

    >>> from mingzhang.work.examples import facts
    >>> [(each.label, each.amount) for each in key_figures(facts("总表.收入总计 12.30", "总表.本年支出 空"))]
    [('收入总计', Fraction(123000, 1))]
    """
    found = []
    for group, label, names in _wanted():
        said = [fact for name in names if (fact := _money(document, name))]
        fact = next((each for each in said if each.table), said[0] if said else None)
        if fact is not None:
            figure = fact.figure
            found.append(KeyFigure(group, label, figure.value, figure.text, figure.shown, figure.place))
    return found


def _money(document: Document, name: str) -> Fact | None:
    """The fact of that name, where it is an amount of money that was printed and read."""
    fact = document.facts.get(name)
    if fact is None or fact.figure.blank or fact.figure.unit != MONEY:
        return None
    return fact


def project_scores(document: Document) -> list[ProjectScore]:
    """What each project scored, in the order of the forms; forms without a total are left out."""
    found = []
    for form in document.evaluations:
        said = [document.facts.get(f"绩效[{form.number}].{what}") for what in ("总分", "总分值")]
        score, full = said
        name = form.name.text.strip() or form.title
        if name and score is not None and full is not None and not form.whole:
            found.append(ProjectScore(name, score.figure.value, full.figure.value, score.place))
    return found
