"""What is uploaded becomes a version, whole or not at all."""

from __future__ import annotations

import errno
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.web.people.models import Role
from mingzhang.web.submission import moves
from mingzhang.web.submission.taking import UnkeptError, taken
from tests.web.conftest import District


def test_several_files_are_one_version(district: District) -> None:
    files = [SimpleUploadedFile("说明.docx", b"1"), SimpleUploadedFile("表.xlsx", b"2")]
    made = taken(district.submission, district.person(Role.PREPARER), files)
    with zipfile.ZipFile(made.document.path) as archive:
        assert archive.namelist() == ["说明.docx", "表.xlsx"]
    assert made.filename.endswith(".zip")


def test_a_full_disk_leaves_no_version(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_chunks: object) -> None:
        raise OSError(errno.ENOSPC, "设备上没有空间")

    monkeypatch.setattr(moves, "keep", full)
    with pytest.raises(UnkeptError, match="没有空间"):
        taken(district.submission, district.person(Role.PREPARER), [SimpleUploadedFile("a.docx", b"1")])
    assert district.submission.current is None
