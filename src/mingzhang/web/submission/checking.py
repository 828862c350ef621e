"""The check of a version, in the background: a task takes it up, a process of its own reads the file.

What people upload is parsed in a child with limits in time and memory: whatever a hostile file does, it does
not do it to the application.
"""

from __future__ import annotations

import json
import resource
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from django.db import transaction
from django_tasks import task

from mingzhang.web.files.models import keep
from mingzhang.web.submission.models import CheckState, Found, Version

_SECONDS = 300
_MEMORY = 4 << 30  # bytes


def start(version: Version) -> None:
    """Ask for the check of a version; it begins once the version is really there."""
    transaction.on_commit(lambda: check_version.enqueue(version.pk))


@task()
def check_version(pk: int) -> None:
    """Check one version and keep what was found; done twice (a worker was killed) it gives the same."""
    version = Version.objects.select_related("document", "submission__season").get(pk=pk)
    if version.check_state == CheckState.DONE or version.locked:
        return
    _said(version, CheckState.RUNNING, "正在读取和检查")
    code, printed, told = _run(version)
    result = json.loads(printed or "null")
    if result is None:  # nothing could be read: why is said on the other stream
        why = (told.strip().splitlines() or [f"检查程序意外结束（{code}）"])[-1]
        _said(version, CheckState.FAILED, why)
    else:
        _keep(version, result)


def _run(version: Version) -> tuple[int, str, str]:
    """The check in a child, on a copy that bears the name of the file: messages speak of it."""
    with tempfile.TemporaryDirectory() as folder:
        name = Path(version.filename).name or "文件"
        shutil.copyfile(version.document.path, Path(folder) / name)
        command = [sys.executable, "-m", "mingzhang.cli", "check", name, "--json", "--no-cache"]
        run = subprocess.run(
            [*command, f"--max-seconds={_SECONDS}"],
            cwd=folder,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=_SECONDS + 60,
            preexec_fn=_limited,
        )
    return run.returncode, run.stdout, run.stderr


def _limited() -> None:
    """In the child, before it is the program: no more memory than this."""
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


def _said(version: Version, state: CheckState, words: str) -> None:
    version.check_state, version.check_said = state, words[:300]
    version.save(update_fields=["check_state", "check_said"])


@transaction.atomic
def _keep(version: Version, result: dict[str, Any]) -> None:
    """Keep the result whole, and a row for each finding."""
    version.findings.all().delete()
    Found.objects.bulk_create(
        Found(
            version=version,
            order=order,
            fingerprint=found["fingerprint"],
            rule=found["rule"],
            verdict=found["verdict"],
            severity=found["severity"],
            title=found["title"][:200],
            message=found["message"],
            data=found,
        )
        for order, found in enumerate(result["findings"])
    )
    version.result = keep([json.dumps(result, ensure_ascii=False).encode()])
    version.summary = result["summary"] | {"document": result["document"]}
    version.check_state, version.check_said = CheckState.DONE, ""
    version.save(update_fields=["result", "summary", "check_state", "check_said"])
