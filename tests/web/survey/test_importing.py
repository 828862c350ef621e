"""Exports taken in: once each, what slipped kept whole."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from django.test import TestCase

from mingzhang.survey import stages, states
from mingzhang.survey.returns import RepeatedPart, Return
from mingzhang.web.apart.run import ApartError, WorkDone
from mingzhang.web.files.models import keep
from mingzhang.web.people.models import Role
from mingzhang.web.survey import importing
from mingzhang.web.survey.contact_keeping import destroy
from mingzhang.web.survey.models import SatisfactionSurvey
from mingzhang.web.survey.moves import SurveyMoveError
from mingzhang.web.survey.output_models import ReturnIntake, WorkState
from mingzhang.web.survey.return_models import SHIFTED
from tests.web.conftest import District
from tests.web.survey.surveys import TOWNS, surveyed, upload


def lines_of(*rows: Return | RepeatedPart) -> str:
    """What the process writes of rows."""
    kinds = {Return: "return", RepeatedPart: "part"}
    return "".join(json.dumps({"kind": kinds[type(row)]} | asdict(row)) + "\n" for row in rows)


def taken(
    survey: SatisfactionSurvey, district: District, monkeypatch: pytest.MonkeyPatch, folder: Path, words: str
) -> ReturnIntake:
    """An export whose process wrote these lines, or refused where there are none."""

    @contextmanager
    def answered(verb: str, files: object, **options: Any) -> Iterator[WorkDone]:
        assert verb == "survey_returns" and files and options["forms"]
        if not words:
            raise ApartError("表头里没有题目。")
        yield WorkDone({"problems": ["第3行：有点怪"]}, folder)

    (folder / "returns.jsonl").write_text(words, encoding="utf-8")
    monkeypatch.setattr(importing, "apart", answered)
    made = importing.begin_intake(
        survey, district.person(Role.PERFORMANCE), upload(words.encode(), "导出.csv")
    )
    importing.take_export.func(made.pk)
    return ReturnIntake.objects.get(pk=made.pk)


ROWS = (
    Return(
        "k1", 2, "1", review="approved", sender="x", answers={"town": TOWNS[0]}, contacts={"phone": "139"}
    ),
    Return("k2", 3, "1", answers={"town": TOWNS[1]}),
    Return("第4行", 4, shifted=True, cells=("1", "", "2")),
    RepeatedPart("family", "k1", 2, {"kin": "7"}),
)


def test_returns_keep_the_state_that_their_system_gave_them(
    district: District, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    survey = surveyed(district)
    made = taken(survey, district, monkeypatch, tmp_path, lines_of(*ROWS))
    assert (made.state, made.taken, made.same) == (WorkState.DONE, 3, 0) and "1处" in made.said
    first = survey.returns.get(key="k1")
    assert (first.state, first.repeats) == (states.PASSED, {"family": [{"kin": "7"}]})
    assert survey.returns.get(key="k2").state == states.RECEIVED and first.contact
    slipped = survey.returns.get(key="导出.csv第4行")
    assert slipped.more == {"第1格": "1", "第3格": "2"} and slipped.state == states.PENDING
    assert slipped.returndoubts.get().kind == SHIFTED


def test_the_same_export_again_adds_nothing(
    district: District, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    survey = surveyed(district)
    for expected in ((3, 0), (0, 3)):
        made = taken(survey, district, monkeypatch, tmp_path, lines_of(*ROWS))
        assert (made.taken, made.same) == expected
    importing.take_export.func(made.pk)
    assert survey.returns.count() == 3


def test_a_refusal_is_a_sentence_and_keeps_what_is_there(
    district: District, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    survey = surveyed(district)
    made = taken(survey, district, monkeypatch, tmp_path, "")
    assert made.state == WorkState.FAILED and "表头" in made.said and not survey.returns.exists()


def test_after_the_review_nothing_is_imported(district: District) -> None:
    survey = surveyed(district, stage=stages.WEIGHING)
    with pytest.raises(SurveyMoveError, match="加权"):
        importing.begin_intake(survey, district.person(Role.PERFORMANCE), upload(b"x"))


def test_an_export_is_not_kept_once_it_was_read(
    district: District, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: Any
) -> None:
    """It holds the contacts in clear; what slipped may too, until contacts are destroyed."""
    survey, words = surveyed(district), lines_of(*ROWS)
    with TestCase.captureOnCommitCallbacks(execute=True):
        made = taken(survey, district, monkeypatch, tmp_path, words)
    kept = [path.read_bytes() for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]
    assert words.encode() not in kept and "不再留存" in made.file.read().decode()
    slipped = survey.returns.get(returndoubts__kind="整行错位")
    assert slipped.more
    destroy(survey, district.person(Role.PERFORMANCE))
    slipped.refresh_from_db()
    assert not slipped.more


def test_a_file_that_something_else_needs_stays(
    district: District, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    survey = surveyed(district)
    survey.plan = keep([lines_of(*ROWS).encode()])
    survey.save()
    with TestCase.captureOnCommitCallbacks(execute=True):
        taken(survey, district, monkeypatch, tmp_path, lines_of(*ROWS))
    assert survey.plan.path.is_file()
