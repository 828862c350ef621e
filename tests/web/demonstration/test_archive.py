"""The made-up fonds: items at several stages, changes decided and waiting, a box that is out."""

from __future__ import annotations

from pathlib import Path

import pytest

from mingzhang.archive.course import out_of_store
from mingzhang.web.archive import handing
from mingzhang.web.archive.carried import catalogue_of
from mingzhang.web.archive.models import Fonds, HeldBox, HeldItem, RetentionDecision
from mingzhang.web.demonstration.archive import lay_archive
from mingzhang.web.people.models import Person, Role
from tests.web.archive.apart_here import apart_in
from tests.web.conftest import District


def test_the_fonds_has_something_on_every_page(
    district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(handing, "apart", apart_in(tmp_path))
    for role in (Role.ARCHIVIST, Role.LEADER):
        Person.objects.filter(pk=district.person(role).pk).update(username=role.value)
    lay_archive(district.region)
    made = catalogue_of(Fonds.objects.get(), steps=True)
    assert list(made.faults()) == [] and len(made.objects) == 3 and len(out_of_store(made.custody)) == 1
    assert {row.stage for row in HeldItem.objects.all()} == {"待鉴定", "编目", "识别", "验收"}
    assert RetentionDecision.objects.filter(decided=None).count() == 2
    assert [change.old for change in made.changes] and HeldBox.objects.count() > 2
