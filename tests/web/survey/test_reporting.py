"""Reports made in the background and kept, those of towns for the towns."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from mingzhang.survey import stages
from mingzhang.web.apart.run import ApartError, WorkDone
from mingzhang.web.people.models import Role
from mingzhang.web.register.models import OrganisationKind
from mingzhang.web.survey import reporting
from mingzhang.web.survey.coding import add_code, code_opinion
from mingzhang.web.survey.moves import SurveyMoveError
from mingzhang.web.survey.output_models import SurveyRun, WorkState
from tests.web.conftest import District, organisation
from tests.web.survey.surveys import TOWNS, sent, surveyed

FILES = (
    "reports/00 甲区总报告.docx",
    f"reports/01 {TOWNS[0]}分报告.docx",
    f"reports/01 {TOWNS[0]}分报告.pdf",
)


def worked(monkeypatch: pytest.MonkeyPatch, folder: Path, refusal: str = "") -> dict[str, Any]:
    """Let the process write three files; what it was asked is told."""
    heard: dict[str, Any] = {}
    (folder / "reports").mkdir(exist_ok=True)
    for name in FILES:
        (folder / name).write_bytes(name.encode())

    @contextmanager
    def answered(verb: str, files: Mapping[str, Path], *_: object, **options: Any) -> Iterator[WorkDone]:
        if refusal:
            raise ApartError(refusal)
        lines = files["1.jsonl"].read_text(encoding="utf-8").splitlines()
        heard.update(options, verb=verb, returns=[json.loads(line) for line in lines])
        yield WorkDone({"data": {"indices": []}, "told": ["加权"], "files": list(FILES)}, folder)

    monkeypatch.setattr(reporting, "apart", answered)
    return heard


def test_reports_are_kept_and_those_of_towns_belong_to_them(
    district: District, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    survey, office = surveyed(district), district.person(Role.PERFORMANCE)
    town = organisation(OrganisationKind.DEPARTMENT, f"{TOWNS[0]}办事处", district.region)
    filled = sent(survey)
    add_code(survey, office, "A1", "照明", "", "某局")
    code_opinion(filled, office, ["A1"], "更换路灯")
    heard = worked(monkeypatch, tmp_path)
    run = reporting.ask_for_run(survey, office)
    with pytest.raises(SurveyMoveError, match="正在生成"):
        reporting.ask_for_run(survey, office)
    reporting.make_reports.func(run.pk)
    run.refresh_from_db()
    assert (run.state, run.told) == (WorkState.DONE, ["加权"]) and "2份" in run.said
    assert [(each.name, each.town) for each in run.reports.all()] == [
        ("00 甲区总报告", None),
        (f"01 {TOWNS[0]}分报告", town),
    ]
    assert heard["coded"] == {"uuid:1": [["A1"], "更换路灯"]} and heard["codes"]["A1"][2] == "某局"
    assert "13900000000" not in json.dumps(heard["returns"])
    reporting.make_reports.func(run.pk)
    assert run.reports.count() == 2


def test_weights_that_do_not_converge_are_a_sentence(
    district: District, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    survey = surveyed(district)
    sent(survey)
    worked(monkeypatch, tmp_path, "迭代调整没有收敛。")
    run = reporting.ask_for_run(survey, district.person(Role.PERFORMANCE))
    reporting.make_reports.func(run.pk)
    assert SurveyRun.objects.values_list("state", "said").get() == ("failed", "迭代调整没有收敛。")


def test_returns_of_the_trial_are_never_handed_over(
    district: District, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    survey = surveyed(district, stage=stages.TRIAL)
    sent(survey)
    type(survey).objects.update(stage=stages.FIELD)
    sent(survey, "uuid:2")
    heard = worked(monkeypatch, tmp_path)
    run = reporting.ask_for_run(survey, district.person(Role.PERFORMANCE))
    reporting.make_reports.func(run.pk)
    assert [one["key"] for one in heard["returns"]] == ["uuid:2"]
