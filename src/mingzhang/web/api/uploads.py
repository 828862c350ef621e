"""Files that programs hand over, under the same conditions as those of people."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict

from mingzhang.web.submission.forms import UploadForm, fitting


def fit(file: UploadedFile[Any], note: str = "") -> None:
    """Refuse what the form on the page would refuse, in its words.

    >>> from django.core.files.uploadedfile import SimpleUploadedFile
    >>> from mingzhang.web.submission.forms import UnfitError
    >>> try:
    ...     fit(SimpleUploadedFile("a.docx", b""))
    ... except UnfitError as refused:
    ...     print(refused)
    所提交的是空文件。
    """
    fitting(UploadForm({"note": note}, MultiValueDict({"document": [file]})))
