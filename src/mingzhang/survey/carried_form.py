"""A questionnaire as plain data, to be kept and read again without its workbook."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from mingzhang.survey.questionnaire import AnswerChoice, Questionnaire, SurveyQuestion


def form_data(form: Questionnaire) -> dict[str, Any]:
    """The questionnaire as plain data, without its XForm.

    >>> one = Questionnaire("调查", "f", "1", [SurveyQuestion("a", "满意吗", "select_one", group=("g",))])
    >>> form_of(form_data(one)) == one
    True
    """
    return {
        "title": form.title,
        "form": form.form,
        "version": form.version,
        "questions": [_question_data(question) for question in form.questions],
    }


def _question_data(question: SurveyQuestion) -> dict[str, Any]:
    names = ("name", "label", "kind", "dimension", "use", "required", "repeat", "row")
    said = {name: getattr(question, name) for name in names}
    choices = [
        [choice.name, choice.label, None if choice.score is None else str(choice.score)]
        for choice in question.choices
    ]
    return said | {"group": list(question.group), "choices": choices}


def form_of(data: dict[str, Any]) -> Questionnaire:
    """The questionnaire that plain data describe."""
    questions = [
        SurveyQuestion(
            **{name: said[name] for name in said if name not in ("group", "choices")},
            group=tuple(said["group"]),
            choices=tuple(
                AnswerChoice(name, label, None if score is None else Fraction(score))
                for name, label, score in said["choices"]
            ),
        )
        for said in data["questions"]
    ]
    return Questionnaire(data["title"], data["form"], data["version"], questions)
