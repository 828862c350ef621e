"""The command line: exit codes, streams, options, and one clear Chinese sentence for whatever goes wrong."""

from __future__ import annotations

import argparse
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from mingzhang import __version__, cli
from mingzhang.cli import FOUND, OK, UNABLE, build_parser, main
from mingzhang.facts.finding import Finding, Severity, Verdict
from mingzhang.facts.place import Place
from mingzhang.rules import reported
from mingzhang.work import check as check_module
from mingzhang.work import check_many as check_many_module
from tests.conftest import ROOT

HEAD = "某市某区某局\n2023年度部门决算\n二、收入决算情况说明\n"
CLEAN = HEAD + "本年收入合计90.00万元，比上年减少10.00万元，下降10.00%。\n"
WRONG = HEAD + "本年收入合计90.00万元，比上年减少10.00万元，下降11.11%。\n"
RATE = ("--rule", "N-05")

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "对.txt").write_text(CLEAN, encoding="utf-8")
    (tmp_path / "错.txt").write_text(WRONG, encoding="utf-8")
    return tmp_path


def run(*words: object) -> int:
    return main([str(word) for word in words])


# -- exit codes -------------------------------------------------------------------------------------------


def test_nothing_wrong(folder: Path, capsys: Capture) -> None:
    assert run("check", folder / "对.txt", *RATE) == OK
    out, err = capsys.readouterr()
    assert "不成立 0" in out
    assert err == ""


def test_something_wrong(folder: Path, capsys: Capture) -> None:
    assert run("check", folder / "错.txt", *RATE) == FOUND
    out, _ = capsys.readouterr()
    assert "应为 10.00%" in out
    assert "（N-05）" in out


@pytest.mark.parametrize("name", ["没有.pdf", "空.txt", "坏.docx"])
def test_a_file_that_cannot_be_read(folder: Path, name: str, capsys: Capture) -> None:
    if not name.startswith("没有"):
        (folder / name).write_bytes(b"" if name.startswith("空") else b"PK\x03\x04\x00\x00broken")
    assert run("check", folder / name) == UNABLE
    out, err = capsys.readouterr()
    assert out == ""
    assert len(err.strip().splitlines()) == 1
    assert err.startswith(str(folder / name)) or name in err
    assert err.endswith("未检查。\n")


def test_one_unreadable_among_several(folder: Path, capsys: Capture) -> None:
    (folder / "空.txt").write_bytes(b"")
    assert run("check", folder / "错.txt", folder / "空.txt", folder / "对.txt", *RATE) == UNABLE
    out, err = capsys.readouterr()
    assert out.count("━━") == 2
    assert "空.txt" in err
    assert "Traceback" not in err


def test_a_folder_is_checked_file_by_file(folder: Path, capsys: Capture) -> None:
    assert run("check", folder, *RATE, "--jobs", 1) == FOUND
    out, _ = capsys.readouterr()
    assert [line.split("　")[0] for line in out.splitlines() if line.startswith("━━")] == [
        "━━ 对.txt",
        "━━ 错.txt",
    ]


def test_a_folder_without_documents(tmp_path: Path, capsys: Capture) -> None:
    assert run("check", tmp_path) == UNABLE
    assert "没有找到可以检查的文件" in capsys.readouterr().err


def test_an_interrupt_is_a_sentence(folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(check_many_module, "check_many", interrupted)
    assert run("check", folder) == UNABLE
    assert capsys.readouterr().err == "已中断。\n"


def test_several_files_end_with_a_total(folder: Path, capsys: Capture) -> None:
    run("check", folder, *RATE)
    last = capsys.readouterr().out.splitlines()[-1]
    assert (
        last == "共 2 个文件：没有不成立的 1 个，有发现的 1 个（错误 1　警告 0　提示 0），没能检查的 0 个。"
    )
    run("check", folder / "对.txt", *RATE)
    assert "个文件：" not in capsys.readouterr().out


def test_quiet_is_one_line_for_each_file(folder: Path, capsys: Capture) -> None:
    assert run("check", folder, "--quiet", *RATE) == FOUND
    assert capsys.readouterr().out.splitlines()[:2] == [
        "对.txt：没有不成立的检查",
        "错.txt：1 处：错误 1　警告 0　提示 0",
    ]


def test_two_files_of_one_name_are_told_apart(folder: Path, tmp_path: Path, capsys: Capture) -> None:
    for unit in ("甲局", "乙局"):
        (tmp_path / "各单位" / unit).mkdir(parents=True)
        (tmp_path / "各单位" / unit / "决算.txt").write_bytes((folder / "错.txt").read_bytes())
    run("check", tmp_path / "各单位", "--quiet", "--sarif", tmp_path / "a.sarif", *RATE)
    assert [line.partition("：")[0] for line in capsys.readouterr().out.splitlines()[:2]] == [
        "乙局/决算.txt", "甲局/决算.txt",
    ]  # fmt: skip
    artifacts = json.loads((tmp_path / "a.sarif").read_text(encoding="utf-8"))["runs"][0]["artifacts"]
    assert [one["location"]["uri"] for one in artifacts] == [
        "%E4%B9%99%E5%B1%80/%E5%86%B3%E7%AE%97.txt", "%E7%94%B2%E5%B1%80/%E5%86%B3%E7%AE%97.txt",
    ]  # fmt: skip


def test_a_document_may_come_from_standard_input(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    for command, said in (("check", "━━ 标准输入　"), ("read", "文件：标准输入（txt）")):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO((folder / "错.txt").read_bytes())))
        run(command, "-")
        assert capsys.readouterr().out.startswith(said)


# -- options ----------------------------------------------------------------------------------------------


def test_one_result_as_data(folder: Path, capsys: Capture) -> None:
    assert run("check", folder / "错.txt", "--json", *RATE) == FOUND
    result = json.loads(capsys.readouterr().out)
    assert result["schema"] == "mingzhang/check/2"
    assert [(f["rule"], f["printed"], f["expected"]) for f in result["findings"]] == [
        ("N-05", "11.11%", "10.00%")
    ]


def test_several_results_as_an_array(folder: Path, capsys: Capture) -> None:
    (folder / "空.txt").write_bytes(b"")
    assert run("check", folder, "--json", *RATE) == UNABLE
    out, err = capsys.readouterr()
    assert [result["document"]["file"] for result in json.loads(out)] == ["对.txt", "错.txt"]
    assert "空.txt" in err


def test_severity_decides_what_is_shown_and_the_exit_code(
    folder: Path, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipeline that asks for errors only is not stopped by warnings it cannot see."""
    only_warnings = [Finding("A-01", Verdict.FAILS, Severity.WARNING, "例", "小错", places=[Place(line=1)])]
    monkeypatch.setattr(check_module, "judge", lambda *_, **__: only_warnings)
    assert run("check", folder / "对.txt") == FOUND
    assert "小错" in capsys.readouterr().out
    assert run("check", folder / "对.txt", "--severity", "error") == OK
    assert "小错" not in capsys.readouterr().out


def test_rules_may_be_given_several_times(folder: Path, capsys: Capture) -> None:
    run("check", folder / "错.txt", "--json", "--rule", "N-05", "--rule", "T01-0")
    rules = {f["rule"] for f in json.loads(capsys.readouterr().out)["findings"]}
    assert "N-05" in rules
    assert all(rule == "N-05" or rule.startswith("T01-0") for rule in rules)
    assert len(rules) > 2


def test_year_and_place_override_the_document(folder: Path, capsys: Capture) -> None:
    run("check", folder / "对.txt", "--json", "--year", "2020", "--place", "310107")
    document = json.loads(capsys.readouterr().out)["document"]
    assert (document["year"], document["place"]) == (2020, "310107")


@pytest.mark.parametrize("place", ["上海", "3101", "3101077", "31010a"])
@pytest.mark.parametrize("command", ["check", "read"])
def test_a_wrong_place_is_refused(folder: Path, place: str, command: str, capsys: Capture) -> None:
    assert run(command, folder / "对.txt", "--place", place) == UNABLE
    assert capsys.readouterr().err == f"“{place}”不是六位行政区划代码，例如 110106。\n"


def test_all_lists_what_is_otherwise_summed_up(folder: Path, capsys: Capture) -> None:
    run("check", folder / "错.txt")
    short = capsys.readouterr().out
    run("check", folder / "错.txt", "--all")
    long = capsys.readouterr().out
    assert "用 --all 逐条列出" in short
    assert "用 --all 逐条列出" not in long
    assert len(long) > len(short)


@pytest.mark.parametrize(("option", "value"), [("--max-mb", "0"), ("--max-seconds", "0")])
def test_limits_are_heeded(folder: Path, option: str, value: str, capsys: Capture) -> None:
    assert run("check", folder / "错.txt", option, value) == UNABLE
    assert capsys.readouterr().err.endswith("未检查。\n")


@pytest.mark.parametrize(
    "words",
    [[], ["check"], ["verify", "a"], ["check", "a", "--severity", "grave"], ["check", "a", "--year", "今年"]],
)
def test_a_malformed_command_could_not_run(words: list[str], capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == UNABLE
    assert capsys.readouterr().out == ""


# -- template ---------------------------------------------------------------------------------------------


def test_a_template_is_written_once(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "填报.xlsx"
    words = ("template", "--place", "110106", "--year", "2020", "-o", path)
    assert run(*words) == OK and path.read_bytes()[:2] == b"PK"
    assert capsys.readouterr().out == f"空白填报表已写到 {path}\n"
    assert run(*words) == UNABLE
    assert "文件已存在，确要覆盖请加 --force" in capsys.readouterr().err
    assert run(*words, "--force") == OK


@pytest.mark.parametrize(
    ("place", "year", "reason"),
    [("1101", 2020, "不是六位行政区划代码"), ("110106", 20, "不是决算年度")],
)
def test_a_template_of_nowhere(tmp_path: Path, place: str, year: int, reason: str, capsys: Capture) -> None:
    assert run("template", "--place", place, "--year", year, "-o", tmp_path / "a.xlsx") == UNABLE
    assert reason in capsys.readouterr().err
    assert not list(tmp_path.iterdir())


# -- read, explain, rules ---------------------------------------------------------------------------------


def test_read_lists_what_was_read(folder: Path, capsys: Capture) -> None:
    assert run("read", folder / "错.txt") == OK
    short = capsys.readouterr().out
    assert "年度：2023" in short
    assert run("read", folder / "错.txt", "--facts") == OK
    assert "总表.本年收入\t90.00万元" in capsys.readouterr().out
    assert run("read", folder / "错.txt", "--json") == OK
    assert json.loads(capsys.readouterr().out)["schema"] == "mingzhang/report/1"


def test_read_refuses_in_a_sentence(tmp_path: Path, capsys: Capture) -> None:
    assert run("read", tmp_path / "没有.pdf") == UNABLE
    assert capsys.readouterr().err.endswith("未检查。\n")


def test_explain(capsys: Capture) -> None:
    assert run("explain", "t01-04") == OK
    assert capsys.readouterr().out.startswith("T01-04　")
    assert run("explain", "T99-99") == UNABLE
    assert capsys.readouterr() == ("", "没有编号为“T99-99”的规则。用 mingzhang rules 查看全部编号。\n")


def test_rules(capsys: Capture) -> None:
    assert run("rules") == OK
    assert len(capsys.readouterr().out.splitlines()) == len(reported())
    assert run("rules", "--rule", "T09", "--rule", "T11") == OK
    assert all(line.startswith(("T09", "T11")) for line in capsys.readouterr().out.splitlines())
    assert run("rules", "--unchecked") == OK


# -- help -------------------------------------------------------------------------------------------------


def parsers() -> dict[str, argparse.ArgumentParser]:
    (commands,) = [a for a in build_parser()._actions if isinstance(a, argparse._SubParsersAction)]
    return dict(commands.choices)


@pytest.mark.parametrize("command", parsers())
def test_every_command_shows_an_example_that_parses(command: str) -> None:
    shown = parsers()[command].format_help()
    assert "例：" in shown
    example = shown.partition("例：")[2].splitlines()[0].split(" > ")[0]
    words = example.split()
    assert words[0] == "mingzhang"
    assert build_parser().parse_args(words[1:]).command == command


@pytest.mark.parametrize("command", parsers())
def test_every_option_is_explained_in_chinese(command: str) -> None:
    for action in parsers()[command]._actions:
        if not isinstance(action, argparse._HelpAction) and action.dest not in ("files", "file"):
            assert action.help, action.dest
            assert any("一" <= character <= "鿿" for character in action.help), action.dest


def test_the_main_help_names_commands_and_exit_codes(capsys: Capture) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == OK
    shown = capsys.readouterr().out
    assert all(command in shown for command in parsers())
    assert "退出码" in shown


def test_the_version(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"明账 {__version__}\n"


# -- as a program -----------------------------------------------------------------------------------------


def test_a_reader_that_stops_listening_is_no_error(folder: Path) -> None:
    """`mingzhang rules | head -1`: the pipe closes early."""
    command = f"{sys.executable} -m mingzhang.cli rules | head -1"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {command}"],
        capture_output=True,
        cwd=ROOT / "src",
        text=True,
        check=False,
    )
    assert len(done.stdout.splitlines()) == 1
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_the_program_returns_the_code(folder: Path) -> None:
    words = [sys.executable, "-m", "mingzhang.cli", "check", str(folder / "错.txt"), *RATE]
    done = subprocess.run(words, capture_output=True, cwd=ROOT / "src", check=False)
    assert done.returncode == cli.FOUND
    assert "11.11%" in done.stdout.decode("utf-8")
