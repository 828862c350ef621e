"""Everything goes into one file and comes back into an empty database; nothing comes back wrong."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection

from mingzhang.web.audit.log import faults
from mingzhang.web.audit.models import Entry
from mingzhang.web.files.models import StoredFile
from mingzhang.web.people.models import Role
from mingzhang.web.shared.backup import RestoreError, back_up, restore
from mingzhang.web.submission.models import Submission
from tests.web.conftest import District
from tests.web.shared.test_tables import tables, tables_in
from tests.web.submission.test_moves import APPROVED, walk


@pytest.fixture
def saved(district: District, tmp_path: Path, transactional_db: None) -> Path:
    """A backup of a district with an approved version; the database is empty again."""
    district.draft(b"the account")
    walk(district, *APPROVED)
    path = tmp_path / "备份.zip"
    assert back_up(path) == 1
    call_command("flush", interactive=False, verbosity=0)
    return path


def test_all_of_it_comes_back(saved: Path, settings: object, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = tmp_path / "另一处"  # type: ignore[attr-defined]
    assert restore(saved) == 1
    submission = Submission.objects.shown().get(current__isnull=False)
    assert submission.said == "已审定" and submission.current is not None
    assert submission.current.document.read() == b"the account"
    assert Entry.objects.count() > 5 and list(faults()) == []


def test_it_goes_through_the_other_database_and_back(saved: Path, settings: object, tmp_path: Path) -> None:
    """From here into SQLite in a folder of its own, by processes of their own, and from there back.

    The first migrates, so its tables are held against those of the models, which other tests work on.
    """
    environment = {name: value for name, value in os.environ.items() if name != "MINGZHANG_DATABASE"}
    environment |= {
        "MINGZHANG_DATA": str(tmp_path / "数据"),
        "DJANGO_SETTINGS_MODULE": "mingzhang.web.settings",
    }
    back = tmp_path / "回.zip"
    for words in (["migrate"], ["restore", str(saved)], ["audit", "verify"], ["backup", str(back)]):
        ran = subprocess.run(
            [sys.executable, "-m", "mingzhang.web", *words], env=environment, capture_output=True, text=True
        )
        assert ran.returncode == 0, ran.stderr
    if connection.vendor == "sqlite":
        assert tables_in(tmp_path / "数据") == tables(connection)
    settings.MEDIA_ROOT = tmp_path / "另一处"  # type: ignore[attr-defined]
    assert restore(back) == 1
    assert Entry.objects.count() > 5 and list(faults()) == []


def test_a_database_with_something_in_it_is_left_alone(district: District, tmp_path: Path) -> None:
    back_up(tmp_path / "备份.zip")
    with pytest.raises(RestoreError, match="不是空的"):
        restore(tmp_path / "备份.zip")


def test_an_exchanged_file_is_refused_and_nothing_is_kept(
    saved: Path, settings: object, tmp_path: Path
) -> None:
    settings.MEDIA_ROOT = tmp_path / "另一处"  # type: ignore[attr-defined]
    spoiled = tmp_path / "坏.zip"
    with zipfile.ZipFile(saved) as old, zipfile.ZipFile(spoiled, "w") as new:
        for name in old.namelist():
            new.writestr(name, b"other" if name.startswith("files/") else old.read(name))
    with pytest.raises(RestoreError, match="与其校验值不符"):
        restore(spoiled)
    assert not Submission.objects.exists() and not StoredFile.objects.exists()


@pytest.mark.parametrize("data", [b"", b"PK no zip"])
def test_what_is_no_backup_is_said(db: None, tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.zip").write_bytes(data)
    with pytest.raises(CommandError, match="不是完整的备份文件"):
        call_command("restore", str(tmp_path / "x.zip"))


def test_the_command_says_what_is_in_it(
    district: District, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    district.person(Role.MANAGER)
    call_command("backup", str(tmp_path / "备份.zip"))
    assert "数据和 0 个文件" in capsys.readouterr().out
