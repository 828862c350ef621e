"""Everything in one file, out and in again: the data as they are written by every database, and the files.

A backup is a zip of ``data.json`` (Django's own form, without sessions and tasks) and the stored files under
their hashes.  It is restored into an empty database of either kind; a file whose hash is not its name is
refused.
"""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction

from mingzhang.web.audit.log import faults
from mingzhang.web.files.models import StoredFile
from mingzhang.web.portal.models import Edition
from mingzhang.web.portal.words_index import learn

_PASSING = ("background",)  # of our apps: what tells of this machine at this moment
_DATA = "data.json"


class RestoreError(Exception):
    """A backup that cannot be restored; its text says why."""


def back_up(path: Path) -> int:
    """Write a backup; the number of files in it.  It appears whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        data, made = Path(folder) / _DATA, Path(folder) / "made.zip"
        with transaction.atomic():
            call_command("dumpdata", *_labels(), output=str(data), verbosity=0)
            files = list(StoredFile.objects.all())
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.write(data, _DATA)
            for file in files:
                archive.write(file.path, f"files/{file.sha256}")
        made.replace(path)
    return len(files)


def _labels() -> list[str]:
    """Our own apps: what they hold is all there is to keep."""
    own = [app.label for app in apps.get_app_configs() if app.name.startswith("mingzhang.web")]
    return [label for label in own if label not in _PASSING]


def restore(path: Path) -> int:
    """Restore a backup into an empty database; the number of files.  What fails leaves it empty."""
    if StoredFile.objects.exists() or apps.get_model("register", "Organisation").objects.exists():
        raise RestoreError("数据库不是空的：请先换一个空的数据库（或数据文件夹），再恢复。")
    try:
        with zipfile.ZipFile(path) as archive, tempfile.TemporaryDirectory() as folder:
            archive.extract(_DATA, folder)
            with transaction.atomic():
                call_command("loaddata", str(Path(folder) / _DATA), verbosity=0)
                _rewind()
                count = _files(archive)
                for edition in Edition.objects.values_list("pk", flat=True):
                    learn(edition)  # what is searched is no table of ours, and is made again
                if wrong := list(faults()):
                    raise RestoreError(f"备份里的操作日志不相符：{wrong[0]}")
                return count
    except (OSError, zipfile.BadZipFile, KeyError) as fault:
        raise RestoreError(f"{path}不是完整的备份文件。") from fault


def _rewind() -> None:
    """Let PostgreSQL count on from the numbers that were restored; SQLite does so by itself."""
    from django.core.management.color import no_style

    models = [model for label in _labels() for model in apps.get_app_config(label).get_models()]
    with connection.cursor() as cursor:
        for sql in connection.ops.sequence_reset_sql(no_style(), models):
            cursor.execute(sql)


def _files(archive: zipfile.ZipFile) -> int:
    """Put the files in their places; one that is not what its name says is refused."""
    files = list(StoredFile.objects.all())
    for file in files:
        data = archive.read(f"files/{file.sha256}")
        if hashlib.sha256(data).hexdigest() != file.sha256:
            raise RestoreError(f"备份里的文件 {file} 与其校验值不符。")
        file.path.parent.mkdir(parents=True, exist_ok=True)
        file.path.write_bytes(data)
    Path(settings.MEDIA_ROOT).mkdir(parents=True, exist_ok=True)
    return len(files)
