"""The check of a version, in the background: a task takes it up, a process of its own reads the file.

Whatever a hostile file does, it does not do it to the application.  A worker may be killed in the middle:
its task is then let go again (:mod:`mingzhang.web.background`), and gives the same as if it was done once.
"""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

from django.db import transaction
from django.db.models import Q
from django_tasks import task

from mingzhang.web.apart.run import GRACE, SECONDS, ApartError, WorkDone, apart
from mingzhang.web.files.models import StoredFile, keep
from mingzhang.web.shared.today import now
from mingzhang.web.submission.crossing import cross
from mingzhang.web.submission.models import CheckState, Found, PagePicture, Version

_LONGEST = timedelta(seconds=SECONDS + 2 * GRACE)  # longer than this no living worker checks


def start(version: Version) -> None:
    """Ask for the check of a version; it begins once the version is really there."""
    transaction.on_commit(lambda: check_version.enqueue(version.pk))


def _stale() -> Q:
    """Of a check that is being done: begun so long ago that nobody does it any more."""
    return Q(check_began__lt=now() - _LONGEST) | Q(check_began=None)


def stuck(version: Version) -> bool:
    """Whether a version says that it is being checked although its worker must be gone."""
    began = version.check_began
    return version.check_state == CheckState.RUNNING and (began is None or began < now() - _LONGEST)


def again(version: Version) -> bool:
    """Ask again for a check that failed, or whose worker is gone; whether there was one."""
    over = Q(check_state=CheckState.FAILED) | Q(check_state=CheckState.RUNNING) & _stale()
    if not Version.objects.filter(over, pk=version.pk).update(check_state=CheckState.WAITING, check_said=""):
        return False
    start(version)
    return True


@task()
def check_version(pk: int) -> None:
    """Check one version and keep what was found; done twice (a worker was killed) it gives the same."""
    version = Version.objects.select_related("document", "submission__season").get(pk=pk)
    if version.check_state == CheckState.DONE or version.locked:
        return
    version.check_began = now()
    version.save(update_fields=["check_began"])
    _said(version, CheckState.RUNNING, "正在读取和检查")
    try:
        with apart(
            "check",
            {version.filename: version.document.path},
            lambda words: _said(version, CheckState.RUNNING, words),
            seconds=SECONDS,
        ) as outcome:
            _keep(version, outcome)
        cross(version)
    except ApartError as why:
        _said(version, CheckState.FAILED, str(why))
    except OSError as fault:
        _said(version, CheckState.FAILED, f"结果存不下来（{fault.strerror}）：请腾出磁盘空间后重新检查。")


def _said(version: Version, state: CheckState, words: str) -> None:
    version.check_state, version.check_said = state, words[:300]
    version.save(update_fields=["check_state", "check_said"])


@transaction.atomic
def _keep(version: Version, outcome: WorkDone) -> None:
    """Keep the result whole, a row for each finding, and the document as it is shown."""
    result: dict[str, Any] = json.loads((outcome.out / "result.json").read_text(encoding="utf-8"))
    version.findings.all().delete()
    version.leaves.all().delete()
    Found.objects.bulk_create(
        Found(
            version=version,
            order=order,
            number=found["number"],
            fingerprint=found["fingerprint"],
            rule=found["rule"],
            verdict=found["verdict"],
            severity=found["severity"],
            title=found["title"][:200],
            message=found["message"],
            data=found,
        )
        for order, found in enumerate(outcome.told["findings"])
    )
    PagePicture.objects.bulk_create(
        PagePicture(version=version, picture=_kept(outcome.out / f"{leaf['number']}.png"), **leaf)
        for leaf in outcome.told["leaves"]
    )
    version.result = _kept(outcome.out / "result.json")
    version.lines = _kept(outcome.out / "lines.json")
    version.text = None if outcome.told["leaves"] else _kept(outcome.out / "text.html")
    version.summary = result["summary"] | {
        "document": result["document"],
        "unaccepted": outcome.told["unaccepted"],
    }
    version.check_state, version.check_said = CheckState.DONE, ""
    version.save(update_fields=["result", "lines", "text", "summary", "check_state", "check_said"])


def _kept(path: Path) -> StoredFile:
    return keep([path.read_bytes()])
