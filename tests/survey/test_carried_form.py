"""A questionnaire kept as plain data."""

from __future__ import annotations

import json

from mingzhang.survey.carried_form import form_data, form_of
from tests.survey.made import small_form


def test_what_is_kept_as_text_is_the_same_questionnaire() -> None:
    form = small_form()
    again = form_of(json.loads(json.dumps(form_data(form))))
    assert again == form and [q.indexed for q in again.scored] == [q.indexed for q in form.scored]
