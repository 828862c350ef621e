"""What a place prints decides what its workbook asks; a workbook of another place is still read."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import pytest

from mingzhang.catalogue import filing_pages, printed
from mingzhang.catalogue.printed import behind, said_by
from mingzhang.disclosure.filing import read_filing
from mingzhang.disclosure.filing_template import write_template
from mingzhang.facts.fact import Fact
from mingzhang.facts.number import printed as figure
from mingzhang.language.identity.derive import Derivation
from mingzhang.language.narrative.outline import Outline, OutlineLine
from mingzhang.language.table.settings import Settings
from mingzhang.language.workbook.form import BUDGET, FINAL, Filing
from mingzhang.work import build
from mingzhang.work.build import draft
from tests.filled import every_cell
from tests.work.test_build_places import OWN

YEARS = {FINAL: 2023, BUDGET: 2026}
KINDS = [(place, FINAL) for place in ("000000", "110106", "310107", *OWN)]
KINDS += [(place, BUDGET) for place in ("000000", "310107")]


@pytest.mark.parametrize(("place", "kind"), KINDS)
def test_every_cell_of_a_place_s_template_is_of_use(place: str, kind: str, tmp_path: Path) -> None:
    write_template(place, YEARS[kind], tmp_path / "填报.xlsx", filing=every_cell(place, YEARS[kind], kind))
    read = read_filing(tmp_path / "填报.xlsx")
    assert [problem for problem in read.problems if "约一万倍" not in str(problem)] == []
    read.problems = []
    with patch.object(build, "_check"):  # figures that fit nothing, of which the checks say a lot
        made = draft(read)
    assert [str(problem) for problem in made.unused if "不写原因" not in str(problem)] == []


def test_what_another_place_asks_is_read_and_named_as_unused(tmp_path: Path) -> None:
    made = every_cell("650000", 2023, FINAL)
    made.facts.add(Fact("人员.行政编制", figure("12", "人"), table=False))
    write_template("650000", 2023, tmp_path / "填报.xlsx", filing=made)
    read = read_filing(tmp_path / "填报.xlsx")
    assert str(draft(read).unused[0]) == "工作表“封面”的 B13（“行政编制”“人数”）（本地公开文本不写）。"


def test_an_empty_template_lacks_what_the_place_does_not_print(tmp_path: Path) -> None:
    write_template("430000", 2023, tmp_path / "填报.xlsx")
    assert not [
        p for p in read_filing(tmp_path / "填报.xlsx").problems if "表头" in str(p) or "缺“" in str(p)
    ]
    here, there = (
        {name for page in filing_pages(place, 2023) for name in page.names()}
        for place in ("430000", "650000")
    )
    assert "三公表.决算.会议费" in there - here and "一般性支出.会议费" in here - there


def test_a_figure_that_only_a_condition_names_is_not_asked() -> None:
    entry = OutlineLine(text=("本年{总表.本年收入}。",), when=("总表.其他收入",), unless=("总表.事业收入",))
    assert said_by(Outline(entries=(entry,)), Settings()) == {"总表.本年收入", "总表.事业收入"}


def test_formulas_lead_back_to_the_ledger() -> None:
    steps = Derivation.of(
        {"derived": [{"holds": ["表[{码}].数 = 账[{码}].数", "其他 = Σ账[*].外", "总 = 表[合计].数"]}]}
    )
    assert behind(["总"], steps) == {"总", "表[合计].数", "账[码].数"}


def test_words_count_too() -> None:
    assert "用途:2010301" in printed("000000", 2023) and "用途:2010301" not in printed("110106", 2023)
    assert "职责:码" in printed("110106", 2023)


def test_a_template_says_at_which_levels_reasons_stand() -> None:
    notes = [
        c.note
        for p in filing_pages("110106", 2023)
        for b in p.blocks
        for c in b.columns
        if "级的行" in c.note
    ]
    assert notes == ["本地写在这几级的行：类、款。"]


def test_a_filing_without_figures_of_the_place_is_no_error() -> None:
    assert draft(Filing("某局", 2023, "430000")).unused == []
