"""``check --watch``: a line for each change, the state at the end, and what it does not go with."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from mingzhang.cli import FOUND, OK, UNABLE, main
from mingzhang.cli import watch as module
from mingzhang.work.changes import News
from mingzhang.work.check_many import check_many

Capture = pytest.CaptureFixture[str]
RIGHT = (
    "某市某局\n2024年度部门决算\n二、收入决算情况说明\n本年收入90.00万元，比上年减少10.00万元，下降10.00%。"
)
WRONG = RIGHT.replace("10.00%", "20.00%")


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "决算.txt").write_text(WRONG, encoding="utf-8")
    return Path("决算.txt")


def watched(monkeypatch: pytest.MonkeyPatch, *told: tuple[News, Any]) -> int:
    """The command, told these changes one after the other and then interrupted."""

    def changes(_: object) -> Iterator[News]:
        for change, before in told:
            before()
            yield change
        raise KeyboardInterrupt

    def here(*given: Any, apart: bool) -> object:
        assert apart, "what a file does to its process must not end the watch"
        return check_many(*given)

    monkeypatch.setattr(module, "changes", changes)
    monkeypatch.setattr(module, "check_many", here)  # without a new process for each
    return main(["check", "决算.txt", "--watch"])


def test_a_line_for_each_change_and_the_totals(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    change = News((path,))
    mended = (change, lambda: path.write_text(RIGHT, encoding="utf-8"))
    spoiled = (change, lambda: path.write_text(WRONG, encoding="utf-8"))
    assert watched(monkeypatch, (change, lambda: None), mended, spoiled, (change, lambda: None)) == FOUND
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "决算.txt：1 处：错误 1　警告 0　提示 0" and lines[1].startswith("正在看着")
    assert lines[2][9:] == "决算.txt：没有不成立的检查（少了 1 处）"
    assert lines[3][9:] == "决算.txt：1 处：错误 1　警告 0　提示 0（多了 1 处）"
    assert lines[4].endswith("（与上次相同）")
    assert lines[-1].startswith("共 1 个文件：没有不成立的 0 个，有发现的 1 个")


def test_what_is_gone_or_cannot_be_read_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    change = News((path,))
    emptied = (change, lambda: path.write_text("", encoding="utf-8"))
    assert watched(monkeypatch, (change, lambda: None), emptied) == UNABLE
    assert "文件是空的" in capsys.readouterr().out
    assert watched(monkeypatch, (change, lambda: None), (News((), (path,)), lambda: None)) == OK
    assert "决算.txt：文件已不在" in capsys.readouterr().out


def test_an_interrupt_before_all_was_checked_is_none_that_it_waits_for(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    def interrupted() -> None:
        raise KeyboardInterrupt

    assert watched(monkeypatch, (News((path,)), interrupted)) == UNABLE
    assert capsys.readouterr().err == "已中断。\n"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["决算.txt", "--json"], "不能与 --json 一起用"),
        (["决算.txt", "--blind-spots"], "不能与 --blind-spots 一起用"),
        (["决算.txt", "--xlsx", "清单.xlsx"], "不能与 --xlsx 一起用"),
        (["-"], "不能从标准输入读"),
    ],
)
def test_what_it_does_not_go_with(words: list[str], sentence: str, capsys: Capture) -> None:
    assert main(["check", *words, "--watch"]) == UNABLE
    assert sentence in capsys.readouterr().err


@pytest.mark.skipif(os.name != "posix", reason="signals as on POSIX")
def test_it_sees_a_file_change_and_ends_cleanly(path: Path) -> None:
    command = [sys.executable, "-m", "mingzhang.cli", "check", str(path), "--watch"]
    # Who runs the tests in the background of a shell lets interrupts pass by; the program is to hear one.
    heard = partial(signal.signal, signal.SIGINT, signal.SIG_DFL)
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdout=pipe, stderr=pipe, preexec_fn=heard) as running:
        assert running.stdout is not None and running.stderr is not None
        first = [running.stdout.readline().decode() for _ in range(2)]
        assert "1 处" in first[0] and "正在看着" in first[1]
        time.sleep(0.1)
        path.write_text(RIGHT + "\n", encoding="utf-8")
        assert "没有不成立的检查（少了 1 处）" in running.stdout.readline().decode()
        running.send_signal(signal.SIGINT)
        try:
            assert running.wait(timeout=60) == OK
        finally:
            running.kill()  # else the end of this block would wait for ever
        assert "共 1 个文件" in running.stdout.read().decode() and not running.stderr.read()
