"""Returns written as a file of SPSS (.sav), with the labels of questions and choices, by pyreadstat."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mingzhang.survey.questionnaire import CONTACT, MANY, ONE, Questionnaire, SurveyQuestion
from mingzhang.survey.returns import Return
from mingzhang.writers.written import written_together

KEY = "KEY"


def write_sav(out: str | Path, form: Questionnaire, returns: Sequence[Return], force: bool = False) -> None:
    """Write returns with labels, without contacts; of several choices each is 0 or 1.

    Raises :class:`~mingzhang.writers.written.UnwritableError`.
    """
    import polars as pl
    import pyreadstat

    columns: dict[str, list[Any]] = {KEY: [one.key for one in returns]}
    labels: dict[str, str | None] = {KEY: "答卷编号"}
    values: dict[str, Any] = {}
    for question in form.questions:
        if question.use == CONTACT or question.repeat:
            continue
        for name, label, cells, known in _variables(question, returns):
            columns[name], labels[name] = cells, label
            if known:
                values[name] = known
    with written_together([Path(out)], force) as (place,):
        pyreadstat.write_sav(
            pl.DataFrame(columns, strict=False),
            str(place),
            file_label=form.title[:20],
            column_labels=labels,
            variable_value_labels=values,
        )


def _variables(
    question: SurveyQuestion, returns: Sequence[Return]
) -> Iterator[tuple[str, str, list[Any], Mapping[Any, str]]]:
    """The variables of a question: name, label, values, labels of the values."""
    name, label = _named(question.name), question.label or question.name
    said = [one.answers.get(question.name) for one in returns]
    if question.kind == MANY:
        for choice in question.choices:
            ticks = [None if answer is None else float(choice.name in answer.split()) for answer in said]
            yield f"{name}_{_named(choice.name)}", f"{label}：{choice.label}", ticks, {0.0: "否", 1.0: "是"}
    elif question.kind == ONE and all(choice.name.isdecimal() for choice in question.choices):
        figures = [None if answer is None else float(answer) for answer in said]
        yield name, label, figures, {float(choice.name): choice.label for choice in question.choices}
    else:
        known = {choice.name: choice.label for choice in question.choices if choice.name != choice.label}
        yield name, label, [answer or "" for answer in said], known


def _named(name: str) -> str:
    """A name that SPSS takes: no hyphens, no point at the end.

    >>> _named("d1-a"), _named("18岁")
    ('d1_a', '18岁')
    """
    return "".join(sign if sign.isalnum() or sign in "_.@#$" else "_" for sign in name).rstrip("._") or "v"
