"""Files of many units at once: taken apart, each matched to its unit, put in only when somebody says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django_tasks import task

from mingzhang.web.apart.run import ApartError, apart, safe_name
from mingzhang.web.audit.log import record
from mingzhang.web.files.models import StoredFile, keep
from mingzhang.web.people.models import Person
from mingzhang.web.people.rights import Action
from mingzhang.web.season.models import Season
from mingzhang.web.submission.batch_models import Batch, BatchFile, FileState
from mingzhang.web.submission.checking import start
from mingzhang.web.submission.matching import Candidate, SelfNamed, match
from mingzhang.web.submission.models import LockedError, Submission
from mingzhang.web.submission.moves import IllegalMoveError, add_version

TAKEN_APART = "正在拆开"  # what a batch says until it is
_TWICE = "这一批里有几个文件都对上这个单位"


@transaction.atomic
def begin(season: Season, who: Person, files: Sequence[UploadedFile[Any]]) -> Batch:
    """Keep what was uploaded, and let it be taken apart in the background."""
    given = [[safe_name(file.name or ""), keep(file.chunks()).pk] for file in files]
    batch = Batch.objects.create(season=season, by=who, given=given)
    record(who, "批量上传", batch, f"为{season}批量上传：{'、'.join(name for name, _ in given)}")
    transaction.on_commit(lambda: take_apart.enqueue(batch.pk))
    return batch


@task()
def take_apart(pk: int) -> None:
    """Take archives apart and ask of every document whose it is; done again it goes on where it was."""
    batch = Batch.objects.select_related("season").get(pk=pk)
    try:
        if not batch.files.exists():
            _unpack(batch)
        for file in batch.files.filter(state=FileState.WAITING).select_related("document"):
            _identify(file)
    except (ApartError, OSError) as why:
        _say(batch, f"没有拆开：{why}")
        return
    _doubt_twice(batch)
    _say(batch, "")


def _say(batch: Batch, words: str) -> None:
    batch.said = words[:300]
    batch.save(update_fields=["said"])


def _unpack(batch: Batch) -> None:
    """A row for each document; all of them, or none."""
    files = {f"{n}-{name}": StoredFile(pk=pk).path for n, (name, pk) in enumerate(batch.given)}
    with apart("unpack", files) as work, transaction.atomic():
        for told in work.told["files"]:
            name = told["name"].partition("-")[2] if told["name"] in files else told["name"]
            BatchFile.objects.create(
                batch=batch,
                name=name[-255:],
                document=keep([Path(told["path"]).read_bytes()]),
                state=FileState.WAITING if told["fits"] else FileState.LEFT,
                why="" if told["fits"] else "不是可以检查的文件",
            )


def owed(season: Season) -> list[Candidate]:
    """Everybody who has to hand something in."""
    found = season.submissions.select_related("organisation")
    return [Candidate(each.pk, each.organisation.name, each.organisation.short) for each in found]


def _identify(file: BatchFile) -> None:
    """Whose a document is, from its file's name and from what it says."""
    season = file.batch.season
    try:
        with apart("whose", {safe_name(file.name): file.document.path}, seconds=120) as work:
            claim = SelfNamed(**work.told)
    except ApartError as why:
        file.state, file.why = FileState.LEFT, str(why)[:300]
    else:
        found = match(Path(file.name).name, claim, owed(season), season.year, season.kind)
        file.submission_id, file.why = found.key, found.why
        file.state = FileState.SURE if found.sure else FileState.ASKED
    file.save(update_fields=["state", "submission", "why"])


def _doubt_twice(batch: Batch) -> None:
    """Two files for one unit are asked about, both of them."""
    sure = batch.files.filter(state=FileState.SURE)
    counted = Counter(sure.values_list("submission", flat=True))
    twice = [key for key, count in counted.items() if count > 1]
    sure.filter(submission__in=twice).update(state=FileState.ASKED, why=_TWICE)


def put_in(batch: Batch, who: Person, chosen: dict[int, int]) -> int:
    """Put the files in for the submissions that somebody chose or let stand; how many there are.

    What cannot be put in (locked, being reviewed) stays with the reason.
    """
    count = 0
    for file in batch.files.filter(state__in=(FileState.SURE, FileState.ASKED), pk__in=chosen):
        count += _put(file, who, chosen[file.pk])
    return count


def _put(file: BatchFile, who: Person, key: int) -> bool:
    """Put one file in, once; whether it was. Why it was not stays with it."""
    submission = Submission.objects.shown().filter(pk=key, season=file.batch.season_id).first()
    if submission is None:
        return False
    data, name = file.document.read(), safe_name(file.name)
    try:
        with transaction.atomic():
            held = BatchFile.objects.select_for_update().get(pk=file.pk)
            if held.state == FileState.PUT:
                return False
            made = add_version(submission, who, name, [data], "财政局代为上传", right=Action.DECIDE)
            held.state, held.submission, held.why = FileState.PUT, submission, ""
            held.save()
    except (LockedError, IllegalMoveError) as why:
        file.why, file.state = str(why)[:300], FileState.ASKED
        file.save(update_fields=["why", "state"])
        return False
    start(made)
    return True
