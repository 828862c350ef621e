"""The feedback reports of all units and the documents of the district, written in the background."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

from django.db import transaction
from django_tasks import task

from mingzhang.web.apart.run import ApartError, apart
from mingzhang.web.appraisal.score_models import SealedResult, UnitResult
from mingzhang.web.appraisal.states import reports_failed, reports_written
from mingzhang.web.files.models import keep

_SECONDS = 600


@task()
def write_reports(pk: int) -> None:
    """Write everything of a sealed result, or say what stands in the way; done twice it gives the same."""
    sealed = SealedResult.objects.select_related("kept", "cycle").get(pk=pk)
    if sealed.state == SealedResult.WRITTEN:
        return
    files = {"封存.json": sealed.kept.path}
    try:
        with apart("appraisal_reports", files, seconds=_SECONDS, seal=sealed.seal) as work:
            _keep(sealed, [work.out / name for name in work.told["files"]])
    except (ApartError, OSError) as why:
        reports_failed(pk, f"反馈报告没有写出：{why}")


@transaction.atomic
def _keep(sealed: SealedResult, paths: Sequence[Path]) -> None:
    """Keep the report of each unit, and everything together as an archive."""
    named = {path.name: path for path in paths}
    count = 0
    for result in UnitResult.objects.filter(sealed=sealed).select_related("unit__organisation"):
        start = f"{result.unit.code}{result.unit.name}"
        for form in ("docx", "pdf"):
            path = next(
                (p for name, p in named.items() if name.startswith(start) and p.suffix == f".{form}"), None
            )
            if path is not None:
                setattr(result, form, keep([path.read_bytes()]))
        result.save(update_fields=["docx", "pdf"])
        count += result.docx_id is not None and result.pdf_id is not None
    archive = paths[0].parent / "全部.zip"
    with ZipFile(archive, "w", ZIP_DEFLATED) as packed:
        for path in paths:
            packed.write(path, path.name)
    with archive.open("rb") as stream:
        sealed.archive = keep(iter(lambda: stream.read(1 << 20), b""))
    reports_written(sealed, count)
