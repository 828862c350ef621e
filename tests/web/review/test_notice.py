"""The notice that goes back with a version."""

from __future__ import annotations

import io
from zipfile import ZipFile

import openpyxl
import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.review.notice import items, notice, written
from mingzhang.web.submission.models import Answer, Opinion, Remark, Version
from tests.web.conftest import District


def returned(district: District) -> Version:
    """A version with a remark, a refused answer, an accepted one and a finding without any."""
    version = district.draft()
    for number, words in enumerate(("不认可的", "认可的", "没有答复的"), 1):
        district.found(version, words, number)
    for found, judged in zip(version.findings.all(), (Opinion.REFUSED, Opinion.ACCEPTED), strict=False):
        Answer.objects.create(
            submission=version.submission,
            fingerprint=found.fingerprint,
            kind="explained",
            reason="批复如此",
            judged=judged,
            remark="批复没有这样写",
            by=district.person(Role.PREPARER),
        )
    Remark.objects.create(version=version, page=3, words="<请说明>口径", by=district.person(Role.REVIEWER))
    return Version.objects.select_related("submission__season__organisation", "submission__requirement").get()


def test_only_what_is_left_to_do_is_listed(district: District) -> None:
    told = [(item.problem, item.opinion) for item in items(returned(district))]
    assert told == [
        ("", "<请说明>口径"),
        ("不认可的", "不认可：批复没有这样写"),
        ("没有答复的", "请核对改正，或写明理由"),
    ]


@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_it_is_a_file_of_the_office(district: District, ending: str) -> None:
    version = returned(district)
    data = io.BytesIO(written(version, ending))
    if ending == "docx":
        text = ZipFile(data).read("word/document.xml").decode()
        assert "甲区水务局" in text and "&lt;请说明&gt;口径" in text and "审核意见" in text
    else:
        sheet = openpyxl.load_workbook(data).worksheets[0]
        said = [str(cell) for row in sheet.iter_rows(values_only=True) for cell in row if cell]
        assert "不认可：批复没有这样写" in said and "认可的" not in said


def test_it_can_be_taken_away(district: District) -> None:
    version = returned(district)
    assert "3 项" in "".join(getattr(piece.block, "text", "") for piece in notice(version).pieces)
    sent = district.client(Role.PREPARER).get(f"/review/versions/{version.pk}/notice/?as=xlsx")
    assert sent.content[:2] == b"PK" and sent["Content-Disposition"].startswith("attachment")
