"""What came in clear is let go, unless its bytes are something else's too."""

from __future__ import annotations

from django.test import TestCase

from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from mingzhang.web.survey.clear_copies import clear_copies, let_go
from mingzhang.web.survey.output_models import ReturnIntake, WorkState
from tests.web.conftest import District
from tests.web.survey.surveys import surveyed


def test_an_export_is_let_go_once_and_for_all(district: District) -> None:
    survey, who = surveyed(district), district.person(Role.PERFORMANCE)
    made = {"survey": survey, "file": keep([b"a,b"]), "filename": "a.csv", "by": who, "state": WorkState.DONE}
    intake = ReturnIntake.objects.create(**made)
    path = intake.file.path
    assert list(clear_copies(survey=survey)) == [intake]
    for _ in range(2):
        with TestCase.captureOnCommitCallbacks(execute=True):
            let_go(intake)
    assert not path.exists() and not clear_copies() and "不再留存" in intake.file.read().decode()
