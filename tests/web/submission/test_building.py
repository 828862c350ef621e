"""Building from a workbook."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.disclosure.filing_template import write_template
from mingzhang.disclosure.invented import InventedLedger
from mingzhang.web.people.models import Role
from mingzhang.web.submission import building
from mingzhang.web.submission.building_models import Building, BuildState
from mingzhang.web.submission.moves import IllegalMoveError
from tests.web.conftest import District


def workbook(district: District, lacking: bool) -> SimpleUploadedFile:
    """A workbook of the department, filled with invented figures; ``lacking`` the reasons of changes."""
    filing = InventedLedger(7, year=2025, size=4, unit=district.department.name).filing()
    if lacking:
        filing.words = {key: words for key, words in filing.words.items() if not key.startswith("原因:")}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "填报.xlsx"
        write_template(filing.place or "000000", 2025, path, filing=filing)
        return SimpleUploadedFile("填报.xlsx", path.read_bytes())


def test_the_template_is_the_units(district: District) -> None:
    book = openpyxl.load_workbook(io.BytesIO(building.template(district.submission)))
    said = [str(cell) for row in book.worksheets[0].iter_rows(values_only=True) for cell in row if cell]
    assert "甲区水务局" in said and "2025" in " ".join(said)


def test_what_only_people_know_is_asked_one_by_one(district: District) -> None:
    who = district.person(Role.PREPARER)
    made = building.begin(district.submission, who, workbook(district, lacking=True))
    building.build_draft.func(made.pk)
    made.refresh_from_db()
    assert made.state == BuildState.ASKED and made.questions and not made.problems, made.problems
    page = district.client(Role.PREPARER).get(f"/submissions/{district.submission.pk}/build/")
    assert made.questions[0] in page.content.decode()
    with pytest.raises(IllegalMoveError, match="不在了"):
        building.answer(made, who, "别的问题", "x")
    for question in made.questions:
        building.answer(made, who, question, "项目进度安排有变化")
    made.refresh_from_db()
    assert made.state == BuildState.UNDER_WAY
    building.build_draft.func(made.pk)
    made.refresh_from_db()
    version = district.submission.current
    assert made.state == BuildState.DONE, made.problems
    assert version is not None and version.filename.endswith(".docx") and version.note == "由填报表编成"


def test_a_workbook_that_is_none_is_told(district: District) -> None:
    file = SimpleUploadedFile("填报.xlsx", b"PK no workbook")
    made = building.begin(district.submission, district.person(Role.PREPARER), file)
    building.build_draft.func(made.pk)
    made = Building.objects.get()
    assert made.state == BuildState.WRONG and len(made.problems) == 1
    assert district.submission.current is None


def test_a_second_workbook_replaces_none_unseen_and_loses_none(district: District) -> None:
    client, address = district.client(Role.PREPARER), f"/submissions/{district.submission.pk}/build/"

    def upload(words: bytes, seen: str) -> str:
        file = SimpleUploadedFile(f"{words.decode()}.xlsx", words)
        return client.post(address, {"workbook": file, "seen": seen}, follow=True).content.decode()

    upload(b"1", "")
    first = Building.objects.get().workbook_id
    assert "上传了填报表“1.xlsx”，这一份没有放进去" in upload(b"2", "")
    assert Building.objects.get().workbook_id == first
    assert f'value="{first}"' in client.get(address).content.decode()
    upload(b"2", first)
    upload(b"2", first)  # the same sent twice
    made = Building.objects.get()
    assert [one["name"] for one in made.former] == ["1.xlsx"] and made.filename == "2.xlsx"
    for query, words in (("", b"2"), ("?former=0", b"1")):
        sent = client.get(f"/submissions/{district.submission.pk}/workbook/{query}")
        assert b"".join(sent) == words and "attachment" in sent["Content-Disposition"]
    assert client.get(f"/submissions/{district.submission.pk}/workbook/?former=7").status_code == 404
