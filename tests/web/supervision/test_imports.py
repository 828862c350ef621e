"""A ledger is taken in whole or not at all; with signatures in it only by the signatory."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mingzhang.sheets import write_sheets
from mingzhang.supervision.ledger import MatterLedger, ledger_workbook, read_ledger
from mingzhang.supervision.matter import LEAD, Act, Event, Matter, Period, Source
from mingzhang.supervision.register import MatterRegister
from mingzhang.web.files.models import keep
from mingzhang.web.supervision import imports
from mingzhang.web.supervision.carried import carried
from mingzhang.web.supervision.entering import take_in, wrong_in
from mingzhang.web.supervision.models import LedgerImport, MatterEvent, SupervisedMatter
from mingzhang.web.supervision.moves import MatterMoveError
from mingzhang.web.supervision.numbers import next_letters, office_of
from tests.web.conftest import District
from tests.web.performance.here import inside
from tests.web.supervision.courses import LEADER, OFFICE

START = date(2026, 3, 2)


def register(unit: str = "甲区水务局", secrecy: str = "") -> MatterRegister:
    made = MatterRegister()
    made.enter(Matter("DC-1", "治理积水点", Source.MEDIA, START, secrecy=secrecy))
    made.enter(Matter("DC-2", "河道清淤", Source.DECISION, START, parent="DC-1", period=Period.QUARTER))
    for event in (
        Event("DC-1", START, Act.PROPOSE, text="拟办"),
        Event("DC-1", START, Act.OPEN, by="主管副主任"),
        Event("DC-1", START, Act.ASSIGN, unit, LEAD, reference="甲区督〔2026〕7号"),
        Event("DC-1", START, Act.SIGN, unit),
    ):
        made.record(event)
    return made


LEDGER = carried(MatterLedger("甲区督查室", register=register()))


def kept(district: District, told: dict[str, Any]) -> LedgerImport:
    """A ledger that was read and waits."""
    about = {"file": keep([b"x"]), "filename": "台账.xlsx", "told": told, "by": district.person(OFFICE)}
    return LedgerImport.objects.create(organisation=district.region, **about)


def test_a_ledger_is_taken_in_with_its_history(district: District) -> None:
    assert take_in(kept(district, LEDGER), district.person(LEADER)) == 2
    first, second = SupervisedMatter.objects.order_by("pk")
    assert (first.stage, first.lead, first.expected) == ("签收", district.department, date(2026, 3, 9))
    assert second.parent == first and second.period == "每季"
    assert first.events.get(act="立项").by == "主管副主任"
    assert next_letters(district.region) == "甲区督〔2026〕8号"


def test_signatures_are_taken_in_by_the_signatory_only(district: District) -> None:
    ledger = kept(district, LEDGER)
    with pytest.raises(MatterMoveError, match="要由有“签批督查事项”权限的人同意导入"):
        take_in(ledger, district.person(OFFICE))
    assert not SupervisedMatter.objects.exists()
    take_in(ledger, district.person(LEADER))
    with pytest.raises(MatterMoveError, match="已经导入过了"):
        take_in(ledger, district.person(LEADER))
    assert MatterEvent.objects.count() == 4


def test_all_that_is_wrong_is_said_and_nothing_is_taken(district: District) -> None:
    take_in(kept(district, LEDGER), district.person(LEADER))
    told = carried(MatterLedger("甲区督查室", register=register("没有的局", "机密")))
    wrong = wrong_in(district.region, told)
    assert [words in "".join(wrong) for words in ("“DC-1”已经登记", "涉密事项", "没有“没有的局”")] == [
        True
    ] * 3
    with pytest.raises(MatterMoveError, match=r"还有 \d 处要改正，没有导入"):
        take_in(kept(district, told), district.person(LEADER))
    assert SupervisedMatter.objects.count() == 2


def uploaded(tmp_path: Path, made: MatterRegister) -> SimpleUploadedFile:
    path = tmp_path / "台账.xlsx"
    write_sheets(ledger_workbook(MatterLedger("甲区督查室", 2026, register=made)), path, force=True)
    return SimpleUploadedFile("台账.xlsx", path.read_bytes())


def test_a_workbook_is_read_and_kept(
    district: District, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(imports, "apart", inside)
    ledger = imports.bring(district.region, district.person(OFFICE), uploaded(tmp_path, register()))
    assert ledger.taken is None and imports.import_page(ledger, district.person(OFFICE))["signed"] == 1
    bare = MatterRegister()
    bare.enter(Matter("DC-9", "新事项", Source.MEDIA, START))
    ledger = imports.bring(district.region, district.person(OFFICE), uploaded(tmp_path, bare))
    assert ledger.taken is not None and SupervisedMatter.objects.get().number == "DC-9"


def test_a_ledger_goes_out_and_in_again(district: District, tmp_path: Path) -> None:
    take_in(kept(district, LEDGER), district.person(LEADER))
    path = tmp_path / "台账.xlsx"
    path.write_bytes(imports.ledger_book(district.region, 2026))
    again = read_ledger(path)
    assert not again.problems and again.unit == office_of(district.region).name
    assert carried(again)["matters"] == LEDGER["matters"] and carried(again)["events"] == LEDGER["events"]
    assert imports.ledger_book(district.region, 2020).startswith(b"PK")
