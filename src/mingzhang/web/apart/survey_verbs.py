"""What is done apart for surveys: questionnaires, plans and exports read, estimates and reports made.

Libraries of statistics take a second to load: only the verbs that need them do.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from mingzhang.readers.limits import Limits
from mingzhang.survey.carried_form import form_data, form_of
from mingzhang.survey.returns import Intake, RepeatedPart, Return
from mingzhang.survey.xlsform import read_form
from mingzhang.web.survey.browser_form import browser_form
from mingzhang.web.survey.browser_media import MEDIA_FORM, MEDIA_MODEL, sound_media, with_items

Told = dict[str, Any]


def survey_form(files: Sequence[Path], out: Path, seconds: int) -> Told:
    """Read a questionnaire: its questions, what devices load and what browsers fill in."""
    form = read_form(files[0], Limits(seconds=seconds))
    html, model = browser_form(form.xform)
    for name, said in (("form.xml", form.xform), ("form.html", html), ("model.xml", model)):
        (out / name).write_text(said, encoding="utf-8")
    return {"data": form_data(form)}


def survey_media(
    files: Sequence[Path],
    out: Path,
    seconds: int,  # noqa: ARG001 (a verb's form)
    drop: Sequence[str] = (),
) -> Told:
    """Files that go out with a questionnaire, of which the XForm and the browser's model lie beside them.

    Tables are written as devices read them, in UTF-8, and put into the model, from which ``drop`` are taken.
    """
    given = {path.name: path for path in files}
    form, model = (given.pop(name).read_text(encoding="utf-8") for name in (MEDIA_FORM, MEDIA_MODEL))
    within = []
    for name in drop:
        model = with_items(model, name, None)[0]
    for path in given.values():
        content, told = sound_media(form, path.name, path.read_bytes())
        (out / path.name).write_bytes(content)
        model, placed = with_items(model, path.name, told)
        within += [path.name] if placed else []
    (out / MEDIA_MODEL).write_text(model, encoding="utf-8")
    return {"within": within}


def survey_template(files: Sequence[Path], out: Path, seconds: int) -> Told:  # noqa: ARG001
    """An empty plan to be filled in."""
    from mingzhang.work.survey_files import write_survey_plan

    write_survey_plan(out / "plan.xlsx")
    return {}


def survey_plan(files: Sequence[Path], out: Path, seconds: int) -> Told:  # noqa: ARG001 (a verb's form)
    """Read a plan: who asks whom, its cells, the code book."""
    from mingzhang.work.survey_files import opened_plan

    plan = opened_plan(files[0], Limits(seconds=seconds))
    named = ("office", "area", "year", "kind", "contractor", "first", "last", "mode", "sampling", "frame")
    return {
        "about": {name: getattr(plan, name) for name in named} | {"weighting": plan.weighting},
        "contacts": plan.contacts,
        "cells": [[*stratum.cell, stratum.people, stratum.target] for stratum in plan.strata],
        "codes": [[code, *said] for code, said in plan.codes.items()],
    }


def survey_returns(files: Sequence[Path], out: Path, seconds: int, forms: list[Told]) -> Told:
    """Read an export, one return a line; parts of repeated groups on lines of their own."""
    intake = Intake([form_of(data) for data in forms])
    with (out / "returns.jsonl").open("w", encoding="utf-8") as stream:
        for one in intake.read(files[0], Limits(seconds=seconds)):
            kind = "part" if isinstance(one, RepeatedPart) else "return"
            stream.write(json.dumps({"kind": kind} | asdict(one), ensure_ascii=False) + "\n")
    return {"problems": [str(problem) for problem in intake.told()]}


def survey_reports(
    files: Sequence[Path],
    out: Path,
    seconds: int,
    forms: list[Told],
    codes: dict[str, list[str]],
    coded: dict[str, list[Any]],
    formats: Sequence[str] = ("docx", "pdf", "html"),
) -> Told:
    """Weigh, estimate and write the reports of the returns in the first file by the plan in the second.

    ``forms`` are the versions of the questionnaire, the newest last.
    """
    from mingzhang.survey.outcome import outcome
    from mingzhang.survey.report import report_set
    from mingzhang.work.survey_files import EstimatedFiles, handed_on, opened_plan, write_survey_reports

    plan = opened_plan(files[1], Limits(seconds=seconds))
    plan.codes |= {code: (said[0], said[1], said[2]) for code, said in codes.items()}
    plan.coded |= {key: (tuple(given), matter) for key, (given, matter) in coded.items()}
    *earlier, newest = map(form_of, forms)
    made = outcome(plan, newest, _returns(files[0]), earlier)
    found = EstimatedFiles(made, report_set(made), [])
    paths = write_survey_reports(found, out / "reports", formats)
    return {
        "data": handed_on(found, date.today()),
        "told": [*made.run.told, *(f"未计入：{why}{count}份" for why, count in made.left_out.items())],
        "files": [path.relative_to(out).as_posix() for path in paths],
    }


def _returns(path: Path) -> Iterator[Return]:
    with path.open(encoding="utf-8") as stream:
        for number, line in enumerate(stream, 1):
            said = json.loads(line)
            yield Return(said["key"], number, said["version"], said["received"], said["review"],
                         said["sender"], answers=said["answers"])  # fmt: skip
