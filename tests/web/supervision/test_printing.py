"""The papers say what was so when their step was made."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO

import pytest
from docx import Document

from mingzhang.supervision.matter import Act
from mingzhang.web.supervision import printing
from mingzhang.web.supervision.models import MatterEvent
from mingzhang.web.supervision.moves import MatterMoveError
from tests.web.conftest import DAY, District, set_today
from tests.web.supervision.courses import LEADER, assigned, duty_of, signed_for, step


def words(data: bytes) -> str:
    document = Document(BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def last(act: Act) -> MatterEvent:
    found = MatterEvent.objects.select_related("matter__organisation", "unit")
    return found.filter(act=act).latest("pk")


def test_a_notice_names_all_its_units(district: District) -> None:
    assigned(district, others=True)
    data, name = printing.paper_of(last(Act.ASSIGN))
    said = words(data)
    assert name == "督查通知甲区督〔2026〕1号.docx"
    assert "甲区水务局、甲区档案馆：" in said and "治理积水点" in said and "2026年3月23日" in said
    assert "甲区政府督查室" in said


def test_a_slip_stays_as_it_went_out(district: District, monkeypatch: pytest.MonkeyPatch) -> None:
    matter = signed_for(district)
    duty = duty_of(matter, district.department)
    set_today(monkeypatch, DAY + timedelta(days=9))
    step(matter, district, Act.URGE, duty=duty.pk, text="请说明原因。")
    before = words(printing.paper_of(last(Act.URGE))[0])
    assert "已逾期2个工作日" in before and "请说明原因。" in before and "甲区督〔2026〕2号" in before
    step(matter, district, Act.EXTEND, LEADER, duty=duty.pk, text="雨天", due=date(2026, 5, 6))
    assert words(printing.paper_of(last(Act.URGE))[0]) == before


def test_a_feedback_sheet_is_for_who_owes_an_answer(district: District) -> None:
    matter = signed_for(district)
    duty = duty_of(matter, district.department)
    data, name = printing.sheet_of(duty)
    assert "督查事项反馈单" in words(data) and "甲区水务局" in name
    step(matter, district, Act.SUSPEND, LEADER, text="等待批复")
    with pytest.raises(MatterMoveError, match="不用再填反馈单"):
        printing.sheet_of(duty_of(matter, district.department))


def test_the_bulletin_counts_everything(district: District) -> None:
    signed_for(district)
    data, name = printing.bulletin_of(district.region)
    assert name == "督查通报20260316.docx" and "登记督查事项1件：签收1件" in words(data)
    assert printing.bulletin_of(district.region, "pdf")[0].startswith(b"%PDF")


def test_there_is_no_paper_of_other_steps(district: District) -> None:
    assigned(district)
    with pytest.raises(MatterMoveError, match="没有文书"):
        printing.paper_of(last(Act.OPEN))
    with pytest.raises(MatterMoveError, match="没有“odt”格式"):
        printing.paper_of(last(Act.ASSIGN), "odt")
