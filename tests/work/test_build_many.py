"""Many workbooks in one run: a folder for each unit, and one that fails never stops the others."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mingzhang.cli import FOUND, OK, UNABLE, main
from mingzhang.disclosure.filing_template import write_template
from mingzhang.disclosure.invented import InventedLedger
from mingzhang.work import build_many as module
from mingzhang.work.build_many import BuildSettings, Outcome, build_many
from mingzhang.writers.written import UnwritableError
from tests.work.workbooks import PLACE, YEAR, put, workbook

pytestmark = pytest.mark.usefixtures("few_rows")

Capture = pytest.CaptureFixture[str]


@cache
def _file(seed: int, name: str) -> bytes:
    """The workbook of a unit, written once for all tests."""
    filing = InventedLedger(seed, PLACE, YEAR, 2).filing()
    filing.unit = name
    filing.words["所属单位:1"] = name
    with TemporaryDirectory() as folder:
        path = Path(folder) / "填报.xlsx"
        write_template(PLACE, YEAR, path, filing=filing)
        return path.read_bytes()


def units(folder: Path, *names: str) -> list[Path]:
    paths = [folder / f"{seed}.xlsx" for seed in range(len(names))]
    for seed, (path, name) in enumerate(zip(paths, names, strict=True)):
        path.write_bytes(_file(seed, name))
    return paths


def by_name(outcomes: list[Outcome]) -> dict[str, Outcome]:
    return {outcome.path.name: outcome for outcome in outcomes}


@pytest.mark.parametrize("jobs", [1, 2])
def test_one_that_fails_never_stops_the_others(jobs: int, tmp_path: Path) -> None:
    good = units(tmp_path, "甲局", "乙局")
    bad = workbook(tmp_path, put("上年", "本年收入合计", "变动原因", None), "缺.xlsx")
    broken = tmp_path / "坏.xlsx"
    broken.write_bytes(b"PK broken")
    order = BuildSettings(tmp_path / "公开", ("html",))
    found = by_name(list(build_many([good[0], broken, bad, good[1]], order, jobs)))
    assert sorted(each.name for each in (tmp_path / "公开").iterdir()) == ["乙局", "甲局"]
    assert found["0.xlsx"].files == (tmp_path / "公开/甲局/甲局2024年度部门决算.html",)
    assert found["缺.xlsx"].open[0].startswith("工作表“上年”的 C8")
    assert "坏.xlsx" in found["坏.xlsx"].refused
    assert len(found) == 4


def test_two_workbooks_of_one_unit_do_not_write_over_each_other(tmp_path: Path) -> None:
    paths = units(tmp_path, "甲局", "甲局")
    outcomes = list(build_many(paths, BuildSettings(tmp_path / "公开", ("html",), force=True), 1))
    assert [bool(outcome.files) for outcome in outcomes] == [True, False]
    assert outcomes[1].refused.endswith("另有一份填报表也是“甲局”的，这一份没有写出。")


def test_a_fault_of_ours_is_told_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = module.drafted  # type: ignore[attr-defined]

    def faulty(path: Path, **options: object):  # type: ignore[no-untyped-def]
        if path.name == "0.xlsx":
            raise KeyError("甲")
        return real(path, **options)  # type: ignore[arg-type]

    monkeypatch.setattr(module, "drafted", faulty)
    outcomes = list(
        build_many(units(tmp_path, "甲局", "乙局"), BuildSettings(tmp_path / "公开", ("html",)), 1)
    )
    assert "程序出错（KeyError，" in outcomes[0].refused
    assert outcomes[1].files


def test_a_folder_in_which_nothing_was_written_goes_again(tmp_path: Path) -> None:
    (tmp_path / "坏.xlsx").write_bytes(b"PK broken")
    (outcome,) = build_many([tmp_path / "坏.xlsx"], BuildSettings(tmp_path / "公开"), 1)
    assert outcome.refused
    assert not (tmp_path / "公开").exists()


def test_no_folder_no_work(tmp_path: Path) -> None:
    (tmp_path / "公开").write_text("", encoding="utf-8")
    with pytest.raises(UnwritableError, match="这不是文件夹"):
        list(build_many([tmp_path / "a.xlsx"], BuildSettings(tmp_path / "公开"), 1))
    with pytest.raises(UnwritableError, match="文件夹建不了"):
        list(build_many([tmp_path / "a.xlsx"], BuildSettings(tmp_path / "没有/公开"), 1))


def test_the_command_says_what_became_of_each(tmp_path: Path, capsys: Capture) -> None:
    good = units(tmp_path, "甲局", "乙局")
    bad = workbook(tmp_path, put("上年", "本年收入合计", "变动原因", None), "缺.xlsx")
    options = ["-o", str(tmp_path / "公开"), "--format", "html", "--jobs", "1"]
    assert main(["build", *map(str, [*good, bad]), *options]) == FOUND
    out, err = capsys.readouterr()
    assert out.splitlines()[-1] == "共 3 份，写出 2 份。"
    assert out.count("已写出：") == 2
    assert "缺.xlsx：还有 1 处要解决，没有写出文件：" in err
    assert main(["build", *map(str, good), *options]) == UNABLE  # the files are there
    assert main(["build", *map(str, good), *options, "--force"]) == OK


def test_what_is_of_one_unit_is_refused_for_several(tmp_path: Path, capsys: Capture) -> None:
    paths = list(map(str, units(tmp_path, "甲局", "乙局")))
    assert main(["build", *paths, "-o", str(tmp_path / "公开"), "--ask"]) == UNABLE
    assert capsys.readouterr().err == "--prior、--projects、--review、--ask 只能用于一份填报表。\n"
