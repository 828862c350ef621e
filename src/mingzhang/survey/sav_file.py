"""Returns written as a file of SPSS (.sav), with the labels of questions and choices, by pyreadstat.

The format holds so many bytes of a label and no more, and the library cuts what is longer without a word:
labels are shortened here, stay apart from each other, and are told.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mingzhang.survey.questionnaire import CONTACT, MANY, ONE, Questionnaire, SurveyQuestion
from mingzhang.survey.returns import Return
from mingzhang.writers.written import written_together

KEY = "KEY"
ANSWER, QUESTION = 120, 255  # bytes of a label that the format holds


def write_sav(
    out: str | Path, form: Questionnaire, returns: Sequence[Return], force: bool = False
) -> list[str]:
    """Write returns with labels, without contacts; of several choices each is 0 or 1.  What was shortened.

    Raises :class:`~mingzhang.writers.written.UnwritableError`.
    """
    import polars as pl
    import pyreadstat

    columns: dict[str, list[Any]] = {KEY: [one.key for one in returns]}
    labels: dict[str, str | None] = {KEY: "答卷编号"}
    values: dict[str, Any] = {}
    told: list[str] = []
    for question in form.questions:
        if question.use == CONTACT or question.repeat:
            continue
        for name, asked, choice, cells, known in _variables(question, returns):
            columns[name] = cells
            end = _cut(choice, QUESTION // 2)  # stays, however long the question is
            labels[name] = _cut(asked, QUESTION - len(end.encode())) + end
            if known:
                values[name] = fitted(known)
            if labels[name] != asked + choice or values.get(name, known) != known:
                told.append(f"变量“{name}”的标签太长，.sav 存不下，已截短，全文见问卷")
    with written_together([Path(out)], force) as (place,):
        pyreadstat.write_sav(
            pl.DataFrame(columns, strict=False),
            str(place),
            file_label=form.title[:20],
            column_labels=labels,
            variable_value_labels=values,
        )
    return told


def fitted(labels: Mapping[Any, str], most: int = ANSWER) -> dict[Any, str]:
    """Labels of the values of one variable in ``most`` bytes; where two would be the same, the value leads.

    >>> fitted({1.0: "满意", 2.0: "不满意"}, 9)
    {1.0: '满意', 2.0: '不满意'}
    >>> fitted({1.0: "答复得及时", 2.0: "答复得不及时", 3.0: "不知道"}, 13)
    {1.0: '1 答复…', 2.0: '2 答复…', 3.0: '不知道'}
    """
    short = {value: _cut(label, most) for value, label in labels.items()}
    again = Counter(short.values())
    return {
        value: label
        if again[label] == 1
        else _cut(f"{value:g} {label}" if isinstance(value, float) else f"{value} {label}", most)
        for value, label in short.items()
    }


def _cut(text: str, most: int) -> str:
    """The beginning of a text that fits into ``most`` bytes, with a sign that there was more.

    >>> _cut("公交方便吗", 15), _cut("公交方便吗", 14)
    ('公交方便吗', '公交方…')
    """
    if len(text.encode()) <= most:
        return text
    return text.encode()[: most - len("…".encode())].decode(errors="ignore") + "…"


def _variables(
    question: SurveyQuestion, returns: Sequence[Return]
) -> Iterator[tuple[str, str, str, list[Any], Mapping[Any, str]]]:
    """The variables of a question: name, question, one choice of several, values, labels of the values."""
    name, label = _named(question.name), question.label or question.name
    said = [one.answers.get(question.name) for one in returns]
    if question.kind == MANY:
        for choice in question.choices:
            ticks = [None if answer is None else float(choice.name in answer.split()) for answer in said]
            yield f"{name}_{_named(choice.name)}", label, f"：{choice.label}", ticks, {0.0: "否", 1.0: "是"}
    elif question.kind == ONE and all(choice.name.isdecimal() for choice in question.choices):
        figures = [None if answer is None else float(answer) for answer in said]
        yield name, label, "", figures, {float(choice.name): choice.label for choice in question.choices}
    else:
        known = {choice.name: choice.label for choice in question.choices if choice.name != choice.label}
        yield name, label, "", [answer or "" for answer in said], known


def _named(name: str) -> str:
    """A name that SPSS takes: no hyphens, no point at the end.

    >>> _named("d1-a"), _named("18岁")
    ('d1_a', '18岁')
    """
    return "".join(sign if sign.isalnum() or sign in "_.@#$" else "_" for sign in name).rstrip("._") or "v"
