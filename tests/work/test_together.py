"""One unit's files as one report; documents of several years and budgets held against each other."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mingzhang.facts.finding import Verdict
from mingzhang.readers.limits import UnreadableError
from mingzhang.work.check import CheckResult, check_file
from mingzhang.work.together import check_compared, check_together
from mingzhang.work.waive import STALE, waive
from tests.reports.invented import Invented
from tests.wordfile import write

COVER = "某市某局\n2024年度部门决算\n第三部分 部门决算情况说明\n二、收入决算情况说明\n"
HEADS = "<tr><td>科目编码</td><td>科目名称</td><td>本年收入合计</td></tr>"
TABLE = (
    f"<h1>收入决算表</h1><p>单位：万元</p><table>{HEADS}<tr><td colspan=2>合计</td><td>{{}}</td></tr></table>"
)


def said(result: CheckResult) -> dict[Verdict, int]:
    """How often each verdict was given, those that were not given left out."""
    return {verdict: count for verdict, count in result.counts.items() if count}


def unit(folder: Path, told: str, listed: str) -> Path:
    (folder / "说明.txt").write_text(f"{COVER}本年收入合计{told}万元。\n", encoding="utf-8")
    (folder / "表.html").write_text(TABLE.format(listed), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("told", "verdict"), [("10.00", Verdict.HOLDS), ("12.00", Verdict.FAILS)])
def test_text_is_held_against_the_tables_of_another_file(tmp_path: Path, told: str, verdict: Verdict) -> None:
    result = check_together([unit(tmp_path, told, "10.00")])
    assert result.counts[verdict] > 0 and result.document.year == 2024
    crossing = [f for f in result.failed if {place.file for place in f.places} == {"说明.txt", "表.html"}]
    assert bool(crossing) is (verdict is Verdict.FAILS)
    assert result.to_json()["document"]["notes"][0] == "由 2 个文件合并检查：说明.txt、表.html。"


def test_accounts_that_do_not_belong_together_are_refused(tmp_path: Path) -> None:
    unit(tmp_path, "1.00", "1.00")
    for name, cover, what in (
        ("a.txt", "某市某局\n2023年度部门决算\n", "年度不同（2023、2024）"),
        ("a.txt", "某市某某委员会\n2024年度部门决算\n", "单位不同"),
        ("a.txt", "某市某局\n2024年度部门预算\n", "种类不同（决算、预算）"),
    ):
        (tmp_path / name).write_text(cover, encoding="utf-8")
        with pytest.raises(UnreadableError) as refused:
            check_together([tmp_path])
        assert what in str(refused.value) and "--compare" in str(refused.value)


def test_two_whole_sets_of_tables_are_two_documents(tmp_path: Path) -> None:
    own = Invented("青石省白水市文旅局", 2023, 5)
    write(own.report(), tmp_path / "甲.docx")
    write(own.report(), tmp_path / "乙.docx")
    with pytest.raises(UnreadableError) as refused:
        check_together([tmp_path])
    told = str(refused.value)
    assert "乙.docx 与 甲.docx 各有一整套表" in told and "--compare" in told
    assert all(not result.failed for result in check_compared([tmp_path / "甲.docx", tmp_path / "乙.docx"]))


def test_files_of_one_name_are_told_by_their_folders(tmp_path: Path) -> None:
    paths = []
    for year, less in ((2023, 1), (2024, 2)):
        (tmp_path / str(year)).mkdir()
        told = f"本年收入合计90.00万元，比上年减少{less}.00万元。"
        paths.append(account(tmp_path / str(year), "决算.txt", f"某市某局 {year}年度部门决算", told))
    last, now = check_compared(paths, only=("Y-05",))
    assert now.document.report.notes == ["已对照：上年文件 2023/决算.txt。"]
    assert last.document.report.file == "2023/决算.txt"
    assert {place.file for place in now.failed[0].places} == {"2023/决算.txt", "2024/决算.txt"}


def test_a_unit_spelled_in_two_ways_is_one(tmp_path: Path) -> None:
    unit(tmp_path, "10.00", "10.00")
    (tmp_path / "封面.txt").write_text("青石省白水市文旅局\n2024年度部门决算\n", encoding="utf-8")
    told = (tmp_path / "说明.txt").read_text(encoding="utf-8")
    (tmp_path / "说明.txt").write_text(told.replace("某市某局", "白水市文旅局（本级）"), encoding="utf-8")
    assert check_together([tmp_path]).document.unit in ("青石省白水市文旅局", "白水市文旅局")


def account(folder: Path, name: str, cover: str, *sentences: str) -> Path:
    text = "\n".join([*cover.split(), "第三部分 部门决算情况说明", "二、收入决算情况说明", *sentences])
    (folder / name).write_text(text, encoding="utf-8")
    return folder / name


def test_last_years_figure_is_held_against_last_years_file(tmp_path: Path) -> None:
    old = account(tmp_path, "旧.txt", "某市某局 2023年度部门决算", "本年收入合计100.00万元。")
    for less, verdict in (("10.00", Verdict.HOLDS), ("12.00", Verdict.FAILS)):
        told = f"本年收入合计90.00万元，比上年减少{less}万元。"
        new = account(tmp_path, "新.txt", "某市某局 2024年度部门决算", told)
        before, after = check_compared([old, new], only=("Y-05",))
        assert said(before) == {} and said(after) == {verdict: 1}
        assert "已对照：上年文件 旧.txt。" in after.document.report.notes
    places = after.failed[0].places
    assert {place.file for place in places} == {"旧.txt", "新.txt"} and "旧.txt" in after.failed[0].message


def test_other_units_and_ambiguous_files_stay_undecided(tmp_path: Path) -> None:
    new = account(
        tmp_path, "新.txt", "某市某局 2024年度部门决算", "本年收入合计90.00万元，比上年减少1.00万元。"
    )
    other = account(tmp_path, "他.txt", "某市乙局 2023年度部门决算", "本年收入合计100.00万元。")
    result = check_compared([new, other], only=("Y-05",))[0]
    assert said(result) == {}
    assert result.document.report.notes == [
        "没有对照：他.txt（某市乙局），因为单位不同，也不在单位名单里，没有共同之处。"
    ]
    twice = [
        account(tmp_path, f"{n}.txt", "某市某局 2023年度部门决算", "本年收入合计5.00万元。") for n in (1, 2)
    ]
    result = check_compared([new, *twice], only=("Y-05",))[0]
    assert (
        said(result) == {Verdict.UNDECIDED: 1}
        and "不止一份，不知道用哪一份" in result.document.report.notes[0]
    )


def test_an_explained_difference_stays_explained_beside_other_documents(tmp_path: Path) -> None:
    wrong = account(
        tmp_path,
        "新.txt",
        "某市某局 2024年度部门决算",
        "本年收入合计90.00万元，比上年减少10.00万元，下降12.12%。",
    )
    old = account(tmp_path, "旧.txt", "某市某局 2023年度部门决算", "本年收入合计100.00万元。")
    result = check_file(wrong)
    for number, found in enumerate(result.failed):
        waive(wrong, result.result(), found.fingerprint, f"理由{number}", "王某", date(2025, 3, 1))
    assert result.open and not check_compared([wrong, old])[0].open
    wrong.write_text(wrong.read_text(encoding="utf-8").replace("12.12", "10.00"), encoding="utf-8")
    assert {found.rule for found in check_compared([wrong, old])[0].open} == {STALE}


def test_a_single_document_is_not_asked_for_others(tmp_path: Path) -> None:
    new = account(
        tmp_path, "新.txt", "某市某局 2024年度部门决算", "本年收入合计90.00万元，比上年减少1.00万元。"
    )
    assert said(check_compared([new], only=("Y-0", "B-0", "N-61"))[0]).keys() <= {
        Verdict.HOLDS,
        Verdict.UNDECIDED,
    }
    assert not [f for f in check_compared([new])[0].findings if f.rule in ("Y-01", "Y-05", "B-01", "N-61")]
