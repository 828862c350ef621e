"""The check runs in a child, and what it says is kept."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.submission import checking
from mingzhang.web.submission.checking import check_version
from mingzhang.web.submission.models import CheckState, Version
from mingzhang.web.submission.moves import add_version
from tests.web.conftest import District


def checked(district: District, name: str, data: bytes) -> Version:
    made = add_version(district.submission, district.person(Role.PREPARER), name, [data])
    check_version.func(made.pk)
    return Version.objects.get(pk=made.pk)


def test_a_document_is_checked(district: District, root: Path) -> None:
    path = root / "examples/fengtai-2020-faults.docx"
    version = checked(district, path.name, path.read_bytes())
    assert version.check_state == CheckState.DONE
    found = version.findings.filter(verdict="fails").count()
    assert 0 < found <= version.summary["fails"], "consequences are counted, and fold beneath their causes"
    assert version.result is not None and version.summary["document"]["year"] == 2020
    check_version.func(version.pk)  # a worker that was killed takes it up again
    assert version.findings.filter(verdict="fails").count() == found


@pytest.mark.parametrize("name", ["决算.docx", "../../x.pdf", "-o.docx"])
def test_what_is_no_document_is_one_sentence(district: District, name: str) -> None:
    version = checked(district, name, b"PK\x03\x04 no document")
    assert version.check_state == CheckState.FAILED, version.summary
    assert version.check_said and "Traceback" not in version.check_said


def test_a_full_disk_is_told(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    version = district.draft(checked=False)

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(checking, "_keep", full)
    Path(version.document.path).write_text("某局2024年度部门决算", encoding="utf-8")
    Version.objects.update(filename="决算.txt")
    check_version.func(version.pk)
    version.refresh_from_db()
    assert version.check_state == CheckState.FAILED and "磁盘空间" in version.check_said


def test_a_file_that_vanished_is_told(district: District) -> None:
    version = district.draft(checked=False)
    version.document.path.unlink()
    check_version.func(version.pk)
    version.refresh_from_db()
    assert version.check_state == CheckState.FAILED and "从备份恢复" in version.check_said
