"""Build the document of a submission from a filled workbook: what is wrong is told with its cell, what only
people know is asked one by one, and what is built becomes the next draft."""

from __future__ import annotations

import tempfile
from pathlib import Path

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django_tasks import task

from mingzhang.catalogue import NATION
from mingzhang.disclosure.filing_template import write_template
from mingzhang.language.workbook.form import Filing
from mingzhang.web.apart.run import ApartError, apart, safe_name
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import StoredFile, keep
from mingzhang.web.people.models import Person
from mingzhang.web.shared.templatetags.chinese import moment
from mingzhang.web.submission.building_models import Building, BuildState
from mingzhang.web.submission.checking import start
from mingzhang.web.submission.models import LockedError, Submission
from mingzhang.web.submission.moves import IllegalMoveError, add_version
from mingzhang.web.submission.taking import UnkeptError

_LONGEST = 2000  # characters of an answer


def template(submission: Submission) -> bytes:
    """The workbook to be filled in, of the unit's place, year and kind."""
    season = submission.season
    place = season.organisation.place or NATION
    filing = Filing(submission.organisation.name, season.year, place, kind=season.kind)
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder) / "填报.xlsx"
        write_template(place, season.year, out, filing=filing)
        return out.read_bytes()


@transaction.atomic
def begin(submission: Submission, who: Person, file: UploadedFile[bytes], seen: str = "") -> Building:
    """Take a filled workbook, in the place of the one before; what was answered stays answered.

    ``seen`` is the hash of the workbook that ``who`` was shown: one that came meanwhile stays unless seen.
    """
    Submission.objects.select_for_update().get(pk=submission.pk)  # of two who come at once, one waits
    last = Building.objects.select_related("by").filter(submission=submission).first()
    name, kept = safe_name(file.name or ""), _kept(file)
    if last is not None and last.workbook_id not in (seen, kept.pk):
        raise IllegalMoveError(
            f"{last.by}在{moment(last.at)}上传了填报表“{last.filename}”，这一份没有放进去："
            "请先看那一份，确定要代替它再上传。"
        )
    made = last or Building(submission=submission)
    if last is not None and last.workbook_id != kept.pk:
        made.former = [*last.former, _told(last)]
    made.workbook, made.filename, made.by, made.state = kept, name, who, BuildState.UNDER_WAY
    made.problems, made.questions = [], []
    made.save()
    instead = f"，代替“{made.former[-1]['name']}”" if made.former else ""
    said = f"为{submission}上传填报表“{name}”{instead}"
    record(who, "填报表", submission, said, None, {"sha256": made.workbook_id})
    _ask_for(made)
    return made


def _kept(file: UploadedFile[bytes]) -> StoredFile:
    try:
        return keep(file.chunks())
    except OSError as fault:
        raise UnkeptError(f"填报表没有保存（{fault.strerror}）：请管理员腾出磁盘空间后重新上传。") from fault


def _told(building: Building) -> dict[str, str]:
    """A workbook as it is remembered when another takes its place."""
    return {
        "name": building.filename,
        "sha256": building.workbook_id,
        "by": str(building.by),
        "at": moment(building.at),
    }


def workbook(building: Building, number: int | None) -> tuple[StoredFile, str] | None:
    """One of the workbooks before by its position, or the current one, with its name."""
    if number is None:
        return building.workbook, building.filename
    if not 0 <= number < len(building.former):
        return None
    return StoredFile(pk=building.former[number]["sha256"]), building.former[number]["name"]


@transaction.atomic
def answer(building: Building, who: Person, question: str, words: str) -> None:
    """Answer a question; with the last of them the document is built."""
    held = Building.objects.select_for_update().get(pk=building.pk)
    if question not in held.questions:
        raise IllegalMoveError("填报表已经换过，这个问题不在了；请看现在的问题。")
    if not words:
        raise IllegalMoveError("请写出原因或说明。")
    before = held.answers.get(question)
    held.answers[question] = words[:_LONGEST]
    if not held.open_questions:
        held.state = BuildState.UNDER_WAY
        _ask_for(held)
    held.save()
    record(who, "填报表", building.submission, f"回答“{question}”：{words}", before, words)


def _ask_for(building: Building) -> None:
    transaction.on_commit(lambda: build_draft.enqueue(building.pk))


@task()
def build_draft(pk: int) -> None:
    """Build the document, or say what stands in its way; done twice it gives the same."""
    building = Building.objects.select_related("submission", "workbook", "by").get(pk=pk)
    if building.state != BuildState.UNDER_WAY:
        return
    try:
        with apart("build", {building.filename: building.workbook.path}, answers=building.answers) as work:
            building.problems, building.questions = work.told["problems"], work.told["questions"]
            if not work.told["file"]:
                building.state = BuildState.WRONG if building.problems else BuildState.ASKED
                building.save()
                return
            data, name = (work.out / work.told["file"]).read_bytes(), work.told["file"]
        made = add_version(building.submission, building.by, name, [data], "由填报表编成")
    except (ApartError, LockedError, IllegalMoveError, OSError) as why:
        building.state, building.problems = BuildState.WRONG, [str(why)]
    else:
        building.state = BuildState.DONE
        start(made)
    building.save()
