"""Completion: each shell offers the commands, options and choices that the parser knows."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from mingzhang.cli import build_parser, main
from mingzhang.cli.completion import SHELLS, script

OFFERED = """
source "$1"; shift
COMP_WORDS=(mingzhang "$@"); COMP_CWORD=$#; COMPREPLY=()
_mingzhang; echo "${COMPREPLY[*]}"
"""


@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["ch"], "check"),
        (["check", "--se"], "--severity"),
        (["check", "--severity", "w"], "warning"),
        (["evaluate", "fo"], "forms"),
        (["evaluate", "forms", "--format", ""], "docx pdf xlsx html"),
        (["check", "check", "--bl"], "--blind-spots"),
        (["check", "fil"], ""),
        (["completion", "--h"], "--help"),
    ],
)
def test_bash_offers(words: list[str], offered: str, tmp_path: Path) -> None:
    file = tmp_path / "completion"
    file.write_text(script(build_parser(), "bash"), encoding="utf-8")
    command = ["bash", "-c", OFFERED, "bash", str(file), *words]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip() == offered


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_option_is_there(shell: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["completion", shell]) == 0
    text = capsys.readouterr().out
    for name in ("check", "evaluate", "completion", "panel"):
        assert name in text
    for option in ("severity", "blind-spots", "unmasked"):
        assert (f"-l {option}" if shell == "fish" else f"--{option}") in text
