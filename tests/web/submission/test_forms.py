"""What is refused before it is kept."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.datastructures import MultiValueDict

from mingzhang.web.submission.forms import UploadForm


@pytest.mark.parametrize(
    ("name", "fits"), [("决算.docx", True), ("决算.PDF", True), ("木马.exe", False), ("无", False)]
)
def test_only_documents_are_taken(name: str, fits: bool) -> None:
    files: MultiValueDict[str, Any] = MultiValueDict({"document": [SimpleUploadedFile(name, b"x")]})
    form = UploadForm({}, files)
    assert form.is_valid() is fits
    if not fits:
        assert "不是可以检查的文件" in str(form.errors)
