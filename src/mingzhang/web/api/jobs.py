"""Checks and builds that programs ask for: in the background, each in a process of its own."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.urls import reverse
from django_tasks import task

from mingzhang.web.apart.run import SECONDS, ApartError, WorkDone, apart
from mingzhang.web.api.models import ApiJob, JobKind
from mingzhang.web.files.models import StoredFile, keep
from mingzhang.web.people.models import Person
from mingzhang.web.submission.models import CheckState
from mingzhang.web.submission.taking import UnkeptError
from mingzhang.writers.archive import write_archive


def ask(person: Person, kind: JobKind, file: UploadedFile[Any]) -> ApiJob:
    """Keep the file, and ask for the job."""
    try:
        kept = keep(file.chunks())
    except OSError as fault:
        raise UnkeptError(f"文件没有保存（{fault.strerror}）：请管理员腾出磁盘空间，再交一次。") from fault
    job = ApiJob.objects.create(
        person=person, kind=kind, document=kept, filename=(file.name or "文件")[-255:]
    )
    transaction.on_commit(lambda: run_job.enqueue(job.pk))
    return job


@task()
def run_job(pk: int) -> None:
    """Do a job; done twice (a worker was killed) it gives the same."""
    job = ApiJob.objects.select_related("document").get(pk=pk)
    if job.state == CheckState.DONE:
        return
    ApiJob.objects.filter(pk=pk).update(state=CheckState.RUNNING)
    try:
        verb = "check" if job.kind == JobKind.CHECK else "build_all"
        with apart(verb, {job.filename: job.document.path}, seconds=SECONDS) as done:
            _keep(job, done)
    except ApartError as why:
        job.state, job.said = CheckState.FAILED, str(why)[:300]
    except OSError as fault:
        job.state, job.said = CheckState.FAILED, f"结果存不下来（{fault.strerror}）：请腾出磁盘空间后重试。"
    job.save(update_fields=["state", "said", "answer", "result"])


def _keep(job: ApiJob, done: WorkDone) -> None:
    """The result of a check as it is; the files of a build in one archive."""
    if job.kind == JobKind.CHECK:
        job.result = keep([(done.out / "result.json").read_bytes()])
    else:
        job.answer = {name: done.told[name] for name in ("problems", "remarks")}
        job.result = _archived(done.out, done.told["files"]) if done.told["files"] else None
    job.state, job.said = CheckState.DONE, ""


def _archived(folder: Path, names: list[str]) -> StoredFile:
    with tempfile.TemporaryFile() as stream:
        write_archive({name: (folder / name).read_bytes() for name in names}, stream)
        stream.seek(0)
        return keep(iter(lambda: stream.read(1 << 20), b""))


def told(job: ApiJob) -> dict[str, Any]:
    """A job as the interface tells it."""
    name = "check_result" if job.kind == JobKind.CHECK else "build_files"
    return {
        "id": job.pk,
        "kind": job.kind,
        "filename": job.filename,
        "state": job.state,
        "said": job.said,
        "made": job.made,
        "result": reverse(f"api:{name}", kwargs={"pk": job.pk}) if job.result_id else None,
        **job.answer,
    }
