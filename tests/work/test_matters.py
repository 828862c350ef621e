"""From the ledger on disk to the papers on disk: all of them or none, none while something is wrong."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from examples.matters import TODAY, ledger
from mingzhang.facts.publication import Publication
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.supervision.ledger import MatterLedger
from mingzhang.supervision.matter import LEAD, Act, Event, Matter, Source
from mingzhang.work.matters import OpenLedgerError, agenda, matters_text, papers, write_papers
from mingzhang.writers.written import UnwritableError


def test_the_list_says_who_owes_what_with_lights() -> None:
    said = matters_text(ledger(), TODAY)
    assert "截至2026年9月15日，登记督查事项 8 件，5 项反馈还没有收到：" in said
    assert "  红灯 DC-003 商业街共享单车乱停放整治（协办）：2026年9月7日到期，逾期6个工作日" in said
    assert "按期反馈 3，逾期反馈 1，逾期未反馈 1，按期率 60%" in said


def test_a_closed_matter_is_to_be_reported() -> None:
    made = ledger()
    for act, by in ((Act.ACCEPT, "督查室负责人"), (Act.CLOSE, "主管副主任")):
        unit = "政务服务局" if act is Act.ACCEPT else ""
        made.register.record(Event("DC-005", date(2026, 9, 11), act, unit, by=by, text="已实现同步发放"))
    assert "待报告 DC-005 优化企业开办一窗办理：电子印章发放：2026年9月18日前报告" in matters_text(
        made, TODAY
    )
    assert [item.title for item in agenda(made, TODAY)][-1] == "报告 DC-005"


def test_papers_are_written_together_or_not_at_all(tmp_path: Path) -> None:
    made = ledger()
    names = {path.relative_to(tmp_path).as_posix() for path in write_papers(made, tmp_path, TODAY)}
    assert "督查通知/督查通知示政督〔2026〕14号.docx" in names and "督查通报20260915.docx" in names
    assert {"督查日历.ics", "督查办理情况.xlsx", "反馈单/教委.docx"} <= names
    assert b"DTSTART;VALUE=DATE:20260918" in (tmp_path / "督查日历.ics").read_bytes()
    other = tmp_path / "另"
    other.mkdir()
    (other / "督查日历.ics").write_text("在用", encoding="utf-8")
    with pytest.raises(UnwritableError):
        write_papers(made, other, TODAY)
    assert [path.name for path in other.rglob("*") if path.is_file()] == ["督查日历.ics"]


def test_nothing_is_written_from_a_ledger_with_problems(tmp_path: Path) -> None:
    bad = MatterLedger(problems=[ScoringProblem("DC-1", "", "步骤", "没有签收", 7, "经过!C7", "事项")])
    with pytest.raises(OpenLedgerError, match="改正前不写通知和通报"):
        write_papers(bad, tmp_path, TODAY)
    assert not list(tmp_path.iterdir())
    assert "事项“DC-1”第 7 行“步骤”栏（经过!C7）：没有签收" in matters_text(bad, TODAY)


def test_papers_of_one_name_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    same = [Publication("某办", "督查通知", 2026), Publication("某办", "督查通知", 2026)]
    monkeypatch.setattr("mingzhang.work.matters.notices", lambda *_, **__: same)
    stems = [stem for _, stem in papers(ledger(), TODAY)]
    assert stems[:2] == ["督查通知/督查通知", "督查通知/督查通知（2）"]


def test_what_has_no_number_or_no_certain_day_is_said() -> None:
    made = ledger()
    made.register.enter(Matter("DC-009", "路灯检修", Source.MEDIA, date(2092, 12, 31)))
    for act, role in ((Act.PROPOSE, ""), (Act.OPEN, ""), (Act.ASSIGN, LEAD)):
        unit = "城市管理委" if role else ""
        made.register.record(Event("DC-009", date(2092, 12, 31), act, unit, role, "主任", "请办理"))
    later = date(2092, 12, 31)
    said = matters_text(made, later)
    assert "提示：有 1 项交办没有文号，下一个文号是 示政督〔2092〕1号。" in said
    assert "提示：2093年的节假日安排尚未公布，暂按周一至周五计算，公布后请重新核定。" in said
    assert "DC-009" not in matters_text(made, TODAY)  # was not registered yet
    assert [item.said for item in agenda(made, later)][-1].startswith("路灯检修\n媒体反映5个工作日\n2093年")


def test_every_paper_has_a_place_and_a_name_of_its_own() -> None:
    made = ledger()
    stems = [stem for _, stem in papers(made, TODAY)]
    assert len(stems) == len(set(stems)) == 8
    assert stems[0].startswith("督查通知/") and stems[-1] == "督查通报20260915"
    assert all(stem.split("/")[0] in ("督查通知", "催办单", "反馈单") for stem in stems[:-1])
