"""What a catalogue hands to the language layer: the notations that apply to one place and year."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from mingzhang.facts.number import MONEY
from mingzhang.facts.period import ALWAYS, InForce
from mingzhang.language.table.form import Form
from mingzhang.language.table.settings import Settings


@dataclass(frozen=True, slots=True)
class Code:
    """One entry of a code list; ``sure`` is false where the name was not confirmed by a source.

    ``period`` are the fiscal years in which it is in force, as far as known.
    """

    code: str
    name: str
    sure: bool
    period: InForce = ALWAYS
    budget: str = "G"
    note: str = ""  # what became of it, in words

    def current(self, year: int | None) -> bool:
        """Whether the entry is in force in a fiscal year.

        >>> Code("2010308", "信访事务", False, InForce(until=2023)).current(2024)
        False
        """
        return self.period.covers(year)


@dataclass(frozen=True)
class Phrase:
    """How one fact is worded.

    ``fact`` is the name the level gets; ``unit`` is 元 for money or the counting words allowed;
    ``whole`` the fact a share is taken of when the sentence does not say, ``wholes`` wordings that mean this
    fact where a share is taken of it; ``context`` a pattern the sentence before the figure must match.
    """

    fact: str
    words: tuple[str, ...] = ()
    here: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    wholes: tuple[str, ...] = ()
    rules: dict[str, str] = field(default_factory=dict)
    unit: str = MONEY
    whole: str = ""
    context: str = ""
    period: InForce = ALWAYS
    each: str = ""


@dataclass(frozen=True, slots=True)
class Notation:
    """Forms, phrases, section titles and code lists of one place and year.

    ``functional`` and ``economic`` map a code to its entries (several when a name changed over the
    years).  ``sections`` maps a section key to the titles it is known by.  ``settings`` are the place's
    own choices (see the manual's chapter on places), ``budget_settings`` those for its budgets; ``basis``
    maps a basis key to its full citation.
    """

    place: str = "000000"
    year: int | None = None
    forms: tuple[Form, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    budget_phrases: tuple[Phrase, ...] = ()
    functional: dict[str, tuple[Code, ...]] = field(default_factory=dict)
    economic: dict[str, tuple[Code, ...]] = field(default_factory=dict)
    sections: dict[str, tuple[str, ...]] = field(default_factory=dict)
    without_figures: frozenset[str] = frozenset()  # keys of sections that state no figures of the account
    terms: tuple[str, ...] = ()
    basis: dict[str, str] = field(default_factory=dict)
    settings: Settings = field(default_factory=Settings)
    budget_settings: Settings = field(default_factory=Settings)
    names: tuple[str, ...] = ()  # the place's own name and its parents', longest first

    def code_names(self) -> dict[str, str]:
        """The name of every code in the year, the latest where the year says nothing.

        >>> Notation(year=2024, functional={"201": (Code("201", "甲", True),)}).code_names()
        {'201': '甲'}
        """
        names: dict[str, str] = {}
        for codes in (self.functional, self.economic):
            for code, entries in codes.items():
                names[code] = ([e for e in entries if e.current(self.year)] or list(entries))[-1].name
        return names

    def phrases_of(self, kind: str) -> tuple[Phrase, ...]:
        """The phrases that a kind of document is worded with.

        >>> Notation().phrases_of("budget")
        ()
        """
        return self.budget_phrases if kind == "budget" else self.phrases


def in_force(said: Any, year: int | None) -> Any:  # noqa: ANN401 (any value of a catalogue file)
    """A setting in a fiscal year: of a dated one, a table of years, the latest not after it; ``None`` before.

    >>> in_force({"2020": 1, "2023": 2}, 2022), in_force({"2020": 1}, 2019), in_force("全年", 2022)
    (1, None, '全年')
    """
    if not isinstance(said, dict) or not all(key.isascii() and key.isdigit() for key in said):
        return said
    years = sorted(int(key) for key in said if year is None or int(key) <= year)
    return said[str(years[-1])] if years else None
