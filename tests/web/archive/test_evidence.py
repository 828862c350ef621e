"""Evidence of the other parts of the office becomes items: nothing typed again, nothing filed twice."""

from __future__ import annotations

from datetime import datetime
from importlib import import_module
from typing import Any

import pytest
from django.utils import timezone

from mingzhang.archive.codes import code_of, series_faults
from mingzhang.web.appraisal.score_models import LeafProof
from mingzhang.web.archive import evidence
from mingzhang.web.archive.carried import catalogue_of
from mingzhang.web.archive.models import Fonds, FondsCode, HeldItem
from mingzhang.web.archive.moves import ArchiveMoveError
from mingzhang.web.audit.models import Entry
from mingzhang.web.files.models import StoredFile
from mingzhang.web.people.models import Role
from mingzhang.web.submission.models import Status, Version
from mingzhang.web.supervision.models import MatterEvent, MatterProof
from mingzhang.web.verification.models import CheckPhoto
from mingzhang.web.verification.problem_models import ProblemEvidence
from tests.web.archive.objects import fonds_at, item
from tests.web.conftest import DAY, District

YEAR = DAY.year


def codes(fonds: Fonds) -> tuple[FondsCode, FondsCode]:
    return fonds.codes.get(kind=FondsCode.CATEGORY), fonds.codes.get(kind=FondsCode.DEPARTMENT)


def published(district: District, words: bytes = b"account", status: str = Status.PUBLISHED) -> Version:
    made = district.draft(words)
    Version.objects.filter(pk=made.pk).update(status=status, made=timezone.make_aware(datetime(YEAR, 6, 1)))
    return made


def everything(district: District) -> None:
    """A piece of each kind, of the department."""
    published(district)
    for app, model in (
        ("supervision", MatterProof),
        ("verification", ProblemEvidence),
        ("appraisal", LeafProof),
    ):
        import_module(f"tests.web.{app}.objects").object_of(model, district.department, district)
    moment = timezone.make_aware(datetime(YEAR, 7, 1))
    models: tuple[Any, ...] = (MatterProof, ProblemEvidence, CheckPhoto, LeafProof)
    for at, kind in enumerate(models):
        own = StoredFile.objects.create(sha256=f"{at}" * 64, size=1)
        kind.objects.update(file=own)
    MatterProof.objects.update(at=moment, event=MatterEvent.objects.first())
    ProblemEvidence.objects.update(at=moment)
    LeafProof.objects.update(day=DAY)


def test_every_kind_becomes_items_with_numbers_and_their_very_bytes(district: District) -> None:
    everything(district)
    fonds, who = fonds_at(district.region), district.person(Role.ARCHIVIST)
    years = {YEAR, *CheckPhoto.objects.values_list("check_of__day__year", flat=True)}
    found = {
        kind: len(some) for year in years for kind, some in evidence.waiting(fonds, year).items() if some
    }
    assert set(found) == set(evidence.KINDS)
    before = StoredFile.objects.count()
    made = sum(
        evidence.take_over(fonds, who, year, list(evidence.KINDS), codes(fonds), "30年") for year in years
    )
    rows = list(HeldItem.objects.select_related("place__series", "evidence").order_by("place"))
    assert made == len(rows) and StoredFile.objects.count() == before, "no byte is kept twice"
    assert {row.stage for row in rows} == {"挂接"} and list(
        series_faults(code_of(r.code) for r in rows)
    ) == []
    account = HeldItem.objects.get(evidence__sha256=Version.objects.get(status=Status.PUBLISHED).document_id)
    assert account.evidence is not None and account.evidence.read() == b"account"
    assert (account.author, account.note, account.period) == ("甲区水务局", "决算.docx", "30年")
    assert [step.step for step in account.steps.all()][:3] == ["鉴定", "整理", "编目"]
    assert (
        list(catalogue_of(fonds, steps=True).faults()) == []
        and Entry.objects.filter(what="佐证归档").exists()
    )


def test_nothing_is_filed_twice_and_numbers_go_on(district: District) -> None:
    fonds, who = fonds_at(district.region), district.person(Role.ARCHIVIST)
    item(fonds, period="30年", year=YEAR)
    published(district)
    said = (fonds, who, YEAR, list(evidence.KINDS), codes(fonds), "30年")
    assert evidence.take_over(*said) == 1
    with pytest.raises(ArchiveMoveError, match=f"{YEAR}年没有还没归档的佐证材料"):
        evidence.take_over(*said)
    assert HeldItem.objects.exclude(evidence=None).get().code == f"0123-WS·{YEAR}-D30-BGS-0002"


def test_drafts_other_years_and_other_districts_are_not_filed(district: District) -> None:
    published(district, status=Status.DRAFT)
    fonds = fonds_at(district.region)
    assert not any(evidence.waiting(fonds, YEAR).values())
    Version.objects.update(status=Status.APPROVED)
    assert not any(evidence.waiting(fonds, YEAR - 1).values())
    assert not any(evidence.waiting(fonds_at(district.other_region), YEAR).values())
    assert not any(evidence.waiting(fonds, YEAR, ["督查佐证"]).values())
    assert len(evidence.waiting(fonds, YEAR)["报送材料"]) == 1


def test_the_leader_accepts_what_was_filed(district: District) -> None:
    fonds, who, leader = (
        fonds_at(district.region),
        district.person(Role.ARCHIVIST),
        district.person(Role.LEADER),
    )
    with pytest.raises(ArchiveMoveError, match="没有等待签批"):
        evidence.accept_all(fonds, leader)
    published(district)
    with pytest.raises(ArchiveMoveError, match="没有“整理档案”的权限"):
        evidence.take_over(fonds, leader, YEAR, list(evidence.KINDS), codes(fonds), "30年")
    evidence.take_over(fonds, who, YEAR, list(evidence.KINDS), codes(fonds), "30年")
    with pytest.raises(ArchiveMoveError, match="没有“签批档案”的权限"):
        evidence.accept_all(fonds, who)
    assert evidence.accept_all(fonds, leader) == 1
    assert HeldItem.objects.get().steps.last().by == leader.name  # type: ignore[union-attr]
