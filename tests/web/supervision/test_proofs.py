"""Files that prove something are kept once and within limits."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.web.audit.models import Entry
from mingzhang.web.supervision.models import MatterProof
from mingzhang.web.supervision.moves import MatterMoveError
from mingzhang.web.supervision.proofs import MOST, attach, bytes_of, checked
from tests.web.conftest import District
from tests.web.supervision.courses import PREPARER, duty_of, signed_for


def file(name: str = "验收单.pdf", data: bytes = b"pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def test_too_many_files_are_refused() -> None:
    checked([file()] * MOST)
    with pytest.raises(MatterMoveError, match="一次最多附"):
        checked([file()], already=MOST)


def test_a_file_is_kept_once_and_given_out_as_it_is(district: District) -> None:
    duty = duty_of(signed_for(district), district.department)
    attach(duty, district.person(PREPARER), [file(), file("同一份.pdf")])
    proof = MatterProof.objects.get()
    assert bytes_of(proof) == b"pdf" and str(proof) == "验收单.pdf"
    assert Entry.objects.filter(what="佐证材料").count() == 1
