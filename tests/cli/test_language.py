"""English on demand: every word of the command line has a translation, and nothing else changes."""

from __future__ import annotations

import argparse
import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from mingzhang.cli import UNABLE, build_parser, main
from mingzhang.cli.language import catalogue, choose, said
from mingzhang.facts.environment import LANGUAGE
from tests.conftest import ROOT

CHINESE = re.compile("[\u4e00-\u9fff]")
Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def chinese_afterwards() -> Iterator[None]:
    yield
    choose([])


def texts(parser: argparse.ArgumentParser) -> Iterator[str]:
    """Everything a parser says of itself and of the commands below it."""
    yield from filter(None, (parser.description, parser.epilog))
    for action in parser._actions:
        yield from (text for text in (action.help, action.metavar) if isinstance(text, str))
        if isinstance(action, argparse._SubParsersAction):
            yield from (entry.help or "" for entry in action._choices_actions)
            for command in action.choices.values():
                yield from texts(command)


def sentences() -> Iterator[str]:
    """The texts that the sources hand to ``said``."""
    for path in sorted((ROOT / "src/mingzhang/cli").glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id="said"), args=[ast.Constant(value=str(text))]):
                    yield text


def test_every_word_has_a_translation_and_every_translation_a_word() -> None:
    used = {text for text in (*texts(build_parser()), *sentences()) if CHINESE.search(text) or text in "，。"}
    used |= {"没有编号为“{rule}”的规则{guess}用 mingzhang rules 查看全部编号。"}
    assert used - set(catalogue()) == set()
    assert set(catalogue()) - used == set()


def test_gaps_are_the_same_in_both_languages() -> None:
    for chinese, english in catalogue().items():
        assert re.findall(r"\{\w+\}|%\(\w+\)s", chinese) == re.findall(r"\{\w+\}|%\(\w+\)s", english), chinese


@pytest.mark.parametrize("by", ["switch", "environment"])
def test_help_and_errors_are_english_when_asked_for(
    by: str, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LANGUAGE, "en_GB" if by == "environment" else "")
    switch = ["--english"] if by == "switch" else []
    for args in (["check", "--help"], ["--help"], ["evaluate", "forms", "--help"]):
        with pytest.raises(SystemExit):
            main([*args, *switch])
        shown = capsys.readouterr().out
        assert shown.startswith("usage: ") and not CHINESE.search(shown.replace("上级批复调整年初数", "")), (
            args
        )
    with pytest.raises(SystemExit):
        main([*switch, "check", "--sevrity", "x"])
    assert not CHINESE.search(capsys.readouterr().err)


def test_findings_stay_chinese(tmp_path: Path, capsys: Capture) -> None:
    path = tmp_path / "a.txt"
    path.write_text(
        "某局\n2023年度部门决算\n本年收入合计90.00万元，比上年减少10.00万元，下降12.12%。", encoding="utf-8"
    )
    main(["check", str(path), "--english"])
    assert "应为 10.00%" in capsys.readouterr().out


def test_without_the_switch_it_is_chinese_again(capsys: Capture) -> None:
    assert main(["--english", "explain", "X"]) == UNABLE and main(["explain", "X"]) == UNABLE
    english, chinese = capsys.readouterr().err.splitlines()
    assert english.startswith("There is no rule 'X'") and chinese.startswith("没有编号为“X”的规则")
    assert said("已中断。") == "已中断。"
