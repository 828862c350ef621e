"""Bad input to building: one sentence for each cause, in the words of the workbook, and nothing written."""

from __future__ import annotations

import errno
import os
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from mingzhang.cli import FOUND, OK, UNABLE, main
from mingzhang.disclosure.filing_template import write_template
from mingzhang.facts.publication import Chart
from mingzhang.performance.project import Project, Register, funds_of
from mingzhang.performance.project_workbook import write_register
from mingzhang.readers.limits import UnreadableError
from mingzhang.work.build import build_file, drafted, told
from mingzhang.writers.written import UnwritableError
from tests.work.filings import find
from tests.work.workbooks import PLACE, YEAR, ledger, put, workbook

pytestmark = pytest.mark.usefixtures("few_rows")

CODE = ledger().codes[0]
GENERAL = "一般公共预算财政拨款"
Capture = pytest.CaptureFixture[str]


def inserted(book: Any) -> None:
    page = book["上年"]
    row = find(page, "本年收入合计").row
    page.insert_rows(row)
    page.cell(row, 1).value, page.cell(row, 2).value = "别的收入", 5


def emptied(book: Any) -> None:
    page = book["三公经费"]
    head = find(page, "预算数")
    for row in range(head.row + 2, head.row + 7):
        page.cell(row, head.column).value = None


SPOILED = {
    "text": (put("收入", CODE, GENERAL, "约三万"), "工作表“收入”的 D7：“约三万”不是数字"),
    "unit": (put("收入", CODE, GENERAL, "3万元"), "工作表“收入”的 D7：“3万元”带了单位“万元”"),
    "unknown code": (put("支出", CODE, "科目编码", "2019998"), "工作表“支出”的 A7：“2019998”不在 2024 年度"),
    "expired": (put("支出", CODE, "科目编码", "2010308"), "只用到 2023 年度（2024 起改列 20140）"),
    "inserted": (inserted, "工作表“上年”的 B8：“别的收入”不是本表的行"),
    "deleted": (lambda book: book.remove(book["三公经费"]), "工作表“三公经费”：这张工作表不见了"),
    "renamed": (lambda book: setattr(book["支出"], "title", "支出表"), "工作表改名为“支出表”，请改回“支出”"),
    "formula": (put("收入", CODE, GENERAL, "=1+1"), "工作表“收入”的 D7：是没有计算结果的公式"),
    "negative": (put("支出", CODE, "一般公共预算基本支出", -5), "工作表“支出”的 D7：“-5”是负数"),
    "blank": (
        put("三公经费", "公务接待费", "决算数", None),
        "工作表“三公经费”的 C11（“公务接待费”“决算数”）：还没有填；没有的填 0。",
    ),
    "blank column": (emptied, "工作表“三公经费”的“预算数”：还没有填；没有的填 0。"),
    "reason": (
        put("上年", "本年收入合计", "变动原因", None),
        "工作表“上年”的 C8（“本年收入合计”“变动原因”）：本年",
    ),
    "vehicles": (
        put("采购与资产", "机要通信用车", "年末数", None),
        "工作表“采购与资产”的“车辆用途”：还没有填；没有的填 0。",
    ),
    "total": (
        put("结转结余", "合计", "年初一般公共预算", 1),
        "工作表“结转结余”的",
    ),
    "mobile": (
        put("部门概况", "开展经济", "职责", "开展研究，联系人13800001234。"),
        "工作表“部门概况”的 A6（“职责”）：有手机号码 138***234，属于个人信息，公开前请删去。",
    ),
    "identity": (
        put("上年", "本年收入合计", "变动原因", "110106198001010013经办"),
        "工作表“上年”的 C8（“本年收入合计”“变动原因”）：有身份证号码 110***013",
    ),
}


@pytest.mark.parametrize("name", SPOILED)
def test_one_fault_is_one_sentence_and_nothing_is_written(name: str, tmp_path: Path) -> None:
    spoil, sentence = SPOILED[name]
    path = workbook(tmp_path, spoil)
    built = build_file(path, tmp_path / "公开")
    (said,) = told(built.draft)
    assert sentence in said
    assert said.endswith("。")
    assert built.files == []
    assert [each.name for each in tmp_path.iterdir()] == ["填报.xlsx"]
    assert all(problem.sheet for problem in built.draft.problems)


@pytest.mark.parametrize("name", ["text", "deleted", "blank", "mobile"])
def test_the_command_lists_what_is_open(name: str, tmp_path: Path, capsys: Capture) -> None:
    spoil, sentence = SPOILED[name]
    assert main(["build", str(workbook(tmp_path, spoil)), "-o", str(tmp_path / "公开")]) == FOUND
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("还有 1 处要解决，没有写出文件：\n1. ")
    assert sentence in err
    assert not (tmp_path / "公开").exists()


def test_an_empty_workbook_is_told_sheet_by_sheet(tmp_path: Path) -> None:
    """Everything that is to be filled in one list, and nothing that only follows from it."""
    ledgers = [
        "部门概况", "收入", "支出", "结转结余", "预算", "基本支出", "三公经费", "采购与资产",
    ]  # fmt: skip
    for place, year, sheets in (
        (PLACE, YEAR, ["封面", *ledgers, "绩效"]),
        ("440106", 2023, ["封面", *ledgers, "绩效"]),
        ("110106", 2020, ["封面", "封面", *ledgers, "购买服务", "绩效"]),
    ):
        write_template(place, year, tmp_path / f"{place}.xlsx")
        sentences = told(build_file(tmp_path / f"{place}.xlsx", tmp_path / "公开").draft)
        assert [sentence.split("“")[1].split("”")[0] for sentence in sentences] == sheets, place


def test_a_conflict_of_figures_names_cell_sum_and_gap(tmp_path: Path) -> None:
    path = workbook(tmp_path, put("结转结余", "合计", "年末一般公共预算", 123456.78))
    (said,) = told(build_file(path, tmp_path / "公开").draft)
    assert said.startswith("工作表“结转结余”的 ")
    assert "填的是 123456.78元，按“年初一般公共预算 " in said
    assert " + 收入·一般公共预算财政拨款 " in said
    assert " − 支出·一般公共预算基本支出 " in said
    assert said.endswith("请改正其中一处。")


# -- what comes from elsewhere ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("unit", "year", "sentence"),
    [
        ("某省某厅", YEAR - 1, "的单位是“某省某厅”"),
        ("某市某区发展研究中心", YEAR - 2, "是 2022 年度的，应为 2023 年度"),
    ],
)
def test_last_year_s_document_of_another_unit_or_year(
    unit: str, year: int, sentence: str, tmp_path: Path
) -> None:
    before = tmp_path / "上年.txt"
    before.write_text(f"{unit}\n{year}年度部门决算\n本年收入合计90.00万元。\n", encoding="utf-8")
    (said,) = told(build_file(workbook(tmp_path), tmp_path / "公开", prior=before).draft)
    assert said.startswith("上年文件“上年.txt”")
    assert sentence in said
    assert not (tmp_path / "公开").exists()


def test_a_register_with_open_problems(tmp_path: Path) -> None:
    register = Register("某市某区发展研究中心", YEAR, place=PLACE, projects=[Project("1", "规划研究")])
    write_register(register, tmp_path / "项目.xlsx")
    sentences = told(build_file(workbook(tmp_path), tmp_path / "公开", projects=tmp_path / "项目.xlsx").draft)
    assert sentences
    assert any("规划研究" in sentence for sentence in sentences)
    assert not (tmp_path / "公开").exists()


def test_a_register_that_contradicts_the_account(tmp_path: Path) -> None:
    spent = funds_of([("财政拨款.执行", Fraction(123_456))])
    register = Register(
        "某市某区发展研究中心",
        YEAR,
        place=PLACE,
        projects=[Project("1", "规划研究", funds=spent, procured="服务", size="小型")],
    )
    write_register(register, tmp_path / "项目.xlsx")
    sentences = told(build_file(workbook(tmp_path), tmp_path / "公开", projects=tmp_path / "项目.xlsx").draft)
    procured = [sentence for sentence in sentences if "采购" in sentence]
    assert [sentence.partition("（")[0] for sentence in procured] == [
        f"工作表“采购与资产”的 B{row}" for row in range(10, 15)
    ]  # the cells that are filled, and not their sum besides
    assert "，按项目表算为 123456.00元，相差 " in procured[2]
    assert any(sentence.startswith("“项目.xlsx”的项目“规划研究”") for sentence in sentences)


# -- where it is written ----------------------------------------------------------------------------------


def test_a_folder_that_is_a_file(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "公开").write_text("", encoding="utf-8")
    path = workbook(tmp_path)
    with pytest.raises(UnwritableError):
        build_file(path, tmp_path / "公开", ("html",))
    assert main(["build", str(path), "-o", str(tmp_path / "公开"), "--format", "html"]) == UNABLE
    assert len(capsys.readouterr().err.splitlines()) == 1


def test_files_that_are_there_stay_without_force(tmp_path: Path, capsys: Capture) -> None:
    path, out = workbook(tmp_path), str(tmp_path / "公开")
    assert main(["build", str(path), "-o", out, "--format", "html"]) == OK
    (made,) = (tmp_path / "公开").iterdir()
    made.write_text("旧", encoding="utf-8")
    capsys.readouterr()
    assert main(["build", str(path), "-o", out, "--format", "html", "--format", "xlsx"]) == UNABLE
    assert "文件已存在，确要覆盖请加 --force" in capsys.readouterr().err
    assert [each.read_text(encoding="utf-8") for each in (tmp_path / "公开").iterdir()] == ["旧"]
    assert main(["build", str(path), "-o", out, "--format", "html", "--force"]) == OK
    assert made.read_text(encoding="utf-8") != "旧"


@pytest.mark.parametrize("call", ["fsync", "replace", "mkdir"])
def test_a_full_disk_leaves_nothing(call: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The second time the disk says no, one file is already finished: it goes again."""
    path, calls = workbook(tmp_path), []

    def full(*arguments: Any, **options: Any) -> Any:
        calls.append(arguments)
        if call == "mkdir" or len(calls) > 1:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*arguments, **options)

    if call == "replace":  # a file system without links
        monkeypatch.setattr(os, "link", lambda *_: (_ for _ in ()).throw(OSError(errno.EPERM, "no links")))
    real = getattr(os, call)
    monkeypatch.setattr(os, call, full)
    with pytest.raises(UnwritableError, match="未写出"):
        build_file(path, tmp_path / "公开", ("html", "opendata"))
    assert calls
    assert [each.name for each in tmp_path.iterdir()] == ["填报.xlsx"]


def test_a_killed_process_leaves_no_file_under_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: Any) -> None:
        raise Killed

    monkeypatch.setattr(os, "fsync", killed)
    with pytest.raises(Killed):
        build_file(workbook(tmp_path), tmp_path / "公开", ("html", "opendata"))
    assert [each.name for each in tmp_path.iterdir()] == ["填报.xlsx"]


def test_what_is_no_workbook_is_refused(tmp_path: Path, capsys: Capture) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK\x03\x04 broken")
    with pytest.raises(UnreadableError):
        build_file(tmp_path / "坏.xlsx", tmp_path / "公开")
    assert main(["build", str(tmp_path / "没有.xlsx"), "-o", str(tmp_path / "公开")]) == UNABLE
    assert len(capsys.readouterr().err.splitlines()) == 1


# -- many rows --------------------------------------------------------------------------------------------


def test_thousands_of_rows_under_one_code(tmp_path: Path, capsys: Capture) -> None:
    """Each is told, the first hundred are listed."""

    def grow(book: Any) -> None:
        page = book["支出"]
        head, column = find(page, "科目编码"), find(page, "一般公共预算基本支出").column
        for row in range(head.row + 30, head.row + 3_030):
            page.cell(row, head.column).value, page.cell(row, column).value = CODE, 100

    path = workbook(tmp_path, grow)
    assert main(["build", str(path), "-o", str(tmp_path / "公开")]) == FOUND
    err = capsys.readouterr().err.splitlines()
    assert len(err) == 102
    assert err[-1] == "……另有 2900 处，改完以上各处后再列。"


def test_three_years_of_three_expenses_make_three_series(tmp_path: Path) -> None:
    def years(path: Path) -> list[str]:
        pieces = drafted(path).publication.pieces
        charts = [piece.block for piece in pieces if isinstance(piece.block, Chart)]
        (chart,) = [chart for chart in charts if "三公" in chart.title]
        return [name for name, _ in chart.series]

    given = workbook(tmp_path, put("三公经费", "公务接待费", "前年决算数", 50_000))
    assert years(given) == ["2022年", "2023年", "2024年"]
    assert years(workbook(tmp_path)) == ["2023年", "2024年"]
