"""From the ledger to points, lists, results, reports and claims on disk; nothing while something is wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest

from examples.matters import ledger
from examples.visits import TODAY, campaign, prepared
from mingzhang.appraisal.claims import DEDUCTION
from mingzhang.facts.photograph import Photograph
from mingzhang.scoring.tree import ScoringProblem
from mingzhang.sheets import write_sheets
from mingzhang.supervision.ledger import ledger_workbook
from mingzhang.verification.campaign import VisitResult
from mingzhang.verification.draw import FIRST, SECOND
from mingzhang.verification.workbook import ReadCampaign, campaign_workbook, read_campaign
from mingzhang.work.visits import (
    OpenCampaignError,
    campaign_text,
    claims_of,
    collect,
    draw_points,
    photo_flaws,
    population_of,
    write_lists,
    write_reports,
)
from tests.readers.test_photograph import EAST, NORTH, photo

pytestmark = pytest.mark.usefixtures("few_rows")
TOP = 5


def folder(tmp_path: Path) -> Path:
    """A folder with the ledger and a campaign without points."""
    write_sheets(ledger_workbook(ledger()), tmp_path / "台账.xlsx")
    write_sheets(campaign_workbook(prepared()), tmp_path / "核验.xlsx")
    return tmp_path


def test_the_population_is_what_units_have_to_do_today() -> None:
    every = list(population_of(ledger().register, 2026))
    assert len(every) == 10 and not list(population_of(ledger().register, 2025))
    assert [one.unit for one in every if one.matter == "DC-006"] == ["城市管理委"]  # merged in mid-year
    assert {one.quarter for one in every} == {2, 3}


def test_points_are_drawn_listed_filled_and_collected(tmp_path: Path) -> None:
    here = folder(tmp_path)
    assert draw_points(here / "核验.xlsx", here / "台账.xlsx", FIRST, here / "一.xlsx") == (6, 0)
    read = read_campaign(here / "一.xlsx")
    names = sorted(path.name for path in write_lists(read, FIRST, here / "清单"))
    assert "核验表单第一阶段.xlsx" in names and "核验清单甲组.xlsx" in names
    path = here / "清单" / "核验清单甲组.xlsx"
    book = openpyxl.load_workbook(path)
    sheet = book["核验清单"]
    for row, (result, note, picture) in enumerate([("不合格", "积水", "1.jpg"), ("合格", None, None)], TOP):
        sheet[f"G{row}"], sheet[f"H{row}"], sheet[f"I{row}"], sheet[f"K{row}"] = (
            result,
            note,
            "2026-10-09",
            picture,
        )
    book.save(path)
    (here / "照片").mkdir()
    photo(here / "照片" / "1.jpg", {1: "N", 2: NORTH, 3: "E", 4: EAST})
    assert collect(here / "一.xlsx", [path], here / "照片", here / "二.xlsx") == (2, [])
    after = read_campaign(here / "二.xlsx")
    assert not after.problems and after.campaign.phases[FIRST].frozen
    found = next(result for result in after.campaign.results if result.photos)
    assert found.position.startswith("39.911953，116.377817（照片未注明坐标系，按WGS-84）；地图坐标 39.9133")
    assert collect(here / "二.xlsx", [path], None, here / "三.xlsx") == (0, [])
    assert draw_points(here / "二.xlsx", here / "台账.xlsx", SECOND, here / "四.xlsx") == (3, 1)


def test_what_is_missing_is_said_before_anything_is_written(tmp_path: Path) -> None:
    here = folder(tmp_path)
    with pytest.raises(OpenCampaignError, match="“第一阶段”还没有点位，请先抽取点位"):
        write_lists(read_campaign(here / "核验.xlsx"), FIRST, here / "清单")
    only = replace(prepared(), phases={FIRST: prepared().phases[FIRST]})
    write_sheets(campaign_workbook(only), here / "只有一阶段.xlsx")
    with pytest.raises(OpenCampaignError, match="阶段表里没有“第二阶段”"):
        draw_points(here / "只有一阶段.xlsx", here / "台账.xlsx", SECOND, here / "新.xlsx")
    write_sheets(campaign_workbook(replace(prepared(), inspectors=[])), here / "没有人.xlsx")
    with pytest.raises(OpenCampaignError, match="核验员不能是被核验单位的人，没有抽取点位"):
        draw_points(here / "没有人.xlsx", here / "台账.xlsx", FIRST, here / "新.xlsx")
    write_sheets(campaign_workbook(replace(prepared(), standards={})), here / "没有标准.xlsx")
    with pytest.raises(OpenCampaignError, match=r"(?s)要先改正的问题 \d+ 条，没有抽取点位：.*核验标准里没有"):
        draw_points(here / "没有标准.xlsx", here / "台账.xlsx", FIRST, here / "新.xlsx")
    assert not (here / "新.xlsx").exists() and not (here / "清单").exists()


def test_a_photograph_that_cannot_be_evidence_is_told(tmp_path: Path) -> None:
    day = date(2026, 10, 9)
    row = VisitResult("A-001", "1", "不合格", day, "甲组", "积水", ("1.jpg",))
    there = Photograph("1.jpg", "ab", None, Decimal("39.9"), Decimal("116.3"))
    assert list(photo_flaws(there, row, {})) == ["照片“1.jpg”没有拍摄时间"]
    assert list(photo_flaws(there, row, {"ab": "A-002"}))[-1] == "照片“1.jpg”与点位“A-002”的照片是同一张"
    here = folder(tmp_path)
    draw_points(here / "核验.xlsx", here / "台账.xlsx", FIRST, here / "一.xlsx")
    (path,) = [p for p in write_lists(read_campaign(here / "一.xlsx"), FIRST, here) if "甲组" in p.name]
    book = openpyxl.load_workbook(path)
    sheet = book["核验清单"]
    for at, value in {"G": "不合格", "H": "积水", "I": "2026-10-09", "K": "1.jpg、没有.jpg"}.items():
        sheet[f"{at}{TOP}"] = value
    book.save(path)
    photo(here / "1.jpg", taken="2026:10:01 08:00:00")
    count, problems = collect(here / "一.xlsx", [path], here, here / "二.xlsx")
    told = "\n".join(map(str, problems))
    assert count == 1 and "没有拍摄位置，请填写地点" in told
    assert "照片“1.jpg”拍摄于2026年10月1日，不是核验日期2026年10月9日" in told and "没有.jpg" in told


def test_deductions_become_claims_for_the_panel() -> None:
    (claim,) = claims_of(campaign(), TODAY, "XZ-9")
    assert (claim.kind, claim.claimed, claim.source, claim.rule) == (DEDUCTION, 2, "A-004-1", "XZ-9")
    assert claim.filed == TODAY and not claim.outcome and "回头看1次不合格" in claim.text


def test_reports_are_written_together_with_the_claims(tmp_path: Path) -> None:
    read = ReadCampaign(campaign())
    names = {path.relative_to(tmp_path).as_posix() for path in write_reports(read, tmp_path, TODAY)}
    assert {"问题清单.docx", "数据分析.docx", "反馈报告/政务服务局.docx", "拟扣分申报.xlsx"} <= names
    sheet = openpyxl.load_workbook(tmp_path / "拟扣分申报.xlsx")["加减分"]
    cells = [cell.value for cell in sheet[TOP]]
    assert cells[:3] == ["HY-001", "政务服务局", "减分"] and "A-004-1" in cells and 2 in cells


def test_nothing_is_written_while_something_is_wrong(tmp_path: Path) -> None:
    bad = ReadCampaign(campaign(), [ScoringProblem("A-001", "", "结果", "没有填写", kind="点位")])
    with pytest.raises(OpenCampaignError, match="要先改正的问题 1 条，没有写报告"):
        write_reports(bad, tmp_path, TODAY)
    with pytest.raises(OpenCampaignError, match="要先改正的问题 1 条，没有写清单"):
        write_lists(bad, FIRST, tmp_path)
    assert not list(tmp_path.iterdir())
    said = campaign_text(bad)
    assert "第二阶段：点位 4 个，其中回头看 2 个，已核验 4 个。" in said
    assert "问题 2 个：销号 1，未销号 1，重开过 1。" in said and said.endswith(
        "点位“A-001”“结果”栏：没有填写"
    )


def test_what_could_not_be_read_is_not_lost_in_a_new_workbook(tmp_path: Path) -> None:
    write_sheets(campaign_workbook(campaign()), tmp_path / "核验.xlsx")
    book = openpyxl.load_workbook(tmp_path / "核验.xlsx")
    book["核验结果"]["E5"] = "十月上旬"
    book.save(tmp_path / "核验.xlsx")
    with pytest.raises(
        OpenCampaignError, match=r"(?s)要先改正的问题 1 条，没有汇入：.*（核验结果!E5）：“十月上旬”不是日期"
    ):
        collect(tmp_path / "核验.xlsx", [], None, tmp_path / "新.xlsx")
    assert not (tmp_path / "新.xlsx").exists()


def test_two_who_fill_in_the_same_item_are_told_and_both_are_kept(tmp_path: Path) -> None:
    made = replace(campaign(), results=[])
    write_sheets(campaign_workbook(made), tmp_path / "核验.xlsx")
    (path,) = [p for p in write_lists(ReadCampaign(made), FIRST, tmp_path) if "甲组" in p.name]
    book = openpyxl.load_workbook(path)
    for column, value in {"G": "合格", "I": "2026-10-09"}.items():
        book["核验清单"][f"{column}{TOP}"] = value
    book.save(path)
    other = tmp_path / "另一份.xlsx"
    other.write_bytes(path.read_bytes())
    assert collect(tmp_path / "核验.xlsx", [path, other], None, tmp_path / "新.xlsx") == (2, [])
    read = read_campaign(tmp_path / "新.xlsx")
    assert len(read.campaign.results) == 2
    assert any("已经有“甲组”的结果“合格”" in str(problem) for problem in read.problems)
