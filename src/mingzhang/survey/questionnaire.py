"""A questionnaire: its questions with their choices, what each measures, and what each is used for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from functools import cached_property

ONE, MANY = "select_one", "select_multiple"
NUMBERS = ("integer", "decimal", "range")
TOWN, AGE, SEX, INTERVIEWER = "街道", "年龄段", "性别", "访问员"
OPINION, CONTACT = "意见", "联系方式"
USES = (TOWN, AGE, SEX, INTERVIEWER, OPINION, CONTACT)


@dataclass(frozen=True)
class AnswerChoice:
    """One answer that can be chosen; ``score`` is what it counts, nothing for “don't know”."""

    name: str
    label: str
    score: Fraction | None = None


@dataclass(frozen=True)
class SurveyQuestion:
    """One question.

    ``name`` is how data files call it, ``dimension`` what it measures, ``use`` one of :data:`USES` for what
    it is asked for, ``group`` and ``repeat`` where it stands, ``row`` its row in the form.
    """

    name: str
    label: str
    kind: str
    dimension: str = ""
    use: str = ""
    choices: tuple[AnswerChoice, ...] = ()
    required: bool = False
    group: tuple[str, ...] = ()
    repeat: str = ""
    row: int = 0

    @cached_property
    def by_name(self) -> Mapping[str, AnswerChoice]:
        """The choices by their names."""
        return {choice.name: choice for choice in self.choices}

    @cached_property
    def by_label(self) -> Mapping[str, AnswerChoice]:
        """The choices by their labels, without those that two of them share."""
        labels = [choice.label for choice in self.choices]
        return {choice.label: choice for choice in self.choices if labels.count(choice.label) == 1}

    def called(self, answer: str, known: Collection[str] = ()) -> str:
        """An answer as a plan calls it: by its name where the plan knows that, else by its label.

        >>> town = SurveyQuestion("a", "街道", ONE, choices=(AnswerChoice("01", "东桥街道"),))
        >>> town.called("01"), town.called("01", ["01"]), town.called("别处")
        ('东桥街道', '01', '别处')
        """
        choice = None if answer in known else self.by_name.get(answer)
        return choice.label if choice else answer

    @cached_property
    def scale(self) -> tuple[Fraction, Fraction] | None:
        """The least and the greatest score that can be given; nothing where no two choices are scored.

        >>> both = (AnswerChoice("1", "否", Fraction(1)), AnswerChoice("2", "是", Fraction(5)))
        >>> SurveyQuestion("a", "满意吗", ONE, choices=both).scale
        (Fraction(1, 1), Fraction(5, 1))
        """
        scores = {choice.score for choice in self.choices if choice.score is not None}
        return (min(scores), max(scores)) if len(scores) > 1 else None

    @property
    def scored(self) -> bool:
        """Whether answers count towards an index."""
        return self.kind == ONE and bool(self.dimension) and self.scale is not None and not self.repeat

    @cached_property
    def indexed(self) -> Mapping[str, float]:
        """What each choice is worth on the scale from 0 to 100; those without score are not in it."""
        scale = self.scale
        if scale is None:
            return {}
        low, high = scale
        return {
            choice.name: float(100 * (choice.score - low) / (high - low))
            for choice in self.choices
            if choice.score is not None
        }


@dataclass
class Questionnaire:
    """A form in one of its versions, with the XForm that devices fill in.

    >>> form = Questionnaire("居民满意度", "residents", "1", [SurveyQuestion("a", "满意吗", ONE, "便利性")])
    >>> form.question("a").label, form.dimensions
    ('满意吗', ())
    """

    title: str
    form: str
    version: str
    questions: list[SurveyQuestion] = field(default_factory=list)
    xform: str = ""

    @cached_property
    def by_name(self) -> Mapping[str, SurveyQuestion]:
        """The questions by their names."""
        return {question.name: question for question in self.questions}

    def question(self, name: str) -> SurveyQuestion:
        """The question of a name; raises ``KeyError``."""
        return self.by_name[name]

    def used_for(self, use: str) -> SurveyQuestion | None:
        """The question that is asked for this."""
        return next((question for question in self.questions if question.use == use), None)

    @property
    def scored(self) -> list[SurveyQuestion]:
        """The questions whose answers count towards an index, in order."""
        return [question for question in self.questions if question.scored]

    @property
    def dimensions(self) -> tuple[str, ...]:
        """What is measured, in the order of the questions."""
        return tuple(dict.fromkeys(question.dimension for question in self.scored))

    def of_dimension(self, dimension: str) -> Iterator[SurveyQuestion]:
        """The questions that measure a dimension."""
        return (question for question in self.scored if question.dimension == dimension)
