"""The road of a year's appraisal in a browser, by each role: book, evidence, scores, seal, publication."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mingzhang.web.appraisal import filling, marking, moves, sealing
from mingzhang.web.appraisal.assembling import plan_of, units_of
from mingzhang.web.appraisal.models import (
    AppraisalCycle,
    AppraisedUnit,
    AssessorSheet,
    SealedResult,
    UnitBook,
)
from mingzhang.web.people.models import Role
from tests.web.appraisal.district_year import GIVEN, LINE, issued, proved, sheet_of, unit_of
from tests.web.conftest import District
from tests.web.test_roads import Visitor, browser

pytestmark = pytest.mark.any_database

__all__ = ["browser"]


def test_the_road_of_a_year(browser: Any, live_server: Any, district: District, tmp_path: Path) -> None:
    cycle = issued(district)
    own, other = (unit_of(cycle, at) for at in (district.department, district.other_department))
    sheet = sheet_of(district, cycle)
    visitors = [Visitor(browser, live_server.url) for _ in range(4)]
    preparer, assessor, office, leader = visitors
    preparer.signed_in(district, Role.PREPARER)
    assessor.signed_in(district, Role.ASSESSOR, district.other_department)
    office.signed_in(district, Role.PERFORMANCE)
    leader.signed_in(district, Role.LEADER)
    fill_book(preparer, own)
    sign_book(office, leader, UnitBook.objects.get(unit=own))
    signed_aside(other, district)
    report(preparer, own, assessor, sheet, tmp_path)
    proved(district, cycle)
    score(assessor, district, cycle, own)
    office.see(f"/appraisal/sheets/{sheet.pk}/").press("确认 8 项")
    seal(office, leader, cycle)
    preparer.see(own.address)
    assert "97.00" in preparer.text and "第 1 名" in preparer.text, "now it is told to the unit"
    assert sealing.recomputed(SealedResult.objects.get()) == []
    faults = [fault for visitor in visitors for fault in visitor.faults]
    assert not faults, "\n".join(faults)


def fill_book(preparer: Visitor, own: AppraisedUnit) -> None:
    """A target without a figure does not go to the office; what goes is not open any more."""
    preparer.see(own.address).press("编制任务书")
    view = preparer.view
    for field, words in (("number", "1"), ("text", "修路"), ("target", "按期完成"), ("challenge", "≥5条")):
        view.fill(f"[name=row-1-{field}]", words)
    view.select_option("[name=row-1-indicator]", "K1")
    preparer.press("保存任务书")
    preparer.look()
    assert "要改正的 1 处" in preparer.text
    preparer.press("送绩效办")
    assert UnitBook.objects.get(unit=own).handed is None
    view.click("a:text-is('填任务书')")
    view.fill("[name=row-1-target]", LINE["target"])
    preparer.press("保存任务书")
    preparer.press("送绩效办")
    assert not view.is_visible("a:text-is('填任务书')")


def sign_book(office: Visitor, leader: Visitor, book: UnitBook) -> None:
    """The office confirms, the leader signs, each with a button of their own."""
    office.see(book.address)
    assert not office.view.is_visible("button:text-is('签订')")
    office.press("确认")
    leader.see(book.address)
    assert not leader.view.is_visible("button:text-is('退回')")
    leader.press("签订")
    leader.look()
    book.refresh_from_db()
    assert book.signed and "第 1 版" in leader.text


def signed_aside(unit: AppraisedUnit, district: District) -> None:
    """The book of the other unit, without its pages."""
    preparer = district.person(Role.PREPARER, unit.organisation)
    book = moves.begin_book(unit, preparer)
    filling.save_lines(book, preparer, [LINE], 1)
    for name, who in (
        ("hand_in", preparer),
        ("confirm", district.person(Role.PERFORMANCE)),
        ("sign", district.person(Role.LEADER)),
    ):
        moves.make(moves.BOOK_MOVES, name, book, who, "")


def report(
    preparer: Visitor, own: AppraisedUnit, assessor: Visitor, sheet: AssessorSheet, folder: Path
) -> None:
    """The unit reports; without its evidence the assessor cannot score, with it the file is there."""
    leaf = f"/appraisal/sheets/{sheet.pk}/score/?unit={own.pk}&code=K1&number=1"
    preparer.see(own.address).view.click("a:text-is('填自评')")
    preparer.view.fill("[name='actual-K1/1']", "４条")
    preparer.look()
    preparer.press("保存自评")
    assessor.see(leaf).view.fill("[name=actual]", "4条")
    assessor.press("保存")
    assert "没有佐证不等于没有完成" in assessor.text and "４条" in assessor.text
    assert assessor.view.input_value("[name=actual]") == "4条", "what was typed is still there"
    (folder / "验收单.txt").write_text("修路四条，已验收", encoding="utf-8")
    preparer.view.select_option("[name=leaf]", "K1/1")
    preparer.view.set_input_files("[name=file]", str(folder / "验收单.txt"))
    preparer.press("上传")
    assert "验收单.txt" in preparer.text
    assert "验收单.txt" in assessor.see(leaf).text


def score(assessor: Visitor, district: District, cycle: AppraisalCycle, own: AppraisedUnit) -> None:
    """Two leaves on their pages, the others aside; marks above the full ones are refused."""
    sheet, plan = sheet_of(district, cycle), plan_of(cycle)
    view = assessor.view
    view.fill("[name=actual]", "4条")
    assessor.press("保存")
    assert "已采集" in assessor.text
    assessor.see(f"/appraisal/sheets/{sheet.pk}/score/?unit={own.pk}&code=X1")
    view.fill("[name=marks]", "11")
    view.fill("[name=reason]", "有亮点")
    assessor.press("保存")
    assert "得分 11 高于分值 10" in assessor.text
    view.fill("[name=marks]", "９")
    assessor.press("保存")
    who = district.person(Role.ASSESSOR, district.other_department)
    done = set(marking.of_sheet(sheet, plan).values_list("unit", "indicator", "number"))
    assert len(done) == 2
    for leaf in marking.leaves_of(plan, units_of(cycle)):
        if leaf.key not in done:
            marking.give(sheet, who, leaf, GIVEN[leaf.indicator.code], 0, plan)
    assessor.see(f"/appraisal/sheets/{sheet.pk}/").press("送绩效办复核")
    assert "8 项成绩已送绩效办复核" in assessor.text


def seal(office: Visitor, leader: Visitor, cycle: AppraisalCycle) -> None:
    """Sealed by the leader, put before the meeting by the office, published, worked out anew."""
    page = f"/appraisal/{cycle.pk}/ranking/"
    assert "没有要解决的问题" in office.see(page).text
    assert not office.view.is_visible("button:text-is('签字封存')")
    leader.see(page).press("签字封存")
    assert not leader.view.is_visible("button:text-is('签发并发布')"), "not before the meeting"
    office.see(page).view.click("a:text-is('记录党组会审议')")
    office.view.fill("[name=meeting]", "第3次党组会")
    office.view.fill("[name=day]", "2026年3月16日")
    office.view.fill("[name=decided]", "同意")
    office.press("记录")
    leader.see(page).press("签发并发布")
    office.see(page).press("重新计算，与封存的校验值核对")
    assert "第 1 版重新计算一致" in office.text
