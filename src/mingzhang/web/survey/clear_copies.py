"""Exports as they came hold contacts in clear: once one was read, a sentence stands in its place."""

from __future__ import annotations

import hashlib
from typing import Any

from django.db import transaction

from mingzhang.web.files.models import forget, keep
from mingzhang.web.survey.output_models import ReturnIntake, WorkState

_READ = "导出文件已经读过，不再留存：答卷在系统里，联系方式另行加密".encode()
_ENDED = (WorkState.DONE, WorkState.FAILED)


@transaction.atomic
def let_go(intake: ReturnIntake) -> None:
    """Keep what came of an export, and the export no longer."""
    read, intake.file = intake.file, keep([_READ])
    intake.save()
    if read.pk != intake.file_id:
        forget(read)


def clear_copies(**of: Any) -> Any:
    """Exports that were read, or refused, and still lie as they came: those from before they were let go."""
    found = ReturnIntake.objects.filter(state__in=_ENDED, **of).order_by("pk")
    return found.exclude(file=hashlib.sha256(_READ).hexdigest()).select_related(
        "file", "survey__organisation"
    )
