"""Files of many units at once."""

from __future__ import annotations

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.web.people.models import Role
from mingzhang.web.submission import batches
from mingzhang.web.submission.batch_models import Batch, FileState
from mingzhang.web.submission.models import Status, Submission, Version
from tests.web.conftest import District

LINES = "{}2025年度部门决算\n二、收入决算情况说明\n2025年度收入合计130.00万元。"


def archive(files: dict[str, str]) -> SimpleUploadedFile:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    return SimpleUploadedFile("各单位.zip", stream.getvalue())


def begun(district: District, files: dict[str, str]) -> Batch:
    batch = batches.begin(district.season, district.person(Role.MANAGER), [archive(files)])
    batches.take_apart.func(batch.pk)
    return Batch.objects.get(pk=batch.pk)


def test_each_file_finds_its_unit_or_is_asked(district: District) -> None:
    names = {
        "水务/甲区水务局.txt": LINES.format("甲区水务局"),
        "决算.txt": LINES.format("丙区财政局"),
        "照片.exe": "x",
    }
    batch = begun(district, names)
    sure, asked, left = batch.files.all()
    assert (sure.state, sure.submission) == (FileState.SURE, district.submission)
    assert asked.state == FileState.ASKED and asked.submission is None
    assert left.state == FileState.LEFT and "不是可以检查" in left.why
    assert Version.objects.count() == 0, "nothing is put in unasked"
    assert batches.put_in(batch, district.person(Role.MANAGER), {sure.pk: district.submission.pk}) == 1
    assert batches.put_in(batch, district.person(Role.MANAGER), {sure.pk: district.submission.pk}) == 0
    version = district.submission.current
    assert version is not None and version.filename == "甲区水务局.txt" and version.status == Status.DRAFT


def test_two_files_for_one_unit_are_asked(district: District) -> None:
    text = LINES.format("甲区水务局")
    batch = begun(district, {"甲区水务局1.txt": text, "甲区水务局2.txt": text + "\n"})
    assert {file.state for file in batch.files.all()} == {FileState.ASKED}


def test_what_is_locked_stays_out_with_the_reason(district: District) -> None:
    batch = begun(district, {"甲区水务局.txt": LINES.format("甲区水务局")})
    district.draft()
    Version.objects.update(status=Status.APPROVED)
    file = batch.files.get()
    assert batches.put_in(batch, district.person(Role.MANAGER), {file.pk: district.submission.pk}) == 0
    assert "已锁定" in batch.files.get().why


@pytest.mark.parametrize("name", ["../甲区水务局.txt", "里面.zip"])
def test_an_unsafe_archive_is_refused_whole(district: District, name: str) -> None:
    batch = begun(district, {name: LINES.format("甲区水务局"), "甲区档案馆.txt": "x"})
    assert batch.said.startswith("没有拆开") and not batch.files.exists()


def test_the_page_asks_what_is_doubtful(district: District) -> None:
    batch = begun(district, {"甲区水务局.txt": "没有单位的一句话。"})
    client = district.client(Role.MANAGER)
    page = client.get(f"/submissions/batches/{batch.pk}/").content.decode()
    assert "没有读到文件里的单位" in page and "（可能是）" in page
    other = Submission.objects.get(organisation=district.other_department)
    client.post(f"/submissions/batches/{batch.pk}/put/", {f"file-{batch.files.get().pk}": f"{other.pk}"})
    assert Version.objects.get().submission == other
