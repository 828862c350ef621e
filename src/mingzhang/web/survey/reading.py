"""Returns of the database as the survey room knows them, one after the other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from mingzhang.survey.returns import Return
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.return_models import FilledReturn


def returns_of(survey: SatisfactionSurvey) -> Iterator[tuple[int, Return]]:
    """Every return that is no trial with its key in the database, few in memory at a time."""
    found = FilledReturn.objects.filter(survey=survey, trial=False).order_by("pk")
    found = found.select_related("form").defer("form__xform", "form__html", "form__model", "form__data")
    for one in found.iterator(chunk_size=2000):
        yield one.pk, as_return(one)


def as_return(one: FilledReturn) -> Return:
    """A row as a return."""
    sender = one.stated_sender or (str(one.sender_id) if one.sender_id else "")
    return Return(
        one.key,
        one.pk,
        one.form.version,
        one.received.isoformat(),
        one.state,
        sender,
        one.device,
        answers=one.answers,
    )


def return_line(one: Return) -> dict[str, Any]:
    """What the estimate is told of a return: no contacts, they are not here."""
    names = ("key", "version", "received", "review", "sender", "answers")
    return {name: getattr(one, name) for name in names}
