"""The versions of one questionnaire together: each return is measured by the version it was filled by."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from mingzhang.survey.questionnaire import Questionnaire, SurveyQuestion


@dataclass(frozen=True)
class FormVersions:
    """A questionnaire in its versions, the newest last.

    >>> from mingzhang.survey.questionnaire import SurveyQuestion as Q
    >>> old, new = [Q("a", "旧题", "text")], [Q("b", "新题", "text")]
    >>> both = FormVersions((Questionnaire("调查", "f", "1", old), Questionnaire("调查", "f", "2", new)))
    >>> both.newest.version, [question.name for question in both.together.questions]
    ('2', ['b', 'a'])
    """

    forms: tuple[Questionnaire, ...]

    @property
    def newest(self) -> Questionnaire:
        """The version that is in use now; what names no known version is read by it."""
        return self.forms[-1]

    @cached_property
    def together(self) -> Questionnaire:
        """The newest version, with the questions that only earlier ones have after its own."""
        found = {question.name: question for question in self.newest.questions}
        for form in reversed(self.forms[:-1]):
            for question in form.questions:
                found.setdefault(question.name, question)
        return replace(self.newest, questions=list(found.values()))

    @cached_property
    def scored(self) -> list[SurveyQuestion]:
        """The questions that count towards an index, as the newest version that scores them has them.

        A dimension that the newest version has no more is measured no more.
        """
        found: dict[str, SurveyQuestion] = {}
        for form in reversed(self.forms):
            for question in form.scored:
                if question.dimension in self.newest.dimensions:
                    found.setdefault(question.name, question)
        return list(found.values())

    def worth(self, name: str) -> list[tuple[str, Mapping[str, float]]]:
        """What each choice of a question is worth from 0 to 100, by version; one pair where all agree."""
        found = [
            (form.version, asked.indexed if (asked := form.by_name.get(name)) and asked.scored else {})
            for form in self.forms
        ]
        alike = all(scale == found[-1][1] for _, scale in found)
        return found[-1:] if alike else found

    def other_scales(self, question: SurveyQuestion) -> set[str]:
        """The versions that do not ask a question, or score its choices otherwise."""
        asked = {form.version: form.by_name.get(question.name) for form in self.forms}
        scores = _scores(question)
        return {version for version, each in asked.items() if each is None or _scores(each) != scores}

    def changes(self, counts: Mapping[str, int]) -> Iterator[str]:
        """What differs in how the versions measure, for those that returns were filled by.

        ``counts`` says how many returns there are of each version.
        """
        for form in self.forms[:-1]:
            if not counts.get(form.version):
                continue
            told = "；".join(self._changed(form))
            if told:
                count = counts[form.version]
                yield f"“{form.version}”版问卷的{count:,}份答卷按所填版本计算，与“{self.newest.version}”版相比：{told}"

    def _changed(self, form: Questionnaire) -> Iterator[str]:
        """How an earlier version differs from the newest in what is scored."""
        before = {question.name: question for question in form.scored}
        after = {question.name: question for question in self.newest.scored}
        if gone := [each for name, each in before.items() if name not in after]:
            left = [each for each in gone if each.dimension not in self.newest.dimensions]
            yield f"多{_named(gone)}" + (f"，其中{_named(left)}的方面新版已经没有，不再计算" if left else "")
        if new := [each for name, each in after.items() if name not in before]:
            yield f"少{_named(new)}"
        both = [(before[name], each) for name, each in after.items() if name in before]
        if scaled := [each for old, each in both if _scores(old) != _scores(each)]:
            yield f"{_named(scaled)}的选项或分值不同，各按自己的分值折成0—100"
        if worded := [each for old, each in both if old.label != each.label]:
            yield f"{_named(worded)}的题目文字不同，仍当作同一题"


def _scores(question: SurveyQuestion) -> dict[str, object]:
    return {choice.name: choice.score for choice in question.choices}


def _named(questions: list[SurveyQuestion]) -> str:
    """Questions by their names, the first few of many."""
    said = "、".join(f"“{question.name}”" for question in questions[:5])
    return f"{said}等{len(questions)}题" if len(questions) > 5 else said
