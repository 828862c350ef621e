"""Open answers coded by hand: counted by a code book, and what of them becomes a matter to be followed up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from mingzhang.survey.estimates import ALL
from mingzhang.survey.outcome import SurveyOutcome
from mingzhang.survey.questionnaire import OPINION


@dataclass(frozen=True)
class OpenAnswer:
    """One open answer: whose return, where, what was said, its codes, and the matter made of it."""

    key: str
    town: str
    text: str
    codes: tuple[str, ...] = ()
    matter: str = ""


@dataclass(frozen=True)
class SuggestedMatter:
    """A suggestion to be followed up, in plain values for whoever keeps the register of matters.

    ``source`` says where it comes from, ``key`` which return, so that the same is never entered twice.
    """

    text: str
    town: str
    unit: str
    source: str
    key: str


@dataclass
class CodedOpinions:
    """The open answers of a survey with the code book: name, dimension, unit by code."""

    opinions: list[OpenAnswer]
    book: Mapping[str, tuple[str, str, str]]

    @property
    def any(self) -> bool:
        """Whether anything was coded."""
        return any(opinion.codes for opinion in self.opinions)

    def said_in(self, town: str = ALL) -> int:
        """How many said something."""
        return sum(town in (ALL, opinion.town) for opinion in self.opinions)

    def counted(self, town: str = ALL, dimension: str = "") -> list[tuple[str, str, str, str]]:
        """Code, name, dimension and number, the most frequent first.

        >>> one = CodedOpinions([OpenAnswer("1", "甲", "停车难", ("A1",))], {"A1": ("停车", "便利性", "某局")})
        >>> one.counted(), one.counted(dimension="安全性")
        ([('A1', '停车', '便利性', '1')], [])
        """
        counts = Counter(
            code for opinion in self.opinions if town in (ALL, opinion.town) for code in opinion.codes
        )
        return [
            (code, name, part, str(count))
            for code, count in counts.most_common()
            if code in self.book
            and (name := self.book[code][0])
            and dimension in ("", part := self.book[code][1])
        ]

    def matters(self, town: str = ALL, dimension: str = "") -> list[tuple[str, str, str, str]]:
        """Town, matter, names of the codes and the unit suggested for it, in the order of the returns."""
        return [
            (opinion.town, opinion.matter, "、".join(self._names(opinion)), self.unit_of(opinion))
            for opinion in self.opinions
            if opinion.matter
            and town in (ALL, opinion.town)
            and (
                not dimension
                or any(self.book[code][1] == dimension for code in opinion.codes if code in self.book)
            )
        ]

    def _names(self, opinion: OpenAnswer) -> list[str]:
        return [self.book[code][0] for code in opinion.codes if code in self.book]

    def unit_of(self, opinion: OpenAnswer) -> str:
        """The unit that the first code suggests."""
        return next(
            (self.book[code][2] for code in opinion.codes if code in self.book and self.book[code][2]), ""
        )


def coded_opinions(made: SurveyOutcome) -> CodedOpinions:
    """The open answers of the returns that count, with the codes of the plan."""
    asked, coded = made.form.used_for(OPINION), made.plan.coded
    towns = made.table.columns.get("街道", [""] * made.count)
    found = []
    for one, town in zip(made.returns, towns, strict=True):
        text = one.answers.get(asked.name, "") if asked else ""
        if text:
            codes, matter = coded.get(one.key, ((), ""))
            found.append(OpenAnswer(one.key, town, text, codes, matter))
    return CodedOpinions(found, made.plan.codes)


def suggested_matters(opinions: CodedOpinions, source: str) -> list[SuggestedMatter]:
    """What becomes a matter.

    >>> said = [OpenAnswer("k1", "甲街道", "停车难", ("A1",), "增设车位")]
    >>> suggested_matters(CodedOpinions(said, {"A1": ("停车", "便利性", "某局")}), "调查")[0].unit
    '某局'
    """
    return [
        SuggestedMatter(opinion.matter, opinion.town, opinions.unit_of(opinion), source, opinion.key)
        for opinion in opinions.opinions
        if opinion.matter
    ]
