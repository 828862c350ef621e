"""Quality: the machine on all, a sample by hand, what goes back, and the leader's acceptance."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhang.archive.quality import PASS
from mingzhang.web.archive import inspecting
from mingzhang.web.archive.batch_models import ScanBatch, ScanPage
from mingzhang.web.archive.models import HeldItem
from mingzhang.web.archive.moves import ArchiveMoveError, step
from mingzhang.web.audit.models import Entry
from mingzhang.web.people.models import Person, Role
from tests.web.archive.objects import batch_of, fonds_at, item, scan
from tests.web.conftest import DAY, District

GOOD: dict[str, Any] = dict.fromkeys(("linked", "clear", "straight", "order"), PASS) | {
    "truth": "危房改造",
    "note": "",
}


@pytest.fixture
def archivist(district: District) -> Person:
    return district.person(Role.ARCHIVIST)


@pytest.fixture
def batch(district: District) -> ScanBatch:
    fonds = fonds_at(district.region)
    return batch_of(district, *(item(fonds, f"第{n}件", pages=1, stage="识别") for n in range(4)))


def now(batch: ScanBatch) -> ScanBatch:
    return ScanBatch.objects.select_related("fonds__organisation").get(pk=batch.pk)


def judge(batch: ScanBatch, who: Person, **said: Any) -> ScanPage:
    inspecting.draw(batch, who)
    page = ScanPage.objects.get(mark__isnull=False, current=True)
    inspecting.mark(page, who, GOOD | said)
    return page


def test_a_batch_without_fault_is_accepted_by_the_leader(
    district: District, batch: ScanBatch, archivist: Person
) -> None:
    with pytest.raises(ArchiveMoveError, match=r"没有提请验收：抽检 0 件，占 0\.00%，不足 5\.00%"):
        inspecting.hand_in(batch, archivist)
    page = judge(batch, archivist)
    assert inspecting.draw(batch, archivist) == 0, "the same sample again"
    result = inspecting.result_of(now(batch))
    assert (
        result.accepted
        and result.sampled == 1
        and result.accuracy.sentence.startswith("文字识别准确率 100.00%")
    )
    inspecting.hand_in(batch, archivist)
    leader = district.person(Role.LEADER)
    with pytest.raises(ArchiveMoveError, match="没有“签批档案”的权限"):
        inspecting.accept(batch, archivist, True)
    inspecting.accept(batch, leader, False)
    assert now(batch).state == "done"
    inspecting.hand_in(batch, archivist)
    inspecting.accept(batch, leader, True)
    made = now(batch)
    assert (made.state, made.signed_by, made.signed) == ("accepted", leader.name, DAY)
    assert {row.stage for row in HeldItem.objects.all()} == {"验收"}
    assert page.mark.by == archivist.name and Entry.objects.filter(what="验收").exists()
    with pytest.raises(ArchiveMoveError, match="现在是“已验收”，不能这样办理"):
        inspecting.mark(page, archivist, GOOD)


def test_a_defect_goes_back_with_its_reason_and_stays_countable(batch: ScanBatch, archivist: Person) -> None:
    page = judge(batch, archivist, clear="不合格", note="左边缺字")
    assert any("“清晰完整”合格率 0.00%" in why for why in inspecting.result_of(now(batch)).against)
    assert inspecting.send_back(batch, archivist) == 1
    row = HeldItem.objects.get(pk=page.item_id)
    step = row.steps.get(step="退回")
    assert (row.stage, step.text, step.back_to) == ("编目", "第1页左边缺字", "编目")
    with pytest.raises(ArchiveMoveError, match="没有要退回的件"):
        inspecting.send_back(batch, archivist)
    ScanPage.objects.filter(pk=page.pk).update(current=False)
    scan(batch, row, file=page.file)
    HeldItem.objects.filter(pk=row.pk).update(stage="识别")
    assert inspecting.draw(batch, archivist) == 1, "the new image is in the sample in place of the old"
    inspecting.mark(ScanPage.objects.get(current=True, mark__isnull=False), archivist, GOOD)
    assert inspecting.result_of(now(batch)).accepted
    assert inspecting.report_of(now(batch)).title == "档案数字化质量检验报告"


def test_the_machine_looks_at_all_pages(batch: ScanBatch, archivist: Person) -> None:
    pages = inspecting.pages_of(batch)
    ScanPage.objects.filter(pk=pages[0].pk).update(state="未识别", record={"reason": "打不开", "dots": 150})
    HeldItem.objects.filter(pk=pages[1].item_id).update(pages=2)
    judge(batch, archivist)
    told = [fault.message for fault in inspecting.result_of(now(batch)).machine]
    assert told == [
        "第 1 页没有识别：打不开，原图已存",
        "第 1 页 150 dpi，不足 200 dpi",
        "目录 2 页，图像 1 页，少 1 页",
    ]
    with pytest.raises(ArchiveMoveError, match="机器检查有 3 处问题"):
        inspecting.hand_in(batch, archivist)


def test_what_is_not_in_the_sample_or_not_ready_is_refused(
    district: District, batch: ScanBatch, archivist: Person
) -> None:
    with pytest.raises(ArchiveMoveError, match="不在抽检里"):
        inspecting.mark(inspecting.pages_of(batch)[0], archivist, GOOD)
    with pytest.raises(ArchiveMoveError, match="没有“整理档案”的权限"):
        inspecting.draw(batch, district.person(Role.LEADER))
    with pytest.raises(ArchiveMoveError, match="不能签批"):
        inspecting.accept(batch, district.person(Role.LEADER), True)
    ScanBatch.objects.update(state="running")
    with pytest.raises(ArchiveMoveError, match="现在是“识别中”，不能这样办理"):
        inspecting.draw(batch, archivist)


def test_an_item_that_went_back_meanwhile_is_not_handed_in(
    batch: ScanBatch, archivist: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = judge(batch, archivist).item
    before = inspecting.pages_of(batch)
    step(row, "退回", archivist, "缺页", "编目")
    monkeypatch.setattr(inspecting, "pages_of", lambda batch: before)
    with pytest.raises(ArchiveMoveError, match="现在是“编目”，不能“质检”"):
        inspecting.hand_in(batch, archivist)
    assert now(batch).state == "done" and HeldItem.objects.filter(stage="挂接").count() == 0
