"""A unit's work is kept whole or not at all."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.web.supervision.answering import drafted, worked
from mingzhang.web.supervision.models import MatterDraft, MatterProof
from mingzhang.web.supervision.moves import MatterMoveError
from tests.web.conftest import District
from tests.web.supervision.courses import PREPARER, assigned, duty_of, signed_for


def test_a_draft_that_cannot_be_handed_in_is_not_kept_by_half(district: District) -> None:
    duty = duty_of(assigned(district), district.department)  # nobody has signed for it
    told = {"act": "反馈", "text": "完工", "do": "hand_in"}
    with pytest.raises(MatterMoveError, match="还没有签收"):
        worked(duty, district.person(PREPARER), told, [SimpleUploadedFile("照片.jpg", b"x")])
    assert not MatterDraft.objects.exists() and not MatterProof.objects.exists()


def test_the_same_draft_twice_is_one(district: District) -> None:
    duty = duty_of(signed_for(district), district.department)
    told = {"act": "反馈", "text": "完工", "do": "save"}
    addresses = {worked(duty, district.person(PREPARER), told, [])[1] for _ in range(2)}
    assert len(addresses) == MatterDraft.objects.count() == 1


def test_a_file_is_added_to_a_draft(district: District) -> None:
    duty = duty_of(signed_for(district), district.department)
    who = district.person(PREPARER)
    worked(duty, who, {"act": "反馈", "text": "完工", "do": "save"}, [])
    draft = MatterDraft.objects.select_related("duty__organisation", "duty__matter", "matter").get()
    told = {"text": "完工", "edition": "1", "do": "save"}
    for _ in range(2):
        drafted(draft, who, told, [SimpleUploadedFile("照片.jpg", b"x")])
    assert draft.proofs.count() == 1
