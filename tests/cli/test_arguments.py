"""Commands written wrongly are told in one Chinese sentence, with what may have been meant."""

from __future__ import annotations

import argparse

import pytest

from mingzhang.cli import UNABLE, build_parser, main
from mingzhang.cli.arguments import Parser

Capture = pytest.CaptureFixture[str]


def told(capsys: Capture, *args: str) -> str:
    """The sentence about a command that is written wrongly."""
    with pytest.raises(SystemExit) as ended:
        main(args)
    assert ended.value.code == UNABLE
    sentence, usage, *_ = capsys.readouterr().err.splitlines()
    assert usage.startswith("用法：mingzhang")
    return sentence


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (["chek", "a"], "命令 没有“chek”，是不是 check？可选：check、read、"),
        (["做饭"], "命令 没有“做饭”，可选：check、read、"),
        (["check", "--sevrity", "error", "a"], "不认识--sevrity，是不是 --severity？"),
        (["check", "--sevrity=error", "a"], "不认识--sevrity=error，是不是 --severity？"),
        (["evaluate", "forms", "a", "-o", "b", "--unmask-all"], "不认识--unmask-all"),
        (["evaluate", "form", "a"], "做什么 没有“form”，是不是 forms？"),
        (
            ["check", "--severity", "eror", "a"],
            "--severity 没有“eror”，是不是 error？可选：error、warning、info",
        ),
        (["explain", "T01-04", "T01-05"], "不认识T01-05"),
        (["check"], "缺少文件或文件夹"),
        (["check", "a", "--jobs", "两"], "--jobs 应为数字，不是“两”"),
        (["check", "a", "--jobs"], "--jobs 后面缺少内容"),
        (["check", "a", "--m", "1"], "--m 不明确，可能是 --max-mb, --max-pages, --max-seconds"),
        (["check", "a", "--all", "--quiet"], "-q/--quiet 不能与 --all 一起用"),
        (["check", "a", "--json=1"], "--json 后面不带内容，多了 1"),
    ],
)
def test_what_is_wrong_and_what_may_have_been_meant(args: list[str], sentence: str, capsys: Capture) -> None:
    assert told(capsys, *args).startswith(f"命令写得不对：{sentence}")


@pytest.mark.parametrize(
    "words",
    [
        ["甲.pdf", "乙.pdf", "--compare"],
        ["甲.pdf", "--compare", "乙.pdf"],
        ["--compare", "甲.pdf", "乙.pdf"],
        ["甲.pdf", "--compare", "--severity", "error", "乙.pdf"],
    ],
)
def test_an_option_may_stand_between_the_files(words: list[str]) -> None:
    given = build_parser().parse_args(["check", *words])
    assert given.files == ["甲.pdf", "乙.pdf"] and given.compare


def test_what_stands_after_the_only_file_of_a_command_is_still_refused(capsys: Capture) -> None:
    with pytest.raises(SystemExit):
        build_parser().parse_args(["mark", "甲.pdf", "-o", "乙.pdf", "丙.pdf"])
    assert "不认识丙.pdf" in capsys.readouterr().err


def test_other_programs_of_the_process_keep_their_language() -> None:
    Parser("明账").format_help()
    assert argparse.ArgumentParser("other").format_usage().startswith("usage: other")


def test_an_unknown_rule_gets_a_guess(capsys: Capture) -> None:
    assert main(["explain", "T01-4"]) == UNABLE
    assert (
        capsys.readouterr().err
        == "没有编号为“T01-4”的规则，是不是 T01-04？用 mingzhang rules 查看全部编号。\n"
    )
    assert main(["explain", "预算"]) == UNABLE
    assert capsys.readouterr().err == "没有编号为“预算”的规则。用 mingzhang rules 查看全部编号。\n"


def test_the_known_places_are_listed(capsys: Capture) -> None:
    assert main(["places"]) == 0
    assert "110106  北京市丰台区\n" in capsys.readouterr().out
