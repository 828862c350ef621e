"""Corrections taken over by a click."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.web.people.models import Role
from mingzhang.web.submission import adopting
from mingzhang.web.submission.checking import check_version
from mingzhang.web.submission.models import Adoption, LockedError, Status, Version
from mingzhang.web.submission.moves import IllegalMoveError, add_version
from tests.web.conftest import District

SUSPECT = {"place": 0, "printed": "6.20", "replacement": "6.30万元", "slip": "", "confidence": 0.95}


def test_one_suspect_of_a_finding_at_a_time(district: District) -> None:
    places = [{"printed": "6.20万元"}]
    found = district.found(district.draft(), suspects=[SUSPECT, SUSPECT], places=places)
    who = district.person(Role.PREPARER)
    for order in (0, 1):
        adopting.adopt(found, who, order)
    assert Adoption.objects.get().suspect == 1
    with pytest.raises(IllegalMoveError, match="不能自动改正"):
        adopting.adopt(found, who, 7)
    adopting.adopt(found, who, None)
    assert not Adoption.objects.exists()
    with pytest.raises(IllegalMoveError, match="没有采纳"):
        adopting.ask_for_copy(found.version, who)


def test_what_was_handed_in_is_corrected_no_more(district: District) -> None:
    found = district.found(district.draft(), suspects=[SUSPECT], places=[{"printed": "6.20万元"}])
    Version.objects.update(status=Status.SUBMITTED)
    with pytest.raises(LockedError, match="已报送"):
        adopting.adopt(found, district.person(Role.PREPARER), 0)


def test_the_corrected_copy_is_the_next_draft(district: District, root: Path) -> None:
    path, who = root / "examples/fengtai-2020-faults.docx", district.person(Role.PREPARER)
    version = add_version(district.submission, who, path.name, [path.read_bytes()])
    check_version.func(version.pk)
    assert adopting.adopt_sure(version, who) > 0
    adopting.make_copy.func(version.pk, who.pk)
    version.refresh_from_db()
    made = district.submission.current
    assert made is not None and made.number == 2 and made.note.startswith("用修订改正"), version.making
    assert version.status == Status.SUPERSEDED and made.document_id != version.document_id
    check_version.func(made.pk)
    before, now = (
        set(each.findings.filter(number__gt=0).values_list("fingerprint")) for each in (version, made)
    )
    assert len(now) < len(before), "what was corrected is found no more"
    made.refresh_from_db()
    assert "没有接受的修订" in made.unaccepted
    adopting.ask_for_clean(made, who)
    adopting.make_clean.func(made.pk, who.pk)
    adopting.make_clean.func(made.pk, who.pk)  # a worker that was killed at the end: still one copy
    clean = district.submission.current
    assert clean is not None and clean.number == 3 and clean.note.startswith("清洁稿")
    check_version.func(clean.pk)
    clean.refresh_from_db()
    assert clean.unaccepted == ""
    assert set(clean.findings.filter(number__gt=0).values_list("fingerprint")) == now
