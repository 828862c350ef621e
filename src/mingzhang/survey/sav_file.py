"""Returns written as a file of SPSS (.sav), with the labels of questions and choices, by pyreadstat.

The format holds so many bytes of a label and no more, and the library cuts what is longer without a word:
labels are shortened here, stay apart from each other, and are told.
"""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from math import nan
from pathlib import Path
from typing import Any

from mingzhang.survey.questionnaire import CONTACT, MANY, ONE, Questionnaire, SurveyQuestion
from mingzhang.survey.returns import Return
from mingzhang.writers.written import writable, written_together

KEY = "KEY"
ANSWER, QUESTION = 120, 255  # bytes of a label that the format holds


def write_sav(
    out: str | Path, form: Questionnaire, returns: Iterable[Return], force: bool = False
) -> list[str]:
    """Write returns with labels, without contacts; of several choices each is 0 or 1.  What was shortened.

    Of a return only its figures stay in memory while the next is read.  Raises
    :class:`~mingzhang.writers.written.UnwritableError`.
    """
    import polars as pl
    import pyreadstat

    writable(out, force)
    asked = [each for each in form.questions if each.use != CONTACT and not each.repeat]
    variables = [variable for question in asked for variable in _variables(question)]
    keys: list[str] = []
    for one in returns:
        keys.append(one.key)
        for each in variables:
            each.add(one.answers.get(each.question))
    columns = {each.name: each.column() for each in variables}
    values: dict[str, Any] = {each.name: fitted(each.known) for each in variables if each.known}
    with written_together([Path(out)], force) as (place,):
        pyreadstat.write_sav(
            pl.DataFrame({KEY: keys, **columns}, strict=False, nan_to_null=True),
            str(place),
            file_label=form.title[:20],
            column_labels={KEY: "答卷编号", **{each.name: each.short for each in variables}},
            variable_value_labels=values,
        )
    return [
        f"变量“{each.name}”的标签太长，.sav 存不下，已截短，全文见问卷"
        for each in variables
        if each.short != each.asked + each.choice or values.get(each.name, each.known) != each.known
    ]


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


@dataclass
class _Variable:
    """One variable of the file: figures where ``figure`` makes one of an answer, else texts.

    Its label is what is asked, with one ``choice`` of several.
    """

    question: str
    name: str
    asked: str
    choice: str
    known: Mapping[Any, str]
    figure: Callable[[str], float] | None = None
    figures: array[float] = field(default_factory=lambda: array("d"))
    texts: list[str] = field(default_factory=list)

    @property
    def short(self) -> str:
        """The label, as much of it as the format holds."""
        end = _cut(self.choice, QUESTION // 2)  # stays, however long the question is
        return _cut(self.asked, QUESTION - len(end.encode())) + end

    def add(self, said: str | None) -> None:
        if self.figure is None:
            self.texts.append(said or "")
        else:
            self.figures.append(nan if said is None else self.figure(said))

    def column(self) -> object:
        """The column as the library takes it, an answer that is not there as nothing."""
        import numpy as np

        return self.texts if self.figure is None else np.frombuffer(self.figures, dtype=np.float64)


def _variables(question: SurveyQuestion) -> Iterator[_Variable]:
    """The variables of a question: one, or one for each of several choices."""
    of, name, label = question.name, _named(question.name), question.label or question.name
    if question.kind == MANY:
        ticks = {0.0: "否", 1.0: "是"}
        for choice in question.choices:
            own = f"{name}_{_named(choice.name)}"
            yield _Variable(of, own, label, f"：{choice.label}", ticks, _ticked(choice.name))
    elif question.kind == ONE and all(choice.name.isdecimal() for choice in question.choices):
        known: Mapping[Any, str] = {float(choice.name): choice.label for choice in question.choices}
        yield _Variable(of, name, label, "", known, float)
    else:
        known = {choice.name: choice.label for choice in question.choices if choice.name != choice.label}
        yield _Variable(of, name, label, "", known)


def _ticked(choice: str) -> Callable[[str], float]:
    return lambda said: float(choice in said.split())


def _named(name: str) -> str:
    """A name that SPSS takes: no hyphens, no point at the end.

    >>> _named("d1-a"), _named("18岁")
    ('d1_a', '18岁')
    """
    return "".join(sign if sign.isalnum() or sign in "_.@#$" else "_" for sign in name).rstrip("._") or "v"
